"""A toolkit that knows no feature: theme, palettes, brushes, fields, picker, the place of windows."""
