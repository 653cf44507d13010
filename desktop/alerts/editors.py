"""Editors of what only rules of alerts have: times of day, hours, days, and whom they are about."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.acd.known import Pickable
from desktop.settings.declared import Field
from desktop.settings.times import DAY_MIN, read_spans, read_time, wrong_time
from desktop.ui.controls import NumberBox, TickBox
from desktop.ui.field_editor import FieldEditor
from desktop.ui.labels import plain_label
from desktop.ui.picker import Picker, PickWords

_STEP_MIN: Final = 15
_SPACE: Final = 8
ALL: Final = "All"
_MOST_SPANS: Final = 10
_MOST_NAMED: Final = 2
_WIDEST: Final = 420
_PICKER_HEIGHT: Final = 250
_TIME_WIDTH: Final = 84
_WORDS: Final = PickWords("None is picked", "It is not picked", "Pick none")


class TimeBox(NumberBox):
    """A time of day.

    Signals:
        judged: What is wrong with what is being typed; None when nothing is.

    Arguments:
        name: What it is called.

    """

    judged = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setDecimals(0)
        self.setRange(0, DAY_MIN - 1)
        self.setSingleStep(_STEP_MIN)
        self.setWrapping(True)
        self.setAccessibleName(name)
        # A style sheet's least width would count more than the one set here.
        self.setStyleSheet("min-width: 0;")
        self.setFixedWidth(_TIME_WIDTH)
        self.lineEdit().textEdited.connect(self._on_typed)
        self.editingFinished.connect(self._on_finished)

    @property
    def text_value(self) -> str:
        """The time as a file has it."""
        return self.textFromValue(self.value())

    def textFromValue(self, value: float) -> str:
        """Write a time."""
        hour, minute = divmod(round(value), 60)
        return f"{hour}:{minute:02d}"

    def valueFromText(self, text: str) -> float:
        """Read what was typed."""
        return self.value() if wrong_time(text.strip() or "?") else read_time(text)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Say whether what was typed can be used."""
        is_wrong = wrong_time(text.strip() or "?") is not None
        return QValidator.State.Intermediate if is_wrong else QValidator.State.Acceptable, text, position

    def fixup(self, text: str) -> str:  # noqa: ARG002 - Qt's signature
        """Give what stood there."""
        return self.text_value

    def _on_typed(self, text: str) -> None:
        self.judged.emit(wrong_time(text.strip() or "?"))

    def _on_finished(self) -> None:
        self.judged.emit(None)


class TimeEditor(FieldEditor):
    """One time of day, and beside it what is wrong with what is being typed."""

    def __init__(self, declared: Field) -> None:
        super().__init__(declared)
        self._box = TimeBox(declared.metadata["title"])
        self._reason = _reason()
        self._box.valueChanged.connect(self._on_changed)
        self._box.judged.connect(self._on_judged)
        self._hold(self._box, self._reason)

    def show_value(self, value: str) -> None:
        """Show a value."""
        with QSignalBlocker(self._box):
            self._box.setValue(read_time(value or "0"))

    def _on_judged(self, reason: str | None) -> None:
        _say(self._reason, reason)

    def _on_changed(self) -> None:
        self.edited.emit(self._box.text_value)


class SpanRow(QWidget):
    """From one time of day to another.

    Signals:
        changed: Someone changed it.
        remove_asked: It is to go.

    Arguments:
        title: Of the setting.
        start: When it begins, in minutes after midnight.
        end: When it ends.

    """

    changed = Signal()
    remove_asked = Signal()

    def __init__(self, title: str, start: int, end: int) -> None:
        super().__init__()
        self._start, self._end = TimeBox(f"{title}, from"), TimeBox(f"{title}, to")
        self._start.setValue(start)
        self._end.setValue(end)
        self._remove = QPushButton("Remove")
        self._remove.setAccessibleName(f"Remove: {title}")
        self._reason = _reason()
        self._next_day = plain_label("of the next day")
        self._next_day.setObjectName("quiet")
        row = QHBoxLayout()
        row.setSpacing(_SPACE)
        row.addWidget(self._start)
        row.addWidget(QLabel("to"))
        row.addWidget(self._end)
        row.addWidget(self._remove)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self._next_day)
        layout.addWidget(self._reason)
        for box in (self._start, self._end):
            box.valueChanged.connect(self._on_changed)
            box.judged.connect(self._on_judged)
        self._remove.clicked.connect(self.remove_asked)
        self.setFocusProxy(self._start)
        self._say_day()

    @property
    def text(self) -> str:
        """The hours as a file has them."""
        return f"{self._start.text_value}-{self._end.text_value}"

    def _say_day(self) -> None:
        self._next_day.setText(f"Until {self._end.text_value} of the next day")
        self._next_day.setVisible(self._end.value() <= self._start.value())

    def _on_judged(self, reason: str | None) -> None:
        _say(self._reason, reason)

    def _on_changed(self) -> None:
        self._say_day()
        self.changed.emit()


