"""The real time events stream: bytes in, frozen events out (README.md in this folder).

No other package knows offsets. No Qt, no sockets, no clock.
"""
