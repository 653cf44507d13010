"""The settings page of the limits, each in two levels."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from desktop.settings import LimitSettings, QueueLimitSettings
from desktop.settings.declared import Field, settings_in
from desktop.ui.brushes import Brushes
from desktop.ui.controls import DropDown
from desktop.ui.field_editor import FieldEditor
from desktop.ui.fields import make_editor, show_settings
from desktop.ui.labels import heading, hidden_label, plain_label, say
from desktop.ui.layouts import column, row
from desktop.ui.theme import LIGHT, Theme

_LEVELS: Final = ("attention", "trouble")
_LIMITS: Final = settings_in(LimitSettings)
_QUEUE_LIMITS: Final = settings_in(QueueLimitSettings)
_SHAPE_PX: Final = 16
_SPACE: Final = 10
_NUMBER_WIDTH: Final = 148
_TITLE_WIDTH: Final = 104


class LevelHead(QWidget):
    """The head of a column: a level's symbol, and its word in its colour.

    Arguments:
        level: Its word.
        brushes: Fonts and shapes.

    """

    def __init__(self, level: str, brushes: Brushes) -> None:
        super().__init__()
        self._level = level
        self._brushes = brushes
        self._shape = QLabel()
        self._word = heading(f"{level.capitalize()} from")
        self.setLayout(row(self._shape, self._word, None, spacing=6))

    def set_theme(self, theme: Theme) -> None:
        """Set the colours."""
        colour = theme.alarm if self._level == "trouble" else theme.attention
        self._shape.setPixmap(self._brushes.shape(self._level, _SHAPE_PX, colour, self.devicePixelRatioF()))
        self._word.setStyleSheet(f"color: {colour};")


class LimitsPage(QWidget):
    """The limits of all queues and agents in a table, and those of single queues below it.

    Signals:
        changed: The user changed a limit: the `LimitSettings` and a tuple of `QueueLimitSettings`.

    Arguments:
        brushes: Fonts and shapes.

    Attributes:
        editors: The editor of each limit, by its name.

    """

    changed = Signal(object, object)

    def __init__(self, brushes: Brushes) -> None:
        super().__init__()
        self.setObjectName("page")
        self._brushes = brushes
        self._theme = LIGHT
        self._limits = LimitSettings()
        self._queue_limits: tuple[QueueLimitSettings, ...] = ()
        self._titles: Mapping[str, str] = {}
        self._heads = [LevelHead(level, brushes) for level in _LEVELS]
        self._hints: list[QLabel] = []
        self.editors = {name: _editor(declared) for name, declared in _LIMITS.items()}
        self._queue_heads: list[LevelHead] = []
        self._queue_editors: dict[str, dict[str, FieldEditor]] = {}
        self._queue_table = QWidget()
        self._to_add = DropDown()
        self._to_add.setAccessibleName("Queue to give limits of its own")
        self._to_add.setMinimumWidth(220)
        self._add = QPushButton("+ Add limits of this queue")
        self._add.clicked.connect(self._on_add_clicked)
        # Above the table, so that the button stays under the mouse while queues are added.
        to_add = row(self._to_add, self._add, None, spacing=_SPACE)
        self._single = QWidget()
        self._single_layout = column(to_add, self._queue_table, spacing=_SPACE)
        self._single.setLayout(self._single_layout)
        self._fixed = hidden_label("quiet")
        intro = plain_label("What is over a limit gets a border, a symbol and a word on every board.")
        parts = self._make_table(), heading("Queues with limits of their own"), self._single
        self.setLayout(column(intro, self._fixed, *parts, None, spacing=14, margins=(2, 0, 12, 12)))
        self._offer()

    def show_limits(self, limits: LimitSettings, queue_limits: tuple[QueueLimitSettings, ...]) -> None:
        """Show the limits that are set."""
        self._limits, self._queue_limits = limits, queue_limits
        show_settings(self.editors, limits)
        if [one.queue for one in queue_limits] != list(self._queue_editors):
            self._rebuild()
        for one in queue_limits:
            show_settings(self._queue_editors[one.queue], one)
        values = [getattr(limits, name) for name in _LIMITS]
        for hint, attention, trouble in zip(self._hints, values[::2], values[1::2], strict=True):
            # Beside the limit: a row of its own would move the rows below it.
            is_late = attention and trouble and attention >= trouble
            hint.setText("Trouble comes before attention" if is_late else "")

    def show_fixed(self, *, is_fixed: bool) -> None:
        """Disable limits that the site has set."""
        for part in (*self.editors.values(), self._single):
            part.setEnabled(not is_fixed)
        say(self._fixed, "The limits are set by your site." if is_fixed else "")

    def show_queues(self, titles: Mapping[str, str]) -> None:
        """Offer these queues for limits of their own: their titles by their keys in the settings."""
        if titles != self._titles:
            self._titles = titles
            self._rebuild()

    def set_theme(self, theme: Theme) -> None:
        """Set the colours."""
        self._theme = theme
        for head in (*self._heads, *self._queue_heads):
            head.set_theme(theme)

    def _make_table(self) -> QGridLayout:
        grid = _make_grid(None, 28, 5)
        for at, head in enumerate(self._heads, 1):
            grid.addWidget(head, 0, at)
        for number, (name, editor) in enumerate(self.editors.items()):
            row_number, at = divmod(number, len(_LEVELS))
            if at == 0:
                label = plain_label(editor.declared.metadata["title"].rpartition(", ")[0])
                hint = plain_label("", "reason")
                for text, place in ((label, 0), (hint, 3)):
                    text.setWordWrap(False)
                    grid.addWidget(text, row_number + 1, place)
                label.setBuddy(editor)
                self._hints.append(hint)
            editor.edited.connect(partial(self._on_edited, name))
            grid.addWidget(editor, row_number + 1, at + 1)
        grid.setColumnStretch(3, 1)
        return grid

    def _rebuild(self) -> None:
        """Rebuild the table of single queues."""
        table = QWidget()
        grid = _make_grid(table, _SPACE, 8)
        self._queue_heads = [LevelHead(level, self._brushes) for level in _LEVELS * 2 if self._queue_limits]
        for at, head in enumerate(self._queue_heads, 1):
            head.set_theme(self._theme)
            grid.addWidget(head, 1, at)
        if self._queue_limits:
            grid.addWidget(heading("Callers waiting"), 0, 1, 1, 2)
            grid.addWidget(heading("Longest waiting"), 0, 3, 1, 2)
        self._queue_editors = {}
        for row_number, one in enumerate(self._queue_limits, 2):
            title = self._titles.get(one.queue, one.queue.capitalize())
            editors = self._queue_editors[one.queue] = {
                name: _editor(_QUEUE_LIMITS[name]) for name in _QUEUE_LIMITS
            }
            show_settings(editors, one)
            grid.addWidget(plain_label(title), row_number, 0)
            for at, (name, editor) in enumerate(editors.items(), 1):
                control = editor.focusProxy() or editor
                control.setAccessibleName(f"{title}: {editor.declared.metadata['title']}")
                editor.edited.connect(partial(self._on_queue_edited, one.queue, name))
                grid.addWidget(editor, row_number, at)
            remove = QPushButton("Remove")
            remove.setAccessibleName(f"Remove limits of {title}")
            remove.clicked.connect(partial(self._on_remove_clicked, one.queue))
            grid.addWidget(remove, row_number, 5)
        grid.setColumnStretch(6, 1)
        self._single_layout.replaceWidget(self._queue_table, table)
        self._queue_table.hide()
        self._queue_table.deleteLater()
        self._queue_table = table
        table.show()
        self._offer()

    def _offer(self) -> None:
        self._to_add.clear()
        for queue, title in self._titles.items():
            if queue not in self._queue_editors:
                self._to_add.addItem(title, queue)
        able = self._to_add.count() > 0
        self._to_add.setEnabled(able)
        self._add.setEnabled(able)
        if not able:
            self._to_add.addItem("No other queue is known")

    def _change(self, limits: LimitSettings, queue_limits: tuple[QueueLimitSettings, ...]) -> None:
        self.show_limits(limits, queue_limits)
        self.changed.emit(limits, queue_limits)

    def _on_edited(self, name: str, value: int) -> None:
        self._change(replace(self._limits, **{name: value}), self._queue_limits)

    def _on_add_clicked(self) -> None:
        values = {name: getattr(self._limits, name) for name in _QUEUE_LIMITS}
        added = QueueLimitSettings(self._to_add.currentData(), **values)
        self._change(self._limits, (*self._queue_limits, added))

    def _on_remove_clicked(self, queue: str, *_: object) -> None:
        self._change(self._limits, tuple(one for one in self._queue_limits if one.queue != queue))

    def _on_queue_edited(self, queue: str, name: str, value: int) -> None:
        changed = (
            replace(one, **{name: value}) if one.queue == queue else one  # type: ignore[arg-type]  # by name
            for one in self._queue_limits
        )
        self._change(self._limits, tuple(changed))


def _editor(declared: Field) -> FieldEditor:
    editor = make_editor(declared)
    editor.setFixedWidth(_NUMBER_WIDTH)
    return editor


def _make_grid(parent: QWidget | None, across: int, down: int) -> QGridLayout:
    grid = QGridLayout(parent)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(across)
    grid.setVerticalSpacing(down)
    grid.setColumnMinimumWidth(0, _TITLE_WIDTH)
    return grid
