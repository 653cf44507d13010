"""Editors of settings, each made from its setting's declaration: never more than a line per setting."""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.acd.wording import duration
from desktop.settings.declared import Field, settings_in, wrong
from desktop.ui.controls import DropDown, NumberBox, TickBox
from desktop.ui.ordered_choice import OrderedChoice
from desktop.ui.plain_label import plain_label

FIXED_BY_SITE: Final = "Set by your site."
"""Stands beside what nobody can change here."""
_DURATION: Final = "m:ss"
_MOST_SEGMENTS: Final = 3
_SPACE: Final = 10
_MINUTE_S: Final = 60
_STEPS_S: Final = ((60, 5), (600, 30), (3600, 60), (86_401, 600))
"""Up to so many seconds a step is so many."""
_DECIMALS: Final = 2
_WIDEST: Final = 360
_LINE_MARGIN: Final = 7
"""Between the top of a line to type in and its text."""


class FieldEditor(QWidget):
    """One setting to look at and to change.

    Signals:
        edited: Someone changed it: the new value.

    Arguments:
        declared: The setting.

    Attributes:
        declared: As given.
        is_tall: Whether it has more below its first line.

    """

    edited = Signal(object)
    is_tall = False

    def __init__(self, declared: Field) -> None:
        super().__init__()
        self.declared = declared
        self._note = plain_label("")
        self._note.setObjectName("quiet")
        self._note.hide()
        self.setToolTip(declared.metadata["description"])

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - of the setting's type
        """Show a value; nobody changed it."""
        raise NotImplementedError

    def show_note(self, text: str, *, is_fixed: bool) -> None:
        """Say something of the setting.

        Arguments:
            text: What; blank for nothing.
            is_fixed: Whether nobody can change it.

        """
        self.setEnabled(not is_fixed)
        layout = self.layout()
        if self._note.parent() is None and isinstance(layout, QHBoxLayout):
            self._note.setWordWrap(False)
            layout.insertWidget(layout.count() - 1, self._note)
        elif self._note.parent() is None and layout is not None:
            layout.addWidget(self._note)
        self._note.setText(text)
        self._note.setVisible(bool(text))
        control = self.focusProxy()
        if control is not None:
            control.setAccessibleDescription(f"{self.declared.metadata['description']} {text}".strip())

    def _hold(self, *controls: QWidget) -> None:
        """Take the controls that it consists of; the first one gets the focus."""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_SPACE)
        for control in controls:
            layout.addWidget(control)
        layout.addStretch(1)
        self.setFocusProxy(controls[0])


