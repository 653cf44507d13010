"""The action that switches the strip on and off, and the strip as the settings want it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from desktop.live.context import Context
from desktop.ui.theme import Theme
from desktop.ui.window_when_asked import WindowWhenAsked

if TYPE_CHECKING:
    from desktop.tray.strip import Strip


class StripSwitch(QObject):
    """Shows and hides the strip, and keeps in the settings what the user does to it.

    Arguments:
        context: What every feature is made from.

    Attributes:
        action: Shows or hides the strip.

    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._preferences = context.preferences
        self._window = WindowWhenAsked(self._make)
        self.action = QAction("Desk strip", self)
        self.action.setCheckable(True)
        self.action.setEnabled("strip" not in self._preferences.file.site.fixed.settings)
        self.action.triggered.connect(self._on_asked)
        self._preferences.program_changed.connect(self._on_settings_changed)

    @property
    def strip(self) -> "Strip | None":
        """The strip; None while it is hidden."""
        return self._window.window

    def start(self) -> None:
        """Show the strip if it is wanted."""
        if self._preferences.settings.strip:
            self.action.setChecked(True)
            self._window.ask().show()

    def stop(self) -> None:
        """Remove the strip."""
        self._window.close()

    def set_theme(self, theme: Theme) -> None:
        """Change the colours."""
        self._window.set_theme(theme)

    def _make(self) -> "Strip":
        from desktop.tray.strip import Strip  # noqa: PLC0415 - loaded on first use

        context, kit = self._context, self._context.kit
        strip = Strip(kit.look(), kit.menu, kit.icon, kit.application)
        strip.put(self._preferences.settings.strip_place)
        strip.place_changed.connect(self._on_moved)
        strip.hide_asked.connect(self._on_hidden)
        strip.board_asked.connect(context.requests.board_asked)
        strip.on_lines_changed(context.listening.lines)
        strip.on_summary_changed(context.overview.summary)
        strip.show_trouble(context.overview.trouble)
        context.listening.lines_changed.connect(strip.on_lines_changed)
        context.overview.summary_changed.connect(strip.on_summary_changed)
        context.overview.trouble_changed.connect(strip.show_trouble)
        return strip

    def _on_settings_changed(self) -> None:
        is_wanted = self._preferences.settings.strip
        if is_wanted is self.action.isChecked() and is_wanted is (self.strip is not None):
            return
        self.action.setChecked(is_wanted)
        if is_wanted:
            self._window.ask().come_forward()
        else:
            self._window.close()

    def _on_asked(self, is_wanted: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._preferences.change(strip=is_wanted)

    def _on_hidden(self) -> None:
        self._preferences.change(strip=False)

    def _on_moved(self, place: str) -> None:
        self._preferences.change(strip_place=place)
