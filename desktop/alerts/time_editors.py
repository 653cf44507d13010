"""Editors of a time of day, and of spans of hours."""

from functools import partial
from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.settings.declared import Field
from desktop.settings.times import DAY_MIN, read_spans, read_time, wrong_time
from desktop.ui.controls import NumberBox
from desktop.ui.field_editor import FieldEditor
from desktop.ui.labels import hidden_label, plain_label, say
from desktop.ui.layouts import column, row

_STEP_MIN: Final = 15
_SPACE: Final = 8
_MOST_SPANS: Final = 10
_TIME_WIDTH: Final = 84


class TimeBox(NumberBox):
    """A time of day.

    Signals:
        judged: The error in the text being typed; None if there is none.

    Arguments:
        name: Its accessible name.

    """

    judged = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setDecimals(0)
        self.setRange(0, DAY_MIN - 1)
        self.setSingleStep(_STEP_MIN)
        self.setWrapping(True)
        self.setAccessibleName(name)
        # The style sheet's minimum width would override the fixed one.
        self.setStyleSheet("min-width: 0;")
        self.setFixedWidth(_TIME_WIDTH)
        self.lineEdit().textEdited.connect(self._on_typed)
        self.editingFinished.connect(self._on_finished)

    @property
    def text_value(self) -> str:
        """The time as the settings file has it."""
        return self.textFromValue(self.value())

    def textFromValue(self, value: float) -> str:
        """Return a time as text."""
        hour, minute = divmod(round(value), 60)
        return f"{hour}:{minute:02d}"

    def valueFromText(self, text: str) -> float:
        """Return the time of a text, or the present one if the text is no time."""
        return self.value() if wrong_time(text.strip() or "?") else read_time(text)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Accept a text that is a time."""
        is_wrong = wrong_time(text.strip() or "?") is not None
        return QValidator.State.Intermediate if is_wrong else QValidator.State.Acceptable, text, position

    def fixup(self, text: str) -> str:  # noqa: ARG002 - Qt's signature
        """Restore the former text."""
        return self.text_value

    def _on_typed(self, text: str) -> None:
        self.judged.emit(wrong_time(text.strip() or "?"))

    def _on_finished(self) -> None:
        self.judged.emit(None)


class TimeEditor(FieldEditor):
    """One time of day, with what is wrong with the text being typed."""

    def __init__(self, declared: Field) -> None:
        super().__init__(declared)
        self._box = TimeBox(declared.metadata["title"])
        self._reason = hidden_label("reason")
        self._box.valueChanged.connect(self._on_changed)
        self._box.judged.connect(partial(say, self._reason))
        self._lay_out_row(self._box, self._reason)

    def show_value(self, value: str) -> None:
        """Show a value."""
        with QSignalBlocker(self._box):
            self._box.setValue(read_time(value or "0"))

    def _on_changed(self) -> None:
        self.edited.emit(self._box.text_value)


class SpanRow(QWidget):
    """From one time of day to another.

    Signals:
        changed: The user changed it.
        remove_asked: The user removes it.

    Arguments:
        title: The setting's title.
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
        self._reason = hidden_label("reason")
        self._next_day = hidden_label("quiet")
        line = row(self._start, QLabel("to"), self._end, self._remove, None, spacing=_SPACE)
        self.setLayout(column(line, self._next_day, self._reason, spacing=4))
        for box in (self._start, self._end):
            box.valueChanged.connect(self._on_changed)
            box.judged.connect(partial(say, self._reason))
        self._remove.clicked.connect(self.remove_asked)
        self.setFocusProxy(self._start)
        self._say_day()

    @property
    def text(self) -> str:
        """The hours as the settings file has them."""
        return f"{self._start.text_value}-{self._end.text_value}"

    def _say_day(self) -> None:
        is_next_day = self._end.value() <= self._start.value()
        say(self._next_day, f"Until {self._end.text_value} of the next day" if is_next_day else None)

    def _on_changed(self) -> None:
        self._say_day()
        self.changed.emit()


class HoursEditor(FieldEditor):
    """Hours of a day, each from one time to another.

    Arguments:
        declared: The setting.
        usual: The hours that the first click adds.
        none: The text shown while there are none.

    """

    is_tall = True

    def __init__(self, declared: Field, usual: str, none: str) -> None:
        super().__init__(declared)
        self._usual = usual
        self._value = ""
        self._rows: list[SpanRow] = []
        self._none = plain_label(none, "quiet")
        self._add = QPushButton(f"+ {usual}")
        self._add.setAccessibleName(f"Add: {declared.metadata['title']}")
        self._add.clicked.connect(self._on_add)
        self._list = column(spacing=_SPACE)
        line = row(self._add, self._none, None, spacing=_SPACE)
        self.setLayout(column(self._list, line, spacing=_SPACE))
        self.setFocusProxy(self._add)

    def show_value(self, value: str) -> None:
        """Show hours, but leave alone what the user is typing."""
        if value == self._value:
            return
        self._value = value
        for span in list(self._rows):
            self._drop(span)
        for start, end in read_spans(value):
            self._append(start, end)
        self._enable()

    def _append(self, start: int, end: int) -> None:
        span = SpanRow(self.declared.metadata["title"], start, end)
        span.changed.connect(self._tell)
        span.remove_asked.connect(partial(self._on_remove, span))
        self._rows.append(span)
        self._list.addWidget(span)

    def _drop(self, span: SpanRow) -> None:
        self._rows.remove(span)
        self._list.removeWidget(span)
        span.hide()
        span.deleteLater()

    def _enable(self) -> None:
        self._none.setVisible(not self._rows)
        self._add.setText("+ More hours" if self._rows else f"+ {self._usual}")
        self._add.setEnabled(len(self._rows) < _MOST_SPANS)

    def _tell(self) -> None:
        self._value = ", ".join(span.text for span in self._rows)
        self._enable()
        self.edited.emit(self._value)

    def _on_add(self) -> None:
        ((start, end),) = read_spans(self._usual)
        self._append(start, end)
        self._tell()

    def _on_remove(self, span: SpanRow) -> None:
        self._drop(span)
        self._tell()