class TickEditor(FieldEditor):
    """Yes or no."""

    def __init__(self, declared: Field) -> None:
        super().__init__(declared)
        self._box = TickBox(declared.metadata["title"])
        self._box.setAccessibleDescription(declared.metadata["description"])
        self._box.clicked.connect(self._on_clicked)
        self._hold(self._box)

    def show_value(self, value: bool) -> None:  # noqa: FBT001 - a setter
        """Show a value."""
        self._box.setChecked(value)

    def _on_clicked(self, is_on: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.edited.emit(is_on)


class ChoiceEditor(FieldEditor):
    """One of several, dropped down."""

    def __init__(self, declared: Field) -> None:
        super().__init__(declared)
        self._words = tuple(declared.metadata["choices"])
        self._box = DropDown()
        self._box.addItems(list(declared.metadata["choices"].values()))
        _name(self._box, declared)
        self._box.activated.connect(self._on_activated)
        self._hold(self._box)

    def show_value(self, value: str) -> None:
        """Show a value."""
        self._box.setCurrentIndex(self._words.index(value))

    def _on_activated(self, index: int) -> None:
        self.edited.emit(self._words[index])


class SegmentsEditor(FieldEditor):
    """One of a few, all of them to be seen."""

    def __init__(self, declared: Field) -> None:
        super().__init__(declared)
        self._words = tuple(declared.metadata["choices"])
        self._group = QButtonGroup(self)
        buttons = []
        for number, title in enumerate(declared.metadata["choices"].values()):
            button = QPushButton(title)
            button.setCheckable(True)
            button.setAccessibleName(f"{declared.metadata['title']}: {title}")
            self._group.addButton(button, number)
            buttons.append(button)
        self._group.idClicked.connect(self._on_clicked)
        self._hold(*buttons)

    def show_value(self, value: str) -> None:
        """Show a value."""
        self._group.button(self._words.index(value)).setChecked(True)

    def _on_clicked(self, number: int) -> None:
        self.edited.emit(self._words[number])


class DeclaredNumberBox(NumberBox):
    """A number as its declaration allows it: 0 in words, a time in minutes and seconds."""

    def __init__(self, declared: Field) -> None:
        super().__init__()
        self._is_whole = isinstance(declared.default, int)
        self._is_duration = declared.metadata["unit"] == _DURATION
        self._low: float = declared.metadata["span"][0]
        self._has_zero = declared.metadata["or_zero"]
        self._zero = declared.metadata["zero"] or "0"
        usual: float = getattr(declared, "default", 0)
        self._first = usual or (_MINUTE_S if self._is_duration else self._low)
        self.setDecimals(0 if self._is_whole else _DECIMALS)
        self.setRange(0 if self._has_zero else self._low, declared.metadata["span"][1])
        unit = declared.metadata["unit"]
        self.setSuffix("" if self._is_duration or not unit else f" {unit}")
        if self._has_zero:
            self.setSpecialValueText(self._zero)

    @property
    def setting_value(self) -> int | float:
        """The value, of the setting's type."""
        return round(self.value()) if self._is_whole else self.value()

    def textFromValue(self, value: float) -> str:
        """Write a value, without its unit."""
        return duration(value) if self._is_duration else f"{value:g}"

    def valueFromText(self, text: str) -> float:
        """Read what was typed."""
        value = self._read(text)
        return value if value is not None else self.value()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Say whether what was typed can be used."""
        value = self._read(text)
        if value is None:
            # Half of it may be typed.
            return QValidator.State.Intermediate, text, position
        is_allowed = self._low <= value <= self.maximum() or (self._has_zero and value == 0)
        state = QValidator.State.Acceptable if is_allowed else QValidator.State.Intermediate
        return state, text, position

    def fixup(self, text: str) -> str:
        """Give the nearest of what can be used."""
        value = self._read(text)
        nearest = self.value() if value is None else min(max(value, self._low), self.maximum())
        return self._zero if self._has_zero and nearest == 0 else self.textFromValue(nearest) + self.suffix()

    def stepBy(self, steps: int) -> None:
        """Go up or down by what is usual for a number of that size."""
        value = self.value()
        for _ in range(abs(steps)):
            value = self._up(value) if steps > 0 else self._down(value)
        self.setValue(value)

    def _up(self, value: float) -> float:
        return self._first if value < self._low else value + self._step(value)

    def _down(self, value: float) -> float:
        lower = value - self._step(value - 1)
        return lower if lower >= self._low or not self._has_zero else 0

    def _step(self, value: float) -> float:
        if self._is_duration:
            return next(step for most, step in _STEPS_S if value < most)
        return 1 if self._low >= 1 else 0.1

    def _read(self, text: str) -> float | None:
        # A unit that was typed stands before the one that the box writes itself.
        text = text.replace(self.suffix().strip(), "").strip() if self.suffix() else text.strip()
        if self._has_zero and text == self._zero:
            return 0
        parts = text.split(":") if self._is_duration else [text.replace(",", ".")]
        value = 0.0
        for part in parts:
            if not part.replace(".", "", 0 if self._is_duration else 1).isdecimal() or not part.isascii():
                return None
            value = value * _MINUTE_S + float(part)
        return round(value, self.decimals())


class NumberEditor(FieldEditor):
    """A number."""

    def __init__(self, declared: Field) -> None:
        super().__init__(declared)
        self._box = DeclaredNumberBox(declared)
        _name(self._box, declared)
        self._box.valueChanged.connect(self._on_changed)
        self._hold(self._box)

    def show_value(self, value: float) -> None:
        """Show a value; what someone is typing stays."""
        if value != self._box.setting_value:
            with QSignalBlocker(self._box):
                self._box.setValue(value)

    def _on_changed(self) -> None:
        self.edited.emit(self._box.setting_value)


class TextEditor(FieldEditor):
    """A text, and beside it what is wrong with what is being typed. It counts on Enter or on leaving."""

    def __init__(self, declared: Field) -> None:
        super().__init__(declared)
        self._value = ""
        self._line = QLineEdit()
        self._line.setMaximumWidth(_WIDEST)
        _name(self._line, declared)
        self._reason = plain_label("")
        self._reason.setObjectName("reason")
        self._reason.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._line)
        layout.addWidget(self._reason)
        self.setFocusProxy(self._line)
        self._line.textEdited.connect(self._on_typed)
        self._line.editingFinished.connect(self._on_finished)

    def show_value(self, value: str) -> None:
        """Show a value; what someone is typing stays."""
        if value != self._value or not self._line.hasFocus():
            self._value = value
            self._line.setText(value)
            self.show_reason(None)

    def wrong(self, text: str) -> str | None:
        """Say what is wrong with a text; None when nothing is."""
        return wrong(self.declared, text)

    def show_reason(self, reason: str | None) -> None:
        """Say what is wrong."""
        self._reason.setText(reason or "")
        self._reason.setVisible(reason is not None)

    def _on_typed(self, text: str) -> None:
        self.show_reason(self.wrong(text.strip()))

    def _on_finished(self) -> None:
        text = self._line.text().strip()
        if text != self._value and self.wrong(text) is None:
            self._value = text
            self.edited.emit(text)


class FiguresEditor(FieldEditor):
    """Some of several, in an order."""

    def __init__(self, declared: Field) -> None:
        super().__init__(declared)
        self._choice = OrderedChoice(declared.metadata["title"], declared.metadata["choices"])
        self._choice.chosen.connect(self.edited)
        self._hold(self._choice)

    def show_value(self, value: tuple[str, ...]) -> None:
        """Show a value."""
        self._choice.show_chosen(value)


def make_editor(declared: Field) -> FieldEditor:
    """Make the editor that fits a setting."""
    choices = declared.metadata["choices"]
    match declared.default:
        case bool():
            return TickEditor(declared)
        case int() | float():
            return NumberEditor(declared)
        case tuple() if choices:
            return FiguresEditor(declared)
        case str() if choices:
            few = len(choices) <= _MOST_SEGMENTS
            return SegmentsEditor(declared) if few else ChoiceEditor(declared)
        case str():
            return TextEditor(declared)
        case _:
            message = f"no editor for {declared.name}"
            raise TypeError(message)


class FieldForm(QWidget):
    """Editors one below the other, each with its title at the left.

    Signals:
        changed: Someone changed a setting: its name and the new value.

    Arguments:
        kind: The class of settings.
        names: Which of them, in this order.
        made: Editors for some of them, in place of those that fit any setting of their kind.
        title_width: At least so wide are the titles.

    Attributes:
        editors: By the settings' names.

    """

    changed = Signal(str, object)

    def __init__(
        self,
        kind: type[Any],
        names: Iterable[str],
        made: Mapping[str, FieldEditor] = MappingProxyType({}),
        title_width: int = 0,
    ) -> None:
        super().__init__()
        declared = settings_in(kind)
        self._editors = {name: made.get(name) or make_editor(declared[name]) for name in names}
        self.editors = MappingProxyType(self._editors)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(_SPACE)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, title_width)
        for row, editor in enumerate(self._editors.values()):
            if isinstance(editor, TickEditor):
                grid.addWidget(editor, row, 0, 1, 2)
            else:
                title = plain_label(editor.declared.metadata["title"])
                title.setWordWrap(False)
                title.setBuddy(editor)
                top = isinstance(editor, FiguresEditor) or editor.is_tall
                title.setContentsMargins(0, _LINE_MARGIN if editor.is_tall else 0, 0, 0)
                title.setAlignment(Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag.AlignVCenter)
                grid.addWidget(title, row, 0)
                grid.addWidget(editor, row, 1)
            editor.edited.connect(self._on_edited)

    def show_notes(self, notes: Mapping[str, str], fixed: Collection[str]) -> None:
        """Say something of settings, by their names.

        Arguments:
            notes: What; of those that are not named here, nothing.
            fixed: Settings that nobody can change.

        """
        for name, editor in self._editors.items():
            is_fixed = name in fixed
            editor.show_note(FIXED_BY_SITE if is_fixed else notes.get(name, ""), is_fixed=is_fixed)

    def show_settings(self, settings: object) -> None:
        """Show the values of an instance of that class."""
        for name, editor in self._editors.items():
            editor.show_value(getattr(settings, name))

    def _on_edited(self, value: object) -> None:
        editor = self.sender()
        if isinstance(editor, FieldEditor):
            self.changed.emit(editor.declared.name, value)


def _name(control: QWidget, declared: Field) -> None:
    control.setAccessibleName(declared.metadata["title"])
    control.setAccessibleDescription(declared.metadata["description"])
