"""Sounds on Linux: by PulseAudio, or a server that speaks its protocol, such as PipeWire."""

import ctypes
import shutil
from collections.abc import Callable
from typing import Final

from desktop.system.clip import Clip
from desktop.system.program_player import ProgramPlayer
from desktop.system.sounds import Player, PlayerError

LIBRARY: Final = "libpulse-simple.so.0"
_PLAYBACK: Final = 1
_S16LE: Final = 3
_SERVER_DECIDES: Final = 0xFFFF_FFFF
_AHEAD_S: Final = 0.1
"""How much of a sound the server gets in advance, which is also the delay of a hush."""


class _Stream(ctypes.c_void_p):
    """pa_simple*."""


class _Spec(ctypes.Structure):
    """pa_sample_spec."""

    _fields_ = (("format", ctypes.c_int), ("rate", ctypes.c_uint32), ("channels", ctypes.c_uint8))


class PulsePlayer(Player):
    """Plays with the library's simple interface (freedesktop.org/software/pulseaudio/doxygen/simple_8h.html).

    Arguments:
        library: The loaded library.

    """

    def __init__(self, library: ctypes.CDLL) -> None:
        super().__init__()
        self._library = library
        library.pa_simple_new.restype = _Stream

    def play(self, clip: Clip, is_hushed: Callable[[], bool]) -> None:
        """Play a clip."""
        library, error = self._library, ctypes.c_int()
        ahead = 2 * round(clip.rate * _AHEAD_S)
        spec = ctypes.byref(_Spec(_S16LE, clip.rate, 1))
        # pa_buffer_attr: maxlength, tlength, prebuf, minreq, fragsize.
        lengths = (_SERVER_DECIDES, ahead, _SERVER_DECIDES, _SERVER_DECIDES, _SERVER_DECIDES)
        buffer = (ctypes.c_uint32 * 5)(*lengths)
        stream = library.pa_simple_new(
            None, b"TallyMate", _PLAYBACK, None, b"Alert", spec, None, buffer, ctypes.byref(error)
        )
        if not stream:
            message = f"the sound server can't be reached (PulseAudio error {error.value})"
            raise PlayerError(message)
        try:
            for start in range(0, len(clip.data), ahead):
                if is_hushed():
                    library.pa_simple_flush(stream, None)
                    return
                part = clip.data[start : start + ahead]
                length = ctypes.c_size_t(len(part))
                if library.pa_simple_write(stream, part, length, ctypes.byref(error)) < 0:
                    message = f"the sound server takes no more (PulseAudio error {error.value})"
                    raise PlayerError(message)
            library.pa_simple_drain(stream, None)
        finally:
            library.pa_simple_free(stream)


def linux_player(library: str = LIBRARY) -> Player:
    """Return the best way to play sounds that this computer has."""
    try:
        return PulsePlayer(ctypes.CDLL(library))
    except OSError:
        aplay = shutil.which("aplay")
    return ProgramPlayer((aplay, "-q")) if aplay else Player(f"neither {library} nor aplay is installed")
