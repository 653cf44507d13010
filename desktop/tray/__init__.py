"""The tray icon, its menu, the popover and the desk strip."""
