"""The assistant's question what this PC is for."""

import enum
from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout

from desktop.setup.answers import Answers
from desktop.setup.choice_card import Card, ChoiceCards
from desktop.setup.pictograms import Pictogram
from desktop.setup.room_form import RoomForm, Screen
from desktop.setup.step import Step
from desktop.ui.brushes import Brushes
from desktop.ui.sight import Sight, Verdict
from desktop.ui.theme import Theme

_SPACE = 16


class Purpose(enum.IntEnum):
    """What a PC is for, in the order of the cards."""

    DESK = 0
    WALL = 1


class PurposeStep(Step):
    """A supervisor's PC or a television; of that, which screen and how far people are from it.

    Arguments:
        brushes: Fonts and shapes.
        begin_with: What to begin with.
        screens: Of this computer.
        judge: Judges whether a board can be read on a screen.

    Attributes:
        room: What is asked of a television.

    """

    short = "This PC"
    title = "What is this PC for?"

    def __init__(
        self,
        brushes: Brushes,
        begin_with: Answers,
        screens: tuple[Screen, ...],
        judge: Callable[[Sight], Verdict],
    ) -> None:
        super().__init__()
        self._cards = ChoiceCards(
            (
                Card(
                    "A supervisor's PC",
                    "The board is a window among others, with an icon in the tray.",
                    Pictogram.DESK,
                ),
                Card(
                    "A TV on the wall",
                    "The board fills the whole screen from the start, large enough for the room.",
                    Pictogram.WALL,
                ),
            ),
            brushes,
        )
        self.room = RoomForm(
            judge,
            screens,
            begin_with.screen,
            begin_with.diagonal_in,
            begin_with.distance_m,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_SPACE)
        layout.addWidget(self._cards)
        layout.addWidget(self.room)
        layout.addStretch()
        self._cards.chosen.connect(self._on_chosen)
        self._cards.taken.connect(self.taken)
        self._cards.choose(Purpose.WALL if begin_with.is_wall else Purpose.DESK)
        self.room.setVisible(begin_with.is_wall)

    @property
    def is_wall(self) -> bool:
        """Whether it is a television."""
        return Purpose(self._cards.number) is Purpose.WALL

    def begin(self) -> None:
        """Take the keyboard."""
        self._cards.begin()

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        self._cards.set_theme(theme)
        self.room.set_theme(theme)

    def _on_chosen(self) -> None:
        self.room.setVisible(self.is_wall)
        self.changed.emit()
