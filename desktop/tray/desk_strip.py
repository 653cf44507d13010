"""The strip as the settings want it."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from desktop.live.context import Context
from desktop.tray.strip import Strip
from desktop.ui.theme import Theme


class DeskStrip(QObject):
    """Shows the strip as the settings say, and keeps what a person does with it.

    Arguments:
        context: What every feature is made from.

    Attributes:
        action: Shows or hides the strip.
        strip: The strip.

    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        kit, self._preferences = context.kit, context.preferences
        self.action = QAction("Desk strip", self)
        self.action.setCheckable(True)
        self.action.setEnabled("strip" not in self._preferences.file.site.fixed.settings)
        self.action.triggered.connect(self._on_asked)
        settings = self._preferences.settings
        self.strip = Strip(kit.look(), kit.menu, kit.icon, kit.application)
        self.strip.put(settings.strip_place)
        self.strip.place_changed.connect(self._on_moved)
        self.strip.board_asked.connect(context.requests.board_asked)
        self.strip.hide_asked.connect(self._on_hidden)
        context.overview.summary_changed.connect(self.strip.on_summary_changed)
        context.overview.trouble_changed.connect(self.strip.show_trouble)
        context.listening.lines_changed.connect(self.strip.on_lines_changed)
        self._preferences.program_changed.connect(self._follow_settings)

    def open(self) -> None:
        """Show it if it is wanted."""
        is_wanted = self._preferences.settings.strip
        self.action.setChecked(is_wanted)
        self.strip.setVisible(is_wanted)

    def close(self) -> None:
        """Take it from the screen, for good."""
        self.strip.hide()
        self.strip.deleteLater()

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        self.strip.set_theme(theme)

    def _follow_settings(self) -> None:
        is_wanted = self._preferences.settings.strip
        if is_wanted is self.action.isChecked() and is_wanted is self.strip.isVisible():
            return
        self.action.setChecked(is_wanted)
        if is_wanted:
            self.strip.come_forward()
        else:
            self.strip.hide()

    def _on_asked(self, is_wanted: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._preferences.change(strip=is_wanted)

    def _on_hidden(self) -> None:
        self._preferences.change(strip=False)

    def _on_moved(self, place: str) -> None:
        self._preferences.change(strip_place=place)
