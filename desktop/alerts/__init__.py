"""Alerts: rules held against the floor, what tells of them, and their window."""
