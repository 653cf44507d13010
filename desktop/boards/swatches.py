"""The presets of colours to choose from, each as a small sample of a board."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QButtonGroup

from desktop.acd.agent import AgentState
from desktop.settings.declared import Field
from desktop.ui.brushes import CENTRE, SHAPES, Brushes, Face, Plate, Weight, rounded
from desktop.ui.field_editor import FieldEditor
from desktop.ui.screen_button import RADIUS, PictureButton
from desktop.ui.theme import Theme, themed

_SWATCH: Final = QSize(140, 88)
_TITLE_PX: Final = 26
_STATES: Final = (
    AgentState.RINGING,
    AgentState.ACD,
    AgentState.NON_ACD,
    AgentState.WORK_TIMER,
    AgentState.DO_NOT_DISTURB,
    AgentState.IDLE,
)
_COLUMNS: Final = 3
_MARGIN: Final = 8
_SWATCH_GAP: Final = 14


class Swatch(PictureButton):
    """A small board in the colours of a preset.

    Arguments:
        preset: Its word in the settings.
        title: Its title.
        brushes: Fonts and shapes.

    """

    def __init__(self, preset: str, title: str, brushes: Brushes) -> None:
        super().__init__(title, f"Colours: {title}")
        self._preset = preset
        self._brushes = brushes
        self._theme = themed(preset, dark=True)
        self.setFixedSize(_SWATCH.width(), _SWATCH.height() + _TITLE_PX)

    def show_dark(self, *, is_dark: bool) -> None:
        """Show the preset's dark or light theme."""
        self._theme = themed(self._preset, dark=is_dark)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the small board and its title."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        where = QRectF(0, 0, _SWATCH.width(), _SWATCH.height())
        painter.fillPath(rounded(where.adjusted(1, 1, -1, -1), RADIUS), QColor(self._theme.ground))
        inside = where.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        _draw_sample(painter, inside, self._theme, self._brushes)
        self.draw_ring(painter, where)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        title = QRectF(0, where.bottom() + 2, where.width(), _TITLE_PX - 2)
        painter.drawText(title, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


def _draw_sample(painter: QPainter, where: QRectF, theme: Theme, brushes: Brushes) -> None:
    """Draw key figures and tiles, large enough to compare colours."""
    figures = (("7", theme.key_alarm), ("3:42", theme.text), ("5", theme.key_free))
    third, height = where.width() / len(figures), 26
    painter.fillPath(rounded(QRectF(where.topLeft(), QSizeF(where.width(), height)), 4), QColor(theme.panel))
    for number, (text, colour) in enumerate(figures):
        place = QRectF(where.left() + number * third, where.top(), third, height)
        brushes.draw_text(painter, place, text, Face(17, Weight.KEY), colour, CENTRE)
    width, height = (round(where.width()) - 2 * (_COLUMNS - 1) * 2) // _COLUMNS, 22
    for number, state in enumerate(_STATES):
        row, column = divmod(number, _COLUMNS)
        corner = where.topLeft() + QPointF(column * (width + 4), 30 + row * (height + 4))
        tone = theme.tone(state)
        plate = Plate(width, height, 3, tone.ground, tone.accent, bar_width=3, rim=theme.edge, rim_width=1)
        brushes.draw_plate(painter, corner, plate)
        brushes.draw_shape(
            painter, SHAPES[state], QRectF(corner + QPointF(7, 5), QSizeF(12, 12)), tone.accent
        )
        line = QRectF(corner + QPointF(22, height / 2 - 1.5), QSizeF(width - 27, 3))
        painter.fillRect(line, QColor(theme.text))


class SwatchesEditor(FieldEditor):
    """The presets, as small boards.

    Arguments:
        declared: The setting.
        brushes: Fonts and shapes.

    """

    def __init__(self, declared: Field, brushes: Brushes) -> None:
        super().__init__(declared)
        choices: Mapping[str, str] = declared.metadata["choices"]
        self._words = tuple(choices)
        self._group = QButtonGroup(self)
        self._swatches = [Swatch(word, title, brushes) for word, title in choices.items()]
        for number, swatch in enumerate(self._swatches):
            swatch.setParent(self)
            self._group.addButton(swatch, number)
        self.setMinimumWidth(2 * _SWATCH.width() + _SWATCH_GAP)
        self._place()
        self.setFocusProxy(self._swatches[0])
        self._group.idClicked.connect(self._on_clicked)

    def show_value(self, value: str) -> None:
        """Show a value."""
        self._group.button(self._words.index(value)).setChecked(True)

    def show_dark(self, *, is_dark: bool) -> None:
        """Show the dark or light theme of every preset."""
        for swatch in self._swatches:
            swatch.show_dark(is_dark=is_dark)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the presets in as many columns as fit."""
        self._place()
        super().resizeEvent(event)

    def _place(self) -> None:
        width, height = _SWATCH.width() + _SWATCH_GAP, _SWATCH.height() + _TITLE_PX + _SWATCH_GAP
        columns = max(1, min((self.width() + _SWATCH_GAP) // width, len(self._swatches)))
        # As even as possible: two and two rather than three and one.
        rows = -(-len(self._swatches) // columns)
        columns = -(-len(self._swatches) // rows)
        for number, swatch in enumerate(self._swatches):
            row, column = divmod(number, columns)
            swatch.move(column * width, row * height)
        self.setFixedHeight(rows * height - _SWATCH_GAP)

    def _on_clicked(self, number: int) -> None:
        self.edited.emit(self._words[number])
