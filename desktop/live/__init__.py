"""The floor as it is heard, with Qt's signals."""
