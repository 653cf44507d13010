"""Notifications of the operating system: one interface, and what every system has."""

import enum
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from desktop.acd.plain_text import text_without_markup, title_without_markup
from desktop.system.linux.session_bus import SessionBus

MOST_TITLE: Final = 63
MOST_TEXT: Final = 255
"""Characters that Windows shows (learn.microsoft.com, NOTIFYICONDATA: szInfoTitle, szInfo)."""

OnClicked = Callable[[str], None]
"""Takes the ID of the notification that was clicked."""


class Urgency(enum.IntEnum):
    """How much it matters, with the numbers of the freedesktop specification."""

    LOW = 0
    NORMAL = 1
    URGENT = 2
    """Some services keep it until someone closes it."""


@dataclass(frozen=True, slots=True)
class Note:
    """A notification.

    Attributes:
        id: Whose it is: a later one with the same ID takes its place.
        title: What happened, in a few words.
        text: What else there is to say; may have several lines.
        urgency: How much it matters.

    """

    id: str
    title: str
    text: str
    urgency: Urgency = Urgency.NORMAL

    def plain(self) -> "Note":
        """Give it with nothing that could be taken for markup, and no longer than every system shows."""
        title = title_without_markup(_short(self.title, MOST_TITLE))
        return Note(self.id, title, text_without_markup(_short(self.text, MOST_TEXT)), self.urgency)


class Notifier(ABC):
    """A service of the operating system that shows notifications.

    All calls come from the thread of the windows and never wait for anybody.
    """

    @property
    @abstractmethod
    def can_withdraw(self) -> bool:
        """Whether `withdraw` takes notifications away: where not, an end has to be said in another."""

    @abstractmethod
    def show(self, note: Note) -> bool:
        """Show a notification in place of the one with the same ID; tell whether it was passed on."""

    @abstractmethod
    def withdraw(self, note_id: str) -> None:
        """Take a notification away, also from the list of old ones; nothing happens where that can't be."""

    @abstractmethod
    def stop(self) -> None:
        """Show no more; what was shown stays, since it still happened."""


class NoNotifier(Notifier):
    """Shows nothing: nobody wants it, or the system has no such service."""

    @property
    def can_withdraw(self) -> bool:
        """Never."""
        return False

    def show(self, note: Note) -> bool:  # noqa: ARG002 - the interface
        """Do nothing."""
        return False

    def withdraw(self, note_id: str) -> None:
        """Do nothing."""

    def stop(self) -> None:
        """Do nothing."""


class BalloonNotifier(Notifier):
    """Notifications of the tray icon, as Windows and macOS have them.

    Qt shows one there, tells of a click on the last one only, and can't take any away
    (doc.qt.io/qt-6/qsystemtrayicon.html, showMessage).

    Arguments:
        show_message: Shows a title and a text with that urgency at the tray icon; tells whether it could.
        on_clicked: Gets the ID of what was clicked.

    """

    def __init__(self, show_message: Callable[[str, str, Urgency], bool], on_clicked: OnClicked) -> None:
        self._show_message = show_message
        self._on_clicked = on_clicked
        self._last = ""

    @property
    def can_withdraw(self) -> bool:
        """Never: Qt can't."""
        return False

    def show(self, note: Note) -> bool:
        """Show it."""
        plain = note.plain()
        is_shown = self._show_message(plain.title, plain.text, plain.urgency)
        if is_shown:
            self._last = note.id
        return is_shown

    def withdraw(self, note_id: str) -> None:
        """Forget it, so that a click on what may still stand there leads to nothing that has ended."""
        if note_id == self._last:
            self._last = ""

    def stop(self) -> None:
        """Forget the last one."""
        self._last = ""

    def was_clicked(self) -> None:
        """Take note of a click on the last one."""
        if self._last:
            self._on_clicked(self._last)


def notifier_here(bus: SessionBus, icon: str, balloon: BalloonNotifier, on_clicked: OnClicked) -> Notifier:
    """Give the service of this operating system.

    Arguments:
        bus: The session bus, where there is one; its owner opens and closes it.
        icon: The program's icon as a ``file:`` address.
        balloon: Shows what nothing else does.
        on_clicked: Gets the ID of what was clicked.

    """
    notifier: Notifier = balloon
    if sys.platform == "linux":
        from desktop.system.linux import notifier as notifier_linux  # noqa: PLC0415 - each system loads its own

        notifier = notifier_linux.LinuxNotifier(bus, icon, balloon, on_clicked)
    return notifier


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}\u2026"
