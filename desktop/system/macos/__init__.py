"""The services of macOS."""
