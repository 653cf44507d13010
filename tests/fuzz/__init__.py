"""Tries whatever may come on decoder, floor and files, and says what must hold then."""
