"""The list of rules: each with a box to tick, its name, its sentence and the result of a trial."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop.ui.marks import TICK_BOX_PX, draw_tick_box
from desktop.ui.theme import LIGHT, Theme

_Index = QModelIndex | QPersistentModelIndex
_MARGIN: Final = 10
_GAP: Final = 9
_LEFT: Final = _MARGIN + TICK_BOX_PX + _GAP
_LINE_GAP: Final = 3
_RADIUS: Final = 6
LIST_WIDTH: Final = 320
_WORDS_WIDTH: Final = LIST_WIDTH - 24 - _LEFT - _MARGIN
"""Without the scroll bar and the frame, so that their appearance changes no line break."""
_WRAP: Final = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value
_LINE_ROLE: Final = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule, as the list shows it.

    Attributes:
        name: Its name.
        is_on: Whether the rule is on.
        sentence: Its description.
        tried: The result of a trial; blank if there is none.
        is_too_often: Whether it alerted more often than anyone would act on.

    """

    name: str
    is_on: bool
    sentence: str
    tried: str = ""
    is_too_often: bool = False


class RuleDelegate(QStyledItemDelegate):
    """Paints a line."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self.theme = LIGHT

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the size of a line with all its words."""
        texts = _texts(index.data(_LINE_ROLE), option.font)
        height = sum(_height(text, font) + _LINE_GAP for text, font in texts)
        return QSize(LIST_WIDTH - 24, height - _LINE_GAP + 2 * _MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint box, name, sentence and result."""
        line: RuleLine = index.data(_LINE_ROLE)
        theme = self.theme
        where = QRectF(option.rect).adjusted(1, 1, -1, -1)
        is_focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(theme.chosen.ground))
            painter.setPen(QColor(theme.chosen.accent if is_focused else theme.chosen.ground))
            painter.drawRoundedRect(where, _RADIUS, _RADIUS)
        is_able = bool(option.state & QStyle.StateFlag.State_Enabled)
        draw_tick_box(painter, QRectF(box_of(option.rect)), option.palette, is_on=line.is_on)
        quiet = QColor(theme.quiet)
        inks = (
            QColor(theme.text) if line.is_on and is_able else quiet,
            quiet,
            QColor(theme.alarm) if line.is_too_often else option.palette.color(QPalette.ColorRole.Text),
        )
        top = option.rect.top() + _MARGIN
        for (text, font), ink in zip(_texts(line, option.font), inks, strict=False):
            height = _height(text, font)
            painter.setFont(font)
            painter.setPen(ink)
            painter.drawText(QRect(option.rect.left() + _LEFT, top, _WORDS_WIDTH, height), _WRAP, text)
            top += height + _LINE_GAP
        painter.restore()


class RuleList(QListWidget):
    """The list of rules.

    Signals:
        toggled: The user ticks or unticks a rule: its row.
        chosen: The user selects another rule: its row.

    """

    toggled = Signal(int)
    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Rules of alerts")
        self._delegate = RuleDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setFixedWidth(LIST_WIDTH)
        self.setMinimumHeight(120)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.currentRowChanged.connect(self._on_current_changed)
        self._can_toggle = True

    def show_lines(self, lines: tuple[RuleLine, ...], at: int) -> None:
        """Show rules, with the one of that row selected."""
        if len(lines) != self.count():
            self.clear()
            self.addItems([line.name for line in lines])
        for row, line in enumerate(lines):
            _fill(self.item(row), line)
        # The rows may have become higher.
        self.scheduleDelayedItemsLayout()
        if lines and self.currentRow() != at:
            self.setCurrentRow(min(at, len(lines) - 1))

    def set_theme(self, theme: Theme) -> None:
        """Apply colours."""
        self._delegate.theme = theme
        self.viewport().update()

    def set_fixed(self, *, is_fixed: bool) -> None:
        """Make the rules read-only."""
        self._can_toggle = not is_fixed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick on the space bar."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._toggle(self.currentRow())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick on a click on the box."""
        super().mouseReleaseEvent(event)
        where = event.position().toPoint()
        index = self.indexAt(where)
        is_left = event.button() is Qt.MouseButton.LeftButton
        if is_left and index.isValid() and box_of(self.visualRect(index)).contains(where):
            self._toggle(index.row())

    def box_at(self, row: int) -> QRect:
        """Return where the box of a row is."""
        return box_of(self.visualItemRect(self.item(row)))

    def _toggle(self, row: int) -> None:
        if self._can_toggle:
            self.toggled.emit(row)

    def _on_current_changed(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(row)


def box_of(where: QRect) -> QRect:
    """Return where the box of a line is."""
    return QRect(where.left() + _MARGIN, where.top() + _MARGIN - 1, TICK_BOX_PX, TICK_BOX_PX)


def _fill(item: QListWidgetItem, line: RuleLine) -> None:
    # Not checkable: Qt would tick it by itself.
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    item.setText(line.name)
    item.setCheckState(Qt.CheckState.Checked if line.is_on else Qt.CheckState.Unchecked)
    item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, f"{line.sentence} {line.tried}".strip())
    item.setData(_LINE_ROLE, line)


def _texts(line: RuleLine, font: QFont) -> list[tuple[str, QFont]]:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    texts = [(line.name, bold), (line.sentence, font)]
    return [*texts, (line.tried, font)] if line.tried else texts


def _height(text: str, font: QFont) -> int:
    return QFontMetrics(font).boundingRect(QRect(0, 0, _WORDS_WIDTH, 10_000), _WRAP, text).height()
