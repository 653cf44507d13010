"""The page of the settings that shows how a board fits its screen and the room."""

import itertools
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QToolButton, QVBoxLayout, QWidget

from desktop.ui.board_sketch import SAMPLE_NAMES, SAMPLE_QUEUES
from desktop.ui.brushes import Brushes
from desktop.ui.fit_board import BoardFit, Contents, fit_board
from desktop.ui.fitting_scene import FittingScene, Scene
from desktop.ui.plain_label import plain_label
from desktop.ui.settings.controls import TickBox
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
    verdict,
)
from desktop.ui.theme import Theme

MOST_AGENTS: Final = 300
_DIAGONALS_IN: Final = (10, 110)
_DISTANCES_DM: Final = (3, 120)
"""Tenths of a metre: a slider has whole steps."""

_USUAL_AGENTS: Final = 24
"""Taken while no agent is known."""


class Choice(QObject):
    """A number by slider and buttons, or what is usual by a tick.

    Signals:
        changed: A person chose something else.

    Arguments:
        title: What is chosen.
        steps: The least and the most that the slider gives, in its steps.
        per_unit: How many steps are one unit of the value.
        say: Says a value.
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
            # By keyboard the arrows do the same on the slider.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.said = QLabel()
        self.tick.toggled.connect(self._on_ticked)
        self.slider.valueChanged.connect(self._on_slid)
        self.less.clicked.connect(self._on_less_clicked)
        self.more.clicked.connect(self._on_more_clicked)

    @property
    def value(self) -> float:
        """What was chosen; 0 for what is usual."""
        return 0.0 if self.tick.isChecked() else self._value

    @property
    def number(self) -> float:
        """What was chosen, or what is usual."""
        return self.value or self._usual

    def set_usual(self, usual: float, words: str) -> None:
        """Say what is taken where nothing is chosen."""
        self._usual = usual
        self.tick.setText(words)
        self.tick.setAccessibleName(f"{self._name}: {words}")
        if self.tick.isChecked():
            self._show(usual)

    def set_value(self, value: float) -> None:
        """Take what was chosen before; 0 for what is usual."""
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

    def _on_less_clicked(self) -> None:
        self.slider.setValue(self.slider.value() - 1)

    def _on_more_clicked(self) -> None:
        self.slider.setValue(self.slider.value() + 1)


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
        self._diagonal = Choice("Screen", _DIAGONALS_IN, 1, inches, self)
        self._distance = Choice("Distance", _DISTANCES_DM, 10, metres, self)
        self._agents = Choice("Agents", (1, MOST_AGENTS), 1, _say_agents, self)
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
        said = f"as many as there are: {agents}" if agents else f"not known yet, so {_USUAL_AGENTS}"
        self._agents.set_usual(agents or _USUAL_AGENTS, said)
        self._diagonal.set_value(diagonal_in)
        self._distance.set_value(distance_m)
        self._say_usual_distance()
        self._scene = FittingScene(brushes, theme, Scene(self.sight, self.board))
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
        self.setPalette(theme.palette())
        self.setStyleSheet(_style(theme))
        self._scene.set_theme(theme)
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
        layout.addWidget(self._scene, 1)
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
        ratio = self._brushes.cap_ratio
        contents = Contents(self._agents_shown(), max(SAMPLE_NAMES, key=len), SAMPLE_QUEUES)
        size = sight.width_px, sight.height_px
        return fit_board(
            size, contents, self._brushes.width, sight.least_name_px(ratio), sight.least_text_px(ratio)
        )

    def _judge(self, sight: Sight, board: BoardFit) -> Verdict:
        ratio = self._brushes.cap_ratio
        return verdict(
            sight,
            name_cap_px=board.smallest_name_px * ratio,
            text_cap_px=board.smallest_text_px * ratio,
        )

    def _show(self) -> None:
        sight, board = self.sight, self.board
        judged = self._judge(sight, board)
        colour = {
            Legible.GOOD: self._theme.free.accent,
            Legible.NAMES_ONLY: self._theme.work_timer.accent,
            Legible.TOO_SMALL: self._theme.alarm,
        }[judged.legible]
        self._verdict_label.setText(judged.sentence)
        self._verdict_label.setStyleSheet(f"color: {colour}")
        advice = f"{_say_pages(board)} {self._say_help(sight, board, judged)}".strip()
        self._advice_label.setText(advice)
        self._scene.show_scene(Scene(sight, board))
        self._scene.setAccessibleName(f"The board on its screen. {judged.sentence}. {advice}")

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


def _style(theme: Theme) -> str:
    """Give the style sheet of what `window_style` doesn't know: sliders and small buttons."""
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
