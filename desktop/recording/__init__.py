"""Recordings of the stream: written, rolled, read and played."""
