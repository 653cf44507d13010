"""Diagnostics: a journal of the stream, and a window with the state of lines, files and settings."""
