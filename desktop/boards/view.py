"""The content and the look of a board, from its settings."""

import enum
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop.acd.directory import Directory
from desktop.acd.display_names import DisplayNames, NameStyle, distinct_short_names
from desktop.acd.limits import Limits
from desktop.acd.selection import AgentGrouping, AgentOrder, QueueSelection, Selection
from desktop.settings import BoardSettings
from desktop.ui.sight import ScreenSize, sight_of
from desktop.ui.theme import Theme, themed


class KeyFigure(enum.StrEnum):
    """A key figure."""

    WAITING = "waiting"
    LONGEST = "longest"
    FREE = "free"
    ON_CALLS = "on_calls"
    WORK_TIMER = "work_timer"
    OUT_OF_REACH = "out_of_reach"


USUAL_FIGURES: Final = (KeyFigure.WAITING, KeyFigure.LONGEST, KeyFigure.FREE)


@dataclass(frozen=True, slots=True)
class BoardView:
    """The content of one board.

    Attributes:
        selection: The agents and queues, and the order of the agents.
        names: The names of agents and queues.
        limits: The limits of queues and of agents' states.
        figures: The key figures in their order.
        animate: Whether a tile lights up for a moment when its agent's state changes.
        page_s: Seconds that each page stays, where there are several.

    """

    selection: Selection = Selection()
    names: DisplayNames = DisplayNames()
    limits: Limits = Limits()
    figures: tuple[KeyFigure, ...] = USUAL_FIGURES
    animate: bool = True
    page_s: int = 15


def view_of(settings: BoardSettings, limits: Limits, directory: Directory) -> BoardView:
    """Return a board's view."""
    return BoardView(
        selection_of(settings),
        DisplayNames(
            directory, NameStyle(settings.names), settings.hide_reasons, distinct_short_names(directory)
        ),
        limits,
        tuple(KeyFigure(figure) for figure in settings.figures),
        animate=settings.animate,
        page_s=settings.page_s,
    )


def selection_of(settings: BoardSettings) -> Selection:
    """Return the agents and queues picked for a board, and their order."""
    return Selection(
        QueueSelection(settings.queues),
        frozenset(settings.groups),
        frozenset(settings.paths),
        frozenset(settings.agents),
        AgentOrder(settings.order),
        AgentGrouping(settings.group_by),
        logged_out=settings.show_logged_out,
        break_times=not settings.hide_break_times,
    )


def is_dark(settings: BoardSettings) -> bool:
    """Return whether a board is dark, as its settings or the system's colour scheme say."""
    if settings.theme == "system":
        return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return settings.theme == "dark"


def theme_of(settings: BoardSettings) -> Theme:
    """Return a board's colours."""
    return themed(settings.preset, dark=is_dark(settings))


def least_px(settings: BoardSettings, screen: ScreenSize, cap_ratio: float) -> tuple[int, int]:
    """Return the smallest type of names, and of other text, that people can read from where they are.

    Arguments:
        settings: The settings of the board.
        screen: The screen as it reports itself.
        cap_ratio: Height of capitals as a share of the type's size.

    """
    sight = sight_of(screen, settings.diagonal_in, settings.distance_m)
    return sight.least_name_px(cap_ratio), sight.least_text_px(cap_ratio)
