"""The form that asks which screen a television is, how large it is, and how far people are from it."""

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QWidget

from desktop.ui.labels import plain_label
from desktop.ui.layouts import column
from desktop.ui.room_controls import RoomChoices, verdict_colour
from desktop.ui.screen_button import ScreenButton, ScreenPlace
from desktop.ui.sight import Sight, Verdict
from desktop.ui.theme import LIGHT, Theme

_SCREEN_HEIGHT: Final = 84
_SPACE: Final = 12


class RoomForm(QWidget):
    """Screen, size and distance, and whether a board on it can be read from there.

    Signals:
        changed: The user chose something else.

    Arguments:
        judge: Judges whether a board can be read on a screen.
        screens: The screens of this computer.
        screen: The one to begin with, from 1; 0 for none.
        diagonal_in: The diagonal to begin with, in inches; 0 for the reported one.
        distance_m: The distance to begin with, in metres; 0 for the usual one.

    Attributes:
        choices: The chosen size and distance.

    """

    changed = Signal()

    def __init__(
        self,
        judge: Callable[[Sight], Verdict],
        screens: tuple[ScreenPlace, ...],
        screen: int,
        diagonal_in: float,
        distance_m: float,
    ) -> None:
        super().__init__()
        self._judge = judge
        self._theme = LIGHT
        self._screens = screens
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout()
        self._buttons: list[ScreenButton] = []
        self._which = QLabel("Which screen?", self)
        self.choices = RoomChoices("Screen size", has_ticks=False)
        self.choices.show_values(diagonal_in, distance_m)
        self._verdict = plain_label("", "heading")
        self._chosen = screen if 0 < screen <= len(screens) else 1
        # Before the other widgets are laid out: Tab visits widgets in that order.
        self.show_screens(screens)
        self._row.setSpacing(_SPACE)
        self._row.addStretch()
        self.setLayout(column(self._which, self._row, self.choices, self._verdict, spacing=_SPACE))
        self._group.idClicked.connect(self._on_screen_clicked)
        self.choices.changed.connect(self._on_chosen)

    @property
    def screen_number(self) -> int:
        """The chosen screen, from 1; 0 if there is only one."""
        return self._chosen if len(self._screens) > 1 else 0

    def show_screens(self, screens: tuple[ScreenPlace, ...]) -> None:
        """Offer these screens, unless there is only one."""
        self._screens = screens
        self._chosen = min(self._chosen, len(screens))
        gone = self._buttons
        self._buttons = [ScreenButton(screen) for screen in screens] if len(screens) > 1 else []
        for at, button in enumerate(self._buttons):
            place = screens[at].place
            button.setFixedSize(max(96, _SCREEN_HEIGHT * place.width() // place.height()), _SCREEN_HEIGHT)
            self._group.addButton(button, button.screen_number)
            self._row.insertWidget(at, button)
        if gone:
            # The first buttons have their place in the tab order already.
            for before, after in pairwise([gone[-1], *self._buttons]):
                self.setTabOrder(before, after)
        for button in gone:
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        self._which.setVisible(bool(self._buttons))
        if self._buttons:
            self._buttons[self._chosen - 1].setChecked(True)
        self._on_screen_chosen()

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self._theme = theme
        self._show()

    @property
    def sight(self) -> Sight:
        """The screen and the distance as they are chosen now."""
        return self.choices.sight

    def _on_screen_clicked(self, number: int) -> None:
        self._chosen = number
        self._on_screen_chosen()

    def _on_screen_chosen(self) -> None:
        self.choices.show_screen(self._screens[self._chosen - 1].size)
        self._on_chosen()

    def _on_chosen(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        judged = self._judge(self.sight)
        self._verdict.setText(judged.sentence)
        colour = verdict_colour(self._theme, judged.legible)
        # A label with a style sheet of its own inherits no font.
        self._verdict.setStyleSheet(f"color: {colour}; font-size: {self.font().pointSizeF()}pt")
