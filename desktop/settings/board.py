"""The settings of one board: its screen, its content, its look."""

from dataclasses import dataclass
from functools import partial
from typing import Final

from desktop.settings.declared import check_all, setting
from desktop.settings.names import wrong_name

FIRST_BOARD: Final = "Board"
"""The name of the board of a new installation."""
wrong_board_name: Final = partial(wrong_name, "board")
_board = partial(setting, "board")


@dataclass(frozen=True, slots=True)
class BoardSettings:
    """The settings of a board. Fields have their names in the file, but for the board's name.

    Attributes:
        name: The name of the board, from the title of the section.

    """

    name: str = FIRST_BOARD
    shown: bool = _board("Open this board's window at the start.", default=True, title="Open at the start")
    fullscreen: bool = _board("Start on the full screen.", default=False, title="Start on the full screen")
    screen: int = _board(
        "Which screen the board starts on, from 1; 0 is the one it was on last.",
        default=0,
        span=(0, 64),
        title="Screen",
        zero_label="Where it was last",
    )
    locked: bool = _board(
        "Full screen stays whatever keys are pressed; only the tray's menu ends it.",
        default=False,
        title="Keys can't end the full screen",
    )
    diagonal_in: float = _board(
        "Size of the screen in inches, corner to corner; 0 is what the screen says of itself.",
        default=0.0,
        span=(5, 150),
        or_zero=True,
        title="Screen size",
        unit="inches",
        zero_label="as the screen says",
    )
    distance_m: float = _board(
        "Metres from which the full screen has to be legible; 0 is what is usual for its size.",
        default=0.0,
        span=(0.3, 40),
        or_zero=True,
        title="Viewing distance",
        unit="m",
        zero_label="usual for its size",
    )
    page_s: int = _board(
        "Seconds that each page stays where more than one is needed.",
        default=15,
        span=(3, 3600),
        title="Each page stays",
        unit="s",
    )
    queues: str = _board(
        "Queue cards: agent groups, paths, both, or auto (paths where no group reports come).",
        default="auto",
        choices={
            "auto": "Whichever are reported",
            "groups": "Agent groups",
            "paths": "Paths",
            "both": "Agent groups and paths",
        },
        title="Queue cards",
    )
    groups: tuple[str, ...] = _board(
        "Agent groups shown, by their numbers or the directory's labels, with commas between; blank is all.",
        default=(),
        title="Agent groups",
    )
    paths: tuple[str, ...] = _board(
        "Paths shown, by their numbers with commas between; blank is all.", default=(), title="Paths"
    )
    agents: tuple[str, ...] = _board(
        "Agents shown, by their IDs with commas between; blank is all, or those whom the directory puts"
        " into the groups shown.",
        default=(),
        title="Agents",
    )
    order: str = _board(
        "Agents in order of trouble, of what they do, how long they do it, their name or their ID.",
        default="trouble",
        choices={
            "trouble": "Trouble first",
            "state": "By state",
            "time": "By time in state",
            "name": "By name",
            "id": "By agent ID",
        },
        title="Order of agents",
    )
    group_by: str = _board(
        "Agents together by what they do, or by the groups that the directory puts them into.",
        default="none",
        choices={"none": "As one", "state": "By state", "group": "By agent group"},
        title="Agents together",
    )
    show_logged_out: bool = _board(
        "Show agents who are logged out; otherwise they are only counted.",
        default=True,
        title="Show agents who are logged out",
    )
    figures: tuple[str, ...] = _board(
        "The big figures, in their order.",
        default=("waiting", "longest", "free"),
        choices={
            "waiting": "Callers waiting",
            "longest": "Longest waiting",
            "free": "Free",
            "on_calls": "On calls",
            "work_timer": "In work timer",
            "out_of_reach": "Out of reach",
        },
        title="Big figures",
    )
    theme: str = _board(
        "Light, dark, or as the system is.",
        default="system",
        choices={"system": "As the system", "light": "Light", "dark": "Dark"},
        title="Light or dark",
    )
    preset: str = _board(
        "The colours.",
        default="calm",
        choices={
            "calm": "Calm",
            "mitel": "Mitel",
            "okabe-ito": "Okabe-Ito",
            "high-contrast": "High contrast",
        },
        title="Colours",
    )
    names: str = _board(
        "Agents by the directory's names, by initials, or by their IDs.",
        default="names",
        choices={"names": "Names", "initials": "Initials", "ids": "IDs"},
        title="Agents are called by",
    )
    hide_reasons: bool = _board(
        "Hide the reasons of do not disturb and make busy.",
        default=False,
        title="Hide reasons of do not disturb and make busy",
    )
    hide_break_times: bool = _board(
        "Hide for how long agents are in do not disturb or make busy.",
        default=False,
        title="Hide how long breaks last",
    )
    animate: bool = _board(
        "Light a tile up for a moment when what its agent does changes.",
        default=True,
        title="Light a tile up when its agent's state changes",
    )
    window_place: str = _board("Left, top, width and height of the window.", default="", kept_by_program=True)
    window_screen: str = _board("The screen the window was on.", default="", kept_by_program=True)

    def __post_init__(self) -> None:
        check_all(self, "board", wrong_board_name(self.name))
