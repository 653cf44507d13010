"""A phone system to try things against."""
