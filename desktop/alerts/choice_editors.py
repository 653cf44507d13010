"""Editors of several choices: words to tick, and the groups, paths and agents that a rule covers."""

from typing import Final

from PySide6.QtWidgets import QGridLayout, QPushButton

from desktop.acd.known import PickerItem
from desktop.settings.declared import Field
from desktop.ui.controls import TickBox
from desktop.ui.field_editor import FieldEditor
from desktop.ui.layouts import column, row
from desktop.ui.menu_text import plain
from desktop.ui.picker import Picker, PickWords

_SPACE: Final = 8
ALL: Final = "All"
_MOST_NAMED: Final = 2
_WIDEST: Final = 420
_PICKER_HEIGHT: Final = 250
_WORDS: Final = PickWords("None is picked", "It is not picked", "Pick none")


class TicksEditor(FieldEditor):
    """Any of a few choices, each with a box to tick.

    Arguments:
        declared: The setting.
        columns: The number of columns.
        none_is_all: Whether an empty value means all, shown with all boxes ticked.

    """

    is_tall = True

    def __init__(self, declared: Field, columns: int, *, none_is_all: bool) -> None:
        super().__init__(declared)
        self._none_is_all = none_is_all
        self._boxes = {word: TickBox(title) for word, title in declared.metadata["choices"].items()}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(columns, 1)
        for at, box in enumerate(self._boxes.values()):
            box.setAccessibleDescription(declared.metadata["description"])
            box.clicked.connect(self._on_clicked)
            grid.addWidget(box, *divmod(at, columns))
        self.setFocusProxy(next(iter(self._boxes.values())))

    def show_value(self, value: tuple[str, ...]) -> None:
        """Show the choices."""
        is_all = self._none_is_all and not value
        for word, box in self._boxes.items():
            box.setChecked(is_all or word in value)

    def _on_clicked(self) -> None:
        chosen = tuple(word for word, box in self._boxes.items() if box.isChecked())
        box = self.sender()
        if self._none_is_all and not chosen and isinstance(box, TickBox):
            # An empty value would mean all.
            box.setChecked(True)
            return
        is_all = self._none_is_all and len(chosen) == len(self._boxes)
        self.edited.emit(() if is_all else chosen)


class PickEditor(FieldEditor):
    """The groups, paths or agents covered: named in one line, picked in a list below it."""

    is_tall = True

    def __init__(self, declared: Field) -> None:
        super().__init__(declared)
        title = declared.metadata["title"]
        self._names: dict[str, str] = {}
        self._none = ALL
        self._button = QPushButton(ALL)
        self._button.setCheckable(True)
        self._button.setAccessibleName(f"{title}: all")
        self._button.setMaximumWidth(_WIDEST)
        self._picker = Picker(title, _WORDS)
        self._picker.setFixedHeight(_PICKER_HEIGHT)
        self._picker.setMaximumWidth(_WIDEST)
        self._picker.hide()
        self.setLayout(column(row(self._button, None), self._picker, spacing=_SPACE))
        self.setFocusProxy(self._button)
        self._picked: tuple[str, ...] = ()
        self._button.toggled.connect(self._picker.setVisible)
        self._picker.picked.connect(self._on_picked)

    def show_known(self, known: tuple[PickerItem, ...]) -> None:
        """Offer choices."""
        self._names = {one.number: one.name for one in known}
        self._picker.show_known(known)
        self._say()

    def show_none(self, meaning: str) -> None:
        """Set the words for an empty choice."""
        self._none = meaning
        self._say()

    def show_value(self, value: tuple[str, ...]) -> None:
        """Show what is picked."""
        self._picked = value
        self._picker.show_picked(value)
        self._say()

    def _say(self) -> None:
        names = [self._names.get(number, number) for number in self._picked]
        said = ", ".join(names[:_MOST_NAMED])
        if len(names) > _MOST_NAMED:
            said += f" and {len(names) - _MOST_NAMED} more"
        said = said or self._none
        metrics = self._button.fontMetrics()
        shown = said if metrics.horizontalAdvance(said) < _WIDEST - 60 else f"{len(names)} picked"
        self._button.setText(plain(shown))
        self._button.setAccessibleName(f"{self.declared.metadata['title']}: {said}")

    def _on_picked(self, picked: tuple[str, ...]) -> None:
        self._picked = picked
        self._say()
        self.edited.emit(picked)
