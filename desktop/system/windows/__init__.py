"""The services of Windows."""
