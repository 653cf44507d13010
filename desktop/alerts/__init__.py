"""The feature of alerts: notifications, the alerts window, and the settings of rules."""
