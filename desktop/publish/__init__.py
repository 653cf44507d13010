"""The files for other programs, kept current and never half written."""
