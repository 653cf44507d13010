"""Whether somebody sits at a Mac.

Source: developer.apple.com, CGEventSourceSecondsSinceLastEventType. Whether the screen is locked is told to
nobody officially; nobody touches anything while it is.
"""

import ctypes
from typing import Final

from desktop.system.presence import Watcher

_GRAPHICS: Final = "/System/Library/Frameworks/ApplicationServices.framework/ApplicationServices"
_SESSION: Final = 0
"""kCGEventSourceStateCombinedSessionState."""
_ANY_INPUT: Final = 0xFFFF_FFFF


class MacWatcher(Watcher):
    """Asks macOS for the time since the last input.

    Arguments:
        library: Where the function is.

    """

    def __init__(self, library: str = _GRAPHICS) -> None:
        self._library = library
        self._graphics: ctypes.CDLL | None = None

    def start(self) -> None:
        """Load the library; without it nobody is ever away."""
        try:
            graphics = ctypes.CDLL(self._library)
            graphics.CGEventSourceSecondsSinceLastEventType.restype = ctypes.c_double
            graphics.CGEventSourceSecondsSinceLastEventType.argtypes = [ctypes.c_int32, ctypes.c_uint32]
        except (OSError, AttributeError):
            return
        self._graphics = graphics

    def stop(self) -> None:
        """Let it go."""
        self._graphics = None

    def is_locked(self) -> bool:
        """Never: it is not told."""
        return False

    def idle_s(self) -> float:
        """Give the seconds since the last input."""
        if self._graphics is None:
            return 0.0
        return float(self._graphics.CGEventSourceSecondsSinceLastEventType(_SESSION, _ANY_INPUT))
