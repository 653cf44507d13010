"""Notifications of the operating system: the interface, and the tray icon's balloons."""

import enum
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from desktop.acd.plain_text import text_without_markup, title_without_markup

MOST_TITLE: Final = 63
MOST_TEXT: Final = 255
"""Characters that Windows shows (learn.microsoft.com, NOTIFYICONDATA: szInfoTitle, szInfo)."""

OnClicked = Callable[[str], None]
"""Takes the ID of the note that was clicked."""


class Urgency(enum.IntEnum):
    """How much a note matters, with the numbers of the freedesktop specification."""

    LOW = 0
    NORMAL = 1
    URGENT = 2
    """Some services keep it until the person closes it."""


@dataclass(frozen=True, slots=True)
class Note:
    """The content of a notification.

    Attributes:
        id: A later note with the same ID replaces this one.
        title: What happened, in a few words.
        text: The details; may have several lines.
        urgency: How much it matters.

    """

    id: str
    title: str
    text: str
    urgency: Urgency = Urgency.NORMAL

    def plain(self) -> "Note":
        """Return it without anything that looks like markup, and no longer than every system shows."""
        title = title_without_markup(_short(self.title, MOST_TITLE))
        return Note(self.id, title, text_without_markup(_short(self.text, MOST_TEXT)), self.urgency)


class Notifier(ABC):
    """A service of the operating system that shows notifications.

    All calls come from the thread of the windows and never block.
    """

    @property
    @abstractmethod
    def can_withdraw(self) -> bool:
        """Whether `withdraw` removes notifications; where it does not, the end of an alert needs its own."""

    @abstractmethod
    def show(self, note: Note) -> bool:
        """Show a note in place of the one with the same ID; tell whether it was passed on."""

    @abstractmethod
    def withdraw(self, note_id: str) -> None:
        """Remove a notification, also from the history, where the system can do that."""

    @abstractmethod
    def stop(self) -> None:
        """Show no more; what was shown stays, since it still happened."""


class BalloonNotifier(Notifier):
    """Notifications of the tray icon, as Windows and macOS have them.

    Qt shows one, reports clicks on the last one only, and can't remove any
    (doc.qt.io/qt-6/qsystemtrayicon.html, showMessage).

    Arguments:
        show_message: Shows a title and a text at the tray icon; returns whether it could.
        on_clicked: Takes the ID of the note that was clicked.

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
        """Show a note."""
        plain = note.plain()
        is_shown = self._show_message(plain.title, plain.text, plain.urgency)
        if is_shown:
            self._last = note.id
        return is_shown

    def withdraw(self, note_id: str) -> None:
        """Ignore later clicks on a balloon that may still be there."""
        if note_id == self._last:
            self._last = ""

    def stop(self) -> None:
        """Ignore later clicks."""
        self._last = ""

    def was_clicked(self) -> None:
        """Report a click on the last balloon."""
        if self._last:
            self._on_clicked(self._last)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}\u2026"
