"""Sounds on Windows."""

import sys
from collections.abc import Callable

from desktop.system.clip import Clip
from desktop.system.sounds import Player, PlayerError


class WindowsPlayer(Player):
    """Plays from memory to the end: that can't be done without waiting (docs.python.org, winsound).

    What is played is over within three seconds, so a hush only keeps the next one back.
    """

    def play(self, clip: Clip, is_hushed: Callable[[], bool]) -> None:
        """Play it."""
        if sys.platform == "win32":
            import winsound  # noqa: PLC0415 - only there on Windows

            if is_hushed():
                return
            try:
                winsound.PlaySound(clip.to_wav(), winsound.SND_MEMORY | winsound.SND_NODEFAULT)
            except RuntimeError as error:
                raise PlayerError(str(error)) from error
        else:
            message = "this is not Windows"
            raise PlayerError(message)
