"""The state of the session on macOS.

Source: developer.apple.com, CGEventSourceSecondsSinceLastEventType. macOS has no official call that tells
whether the screen is locked, but there is no input while it is; and it holds notifications back by itself.
"""

import ctypes
from typing import Final

from desktop.system.session_watch import SessionWatch

_GRAPHICS: Final = "/System/Library/Frameworks/ApplicationServices.framework/ApplicationServices"
_SESSION: Final = 0
"""kCGEventSourceStateCombinedSessionState."""
_ANY_INPUT: Final = 0xFFFF_FFFF


class MacSessionWatch(SessionWatch):
    """Asks macOS for the time since the last input.

    Arguments:
        library: The file with the function.

    """

    def __init__(self, library: str = _GRAPHICS) -> None:
        self._library = library
        self._graphics: ctypes.CDLL | None = None

    def start(self) -> None:
        """Load the library; without it the person always counts as present."""
        try:
            graphics = ctypes.CDLL(self._library)
            graphics.CGEventSourceSecondsSinceLastEventType.restype = ctypes.c_double
            graphics.CGEventSourceSecondsSinceLastEventType.argtypes = [ctypes.c_int32, ctypes.c_uint32]
        except (OSError, AttributeError):
            return
        self._graphics = graphics

    def idle_s(self) -> float:
        """Return the seconds since the last input."""
        if self._graphics is None:
            return 0.0
        return float(self._graphics.CGEventSourceSecondsSinceLastEventType(_SESSION, _ANY_INPUT))