class HoursEditor(FieldEditor):
    """Hours of a day, each from a time to a time.

    Arguments:
        declared: The setting.
        usual: Hours to begin with.
        none: Says what none mean.

    """

    is_tall = True

    def __init__(self, declared: Field, usual: str, none: str) -> None:
        super().__init__(declared)
        self._usual = usual
        self._value = ""
        self._rows: list[SpanRow] = []
        self._none = plain_label(none)
        self._none.setObjectName("quiet")
        self._add = QPushButton(f"+ {usual}")
        self._add.setAccessibleName(f"Add: {declared.metadata['title']}")
        self._add.clicked.connect(self._on_add)
        self._list = QVBoxLayout()
        self._list.setSpacing(_SPACE)
        line = QHBoxLayout()
        line.setSpacing(_SPACE)
        line.addWidget(self._add)
        line.addWidget(self._none)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_SPACE)
        layout.addLayout(self._list)
        layout.addLayout(line)
        self.setFocusProxy(self._add)

    def show_value(self, value: str) -> None:
        """Show hours; what someone is typing stays."""
        if value == self._value:
            return
        self._value = value
        while self._rows:
            self._drop(self._rows[0])
        for start, end in read_spans(value):
            self._append(start, end)
        self._enable()

    def _append(self, start: int, end: int) -> None:
        row = SpanRow(self.declared.metadata["title"], start, end)
        row.changed.connect(self._tell)
        row.remove_asked.connect(self._on_remove)
        self._rows.append(row)
        self._list.addWidget(row)

    def _drop(self, row: SpanRow) -> None:
        self._rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _enable(self) -> None:
        self._none.setVisible(not self._rows)
        self._add.setText("+ More hours" if self._rows else f"+ {self._usual}")
        self._add.setEnabled(len(self._rows) < _MOST_SPANS)

    def _tell(self) -> None:
        self._value = ", ".join(row.text for row in self._rows)
        self._enable()
        self.edited.emit(self._value)

    def _on_add(self) -> None:
        ((start, end),) = read_spans(self._usual)
        self._append(start, end)
        self._tell()

    def _on_remove(self) -> None:
        row = self.sender()
        if isinstance(row, SpanRow):
            self._drop(row)
            self._tell()


class TicksEditor(FieldEditor):
    """Any of a few, each with a box to tick.

    Arguments:
        declared: The setting.
        columns: In so many columns.
        none_is_all: Whether none means all, and all are shown as ticked then.

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
        """Show what is chosen."""
        is_all = self._none_is_all and not value
        for word, box in self._boxes.items():
            box.setChecked(is_all or word in value)

    def _on_clicked(self) -> None:
        chosen = tuple(word for word, box in self._boxes.items() if box.isChecked())
        box = self.sender()
        if self._none_is_all and not chosen and isinstance(box, TickBox):
            # None would be all again.
            box.setChecked(True)
            return
        is_all = self._none_is_all and len(chosen) == len(self._boxes)
        self.edited.emit(() if is_all else chosen)


class PickEditor(FieldEditor):
    """Whom it is about: named in one line, picked in a list below it."""

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
        line = QHBoxLayout()
        line.addWidget(self._button)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_SPACE)
        layout.addLayout(line)
        layout.addWidget(self._picker)
        self.setFocusProxy(self._button)
        self._picked: tuple[str, ...] = ()
        self._button.toggled.connect(self._picker.setVisible)
        self._picker.picked.connect(self._on_picked)

    def show_known(self, known: tuple[Pickable, ...]) -> None:
        """Offer these."""
        self._names = {one.number: one.name for one in known}
        self._picker.show_known(known)
        self._say()

    def show_none(self, meaning: str) -> None:
        """Say what it means that none is picked."""
        self._none = meaning
        self._say()

    def show_value(self, value: tuple[str, ...]) -> None:
        """Show who is picked."""
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
        self._button.setText(shown.replace("&", "&&"))
        self._button.setAccessibleName(f"{self.declared.metadata['title']}: {said}")

    def _on_picked(self, picked: tuple[str, ...]) -> None:
        self._picked = picked
        self._say()
        self.edited.emit(picked)


MakeEditor = Callable[[Field], FieldEditor]
SPECIAL: Final[dict[str, MakeEditor]] = {
    "hour": TimeEditor,
    "groups": PickEditor,
    "paths": PickEditor,
    "agents": PickEditor,
    "quiet": lambda declared: HoursEditor(declared, "12:00-13:00", "None: it is told at any time."),
    "hours": lambda declared: HoursEditor(declared, "8:00-17:00", "Always."),
    "days": lambda declared: TicksEditor(declared, 3, none_is_all=True),
    "ways": lambda declared: TicksEditor(declared, 2, none_is_all=False),
}
"""How these settings are edited, by their names."""


def _reason() -> QLabel:
    label = plain_label("")
    label.setObjectName("reason")
    label.hide()
    return label


def _say(label: QLabel, reason: str | None) -> None:
    label.setText(reason or "")
    label.setVisible(reason is not None)
