"""The page of the settings that shows how a board fits its screen and the room."""

import itertools
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.boards.board_fit import BoardFit
from desktop.boards.legibility import USUAL_AGENTS, board_for, judge
from desktop.boards.room_picture import RoomPicture
from desktop.ui.brushes import Brushes
from desktop.ui.labels import plain_label
from desktop.ui.room_controls import (
    SliderChoice,
    diagonal_choice,
    distance_choice,
    slider_style,
    verdict_colour,
)
from desktop.ui.sight import (
    SIZES_SOLD_IN,
    TEXT_ARC,
    Legible,
    ScreenSize,
    Sight,
    Verdict,
    inches,
    metres,
    sight_of,
    usual_distance_m,
)
from desktop.ui.theme import Theme

MOST_AGENTS: Final = 300


class FittingPage(QWidget):
    """Screen, distance and number of agents by mouse or keyboard, and what becomes of them as a live picture.

    Signals:
        changed: The diagonal in inches and the distance in metres that were chosen; 0 for what is usual.

    Arguments:
        brushes: Fonts and shapes.
        theme: Colours.
        screen: What the board's screen says of itself.
        agents: How many agents the floor has.
        diagonal_in: What was set; 0 takes what the screen says.
        distance_m: What was set; 0 takes what is usual for such a screen.

    """

    changed = Signal(float, float)

    def __init__(
        self,
        brushes: Brushes,
        theme: Theme,
        screen: ScreenSize,
        agents: int,
        diagonal_in: float,
        distance_m: float,
    ) -> None:
        super().__init__()
        self._brushes = brushes
        self._theme = theme
        self._screen = screen
        self._diagonal = diagonal_choice("Screen", self)
        self._distance = distance_choice("Distance", self)
        self._agents = SliderChoice("Agents", (1, MOST_AGENTS), 1, _say_agents, self)
        self._verdict_label = plain_label("")
        self._advice_label = plain_label("")
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setWeight(QFont.Weight.DemiBold)
        self._verdict_label.setFont(font)
        says = screen.diagonal_in
        self._diagonal.set_usual(
            sight_of(screen).diagonal_in,
            f"as the screen says: {inches(says)}"
            if says
            else f"the screen doesn't say: {inches(sight_of(screen).diagonal_in)}",
        )
        said = f"as many as there are: {agents}" if agents else f"not known yet, so {USUAL_AGENTS}"
        self._agents.set_usual(agents or USUAL_AGENTS, said)
        self._diagonal.set_value(diagonal_in)
        self._distance.set_value(distance_m)
        self._say_usual_distance()
        self._picture = RoomPicture(brushes, theme)
        self._lay_out()
        for choice in (self._diagonal, self._distance):
            choice.changed.connect(self._on_chosen)
        self._agents.changed.connect(self._show)
        self.set_theme(theme)
        self._show()

    @property
    def diagonal_in(self) -> float:
        """The diagonal that was chosen; 0 for what the screen says."""
        return self._diagonal.value

    @property
    def distance_m(self) -> float:
        """The distance that was chosen; 0 for what is usual."""
        return self._distance.value

    @property
    def sight(self) -> Sight:
        """The screen and the distance as they are chosen now."""
        return sight_of(self._screen, self._diagonal.value, self._distance.value)

    @property
    def board(self) -> BoardFit:
        """How a board is laid out for these."""
        return self._board(self.sight)

    def set_theme(self, theme: Theme) -> None:
        """Change the colours."""
        self._theme = theme
        self.setStyleSheet(slider_style(theme))
        self.setPalette(theme.palette())
        self._picture.set_theme(theme)
        self._show()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(3, 1)
        choices = (self._diagonal, self._distance, self._agents)
        for row, choice in enumerate(choices):
            choice.title.setBuddy(choice.slider)
            grid.addWidget(choice.title, row, 0)
            grid.addWidget(choice.tick, row, 1)
            for column, part in enumerate((choice.less, choice.slider, choice.more, choice.said), 2):
                grid.addWidget(part, row, column)
            choice.said.setMinimumWidth(choice.said.fontMetrics().horizontalAdvance("000.0 inches"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(grid)
        layout.addSpacing(2)
        layout.addWidget(self._verdict_label)
        layout.addWidget(self._advice_label)
        layout.addWidget(self._picture, 1)
        parts = [part for choice in choices for part in (choice.tick, choice.slider)]
        for before, after in itertools.pairwise(parts):
            QWidget.setTabOrder(before, after)

    def _say_usual_distance(self) -> None:
        distance_m = usual_distance_m(self.sight.diagonal_in)
        self._distance.set_usual(distance_m, f"usual for that screen: {metres(distance_m)}")

    def _on_chosen(self) -> None:
        self._say_usual_distance()
        self._show()
        self.changed.emit(self.diagonal_in, self.distance_m)

    def _agents_shown(self) -> int:
        return round(self._agents.number)

    def _board(self, sight: Sight) -> BoardFit:
        return board_for(self._brushes, sight, self._agents_shown())

    def _judge(self, sight: Sight, board: BoardFit) -> Verdict:
        return judge(self._brushes, sight, board)

    def _show(self) -> None:
        sight, board = self.sight, self.board
        judged = self._judge(sight, board)
        colour = verdict_colour(self._theme, judged.legible)
        self._verdict_label.setText(judged.sentence)
        self._verdict_label.setStyleSheet(f"color: {colour}")
        advice = f"{_say_pages(board)} {self._say_help(sight, board, judged)}".strip()
        self._advice_label.setText(advice)
        self._picture.show_board(sight, self._agents_shown())
        self._picture.setAccessibleName(f"The board on its screen. {judged.sentence}. {advice}")

    def _say_help(self, sight: Sight, board: BoardFit, judged: Verdict) -> str:
        """Say what would help; nothing where nothing is needed."""
        readable = judged.legible is Legible.GOOD
        if readable and board.tiles.pages == 1:
            return ""
        said = []
        if not readable:
            ratio = self._brushes.cap_ratio
            farthest_m = sight.farthest_m(board.smallest_text_px * ratio, TEXT_ARC)
            said.append(f"It can be read from up to {metres(farthest_m)}.")
        larger = [size for size in SIZES_SOLD_IN if size > sight.diagonal_in]
        boards = {size: Sight(sight.width_px, sight.height_px, size, sight.distance_m) for size in larger}
        for size, other in boards.items():
            laid_out = self._board(other)
            if self._judge(other, laid_out).legible is not Legible.GOOD:
                continue
            if laid_out.tiles.pages == 1:
                said.append(f"A {size}-inch screen would show all on one page.")
                break
            if not readable:
                said.append(f"A {size}-inch screen would be large enough.")
                break
        return " ".join(said)


def _say_agents(agents: float) -> str:
    return f"{round(agents)} agent{'' if agents == 1 else 's'}"


def _say_pages(board: BoardFit) -> str:
    tiles = board.tiles
    if tiles.count == 1:
        return "The agent has the whole page."
    if tiles.pages == 1:
        return f"All {tiles.count} agents are on one page."
    return f"{tiles.count} agents are on {tiles.pages} pages of {tiles.per_page}, which turn by themselves."
