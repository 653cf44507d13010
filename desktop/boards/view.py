"""Turns the settings of a board into what it shows and how it looks."""

from desktop.acd.directory import Directory
from desktop.acd.display_names import DisplayNames, NameStyle, distinct_short_names
from desktop.acd.limits import Limits
from desktop.acd.selection import AgentGrouping, AgentOrder, QueueSelection, Selection
from desktop.settings import BoardSettings
from desktop.ui.board_view import BoardView, Figure
from desktop.ui.sight import ScreenSize, sight_of
from desktop.ui.theme import Theme, themed


def view_of(settings: BoardSettings, limits: Limits, directory: Directory) -> BoardView:
    """Give what a board shows."""
    return BoardView(
        choice_of(settings),
        DisplayNames(
            directory, NameStyle(settings.names), settings.hide_reasons, distinct_short_names(directory)
        ),
        limits,
        tuple(Figure(figure) for figure in settings.figures),
        animate=settings.animate,
        page_s=settings.page_s,
    )


def choice_of(settings: BoardSettings) -> Selection:
    """Give what was picked for a board."""
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


def theme_of(settings: BoardSettings, *, system_is_dark: bool) -> Theme:
    """Give a board's colours."""
    dark = system_is_dark if settings.theme == "system" else settings.theme == "dark"
    return themed(settings.preset, dark=dark)


def least_px(settings: BoardSettings, screen: ScreenSize, cap_ratio: float) -> tuple[int, int]:
    """Give the least type of names and of everything else that can be read from where people are.

    Arguments:
        settings: Of the board.
        screen: What the screen says of itself.
        cap_ratio: The height of the type's capitals, of its size.

    """
    sight = sight_of(screen, settings.diagonal_in, settings.distance_m)
    return sight.least_name_px(cap_ratio), sight.least_text_px(cap_ratio)
