"""The real time events stream: bytes in, frozen events out (acd-stream.md).

The only place that knows offsets. No Qt, no sockets, no clock.
"""
