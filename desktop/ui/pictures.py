"""Choices that are pictures: the colours of a board, and the screens of this computer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QPushButton

from desktop.acd.agent import AgentState
from desktop.settings.declared import Field
from desktop.ui.brushes import CENTRE, SHAPES, Brushes, Face, Weight, rounded
from desktop.ui.field_editor import FieldEditor
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
_RADIUS: Final = 8
_SWATCH_GAP: Final = 14
_SCREENS_HEIGHT: Final = 132
_GAP: Final = 5


class PictureButton(QAbstractButton):
    """A picture to click on, with a ring around it while it is chosen."""

    def __init__(self, title: str, name: str) -> None:
        super().__init__()
        self.setText(title)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _draw_ring(self, painter: QPainter, where: QRectF) -> None:
        palette = self.palette()
        chosen, focused = self.isChecked(), self.hasFocus()
        colour = palette.color(QPalette.ColorRole.Highlight if chosen or focused else QPalette.ColorRole.Mid)
        width = 3.0 if chosen else 2.0 if focused else 1.0
        inset = width / 2
        style = Qt.PenStyle.SolidLine if chosen or not focused else Qt.PenStyle.DotLine
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, width, style))
        painter.drawRoundedRect(where.adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)


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
        """Show it dark or light."""
        self._theme = themed(self._preset, dark=is_dark)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        where = QRectF(0, 0, _SWATCH.width(), _SWATCH.height())
        painter.fillPath(rounded(where.adjusted(1, 1, -1, -1), _RADIUS), QColor(self._theme.ground))
        _draw_small_board(
            painter, where.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN), self._theme, self._brushes
        )
        self._draw_ring(painter, where)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        title = QRectF(0, where.bottom() + 2, where.width(), _TITLE_PX - 2)
        painter.drawText(title, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


def _draw_small_board(painter: QPainter, where: QRectF, theme: Theme, brushes: Brushes) -> None:
    figures = (("7", theme.key_alarm), ("3:42", theme.text), ("5", theme.key_free))
    face = Face(17, Weight.KEY)
    panel = QRectF(where.left(), where.top(), where.width(), 26)
    painter.fillPath(rounded(panel, 4), QColor(theme.panel))
    third = panel.width() / len(figures)
    for number, (text, colour) in enumerate(figures):
        place = QRectF(panel.left() + number * third, panel.top(), third, panel.height())
        brushes.draw_text(painter, place, text, face, colour, CENTRE)
    tile = QSize(int((where.width() - 2 * (_COLUMNS - 1) * 2) / _COLUMNS), 22)
    for number, state in enumerate(_STATES):
        row, column = divmod(number, _COLUMNS)
        place = QRectF(
            where.left() + column * (tile.width() + 4),
            panel.bottom() + 4 + row * (tile.height() + 4),
            tile.width(),
            tile.height(),
        )
        tone = theme.tone(state)
        painter.save()
        path = rounded(place, 3)
        painter.setClipPath(path)
        painter.fillRect(place, QColor(tone.ground))
        painter.fillRect(QRectF(place.left(), place.top(), 3, place.height()), QColor(tone.accent))
        painter.restore()
        if theme.edge:
            painter.setPen(QPen(QColor(theme.edge), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        shape = QRectF(place.left() + 7, place.top() + 5, 12, 12)
        brushes.draw_shape(painter, SHAPES[state], shape, tone.accent)
        line = QRectF(place.left() + 22, place.center().y() - 1.5, place.width() - 27, 3)
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
        """Show all dark or light."""
        for swatch in self._swatches:
            swatch.show_dark(is_dark=is_dark)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place them in as many columns as there is room for."""
        self._place()
        super().resizeEvent(event)

    def _place(self) -> None:
        width, height = _SWATCH.width() + _SWATCH_GAP, _SWATCH.height() + _TITLE_PX + _SWATCH_GAP
        columns = max(1, min((self.width() + _SWATCH_GAP) // width, len(self._swatches)))
        # As even as can be: two and two rather than three and one.
        rows = -(-len(self._swatches) // columns)
        columns = -(-len(self._swatches) // rows)
        for number, swatch in enumerate(self._swatches):
            row, column = divmod(number, columns)
            swatch.move(column * width, row * height)
        self.setFixedHeight(rows * height - _SWATCH_GAP)

    def _on_clicked(self, number: int) -> None:
        self.edited.emit(self._words[number])


@dataclass(frozen=True, slots=True)
class ScreenPlace:
    """A screen of this computer.

    Attributes:
        number: From 1, in the system's order.
        name: What the system calls it.
        place: On the desktop.

    """

    number: int
    name: str
    place: QRect


class ScreenButton(PictureButton):
    """One screen, drawn small.

    Arguments:
        screen: Which one; an empty place for one that is not there now.

    """

    def __init__(self, screen: ScreenPlace) -> None:
        there = "" if screen.place.isValid() else ", not connected"
        super().__init__(str(screen.number), f"Screen {screen.number}, {screen.name}{there}")
        self.screen_number = screen.number
        self._is_there = screen.place.isValid()
        size = f"{screen.place.width()} x {screen.place.height()}" if self._is_there else "not connected"
        self._size = size
        self.setToolTip(f"{screen.name}, {size}" if screen.name else size)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        where = QRectF(self.rect())
        palette = self.palette()
        ground = palette.color(QPalette.ColorRole.Base)
        painter.fillPath(rounded(where.adjusted(1, 1, -1, -1), _RADIUS), ground)
        self._draw_ring(painter, where)
        role = QPalette.ColorRole.Highlight if self.isChecked() else QPalette.ColorRole.WindowText
        font = self.font()
        font.setPixelSize(max(16, int(where.height() * 0.36)))
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(palette.color(role))
        painter.drawText(where.adjusted(0, -10, 0, -10), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.setFont(self.font())
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        low = QRectF(where.left(), where.bottom() - 30, where.width(), 24)
        size = self.fontMetrics().elidedText(self._size, Qt.TextElideMode.ElideRight, int(where.width()) - 8)
        painter.drawText(low, Qt.AlignmentFlag.AlignCenter, size)
        painter.end()


class ScreensEditor(FieldEditor):
    """The screens as they stand on the desk, numbered; and the one where the board was last.

    Arguments:
        declared: The setting.

    """

    def __init__(self, declared: Field) -> None:
        super().__init__(declared)
        self._screens: tuple[ScreenPlace, ...] = ()
        self._value = 0
        self._group = QButtonGroup(self)
        self._buttons: list[ScreenButton] = []
        self._places: list[QRect] = []
        self._anywhere = QPushButton(declared.metadata["zero"])
        self._anywhere.setCheckable(True)
        self._anywhere.setAccessibleName(f"Screen: {declared.metadata['zero']}")
        self._anywhere.setParent(self)
        self._anywhere.clicked.connect(self._on_anywhere_clicked)
        self._group.idClicked.connect(self._on_clicked)

    def show_screens(self, screens: tuple[ScreenPlace, ...]) -> None:
        """Show other screens."""
        if screens != self._screens:
            self._screens = screens
            self._rebuild()

    def show_value(self, value: int) -> None:
        """Show a value."""
        was_there = self._has(self._value)
        self._value = value
        if not was_there or not self._has(value):
            self._rebuild()
        self._check()

    def sizeHint(self) -> QSize:
        """Give the room that the screens take."""
        return QSize(460, _SCREENS_HEIGHT + _GAP + self._anywhere.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Take no less."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the desktop as large as there is room."""
        self._place()
        super().resizeEvent(event)

    def _has(self, number: int) -> bool:
        return number <= len(self._screens)

    def _check(self) -> None:
        """Mark the chosen one; none where the board stays where it was last."""
        self._group.setExclusive(False)
        for button in self._buttons:
            button.setChecked(button.screen_number == self._value)
        self._anywhere.setChecked(self._value == 0)

    def _rebuild(self) -> None:
        for button in self._buttons:
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        shown = list(self._screens)
        if not self._has(self._value):
            shown.append(ScreenPlace(self._value, "", QRect()))
        self._buttons = [ScreenButton(screen) for screen in shown]
        self._places = [screen.place for screen in shown]
        for button in self._buttons:
            button.setParent(self)
            self._group.addButton(button, button.screen_number)
            button.show()
        self._check()
        self._place()

    def _place(self) -> None:
        """Place the buttons as the screens stand, those that are not there at the right."""
        hint = self._anywhere.sizeHint()
        self._anywhere.setGeometry(0, _SCREENS_HEIGHT + _GAP, hint.width(), hint.height())
        desktop = QRect()
        for place in self._places:
            desktop = desktop.united(place)
        missing = sum(not place.isValid() for place in self._places)
        room = self.width() - missing * (_SCREENS_HEIGHT + _GAP)
        if desktop.isEmpty() or room <= 0:
            return
        ratio = min(room / desktop.width(), _SCREENS_HEIGHT / desktop.height())
        right = int(desktop.width() * ratio)
        for button, place in zip(self._buttons, self._places, strict=True):
            if place.isValid():
                left, top = place.left() - desktop.left(), place.top() - desktop.top()
                where = QRectF(left * ratio, top * ratio, place.width() * ratio, place.height() * ratio)
                button.setGeometry(where.toRect().adjusted(0, 0, -_GAP, -_GAP))
            else:
                button.setGeometry(right, 0, _SCREENS_HEIGHT, int(_SCREENS_HEIGHT * 0.7))
                right += _SCREENS_HEIGHT + _GAP

    def _on_clicked(self, number: int) -> None:
        self._choose(number)

    def _on_anywhere_clicked(self) -> None:
        self._choose(0)

    def _choose(self, number: int) -> None:
        self._value = number
        self._check()
        self.edited.emit(number)
