"""Notifications of the operating system: their content, and those of the tray icon."""

import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from desktop.acd.plain_text import text_without_markup, title_without_markup

MOST_TITLE: Final = 63
MOST_TEXT: Final = 255
"""Characters that Windows shows (learn.microsoft.com, NOTIFYICONDATA: szInfoTitle, szInfo)."""


class Urgency(enum.IntEnum):
    """The urgency of a notification, with the numbers of the freedesktop specification."""

    LOW = 0
    NORMAL = 1
    URGENT = 2
    """Some services keep it until the person closes it."""


ShowMessage = Callable[[str, str, Urgency], bool]


@dataclass(frozen=True, slots=True)
class Notification:
    """The content of a notification.

    Attributes:
        id: A later one with the same ID replaces this one.
        title: What happened, in a few words.
        text: The details; may have several lines.
        urgency: How much it matters.

    """

    id: str
    title: str
    text: str
    urgency: Urgency = Urgency.NORMAL

    def plain(self) -> "Notification":
        """Return it without anything that looks like markup, cut to the length that every system shows."""
        title = title_without_markup(_short(self.title, MOST_TITLE))
        return Notification(self.id, title, text_without_markup(_short(self.text, MOST_TEXT)), self.urgency)


class Notifier:
    """Notifications of the tray icon, as Windows and macOS have them.

    Qt shows one, reports clicks on the last one only, and can't remove any
    (doc.qt.io/qt-6/qsystemtrayicon.html, showMessage). All calls come from the thread of the windows and
    never block.

    Attributes:
        can_withdraw: Whether `withdraw` removes notifications; if not, an alert says that it ended.

    Arguments:
        show_message: Shows a title and a text at the tray icon; returns whether it could.
        on_clicked: Called with the ID of the notification that was clicked.

    """

    can_withdraw = False

    def __init__(self, show_message: ShowMessage, on_clicked: Callable[[str], None]) -> None:
        self._show_message = show_message
        self._on_clicked = on_clicked
        self._last = ""

    def show(self, note: Notification) -> bool:
        """Show a notification in place of the one with the same ID; return whether it was passed on."""
        plain = note.plain()
        is_shown = self._show_message(plain.title, plain.text, plain.urgency)
        if is_shown:
            self._last = note.id
        return is_shown

    def withdraw(self, note_id: str) -> None:
        """Remove a notification, also from the history, where the system can; ignore later clicks on it."""
        if note_id == self._last:
            self._last = ""

    def stop(self) -> None:
        """Show no more; what was shown stays, since it still happened, but clicks on it are ignored."""
        self._last = ""

    def on_message_clicked(self) -> None:
        """Report a click on the tray icon's last message."""
        if self._last:
            self._on_clicked(self._last)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}\u2026"
