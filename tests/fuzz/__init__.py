"""Feeds arbitrary input to decoder, floor and files, and checks the properties that must hold."""
