"""Keeps the display awake while a board fills a screen."""

import logging

_log = logging.getLogger(__name__)


class Inhibitor:
    """A service of the operating system that keeps the display awake; this one lets it sleep.

    Both calls come from the thread of the windows and never block.
    """

    _has_warned = False

    def hold(self) -> None:
        """Keep the display awake from now on; a failure is logged once."""

    def release(self) -> None:
        """Let the display sleep again."""

    def warn(self, reason: str) -> None:
        """Log once that the display may go to sleep."""
        if not self._has_warned:
            self._has_warned = True
            _log.warning("the display may go to sleep over the board: %s", reason)


class Awake:
    """Keeps the display awake for as long as any board wants it.

    Call `stop` in a ``finally``.

    Arguments:
        inhibitor: The service that does it.

    """

    def __init__(self, inhibitor: Inhibitor) -> None:
        self._inhibitor = inhibitor
        self._holders: set[str] = set()

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
            self._inhibitor.hold()
        elif before and not self._holders:
            self._inhibitor.release()

    def stop(self) -> None:
        """Let the display sleep again, whatever the boards want."""
        if self._holders:
            self._holders.clear()
            self._inhibitor.release()
