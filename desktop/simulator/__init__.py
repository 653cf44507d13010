"""A simulated phone system."""
