"""One small file per service of the operating system."""
