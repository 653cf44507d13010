"""Composes the small board for the desk."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.live.listening import Listening
from desktop.live.overview import Overview
from desktop.settings import Settings
from desktop.tray.strip import Strip
from desktop.ui.kit import Kit
from desktop.ui.theme import Theme


class DeskStrip(QObject):
    """The strip, shown as the settings say, and what a person does with it kept in them.

    Signals:
        board_asked: The board is to be seen.

    Arguments:
        kit: What all windows share.
        listening: Tells how the lines stand.
        overview: Sums the floor up.
        settings: As they are now.
        keep: Changes settings by their names.

    """

    board_asked = Signal()

    def __init__(
        self,
        kit: Kit,
        listening: Listening,
        overview: Overview,
        settings: Settings,
        keep: Callable[..., None],
    ) -> None:
        super().__init__()
        self._keep = keep
        self._action = kit.actions.strip
        self._is_wanted = settings.strip
        self._strip = Strip(kit.look(), kit.menu, kit.icon, kit.application)
        self._strip.put(settings.strip_place)
        self._strip.place_changed.connect(self._on_moved)
        self._strip.board_asked.connect(self.board_asked)
        self._strip.hide_asked.connect(self._on_hidden)
        overview.summary_changed.connect(self._strip.on_summary_changed)
        overview.trouble_changed.connect(self._strip.show_trouble)
        listening.lines_changed.connect(self._strip.on_lines_changed)
        kit.actions.strip_asked.connect(self._on_asked)

    def open(self) -> None:
        """Show it if it is wanted."""
        self._action.setChecked(self._is_wanted)
        self._strip.setVisible(self._is_wanted)

    def close(self) -> None:
        """Take it from the screen, for good."""
        self._strip.hide()
        self._strip.deleteLater()

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        self._strip.set_theme(theme)

    def _on_asked(self, is_wanted: bool) -> None:  # noqa: FBT001 - Qt's signal
        if is_wanted:
            self._strip.come_forward()
        else:
            self._strip.hide()
        self._keep(strip=is_wanted)

    def _on_hidden(self) -> None:
        self._strip.hide()
        self._action.setChecked(False)
        self._keep(strip=False)

    def _on_moved(self, place: str) -> None:
        self._keep(strip_place=place)
