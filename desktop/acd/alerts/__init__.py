"""Alerts without Qt: rules and their evaluation, open alerts, notices and history."""
