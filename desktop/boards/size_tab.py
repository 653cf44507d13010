"""The tab of a board's settings that asks for screen and distance, and shows how the board will look."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from desktop.boards.board_fit import BoardFit
from desktop.boards.legibility import USUAL_AGENTS, board_for, judge
from desktop.boards.room_picture import RoomPicture
from desktop.boards.tabs import BoardTab
from desktop.settings import BoardSettings
from desktop.ui.brushes import Brushes
from desktop.ui.labels import plain_label
from desktop.ui.layouts import column
from desktop.ui.room_controls import RoomChoices, SliderChoice, slider_style, verdict_colour
from desktop.ui.sight import SIZES_SOLD_IN, TEXT_ARC, Legibility, ScreenSize, Sight, Verdict, metres
from desktop.ui.theme import LIGHT, Theme

MOST_AGENTS: Final = 300
_LEAST_HEIGHT: Final = 380


class SizeTab(BoardTab):
    """Screen, distance and number of agents by mouse or keyboard, with a live picture of the result.

    Signals:
        fitted: The user chose: the diagonal in inches and the distance in metres; 0 for what is usual.

    Arguments:
        brushes: Fonts and shapes.

    Attributes:
        fitting: Changes screen and distance.
        room: The screen and the distance chosen now.

    """

    fitted = Signal(float, float)

    def __init__(self, brushes: Brushes) -> None:
        super().__init__()
        self._brushes = brushes
        self._theme = LIGHT
        self._known: tuple[ScreenSize, int] | None = None
        self._agents = SliderChoice("Agents", (1, MOST_AGENTS), 1, _say_agents, self)
        self.room = RoomChoices("Screen", self._agents)
        self._verdict_label = plain_label()
        self._advice_label = plain_label()
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setWeight(QFont.Weight.DemiBold)
        self._verdict_label.setFont(font)
        self._picture = RoomPicture(brushes, LIGHT)
        self.fitting = QWidget()
        self.fitting.setMinimumHeight(_LEAST_HEIGHT)
        texts = 2, self._verdict_label, self._advice_label
        self.fitting.setLayout(column(self.room, *texts, (self._picture, 1), spacing=12))
        self.add((self.fitting, 1), "page_s")
        self.room.changed.connect(self._on_chosen)
        self._agents.changed.connect(self._show)
        self.show_screen(ScreenSize(1920, 1080), 0)

    def show_screen(self, screen: ScreenSize, agents: int) -> None:
        """Show what the board's screen reports of itself, and how many agents there are."""
        if (screen, agents) == self._known:
            return
        self._known = screen, agents
        self.room.show_screen(screen)
        said = f"as many as there are: {agents}" if agents else f"not known yet, so {USUAL_AGENTS}"
        self._agents.set_usual(agents or USUAL_AGENTS, said)
        self._show()

    def show_board(self, settings: BoardSettings) -> None:
        """Show a board's settings."""
        super().show_board(settings)
        values = settings.diagonal_in, settings.distance_m
        if (self.room.diagonal_in, self.room.distance_m) != values:
            self.room.show_values(*values)
            self._show()

    def set_theme(self, theme: Theme) -> None:
        """Set the colours."""
        self._theme = theme
        self.fitting.setStyleSheet(slider_style(theme))
        self.fitting.setPalette(theme.palette())
        self._picture.set_theme(theme)
        self._show()

    def _on_chosen(self) -> None:
        self._show()
        self.fitted.emit(self.room.diagonal_in, self.room.distance_m)

    def _board(self, sight: Sight) -> BoardFit:
        return board_for(self._brushes, sight, round(self._agents.number))

    def _show(self) -> None:
        sight = self.room.sight
        board = self._board(sight)
        judged = judge(self._brushes, sight, board)
        self._verdict_label.setText(judged.sentence)
        self._verdict_label.setStyleSheet(f"color: {verdict_colour(self._theme, judged.legible)}")
        advice = f"{_say_pages(board)} {self._advice(sight, board, judged)}".strip()
        self._advice_label.setText(advice)
        self._picture.show_board(sight, round(self._agents.number))
        self._picture.setAccessibleName(f"The board on its screen. {judged.sentence}. {advice}")

    def _advice(self, sight: Sight, board: BoardFit, judged: Verdict) -> str:
        """Return advice on making the board legible; blank if it needs none."""
        readable = judged.legible is Legibility.GOOD
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
            if judge(self._brushes, other, laid_out).legible is not Legibility.GOOD:
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
