"""The line below the tiles: the connection, the last record, the data file, and the menu."""

import pathlib

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from desktop.acd.moment import Moment
from desktop.acd.wording import clock_with_seconds
from desktop.boards.head_fit import fit_head
from desktop.ui.brushes import Face
from desktop.ui.labels import plain_tip
from desktop.ui.look import Look


class Footer(QWidget):
    """The line below the tiles. It says less where it is narrow; tooltips have the whole text.

    Arguments:
        look: Its look.
        menu: The menu that its button opens.

    """

    def __init__(self, look: Look, menu: QMenu | None) -> None:
        super().__init__()
        self._look = look
        self._file = pathlib.Path()
        self._face = fit_head(1, 1).small
        self._last_record: Moment | None = None
        self._fault: str | None = None
        self._notice = ""
        self._labels = (QLabel(), QLabel(), QLabel())
        self._button = QToolButton()
        self._button.setText("Menu")
        self._button.setAccessibleName("Menu")
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._button.setAutoRaise(True)
        self._button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self._button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if menu is not None:
            self._button.setMenu(menu)
        layout = self._row = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for label in self._labels:
            label.setTextFormat(Qt.TextFormat.PlainText)
            # A long text must not widen the window.
            label.setMinimumWidth(1)
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            layout.addWidget(label)
        layout.insertStretch(2)
        layout.addWidget(self._button)
        self.apply_theme()

    def show_last_record(self, moment: Moment | None) -> None:
        """Show when the last record came, to the second."""
        before, self._last_record = self._last_record, moment
        if before is None or moment is None or int(before.wall_s) != int(moment.wall_s):
            self.say()

    def show_file_fault(self, file: pathlib.Path, fault: str | None) -> None:
        """Show where a file for other programs is, or why it can't be written."""
        if (file, fault) != (self._file, self._fault):
            self._file, self._fault = file, fault
            self.apply_theme()

    def show_notice(self, text: str) -> None:
        """Show a notice in place of the file's path; blank for none."""
        if text != self._notice:
            self._notice = text
            self.apply_theme()

    def set_face(self, face: Face) -> None:
        """Set the size of type."""
        if face != self._face:
            self._face = face
            self.apply_theme()

    def apply_theme(self) -> None:
        """Apply the look's colours."""
        theme = self._look.theme
        font = self._look.brushes.font(self._face)
        alarm = theme.quiet if self._fault is None and not self._notice else theme.alarm
        self._row.setSpacing(self._spacing)
        parts: tuple[QLabel | QToolButton, ...] = (*self._labels, self._button)
        for part, colour in zip(parts, (theme.quiet, theme.quiet, alarm, theme.quiet), strict=True):
            part.setFont(font)
            palette = part.palette()
            for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
                palette.setColor(role, QColor(colour))
            for role in (QPalette.ColorRole.Button, QPalette.ColorRole.Window):
                palette.setColor(role, QColor(theme.ground))
            part.setPalette(palette)
        icon_px = round(self._face.px * 1.3)
        pixmap = self._look.brushes.shape("menu", icon_px, theme.quiet, self.devicePixelRatioF())
        self._button.setIcon(QIcon(pixmap))
        self._button.setIconSize(QSize(icon_px, icon_px))
        self.say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the longest texts that fit."""
        super().resizeEvent(event)
        self.say()

    @property
    def _spacing(self) -> int:
        return round(self._face.px * 1.5)

    def _forms(self) -> list[tuple[str, str, str]]:
        """Return the texts for connection, last record and data file, the longest form first."""
        time = clock_with_seconds(self._last_record) if self._last_record is not None else "none yet"
        place, name, fault = str(self._file), self._file.name, self._fault
        file = (self._notice or place) if fault is None else f"Can't write {place}: {fault}"
        short_file = (self._notice or name) if fault is None else f"Can't write {name}"
        sentence, status = self._look.sentence(), self._look.status()
        return [
            (sentence, f"Last record {time}", file),
            (sentence, f"Last record {time}", short_file),
            (sentence, time, short_file),
            (status, time, short_file),
        ]

    def say(self) -> None:
        """Show the current texts in the longest form that fits."""
        room = self.width() - self._button.sizeHint().width() - 3 * self._spacing
        width = self._look.brushes.width
        forms = self._forms()
        fitting = (form for form in forms if sum(width(text, self._face) + 2 for text in form) <= room)
        for label, text, whole in zip(self._labels, next(fitting, forms[-1]), forms[0], strict=True):
            if text != label.text():
                label.setText(text)
            label.setAccessibleName(whole)
            label.setToolTip(plain_tip(whole))
