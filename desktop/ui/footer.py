"""The line below the tiles: the connection, the last record, the data file, and the menu."""

import html
import pathlib

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QStyleOption, QToolButton, QWidget

from desktop.acd.connection import Connection
from desktop.acd.moment import Moment
from desktop.acd.wording import clock_with_seconds, connection_sentence
from desktop.ui.brushes import Face
from desktop.ui.fit import fit_head
from desktop.ui.look import Look


class PlainLabel(QLabel):
    """One line of plain text that gives way in its middle; the whole text is its tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        """Show a text."""
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text)
            # A tooltip guesses whether it is markup; escaped markup can only say what it says.
            self.setToolTip(f"<span>{html.escape(text)}</span>")

    def minimumSizeHint(self) -> QSize:
        """Let the line be as narrow as the window asks."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the text, without its middle where there is no room for it."""
        painter = QPainter(self)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.width())
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawItemText(
            painter,
            self.rect(),
            int(self.alignment().value),
            option.palette,
            self.isEnabled(),
            text,
            self.foregroundRole(),
        )
        painter.end()


class Footer(QWidget):
    """The line below the tiles.

    Arguments:
        look: Its look.
        menu: What its button opens.
        data_file: Where mitel_data.json is kept.

    """

    def __init__(self, look: Look, menu: QMenu, data_file: pathlib.Path) -> None:
        super().__init__()
        self._look = look
        self._data_file = data_file
        self._face = fit_head(1, 1).small
        self._connection = PlainLabel()
        self._last_record = PlainLabel()
        self._file = PlainLabel()
        self._button = QToolButton()
        self._button.setText("Menu")
        self._button.setAccessibleName("Menu")
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._button.setAutoRaise(True)
        self._button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self._button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._button.setMenu(menu)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(20)
        layout.addWidget(self._connection, 3)
        layout.addWidget(self._last_record, 2)
        layout.addWidget(self._file, 4)
        layout.addWidget(self._button)
        self._file.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.show_file_fault(None)
        self.show_last_record(None)
        self.apply_theme()

    def show_connection(self, connection: Connection) -> None:
        """Say how the line stands."""
        self._connection.say(connection_sentence(connection))

    def show_last_record(self, moment: Moment | None) -> None:
        """Say when the last record came."""
        time = clock_with_seconds(moment) if moment is not None else "none yet"
        self._last_record.say(f"Last record {time}")

    def show_file_fault(self, fault: str | None) -> None:
        """Say where the data file is, or why it can't be written."""
        text = f"{self._data_file}" if fault is None else f"Can't write {self._data_file}: {fault}"
        self._file.say(text)
        self._paint_file(in_alarm=fault is not None)

    def set_face(self, face: Face) -> None:
        """Take a size."""
        if face != self._face:
            self._face = face
            self.apply_theme()

    def apply_theme(self) -> None:
        """Take the look's colours."""
        font = self._look.brushes.font(self._face)
        button_px = round(self._face.px * 1.3)
        for label in (self._connection, self._last_record, self._file, self._button):
            label.setFont(font)
            palette = label.palette()
            palette.setColor(label.foregroundRole(), self._look.theme.quiet)
            label.setPalette(palette)
        pixmap = self._look.brushes.shape("menu", button_px, self._look.theme.quiet, self.devicePixelRatioF())
        self._button.setIcon(QIcon(pixmap))
        self._button.setIconSize(QSize(button_px, button_px))

    def _paint_file(self, *, in_alarm: bool) -> None:
        palette = self._file.palette()
        theme = self._look.theme
        palette.setColor(self._file.foregroundRole(), theme.alarm if in_alarm else theme.quiet)
        self._file.setPalette(palette)
