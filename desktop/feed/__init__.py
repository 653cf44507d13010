"""The line to the phone system: the worker that reads its socket, and the check of a connection."""
