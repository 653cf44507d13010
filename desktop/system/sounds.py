"""The sounds of alerts: short ones, one at a time, and quiet at one click."""

import enum
import logging
import pathlib
import sys
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Final

from desktop.system.clip import Clip, ClipError, read_clip
from desktop.system.worker_thread import THREAD_NAME_START

FULL_VOLUME: Final = 100

_log = logging.getLogger(__name__)


class Sound(enum.IntEnum):
    """What is heard; of two that come at once the higher is."""

    SETTLED = 0
    ATTENTION = 1
    TROUBLE = 2

    @property
    def file_name(self) -> str:
        """Its file in resources/sounds."""
        return f"{self.name.lower()}.wav"


class PlayerError(Exception):
    """Nothing can be heard; the text says why."""


class Player(ABC):
    """A way of the operating system to play a sound. It is called on a thread of its own and may wait."""

    @abstractmethod
    def play(self, clip: Clip, is_hushed: Callable[[], bool]) -> None:
        """Play it once to its end, or until it is hushed if that can be.

        Raises:
            PlayerError: It can't be heard.

        """


class NoPlayer(Player):
    """Plays nothing and says why.

    Arguments:
        reason: Why.

    """

    def __init__(self, reason: str) -> None:
        self._reason = reason

    def play(self, clip: Clip, is_hushed: Callable[[], bool]) -> None:  # noqa: ARG002 - the interface
        """Say why nothing is heard."""
        raise PlayerError(self._reason)


class Sounds:
    """Plays sounds one after the other on a thread of its own.

    None is ever repeated by itself. The thread is Python's and no QThread: a sound server that does not
    answer can't be waited for at the end of the program, and a QThread that still runs then would abort it.
    Call `stop` in a ``finally``.

    Arguments:
        folder: Where the sounds are.
        player: Plays them.

    """

    def __init__(self, folder: pathlib.Path, player: Player) -> None:
        self._folder = folder
        self._player = player
        self._change = threading.Condition()
        self._wanted: tuple[Sound, int] | None = None
        self._is_hushed = False
        self._is_stopped = False
        self._thread: threading.Thread | None = None
        self._has_told = False
        self._clips: dict[tuple[Sound, int], Clip] = {}

    def play(self, sound: Sound, volume: int) -> None:
        """Play a sound as soon as the one before has ended; what waits meanwhile gives way to a higher one.

        Arguments:
            sound: Which.
            volume: From 0, nothing, to 100, as loud as its file.

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
        """Be quiet at once: the sound that is heard ends, and the one that waits is forgotten."""
        with self._change:
            self._wanted = None
            self._is_hushed = True

    def stop(self, timeout_s: float = 1.0) -> bool:
        """Be quiet for good; tell whether the thread has ended in time."""
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
        try:
            self._player.play(self._clip(sound, volume), lambda: self._is_hushed)
        except (ClipError, PlayerError) as error:
            if not self._has_told:
                self._has_told = True
                _log.warning("alerts can't be heard: %s", error)

    def _clip(self, sound: Sound, volume: int) -> Clip:
        clip = self._clips.get((sound, volume))
        if clip is None:
            clip = read_clip(self._folder / sound.file_name).at_volume(volume)
            if len(self._clips) > len(Sound):
                # Someone tries volumes out.
                self._clips.clear()
            self._clips[sound, volume] = clip
        return clip


def player_here() -> Player:
    """Give the way of this operating system."""
    player: Player = NoPlayer("this system has no way to play them")
    if sys.platform == "win32":
        from desktop.system.windows import sounds as sounds_windows  # noqa: PLC0415 - each system loads its own

        player = sounds_windows.WindowsPlayer()
    elif sys.platform == "darwin":
        from desktop.system import sounds_program  # noqa: PLC0415 - each system loads its own

        player = sounds_program.ProgramPlayer(sounds_program.AFPLAY)
    elif sys.platform == "linux":
        from desktop.system.linux import sounds as sounds_linux  # noqa: PLC0415 - each system loads its own

        player = sounds_linux.player()
    return player
