"""The services of Linux."""
