"""The open boards: a window over the floor for each board of the settings."""

import logging
import pathlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction, QScreen
from PySide6.QtWidgets import QDialog

from desktop.acd.alerts.alert import Subject, SubjectKind
from desktop.acd.alerts.borders import AlertBorders
from desktop.acd.batch import Batch
from desktop.acd.queue import QueueKind
from desktop.boards.board import Board
from desktop.boards.home_screen import HomeScreen
from desktop.boards.look import BoardLook
from desktop.boards.view import least_px, theme_of, view_of
from desktop.boards.window import BoardWindow
from desktop.live.context import Context
from desktop.settings import BoardSettings
from desktop.system import services
from desktop.ui.place import WindowPlace
from desktop.ui.screen_button import screen_size
from desktop.ui.theme import LIGHT

_CARDS: Final = {
    SubjectKind.GROUP: QueueKind.GROUP,
    SubjectKind.PATH: QueueKind.PATH,
    SubjectKind.TEAM: QueueKind.GROUP,
}
"""Kinds of subject that have cards; a team has the card of its group."""
_STEP_PX: Final = 32
"""Offset of each new window from the one before."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class OpenBoard:
    """One board and its parts.

    Attributes:
        settings: The settings in force.
        board: The content of the window.
        window: The window around the board.

    """

    settings: BoardSettings
    board: Board
    window: BoardWindow


class Boards(QObject):
    """All boards.

    Signals:
        closed: The user closed the window of this `OpenBoard`; it still exists.

    Arguments:
        context: The parts that all features share.

    """

    closed = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._kit = context.kit
        self._run = context.run
        self._live_floor = context.live_floor
        self._preferences = context.preferences
        self._names = context.directory
        self._inhibitor = services.inhibitor()
        self._made = 0
        self._shortcuts: tuple[QAction, ...] = ()
        self._borders = AlertBorders()
        self._file: tuple[pathlib.Path, str | None] = (self._run.data_file, None)
        self._all: list[OpenBoard] = [
            self._make(settings) for settings in self._preferences.file.chosen.boards
        ]
        self._preferences.boards_changed.connect(self.apply)
        self._preferences.limits_changed.connect(self.show_views)
        self._names.directory_changed.connect(self.show_views)

    def __iter__(self) -> Iterator[OpenBoard]:
        return iter(self._all)

    @property
    def first(self) -> OpenBoard:
        """The first board, which always exists."""
        return self._all[0]

    def named(self, name: str) -> OpenBoard | None:
        """Return the board of that name; None if there is none."""
        return next((one for one in self._all if one.settings.name == name), None)

    def open(self) -> None:
        """Show every board as its settings say; options of this run apply to the first."""
        for one in self._all:
            is_first = one is self.first
            self._open(
                one,
                (self._run.screen if is_first else 0) or one.settings.screen,
                fills=one.settings.fullscreen or (is_first and self._run.fullscreen),
                is_shown=one.settings.shown and not (is_first and self._run.minimized),
            )

    def _open(self, one: OpenBoard, number: int, *, fills: bool, is_shown: bool) -> None:
        if number > len(self._kit.application.screens()):
            # The TV may be off while the PC starts.
            _log.warning("%s: there is no screen %d yet", one.settings.name, number)
        self._put(one, number)
        if fills and number:
            one.window.fill_screen_number(number)
        elif fills:
            one.window.fill_screen(None)
        elif is_shown:
            one.window.show_as_it_was()

    def close(self) -> None:
        """Store the places of all windows and close them for good."""
        self.keep_places()
        for one in self._all:
            one.window.hide()
            one.window.deleteLater()
        self._inhibitor.stop()

    def show(self, name: str) -> None:
        """Show a board in front of the others."""
        one = self.named(name)
        if one is not None:
            self._keep(one, shown=True)
            one.window.come_forward()

    def point_at(self, subject: Subject) -> bool:
        """Bring a board forward that shows the subject of an alert, and light the subject up there.

        Open windows come first, then boards that fill a screen, which others look at, then hidden ones. If no
        board shows the subject, the first board comes forward.

        Returns:
            Whether any board shows it.

        """
        for one in sorted(self._all, key=lambda one: (not one.window.isVisible(), one.window.isFullScreen())):
            if _shows(one.board, subject):
                self.show(one.settings.name)
                return _point(one.board, subject)
        self.show(self.first.settings.name)
        return False

    def fill_screen(self, name: str, screen: QScreen | None) -> None:
        """Make a board fill a screen; by default the one it is on."""
        one = self.named(name)
        if one is None:
            return
        self._keep(one, shown=True)
        one.window.fill_screen(screen)
        one.window.raise_()
        one.window.activateWindow()

    def apply(self) -> None:
        """Show the boards of the settings file: there may be more, fewer, or other ones."""
        wanted = self._preferences.file.chosen.boards
        names = {settings.name for settings in wanted}
        kept = {one.settings.name: one for one in self._all}
        gone = [one for one in self._all if one.settings.name not in names]
        after = []
        for place, settings in enumerate(wanted):
            one = kept.get(settings.name)
            if one is None and place < len(self._all) and self._all[place] in gone:
                # It was renamed.
                one = self._all[place]
                gone.remove(one)
            if one is None:
                one = self._make(settings)
                is_new = not settings.window_place
                self._open(
                    one, settings.screen, fills=settings.fullscreen and not is_new, is_shown=settings.shown
                )
                if is_new:
                    one.window.move(one.window.pos() + QPoint(_STEP_PX, _STEP_PX) * place)
            after.append(one)
            one.settings = settings
        self._all = after
        for one in gone:
            for dialog in one.window.findChildren(QDialog):
                dialog.reject()
            one.window.hide()
            one.window.deleteLater()
        self.show_views()
        self.show_status()

    def add_shortcuts(self, actions: tuple[QAction, ...]) -> None:
        """Enable the shortcuts of actions in the window of every board."""
        self._shortcuts = actions
        for one in self._all:
            one.window.set_shortcuts(actions)

    def show_views(self) -> None:
        """Apply settings, limits and directory to every board."""
        for one in self._all:
            self._apply_settings(one)

    def take_borders(self, borders: AlertBorders) -> None:
        """Draw borders on every board around the subjects of open alerts."""
        self._borders = borders
        for one in self._all:
            one.board.show_borders(borders)

    def show_status(self) -> None:
        """Show the state of the lines in the titles."""
        for one in self._all:
            title = "" if len(self._all) == 1 else one.settings.name
            one.window.show_status(one.board.look.status(), title)

    def show_file_fault(self, path: pathlib.Path, fault: str | None) -> None:
        """Show where a file for other programs is, or why it can't be written."""
        self._file = path, fault
        for one in self._all:
            one.board.footer.show_file_fault(path, fault)

    def show_notice(self, text: str) -> None:
        """Show a notice below every board; blank for none."""
        for one in self._all:
            one.board.footer.show_notice(text)

    def on_heard(self, heard: Batch) -> None:
        """Show when the last record came."""
        if heard.events:
            for one in self._all:
                one.board.footer.show_last_record(heard.at)

    def _make(self, settings: BoardSettings) -> OpenBoard:
        kit = self._kit
        look = BoardLook(kit.brushes, LIGHT, kit.now, source_label=kit.source_label)
        board = Board(self._live_floor.floor, look, kit.menu)
        window = BoardWindow(board, kit.menu, kit.icon, HomeScreen(kit.application))
        window.set_shortcuts(self._shortcuts)
        one = OpenBoard(settings, board, window)
        self._made += 1
        window.full_screen_changed.connect(partial(self._inhibitor.keep, f"board {self._made}"))
        window.full_screen_changed.connect(partial(self._fit_to_people, one))
        window.filled.connect(partial(self._fit_to_people, one))
        self._live_floor.floor_changed.connect(board.on_floor_changed)
        self._live_floor.floor_forgotten.connect(board.on_floor_forgotten)
        self._live_floor.lines_changed.connect(board.on_lines_changed)
        board.on_lines_changed(self._live_floor.lines)
        board.show_borders(self._borders)
        board.footer.show_file_fault(*self._file)
        board.footer.show_last_record(self._live_floor.last_record)
        window.closed.connect(partial(self.closed.emit, one))
        self._apply_settings(one)
        return one

    def _apply_settings(self, one: OpenBoard) -> None:
        view = view_of(one.settings, self._preferences.limits, self._names.directory)
        theme = theme_of(one.settings)
        if theme != one.board.look.theme:
            one.board.set_theme(theme)
        if view != one.board.look.view:
            one.board.show_view(view)
        one.window.setPalette(theme.palette())
        one.window.set_locked(one.settings.locked)
        self._fit_to_people(one)

    def _fit_to_people(self, one: OpenBoard, *_: object) -> None:
        """On a full screen, make everything large enough to read from where people are."""
        if not one.window.isFullScreen():
            one.board.set_least_sizes(0, 0)
            return
        screen = screen_size(one.window.screen())
        one.board.set_least_sizes(*least_px(one.settings, screen, self._kit.brushes.cap_ratio))

    def _put(self, one: OpenBoard, number: int) -> None:
        screens, primary = self._kit.application.screens(), self._kit.application.primaryScreen()
        place, name = WindowPlace.from_text(one.settings.window_place), one.settings.window_screen
        if 0 < number <= len(screens):
            screen = screens[number - 1]
            one.window.put(place if name == screen.name() else None, screen.name(), [screen], screen)
        else:
            one.window.put(place, name, screens, primary)

    def keep_places(self) -> None:
        """Store the place of every window."""
        for one in self._all:
            if not (one is self.first and self._run.screen):
                window = one.window
                place, screen = window.place().to_text(), window.screen().name()
                self._keep(one, window_place=place, window_screen=screen)

    def _keep(self, one: OpenBoard, **values: object) -> None:
        one.settings = replace(one.settings, **values)  # type: ignore[arg-type]  # by name
        self._preferences.change_board(one.settings.name, **values)

    def toggle_full_screen(self) -> None:
        """Toggle full screen of the active board; of the first one if none is active."""
        active = next((one for one in self._all if one.window.isActiveWindow()), self.first)
        active.window.toggle_full_screen()

    def put_away(self, one: OpenBoard) -> None:
        """Hide a board; all but the first stay hidden at the next start."""
        one.window.hide()
        if one is not self.first:
            self._keep(one, shown=False)


def _shows(board: Board, subject: Subject) -> bool:
    kind = _CARDS.get(subject.kind)
    if kind is not None:
        return board.cards.shows(kind, subject.key)
    return subject.kind is SubjectKind.AGENT and board.tiles.shows(subject.key)


def _point(board: Board, subject: Subject) -> bool:
    kind = _CARDS.get(subject.kind)
    return board.cards.point_at(kind, subject.key) if kind is not None else board.tiles.point_at(subject.key)
