"""The page of limits: from when on it is too much, in two levels."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.settings import LimitSettings, QueueLimitSettings
from desktop.settings.declared import settings_in
from desktop.ui.brushes import Brushes
from desktop.ui.controls import DropDown
from desktop.ui.field_editor import FieldEditor
from desktop.ui.fields import make_editor
from desktop.ui.labels import plain_label
from desktop.ui.theme import LIGHT, Theme

_LEVELS: Final = ("attention", "trouble")
_LIMITS: Final = settings_in(LimitSettings)
_SINGLE: Final = settings_in(QueueLimitSettings)
_SHAPE_PX: Final = 16
_SPACE: Final = 10
_NUMBER_WIDTH: Final = 148
_TITLE_WIDTH: Final = 104


class LevelHead(QWidget):
    """The head of a column: a level's symbol and its word in its colour.

    Arguments:
        level: Its word.
        brushes: Fonts and shapes.

    """

    def __init__(self, level: str, brushes: Brushes) -> None:
        super().__init__()
        self._level = level
        self._brushes = brushes
        self._shape = QLabel()
        self._word = QLabel(f"{level.capitalize()} from")
        self._word.setObjectName("heading")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._shape)
        layout.addWidget(self._word)
        layout.addStretch(1)

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        colour = theme.alarm if self._level == "trouble" else theme.attention
        ratio = self.devicePixelRatioF()
        self._shape.setPixmap(self._brushes.shape(self._level, _SHAPE_PX, colour, ratio))
        self._word.setStyleSheet(f"color: {colour};")


class SingleLimits(QWidget):
    """The limits of single queues.

    Signals:
        changed: Someone changed them: all as a tuple of `QueueLimitSettings`.

    Arguments:
        brushes: Fonts and shapes.

    """

    changed = Signal(object)

    def __init__(self, brushes: Brushes) -> None:
        super().__init__()
        self._brushes = brushes
        self._theme = LIGHT
        self._limits = LimitSettings()
        self._single: tuple[QueueLimitSettings, ...] = ()
        self._titles: Mapping[str, str] = {}
        self._table = QWidget()
        self._heads: list[LevelHead] = []
        self._to_add = DropDown()
        self._to_add.setAccessibleName("Queue to give limits of its own")
        self._to_add.setMinimumWidth(220)
        self._add = QPushButton("+ Add limits of this queue")
        self._add.clicked.connect(self._on_add_clicked)
        row = QHBoxLayout()
        row.setSpacing(_SPACE)
        row.addWidget(self._to_add)
        row.addWidget(self._add)
        row.addStretch(1)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(_SPACE)
        # Above, so that it stays under the mouse while queues come.
        self._layout.addLayout(row)
        self._layout.addWidget(self._table)
        self._offer()

    def show_limits(self, limits: LimitSettings, single: tuple[QueueLimitSettings, ...]) -> None:
        """Show what is set."""
        self._limits = limits
        others = [one.queue for one in single] != [one.queue for one in self._single]
        was, self._single = self._single, single
        if others:
            self._rebuild()
        elif was != single:
            self._show_values()

    def show_queues(self, titles: Mapping[str, str]) -> None:
        """Offer these queues, by what they are in the settings."""
        if titles != self._titles:
            self._titles = titles
            self._rebuild()

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        self._theme = theme
        for head in self._heads:
            head.set_theme(theme)

    def _title(self, queue: str) -> str:
        return self._titles.get(queue, queue.capitalize())

    def _rebuild(self) -> None:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(_SPACE)
        grid.setVerticalSpacing(8)
        self._heads = []
        self._editors: dict[tuple[str, str], FieldEditor] = {}
        if self._single:
            grid.addWidget(_heading("Callers waiting"), 0, 1, 1, 2)
            grid.addWidget(_heading("Longest waiting"), 0, 3, 1, 2)
            for column in range(1, 5):
                head = LevelHead(_LEVELS[(column - 1) % 2], self._brushes)
                head.set_theme(self._theme)
                self._heads.append(head)
                grid.addWidget(head, 1, column)
        for row, one in enumerate(self._single, 2):
            title = self._title(one.queue)
            grid.addWidget(plain_label(title), row, 0)
            for column, (name, declared) in enumerate(_SINGLE.items(), 1):
                editor = make_editor(declared)
                _name(editor, f"{title}: {declared.metadata['title']}")
                editor.setFixedWidth(_NUMBER_WIDTH)
                editor.show_value(getattr(one, name))
                editor.edited.connect(self._on_edited)
                self._editors[one.queue, name] = editor
                grid.addWidget(editor, row, column)
            remove = QPushButton("Remove")
            remove.setAccessibleName(f"Remove limits of {title}")
            remove.setProperty("queue", one.queue)
            remove.clicked.connect(self._on_remove_clicked)
            grid.addWidget(remove, row, 5)
        grid.setColumnMinimumWidth(0, _TITLE_WIDTH)
        grid.setColumnStretch(6, 1)
        self._layout.replaceWidget(self._table, table)
        self._table.hide()
        self._table.deleteLater()
        self._table = table
        table.show()
        self._offer()

    def _show_values(self) -> None:
        for one in self._single:
            for name in _SINGLE:
                self._editors[one.queue, name].show_value(getattr(one, name))

    def _offer(self) -> None:
        chosen = {one.queue for one in self._single}
        self._to_add.clear()
        for queue, title in self._titles.items():
            if queue not in chosen:
                self._to_add.addItem(title, queue)
        able = self._to_add.count() > 0
        self._to_add.setEnabled(able)
        self._add.setEnabled(able)
        if not able:
            self._to_add.addItem("No other queue is known")

    def _change(self, single: tuple[QueueLimitSettings, ...]) -> None:
        self.show_limits(self._limits, single)
        self.changed.emit(single)

    def _on_add_clicked(self) -> None:
        queue = self._to_add.currentData()
        values = {name: getattr(self._limits, name) for name in _SINGLE}
        self._change((*self._single, QueueLimitSettings(queue, **values)))

    def _on_remove_clicked(self) -> None:
        queue = self.sender().property("queue")
        self._change(tuple(one for one in self._single if one.queue != queue))

    def _on_edited(self, value: int) -> None:
        editor = self.sender()
        queue, name = next(key for key, one in self._editors.items() if one is editor)
        self._change(
            tuple(
                replace(one, **{name: value}) if one.queue == queue else one  # type: ignore[arg-type]  # by name
                for one in self._single
            )
        )


class LimitsPage(QWidget):
    """The limits of all queues and agents in a table, and those of single queues below it.

    Signals:
        changed: Someone changed a limit: the `LimitSettings` and a tuple of `QueueLimitSettings`.

    Arguments:
        brushes: Fonts and shapes.

    """

    changed = Signal(object, object)

    def __init__(self, brushes: Brushes) -> None:
        super().__init__()
        self.setObjectName("page")
        self._limits = LimitSettings()
        self._queue_limits: tuple[QueueLimitSettings, ...] = ()
        self._heads = [LevelHead(level, brushes) for level in _LEVELS]
        self._editors = {name: make_editor(declared) for name, declared in _LIMITS.items()}
        self._hints = tuple(_hint() for _ in range(len(_LIMITS) // len(_LEVELS)))
        self._single = SingleLimits(brushes)
        self._single.changed.connect(self._on_single_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 0, 12, 12)
        layout.setSpacing(14)
        layout.addWidget(
            plain_label("What is over a limit gets a border, a symbol and a word on every board.")
        )
        self._fixed = plain_label("The limits are set by your site.")
        self._fixed.setObjectName("quiet")
        self._fixed.hide()
        layout.addWidget(self._fixed)
        layout.addLayout(self._make_table())
        layout.addWidget(_heading("Queues with limits of their own"))
        layout.addWidget(self._single)
        layout.addStretch(1)

    @property
    def editors(self) -> Mapping[str, QWidget]:
        """What each limit is changed with, by its name."""
        return self._editors

    def show_limits(self, limits: LimitSettings, queue_limits: tuple[QueueLimitSettings, ...]) -> None:
        """Show what is set."""
        self._limits, self._queue_limits = limits, queue_limits
        for name, editor in self._editors.items():
            editor.show_value(getattr(limits, name))
        self._single.show_limits(limits, queue_limits)
        self._show_hints()

    def show_fixed(self, *, is_fixed: bool) -> None:
        """Let nobody change them where the site has set them."""
        for part in (*self._editors.values(), self._single):
            part.setEnabled(not is_fixed)
        self._fixed.setVisible(is_fixed)

    def show_queues(self, titles: Mapping[str, str]) -> None:
        """Offer these queues for limits of their own, by what they are in the settings."""
        self._single.show_queues(titles)

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        for head in self._heads:
            head.set_theme(theme)
        self._single.set_theme(theme)

    def _make_table(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(5)
        for column, head in enumerate(self._heads, 1):
            grid.addWidget(head, 0, column)
        for number, (name, editor) in enumerate(self._editors.items()):
            row, column = divmod(number, len(_LEVELS))
            title = _LIMITS[name].metadata["title"]
            if column == 0:
                label = plain_label(_what(title))
                label.setWordWrap(False)
                label.setBuddy(editor)
                grid.addWidget(label, row + 1, 0)
            editor.setFixedWidth(_NUMBER_WIDTH)
            editor.edited.connect(self._on_edited)
            grid.addWidget(editor, row + 1, column + 1)
        for row, hint in enumerate(self._hints, 1):
            grid.addWidget(hint, row, len(_LEVELS) + 1)
        grid.setColumnMinimumWidth(0, _TITLE_WIDTH)
        grid.setColumnStretch(len(_LEVELS) + 1, 1)
        return grid

    def _show_hints(self) -> None:
        """Say beside a limit what is odd about it: a line of its own would move what is below it."""
        values = [getattr(self._limits, name) for name in _LIMITS]
        for hint, attention, trouble in zip(self._hints, values[::2], values[1::2], strict=True):
            is_late = attention and trouble and attention >= trouble
            hint.setText("Trouble comes before attention" if is_late else "")

    def _on_edited(self, value: int) -> None:
        name = next(name for name, editor in self._editors.items() if editor is self.sender())
        limits = replace(self._limits, **{name: value})
        self.show_limits(limits, self._queue_limits)
        self.changed.emit(limits, self._queue_limits)

    def _on_single_changed(self, queue_limits: tuple[QueueLimitSettings, ...]) -> None:
        self._queue_limits = queue_limits
        self.changed.emit(self._limits, queue_limits)


def _what(title: str) -> str:
    """Give what a limit is of, without its level."""
    return title.rpartition(", ")[0]


def _hint() -> QLabel:
    hint = plain_label("")
    hint.setObjectName("reason")
    hint.setWordWrap(False)
    return hint


def _heading(text: str) -> QLabel:
    heading = QLabel(text)
    heading.setObjectName("heading")
    return heading


def _name(editor: FieldEditor, name: str) -> None:
    control = editor.focusProxy()
    if control is not None:
        control.setAccessibleName(name)
