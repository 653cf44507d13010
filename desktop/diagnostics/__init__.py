"""Diagnostics: what was heard, how the lines stand, how the files are written."""
