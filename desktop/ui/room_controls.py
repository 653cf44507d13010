"""Controls that ask how large a screen is and how far people are from it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QToolButton, QWidget

from desktop.ui.controls import TickBox
from desktop.ui.sight import (
    Legibility,
    ScreenSize,
    Sight,
    inches,
    metres,
    sight_of,
    usual_distance_m,
)
from desktop.ui.theme import Theme

_DIAGONALS_IN: Final = (10, 110)
_DISTANCES_DM: Final = (3, 120)
"""Tenths of a metre: a slider has whole steps."""


class SliderChoice(QObject):
    """A number chosen by slider and buttons, or the usual one by a tick.

    Signals:
        changed: The user chose something else.

    Arguments:
        title: The title of the choice.
        steps: The range of the slider, in its steps.
        per_unit: Number of steps per unit of the value.
        say: Returns the text for a value.
        parent: The page.

    """

    changed = Signal()

    def __init__(
        self, title: str, steps: tuple[int, int], per_unit: int, say: Callable[[float], str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._per_unit = per_unit
        self._say = say
        self._usual = 0.0
        self._value = 0.0
        self._name = title
        self.title = QLabel(f"&{title}")
        self.tick = TickBox("")
        self.tick.setChecked(True)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(*steps)
        self.slider.setPageStep(5)
        self.slider.setAccessibleName(title)
        self.less, self.more = QToolButton(), QToolButton()
        for button, sign, name in ((self.less, "\u2212", "less"), (self.more, "+", "more")):
            button.setText(sign)
            button.setAccessibleName(f"{title}: {name}")
            button.setAutoRepeat(True)
            # On the keyboard the arrow keys of the slider do the same.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.said = QLabel()
        self.said.setMinimumWidth(self.said.fontMetrics().horizontalAdvance("000.0 inches"))
        self.title.setBuddy(self.slider)
        self.tick.toggled.connect(self._on_ticked)
        self.slider.valueChanged.connect(self._on_slid)
        self.less.clicked.connect(lambda: self.slider.setValue(self.slider.value() - 1))
        self.more.clicked.connect(lambda: self.slider.setValue(self.slider.value() + 1))

    @property
    def value(self) -> float:
        """The value chosen; 0 for the usual one."""
        return 0.0 if self.tick.isChecked() else self._value

    @property
    def number(self) -> float:
        """The value chosen, or the usual one."""
        return self.value or self._usual

    def set_usual(self, usual: float, words: str) -> None:
        """Set the usual value and its words."""
        self._usual = usual
        self.tick.setText(words)
        self.tick.setAccessibleName(f"{self._name}: {words}")
        if self.tick.isChecked():
            self._show(usual)

    def set_value(self, value: float) -> None:
        """Set the value chosen before; 0 for the usual one."""
        with QSignalBlocker(self.tick):
            self.tick.setChecked(not value)
        self._value = value
        self._show(value or self._usual)

    def _show(self, value: float) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(value * self._per_unit))
        self.said.setText(self._say(value))
        self.slider.setAccessibleDescription(self._say(value))

    def _on_ticked(self, ticked: bool) -> None:  # noqa: FBT001 - Qt's signature
        if not ticked:
            self._value = self.slider.value() / self._per_unit
        self._show(self._usual if ticked else self._value)
        self.changed.emit()

    def _on_slid(self, step: int) -> None:
        with QSignalBlocker(self.tick):
            self.tick.setChecked(False)
        self._value = step / self._per_unit
        self._show(self._value)
        self.changed.emit()


class RoomChoices(QWidget):
    """Controls for the size of a screen and the distance of people from it.

    Signals:
        changed: The user chose something else.

    Arguments:
        title: Title of the screen's size.
        others: The controls below them.
        has_ticks: Whether a tick box chooses the usual value; without it the slider begins there.

    """

    changed = Signal()

    def __init__(self, title: str, *others: SliderChoice, has_ticks: bool = True) -> None:
        super().__init__()
        self._screen = ScreenSize(1920, 1080)
        self._diagonal = SliderChoice(title, _DIAGONALS_IN, 1, inches, self)
        self._distance = SliderChoice("Distance", _DISTANCES_DM, 10, metres, self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(3, 1)
        for row, choice in enumerate((self._diagonal, self._distance, *others)):
            parts = (choice.title, choice.tick, choice.less, choice.slider, choice.more, choice.said)
            for column, part in enumerate(parts):
                grid.addWidget(part, row, column)
            choice.tick.setVisible(has_ticks)
        for choice in (self._diagonal, self._distance):
            choice.changed.connect(self._on_chosen)
        self._show_usual()

    @property
    def diagonal_in(self) -> float:
        """The chosen diagonal; 0 for what the screen reports."""
        return self._diagonal.value

    @property
    def distance_m(self) -> float:
        """The chosen distance; 0 for the usual one."""
        return self._distance.value

    @property
    def sight(self) -> Sight:
        """The screen and the distance as they are chosen now."""
        return sight_of(self._screen, self.diagonal_in, self.distance_m)

    def show_screen(self, screen: ScreenSize) -> None:
        """Show the size that a screen reports."""
        self._screen = screen
        self._show_usual()

    def show_values(self, diagonal_in: float, distance_m: float) -> None:
        """Show the values chosen before; 0 for the usual ones."""
        self._diagonal.set_value(diagonal_in)
        self._distance.set_value(distance_m)
        self._show_usual()

    def _show_usual(self) -> None:
        said = "as the screen says" if self._screen.diagonal_in else "the screen doesn't say"
        usual_in = sight_of(self._screen).diagonal_in
        self._diagonal.set_usual(usual_in, f"{said}: {inches(usual_in)}")
        usual_m = usual_distance_m(self.sight.diagonal_in)
        self._distance.set_usual(usual_m, f"usual for that screen: {metres(usual_m)}")

    def _on_chosen(self) -> None:
        self._show_usual()
        self.changed.emit()


def verdict_colour(theme: Theme, legible: Legibility) -> str:
    """Return the colour in which a verdict is written."""
    return {
        Legibility.GOOD: theme.free.accent,
        Legibility.NAMES_ONLY: theme.work_timer.accent,
        Legibility.TOO_SMALL: theme.alarm,
    }[legible]


def slider_style(theme: Theme) -> str:
    """Return the style sheet of what `window_style` leaves out: sliders and small buttons."""
    return f"""
QLabel, QCheckBox {{ color: {theme.text}; }}
QSlider {{ min-height: 24px; }}
QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {theme.line}; }}
QSlider::sub-page:horizontal {{ height: 4px; border-radius: 2px; background: {theme.acd.accent}; }}
QSlider::handle:horizontal {{
    width: 14px; height: 14px; margin: -6px 0; border-radius: 8px;
    border: 1px solid {theme.acd.accent}; background: {theme.panel};
}}
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus {{ background: {theme.acd.accent}; }}
QToolButton {{
    color: {theme.text}; background: {theme.panel}; border: 1px solid {theme.quiet}; border-radius: 6px;
    min-width: 22px; min-height: 22px; font-weight: 600;
}}
QToolButton:hover {{ background: {theme.acd.ground}; }}
QToolButton:focus {{ border-color: {theme.acd.accent}; }}
"""
