"""Keeps the display awake while a board fills a screen."""

import logging

_log = logging.getLogger(__name__)


class Inhibitor:
    """Keeps the display awake for as long as any board wants it; this one has no service that could.

    All calls come from the thread of the windows and never block. Call `stop` in a ``finally``.
    """

    def __init__(self) -> None:
        self._holders: set[str] = set()
        self._has_warned = False

    def keep(self, holder: str, is_wanted: bool) -> None:  # noqa: FBT001 - connected to a window's signal
        """Note whether a board wants the display awake.

        Arguments:
            holder: The board's name.
            is_wanted: Whether it wants that now.

        """
        before = bool(self._holders)
        if is_wanted:
            self._holders.add(holder)
        else:
            self._holders.discard(holder)
        if self._holders and not before:
            self.hold()
        elif before and not self._holders:
            self.release()

    def stop(self) -> None:
        """Allow the display to sleep again, whatever the boards want."""
        if self._holders:
            self._holders.clear()
            self.release()

    def hold(self) -> None:
        """Keep the display awake from now on."""

    def release(self) -> None:
        """Allow the display to sleep again."""

    def warn(self, reason: str) -> None:
        """Log once that the display may go to sleep."""
        if not self._has_warned:
            self._has_warned = True
            _log.warning("The display may go to sleep over the board: %s", reason)
