"""The editor of a number: its units, steps and limits come from the declaration."""

from typing import Final

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QValidator

from desktop.acd.wording import duration
from desktop.settings.declared import Field
from desktop.ui.controls import NumberBox
from desktop.ui.field_editor import FieldEditor

_DURATION: Final = "m:ss"
_MINUTE_S: Final = 60
_STEPS_S: Final = ((60, 5), (600, 30), (3600, 60), (86_401, 600))
"""Pairs in seconds: a duration below the first number changes in steps of the second."""
_DECIMALS: Final = 2


class DeclaredNumberBox(NumberBox):
    """A spin box for a declared number: it shows 0 in words and a duration in minutes and seconds."""

    def __init__(self, declared: Field) -> None:
        super().__init__()
        self._is_whole = isinstance(declared.default, int)
        self._is_duration = declared.metadata["unit"] == _DURATION
        self._low: float = declared.metadata["span"][0]
        self._has_zero = declared.metadata["or_zero"]
        self._zero = declared.metadata["zero_label"] or "0"
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
        """Return a value as text, without its unit."""
        return duration(value) if self._is_duration else f"{value:g}"

    def valueFromText(self, text: str) -> float:
        """Return the value of a text, or the present value if the text is no number."""
        value = self._read(text)
        return value if value is not None else self.value()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Accept a text whose number is allowed."""
        value = self._read(text)
        if value is None:
            # It may be half typed.
            return QValidator.State.Intermediate, text, position
        is_allowed = self._low <= value <= self.maximum() or (self._has_zero and value == 0)
        state = QValidator.State.Acceptable if is_allowed else QValidator.State.Intermediate
        return state, text, position

    def fixup(self, text: str) -> str:
        """Return the allowed value that is nearest to a text."""
        value = self._read(text)
        nearest = self.value() if value is None else min(max(value, self._low), self.maximum())
        return self._zero if self._has_zero and nearest == 0 else self.textFromValue(nearest) + self.suffix()

    def stepBy(self, steps: int) -> None:
        """Step up or down by an amount that suits the size of the number."""
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
        # A unit that the user types comes before the one that the box adds.
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
    """A spin box for a number."""

    def __init__(self, declared: Field) -> None:
        super().__init__(declared)
        self._box = DeclaredNumberBox(declared)
        self._describe(self._box)
        self._box.valueChanged.connect(self._on_changed)
        self._lay_out_row(self._box)

    def show_value(self, value: float) -> None:
        """Show a value, but leave alone what the user is typing."""
        if value != self._box.setting_value:
            with QSignalBlocker(self._box):
                self._box.setValue(value)

    def _on_changed(self) -> None:
        self.edited.emit(self._box.setting_value)
