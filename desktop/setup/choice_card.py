"""A choice of two or three large cards, each with a picture, a title and a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from desktop.setup.pictograms import Pictogram, draw_pictogram
from desktop.ui.brushes import Brushes, rounded
from desktop.ui.layouts import column
from desktop.ui.screen_button import PictureButton
from desktop.ui.theme import LIGHT, Theme

_MARGIN: Final = 16
_PICTURE: Final = QSize(76, 52)
_DOT_PX: Final = 20
_GAP: Final = 18
_TITLE_GAP: Final = 3
_RADIUS: Final = 10
_TITLE_SCALE: Final = 1.2
_USUAL_WIDTH: Final = 560
_BETWEEN: Final = 12
_TITLE_FLAGS: Final = Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignVCenter.value
_WRAPPED: Final = (
    Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignTop.value | Qt.TextFlag.TextWordWrap.value
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice.

    Attributes:
        title: Its name.
        text: An explanation.
        pictogram: Its picture.

    """

    title: str
    text: str
    pictogram: Pictogram


class ChoiceCard(PictureButton):
    """A button that shows one choice.

    Signals:
        taken: It was double-clicked: the user chose it and wants to continue.

    Arguments:
        choice: The choice.
        brushes: Fonts and shapes.

    """

    taken = Signal()

    def __init__(self, choice: Choice, brushes: Brushes) -> None:
        super().__init__(choice.title, choice.title)
        self._choice = choice
        self._brushes = brushes
        self._theme = LIGHT
        self.setAccessibleDescription(choice.text)
        # It is painted again when the pointer enters and leaves.
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self._theme = theme
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Return True: a narrow card is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the picture or the words, whichever is higher."""
        words = self._title_height() + _TITLE_GAP + self._text_height(width)
        return 2 * _MARGIN + max(_PICTURE.height(), words)

    def sizeHint(self) -> QSize:
        """Return the usual size."""
        return QSize(_USUAL_WIDTH, self.heightForWidth(_USUAL_WIDTH))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Choose the card and continue."""
        super().mouseDoubleClickEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self.setChecked(True)
            self.taken.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the card."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        where = QRectF(self.rect())
        ground = theme.chosen.ground if self.isChecked() or self.underMouse() else theme.panel
        painter.fillPath(rounded(where.adjusted(1, 1, -1, -1), _RADIUS), QColor(ground))
        self._draw_rim(painter, where)
        picture = QRectF(_MARGIN, 0, _PICTURE.width(), _PICTURE.height())
        picture.moveTop((where.height() - picture.height()) / 2)
        draw_pictogram(painter, self._choice.pictogram, picture, theme, self._brushes)
        self._draw_dot(painter)
        self._draw_words(painter)
        painter.end()

    def _draw_rim(self, painter: QPainter, where: QRectF) -> None:
        theme = self._theme
        is_marked = self.isChecked() or self.hasFocus()
        width = 2.0 if is_marked else 1.0
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.chosen.accent if is_marked else theme.line), width))
        inset = width / 2
        painter.drawRoundedRect(where.adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.chosen.accent), 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(where.adjusted(5, 5, -5, -5), _RADIUS - 4, _RADIUS - 4)

    def _draw_dot(self, painter: QPainter) -> None:
        theme = self._theme
        ring = QRectF(0, 0, _DOT_PX, _DOT_PX)
        ring.moveTopRight(QRectF(self.rect()).topRight())
        ring.translate(-_MARGIN, (self.height() - _DOT_PX) / 2)
        painter.setBrush(QColor(theme.panel))
        painter.setPen(QPen(QColor(theme.chosen.accent if self.isChecked() else theme.quiet), 2))
        painter.drawEllipse(ring.adjusted(1, 1, -1, -1))
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.chosen.accent))
            painter.drawEllipse(ring.adjusted(6, 6, -6, -6))

    def _draw_words(self, painter: QPainter) -> None:
        left, width = _MARGIN + _PICTURE.width() + _GAP, self._words_width(self.width())
        text_height = self._text_height(self.width())
        top = (self.height() - self._title_height() - _TITLE_GAP - text_height) // 2
        painter.setFont(self._title_font())
        painter.setPen(QColor(self._theme.text))
        painter.drawText(QRect(left, top, width, self._title_height()), _TITLE_FLAGS, self._choice.title)
        painter.setFont(self.font())
        painter.setPen(QColor(self._theme.text if self.isChecked() else self._theme.quiet))
        below = top + self._title_height() + _TITLE_GAP
        painter.drawText(QRect(left, below, width, text_height), _WRAPPED, self._choice.text)

    def _words_width(self, width: int) -> int:
        return max(1, width - 2 * _MARGIN - _PICTURE.width() - 2 * _GAP - _DOT_PX)

    def _title_font(self) -> QFont:
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * _TITLE_SCALE)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _title_height(self) -> int:
        return QFontMetrics(self._title_font()).height()

    def _text_height(self, width: int) -> int:
        room = QRect(0, 0, self._words_width(width), 1000)
        return self.fontMetrics().boundingRect(room, _WRAPPED, self._choice.text).height()


class ChoiceCards(QWidget):
    """Cards one below the other, of which one is chosen; that one gets the focus.

    Signals:
        chosen: Another card was chosen.
        taken: The user wants to continue with the chosen card.

    Arguments:
        choices: The choices.
        number: The card to begin with, from 0.
        brushes: Fonts and shapes.

    """

    chosen = Signal()
    taken = Signal()

    def __init__(self, choices: Sequence[Choice], number: int, brushes: Brushes) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        buttons = [ChoiceCard(choice, brushes) for choice in choices]
        self.setLayout(column(*buttons, spacing=_BETWEEN))
        for at, button in enumerate(buttons):
            self._group.addButton(button, at)
            button.taken.connect(self.taken)
        buttons[number].setChecked(True)
        self.setFocusProxy(buttons[number])
        self._group.idToggled.connect(self._on_toggled)

    @property
    def number(self) -> int:
        """The card that is chosen, from 0."""
        return self._group.checkedId()

    def _on_toggled(self, number: int, is_chosen: bool) -> None:  # noqa: FBT001 - Qt's signal
        if is_chosen:
            self.setFocusProxy(self._group.button(number))
            self.chosen.emit()
