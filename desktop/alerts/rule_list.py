"""The list of rules of alerts: each with a box, its name, its sentence and what it came to when tried."""

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop.ui.marks import TICK_BOX_PX, draw_tick_box
from desktop.ui.theme import LIGHT, Theme

_Index = QModelIndex | QPersistentModelIndex
_MARGIN: Final = 10
_GAP: Final = 9
_LINE_GAP: Final = 3
_RADIUS: Final = 6
LIST_WIDTH: Final = 320
_SCROLL_BAR: Final = 24
"""Room for it and for the frame, there or not, so nothing is wrapped anew when it comes."""
_WRAP: Final = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value
_ROW_ROLE: Final = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule, as the list shows it.

    Attributes:
        name: What it is called.
        is_on: Whether it counts.
        sentence: What it tells of.
        tried: What it came to when it was tried; blank when it was not.
        is_too_often: Whether that is more than anyone acts on.

    """

    name: str
    is_on: bool
    sentence: str
    tried: str = ""
    is_too_often: bool = False


class RuleModel(QAbstractListModel):
    """The lines."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[RuleRow, ...] = ()

    def show_rows(self, rows: tuple[RuleRow, ...]) -> None:
        """Show these; a line keeps its place where there are as many as before."""
        if rows == self._rows:
            return
        if len(rows) == len(self._rows):
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Count the lines."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Give what a line shows, and what is read aloud of it."""
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.name
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return f"{row.sentence} {row.tried}".strip()
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if row.is_on else Qt.CheckState.Unchecked
            case int(asked) if asked == _ROW_ROLE:
                return row
            case _:
                return None


class RuleDelegate(QStyledItemDelegate):
    """Paints a line."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self.theme = LIGHT

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Give room for all of its words."""
        row: RuleRow = index.data(_ROW_ROLE)
        width = LIST_WIDTH - _SCROLL_BAR
        height = _MARGIN
        for text, font in _texts(row, option.font):
            height += _height(text, font, width) + _LINE_GAP
        return QSize(width, height - _LINE_GAP + _MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint box, name, sentence, and what it came to."""
        row: RuleRow = index.data(_ROW_ROLE)
        theme = self.theme
        where = QRectF(option.rect).adjusted(1, 1, -1, -1)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        is_focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_chosen:
            painter.setBrush(QColor(theme.chosen.ground))
            edge = QColor(theme.chosen.accent) if is_focused else QColor(theme.chosen.ground)
            painter.setPen(edge)
            painter.drawRoundedRect(where, _RADIUS, _RADIUS)
        is_able = bool(option.state & QStyle.StateFlag.State_Enabled)
        draw_tick_box(painter, QRectF(box_of(option.rect)), option.palette, is_on=row.is_on)
        top = option.rect.top() + _MARGIN
        width = LIST_WIDTH - _SCROLL_BAR
        quiet = QColor(theme.quiet)
        inks = (
            QColor(theme.text) if row.is_on and is_able else quiet,
            quiet,
            QColor(theme.alarm) if row.is_too_often else option.palette.color(QPalette.ColorRole.Text),
        )
        for (text, font), ink in zip(_texts(row, option.font), inks, strict=False):
            height = _height(text, font, width)
            painter.setFont(font)
            painter.setPen(ink)
            painter.drawText(QRect(option.rect.left() + _left(), top, _words(width), height), _WRAP, text)
            top += height + _LINE_GAP
        painter.restore()


class RuleList(QListView):
    """The list.

    Signals:
        toggled: Someone wants a rule to count, or no longer: its line.
        chosen: Another rule is looked at: its line.

    """

    toggled = Signal(int)
    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Rules of alerts")
        self._rows = RuleModel()
        self._delegate = RuleDelegate(self)
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setFixedWidth(LIST_WIDTH)
        self.setMinimumHeight(120)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self._can_toggle = True

    def show_rows(self, rows: tuple[RuleRow, ...], at: int) -> None:
        """Show these, and of them the one of that line as chosen."""
        self._rows.show_rows(rows)
        # The lines may have become higher.
        self.scheduleDelayedItemsLayout()
        if rows and self.currentIndex().row() != at:
            self.setCurrentIndex(self._rows.index(min(at, len(rows) - 1)))

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        self._delegate.theme = theme
        self.viewport().update()

    def set_fixed(self, *, is_fixed: bool) -> None:
        """Let nobody switch rules on or off; they can be looked at."""
        self._can_toggle = not is_fixed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick by the space bar."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._toggle(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick by a click on the box."""
        super().mouseReleaseEvent(event)
        where = event.position().toPoint()
        index = self.indexAt(where)
        is_left = event.button() is Qt.MouseButton.LeftButton
        if is_left and index.isValid() and box_of(self.visualRect(index)).contains(where):
            self._toggle(index.row())

    def box_at(self, row: int) -> QRect:
        """Give where the box of a line is."""
        return box_of(self.visualRect(self._rows.index(row)))

    def _toggle(self, row: int) -> None:
        if self._can_toggle:
            self.toggled.emit(row)

    def _on_current_changed(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.row())


def box_of(line: QRect) -> QRect:
    """Give where the box of a line is."""
    return QRect(line.left() + _MARGIN, line.top() + _MARGIN - 1, TICK_BOX_PX, TICK_BOX_PX)


def _texts(row: RuleRow, font: QFont) -> list[tuple[str, QFont]]:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    texts = [(row.name, bold), (row.sentence, font)]
    return [*texts, (row.tried, font)] if row.tried else texts


def _left() -> int:
    return _MARGIN + TICK_BOX_PX + _GAP


def _words(width: int) -> int:
    return width - _left() - _MARGIN


def _height(text: str, font: QFont, width: int) -> int:
    return QFontMetrics(font).boundingRect(QRect(0, 0, _words(width), 10_000), _WRAP, text).height()
