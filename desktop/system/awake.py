"""Keeps the display awake while a board fills a screen."""

import sys
from abc import ABC, abstractmethod


class Inhibitor(ABC):
    """A service of the operating system that keeps the display awake.

    Both calls come from the thread of the windows and never wait for anybody.
    """

    @abstractmethod
    def hold(self) -> None:
        """Keep the display awake from now on; what stands in the way goes to the log once."""

    @abstractmethod
    def release(self) -> None:
        """Let it sleep again when it likes to."""


class NoInhibitor(Inhibitor):
    """Lets the display sleep: nobody looks at it, or the system has no such service."""

    def hold(self) -> None:
        """Do nothing."""

    def release(self) -> None:
        """Do nothing."""


class Awake:
    """Keeps the display awake for as long as anybody wants it.

    Call `stop` in a ``finally``.

    Arguments:
        inhibitor: The service that does it.

    """

    def __init__(self, inhibitor: Inhibitor) -> None:
        self._inhibitor = inhibitor
        self._holders: set[str] = set()

    def keep(self, holder: str, is_wanted: bool) -> None:  # noqa: FBT001 - takes what a window's signal says
        """Take note whether this one wants the display awake.

        Arguments:
            holder: Who: a board's name.
            is_wanted: Whether it does now.

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
        """Let the display sleep again, whoever wants what."""
        if self._holders:
            self._holders.clear()
            self._inhibitor.release()


def inhibitor_here() -> Inhibitor:
    """Give the service of this operating system."""
    inhibitor: Inhibitor = NoInhibitor()
    if sys.platform == "win32":
        from desktop.system.windows import awake as awake_windows  # noqa: PLC0415 - each system loads its own

        inhibitor = awake_windows.WindowsInhibitor(awake_windows.kernel_call())
    elif sys.platform == "darwin":
        from desktop.system.macos import awake as awake_macos  # noqa: PLC0415 - each system loads its own

        inhibitor = awake_macos.MacInhibitor()
    elif sys.platform == "linux":
        from desktop.system.linux import awake as awake_linux  # noqa: PLC0415 - each system loads its own

        inhibitor = awake_linux.LinuxInhibitor()
    return inhibitor
