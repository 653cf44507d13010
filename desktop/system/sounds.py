"""The sounds of alerts: short, one at a time, and silenced with one click."""

import enum
import logging
import pathlib
import threading
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from desktop.system.clip import Clip, ClipError, read_clip
from desktop.system.worker_thread import THREAD_NAME_START

FULL_VOLUME: Final = 100

_log = logging.getLogger(__name__)


class Sound(enum.IntEnum):
    """The sounds; of two that wait the higher one is played."""

    SETTLED = 0
    ATTENTION = 1
    TROUBLE = 2

    @property
    def file_name(self) -> str:
        """Its file in resources/sounds."""
        return f"{self.name.lower()}.wav"


class PlayerError(Exception):
    """A sound could not be played; the text says why."""


class Player:
    """The operating system's way to play a sound; this base has none, and reports why.

    Arguments:
        why_not: The reason.

    """

    def __init__(self, why_not: str = "") -> None:
        self._why_not = why_not

    def play(self, clip: Clip, is_hushed: Callable[[], bool]) -> None:  # noqa: ARG002 - the interface
        """Play a clip once, to its end or, where that is possible, until `is_hushed` returns True.

        Called on a thread of its own, so it may block.

        Raises:
            PlayerError: It can't be played.

        """
        raise PlayerError(self._why_not)


class Sounds:
    """Plays sounds one after the other on a thread of its own; none is repeated.

    The thread is Python's and not a QThread: the program can't wait at its end for a sound server that does
    not answer, and a QThread that still runs then would abort it. Call `stop` in a ``finally``.

    Arguments:
        folder: The folder of the sounds.
        make_player: Makes the player, when the first sound is played.

    """

    def __init__(self, folder: pathlib.Path, make_player: Callable[[], Player]) -> None:
        self._folder = folder
        self._make_player = make_player
        self._player: Player | None = None
        self._change = threading.Condition()
        self._wanted: tuple[Sound, int] | None = None
        self._is_hushed = False
        self._is_stopped = False
        self._thread: threading.Thread | None = None
        self._is_logged = False
        # Limited, since a person may try out every volume.
        self._clip = lru_cache(maxsize=2 * len(Sound))(self._read)

    def play(self, sound: Sound, volume: int) -> None:
        """Play a sound when the current one has ended, in place of a lower one that waits.

        Arguments:
            sound: The sound.
            volume: The volume from 0, nothing, to 100, as loud as its file.

        """
        if volume <= 0:
            return
        with self._change:
            if self._is_stopped or (self._wanted is not None and self._wanted[0] >= sound):
                return
            self._wanted = sound, min(volume, FULL_VOLUME)
            if self._thread is None:
                self._thread = threading.Thread(
                    target=self._run, name=f"{THREAD_NAME_START}sounds", daemon=True
                )
                self._thread.start()
            self._change.notify()

    def hush(self) -> None:
        """End the current sound and drop the one that waits."""
        with self._change:
            self._wanted = None
            self._is_hushed = True

    def stop(self, timeout_s: float = 1.0) -> bool:
        """Play no more sounds; return whether the thread ended in time."""
        self.hush()
        with self._change:
            self._is_stopped = True
            self._change.notify()
        if self._thread is None:
            return True
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._is_stopped or self._wanted is not None)
                if self._is_stopped or self._wanted is None:
                    return
                sound, volume = self._wanted
                self._wanted = None
                self._is_hushed = False
            self._play_now(sound, volume)

    def _play_now(self, sound: Sound, volume: int) -> None:
        self._player = self._player or self._make_player()
        try:
            self._player.play(self._clip(sound, volume), lambda: self._is_hushed)
        except (ClipError, PlayerError) as error:
            if not self._is_logged:
                self._is_logged = True
                _log.warning("Alerts can't be heard: %s", error)

    def _read(self, sound: Sound, volume: int) -> Clip:
        return read_clip(self._folder / sound.file_name).at_volume(volume)
