"""Sounds on Windows."""

import sys
from collections.abc import Callable

from desktop.system.clip import Clip
from desktop.system.sounds import Player, PlayerError


class WindowsPlayer(Player):
    """Plays from memory, which winsound does only to the end of the sound (docs.python.org, winsound).

    That takes three seconds at most, so a hush only drops the next one.
    """

    def play(self, clip: Clip, is_hushed: Callable[[], bool]) -> None:
        """Play a clip."""
        if sys.platform == "win32":
            import winsound  # noqa: PLC0415 - exists only on Windows

            if is_hushed():
                return
            try:
                winsound.PlaySound(clip.to_wav(), winsound.SND_MEMORY | winsound.SND_NODEFAULT)
            except RuntimeError as error:
                raise PlayerError(str(error)) from error
        else:
            message = "this is not Windows"
            raise PlayerError(message)
