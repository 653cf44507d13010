"""The window with what needs attention: alerts that are open, and what happened before."""
