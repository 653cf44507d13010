"""Composes the window of settings: what is changed there is written and seen at once."""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QScreen

from desktop.acd.directory import Directory
from desktop.acd.known import known_to
from desktop.alerts.settings_page import AlertPages
from desktop.boards.boards_page import PREVIEW_WIDTH, BoardsPage
from desktop.boards.limits_page import LimitsPage
from desktop.boards.open_boards import Boards
from desktop.boards.preview import USUAL_SCREEN, Preview
from desktop.boards.shown import nobody_in, words_of
from desktop.boards.view import choice_of
from desktop.live.limits_of import limits_of
from desktop.live.listening import Listening
from desktop.live.run import Run
from desktop.settings import AlertSettings, BoardSettings, LimitSettings, QueueLimitSettings, SettingsError
from desktop.settings.board import LONGEST_NAME
from desktop.settings.free_name import free_name
from desktop.settings_window.program_pages import ProgramPages
from desktop.settings_window.undo import BY_WINDOW, KEPT_FOR_YOU, state_of
from desktop.settings_window.window import SettingsWindow
from desktop.ui.kit import Kit
from desktop.ui.page_scroller import scrolled
from desktop.ui.pictures import ScreenPlace
from desktop.ui.sight import ScreenSize
from desktop.ui.theme import LIGHT, Theme

_DRAGGED: Final = frozenset({"diagonal_in", "distance_m"})
"""What sliders set."""
_DRAG_MS: Final = 250
_LOOK_AGAIN_MS: Final = 1000
"""So often it is looked for who was heard of since."""
_NEW_NAME: Final = "Board"
_LOOK: Final = ("theme", "preset")
_PRIVACY: Final[Mapping[str, Mapping[object, str]]] = {
    "names": {"initials": "initials for names", "ids": "IDs for names"},
    "hide_reasons": {True: "no reasons of do not disturb and make busy"},
    "hide_break_times": {True: "not how long breaks last"},
}
"""What a board may keep from the wall, in words. A new board looks like the one before, and keeps as much."""
_log = logging.getLogger(__name__)


class Adjusting(QObject):
    """The window, made anew whenever it is asked for.

    Signals:
        limits_changed: Limits are other ones.
        alerts_changed: Rules of alerts are other ones, or what holds for all alerts.
        names_asked: Names are to be given.

    Arguments:
        kit: What all windows share.
        run: What this run is to do.
        boards: Show what is set.
        listening: Where the floor comes from.
        directory: Gives the names.
        pages: Those of the program as a whole.
        alert_pages: The one of alerts.

    """

    limits_changed = Signal()
    alerts_changed = Signal()
    names_asked = Signal()

    def __init__(  # noqa: PLR0913, PLR0917 - what there is to be set belongs to many
        self,
        kit: Kit,
        run: Run,
        boards: Boards,
        listening: Listening,
        directory: Callable[[], Directory],
        pages: ProgramPages,
        alert_pages: AlertPages,
    ) -> None:
        super().__init__()
        self._kit = kit
        application = self._application = kit.application
        self._file = run.settings_file
        self._boards = boards
        self._floor = listening.floor
        self._directory = directory
        self._pages = pages
        self._alert_pages = alert_pages
        self._theme = LIGHT
        self._dialog: SettingsWindow | None = None
        self._boards_page: BoardsPage
        self._limits_page: LimitsPage
        self._before = state_of(self._file, self._pages)
        self._removed: tuple[int, BoardSettings] | None = None
        self._discreet = ""
        self._known: object = None
        self._preview = Preview(kit, listening)
        self._dragged: tuple[str, dict[str, object]] | None = None
        self._dragging = QTimer(self)
        self._dragging.setSingleShot(True)
        self._dragging.timeout.connect(self._on_dragged)
        self._again = QTimer(self)
        self._again.timeout.connect(self._look_for_known)
        boards.settings_changed.connect(self._on_kept)
        kit.actions.strip.toggled.connect(self._show_strip)
        kit.actions.strip_asked.connect(self._on_kept)
        pages.changed.connect(self._on_program_changed)
        alert_pages.rules_changed.connect(self._on_rules_changed)
        alert_pages.alerting_changed.connect(self._on_alerting_changed)
        alert_pages.removed.connect(self._on_rule_removed)
        application.screenAdded.connect(self._show_screens)
        application.screenRemoved.connect(self._show_screens)
        application.styleHints().colorSchemeChanged.connect(self._show_boards)

    def show(self) -> None:
        """Show the window, in front of the others."""
        if self._dialog is None or not self._dialog.isVisible():
            self._open()
        if self._dialog is not None:
            self._dialog.come_forward()

    def show_settings(self) -> None:
        """Show what was changed elsewhere, if the window is there."""
        self._pages.show_settings()

    def close(self) -> None:
        """Take the window from the screen."""
        self._on_dragged()
        self._again.stop()
        self._pages.close()
        self._alert_pages.close()
        self._preview.stop()
        if self._dialog is not None:
            self._dialog.close()
            self._dialog.deleteLater()
            self._dialog = None

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        self._theme = theme
        self._alert_pages.set_theme(theme)
        if self._dialog is not None:
            self._dialog.set_theme(theme)
            self._boards_page.set_theme(theme)
            self._limits_page.set_theme(theme)

    def _open(self) -> None:
        self.close()
        self._before = state_of(self._file, self._pages)
        self._removed = self._known = None
        self._discreet = ""
        dialog, boards, limits = (
            SettingsWindow(),
            BoardsPage(self._kit.brushes),
            LimitsPage(self._kit.brushes),
        )
        self._dialog, self._boards_page, self._limits_page = dialog, boards, limits
        dialog.add_page("Boards", boards)
        dialog.add_page("Limits", scrolled(limits))
        dialog.add_page("Alerts", self._alert_pages.make())
        for title, page in self._pages.make().items():
            dialog.add_page(title, scrolled(page))
        fixed = self._file.site.fixed
        boards.show_fixed(fixed.of_boards, all_of_them=fixed.boards)
        limits.show_fixed(is_fixed=fixed.limits)
        dialog.undo_asked.connect(self._on_undo_asked)
        dialog.names_asked.connect(self.names_asked)
        dialog.take_back_asked.connect(self._on_take_back_asked)
        dialog.show_fault("Not all settings count: see About." if self._file.problems else None)
        boards.changed.connect(self._on_board_changed)
        boards.chosen.connect(self._show_preview)
        boards.add_asked.connect(self._on_add_asked)
        boards.duplicate_asked.connect(self._on_duplicate_asked)
        boards.remove_asked.connect(self._on_remove_asked)
        boards.show_asked.connect(self._on_show_asked)
        boards.names_asked.connect(self.names_asked)
        boards.strip_asked.connect(self._on_strip_asked)
        limits.changed.connect(self._on_limits_changed)
        self._preview.picture_changed.connect(boards.show_preview)
        self._preview.start(PREVIEW_WIDTH, dialog.devicePixelRatioF())
        self.set_theme(self._theme)
        limits.show_limits(self._file.limits, self._file.queue_limits)
        self._show_screens()
        self._show_strip()
        self._show_boards(self._file.boards[0].name)
        self._look_for_known()
        self._again.start(_LOOK_AGAIN_MS)

    @property
    def _system_is_dark(self) -> bool:
        return self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark

    def _show_boards(self, name: str | None = None) -> None:
        """Show the boards as the file says, and of them the one of that name."""
        if self._dialog is None:
            return
        page = self._boards_page
        page.set_system_is_dark(is_dark=self._system_is_dark)
        page.show_boards(self._file.boards, name if isinstance(name, str) else page.board)
        now = state_of(self._file, self._pages)
        self._dialog.show_changed(is_changed=now.chosen != self._before.chosen)
        self._show_preview()

    def _show_preview(self) -> None:
        settings = self._settings(self._boards_page.board)
        limits = limits_of(self._file.limits, self._file.queue_limits)
        screen = self._screen(settings)
        size = _size(screen) if screen is not None else USUAL_SCREEN
        self._boards_page.show_fit(size, len(self._floor.agents))
        directory, choice = self._directory(), choice_of(settings)
        self._boards_page.show_effect(words_of(choice, self._floor, directory), nobody_in(choice, directory))
        self._preview.show(settings, limits, directory, size, system_is_dark=self._system_is_dark)

    def _on_kept(self) -> None:
        if self._dialog is not None and self._dialog.isVisible():
            self._show_boards()

    def _show_screens(self) -> None:
        if self._dialog is not None:
            self._boards_page.show_screens(
                tuple(
                    ScreenPlace(number, screen.name(), screen.geometry())
                    for number, screen in enumerate(self._application.screens(), 1)
                )
            )

    def _look_for_known(self) -> None:
        """Offer whom and what the floor and the directory know."""
        directory, floor = self._directory(), self._floor
        counts = len(floor.agents), *(len(queues) for queues in floor.queues.values())
        if self._known == (counts, directory):
            return
        self._known = counts, directory
        known = known_to(floor, directory)
        self._boards_page.show_known(known.groups, known.paths, known.agents)
        self._alert_pages.show_known(known.reporting_groups, known.paths, known.agents)
        self._limits_page.show_queues(known.queue_titles)
        self._show_preview()

    def _settings(self, name: str) -> BoardSettings:
        return next(board for board in self._file.boards if board.name == name)

    def _screen(self, settings: BoardSettings) -> QScreen | None:
        """Give the screen that a board is to fill: the chosen one if it is there, or the one it is on."""
        screens = self._application.screens()
        if settings.screen:
            return screens[settings.screen - 1] if settings.screen <= len(screens) else None
        one = self._boards.named(settings.name)
        return one.window.screen() if one is not None else None

    def _change_boards(self, boards: Iterable[BoardSettings], name: str | None = None) -> None:
        """Take other boards, and look at the one of that name."""
        self._keep(lambda: self._file.change_boards(boards))
        self._boards.apply()
        self._boards_page_follows(name)

    def _boards_page_follows(self, name: str | None) -> None:
        names = [board.name for board in self._file.boards]
        looked_at = name if name is not None else self._boards_page.board
        self._show_boards(looked_at if looked_at in names else names[0])

    def _keep(self, change: Callable[[], None]) -> None:
        """Write a change; where that fails it still counts until the program ends, and that is said."""
        fault = None
        try:
            change()
        except SettingsError as error:
            fault = str(error)
            _log.warning("%s", error)
        if self._dialog is not None:
            self._dialog.show_fault(fault)

    def _say(self, text: str, button: str = "Undo") -> None:
        if self._dialog is not None:
            self._dialog.show_notice(text, button)

    def _forget_removed(self) -> None:
        self._removed = None
        self._discreet = ""
        self._alert_pages.forget_removed()
        self._say("")

    def _on_board_changed(self, board: str, values: dict[str, object]) -> None:
        if values.keys() <= _DRAGGED and self._dragging.isActive():
            # The first step of a slider that is dragged counts at once, the next ones together.
            self._dragged = board, values
            return
        self._dragged = None
        if values.keys() <= _DRAGGED:
            self._dragging.start(_DRAG_MS)
        self._change_board(board, values)

    def _on_dragged(self) -> None:
        if self._dragged is not None:
            (board, values), self._dragged = self._dragged, None
            self._change_board(board, values)

    def _change_board(self, board: str, values: dict[str, object]) -> None:
        if self._discreet == board:
            self._discreet = str(values.get("name", board))
            if values.keys() & _PRIVACY.keys():
                # Somebody has seen to it.
                self._forget_removed()
        self._change_boards(
            (
                replace(one, **values) if one.name == board else one  # type: ignore[arg-type]  # by name
                for one in self._file.boards
            ),
            str(values.get("name", board)),
        )

    def _on_add_asked(self) -> None:
        like = self._settings(self._boards_page.board)
        look = {name: getattr(like, name) for name in (*_LOOK, *_PRIVACY)}
        new = BoardSettings(self._free_name(_NEW_NAME), screen=self._free_screen(), **look)
        self._add(new)
        kept = self._kept_from_the_wall(new)
        if kept:
            self._discreet = new.name
            said = f"{new.name} tells the wall no more than {like.name} does: {', '.join(kept)}."
            self._say(said, "Hide nothing")

    def _kept_from_the_wall(self, board: BoardSettings) -> list[str]:
        """Say in words what a board keeps from the wall and need not."""
        fixed = self._file.site.fixed.of_boards
        words = (texts.get(getattr(board, name)) for name, texts in _PRIVACY.items() if name not in fixed)
        return [word for word in words if word is not None]

    def _on_duplicate_asked(self, name: str) -> None:
        new = self._free_name(name)
        places = dict.fromkeys(KEPT_FOR_YOU, "")
        self._add(replace(self._settings(name), name=new, screen=self._free_screen(), **places))  # type: ignore[arg-type]  # by name

    def _add(self, board: BoardSettings) -> None:
        self._forget_removed()
        self._change_boards((*self._file.boards, board), board.name)
        # The new window came in front of this one.
        self.show()

    def _on_remove_asked(self, name: str) -> None:
        # What comes back comes back to its place.
        self._boards.keep_places()
        boards = self._file.boards
        at = next(at for at, board in enumerate(boards) if board.name == name)
        self._alert_pages.forget_removed()
        self._removed = at, boards[at]
        kept = boards[:at] + boards[at + 1 :]
        self._change_boards(kept, kept[max(0, at - 1)].name)
        self._say(f"{name} was removed.")

    def _on_take_back_asked(self) -> None:
        if self._alert_pages.take_back():
            self._say("")
        if self._discreet:
            fixed = self._file.site.fixed.of_boards
            usual = {name: getattr(BoardSettings(), name) for name in _PRIVACY if name not in fixed}
            self._change_board(self._discreet, usual)
            return
        if self._removed is None:
            return
        at, board = self._removed
        boards = list(self._file.boards)
        if board.name.casefold() in {one.name.casefold() for one in boards}:
            board = replace(board, name=self._free_name(board.name))
        boards.insert(at, board)
        self._forget_removed()
        self._change_boards(boards, board.name)
        self.show()

    def _on_strip_asked(self, is_wanted: bool) -> None:  # noqa: FBT001 - Qt's signal
        action = self._kit.actions.strip
        if action.isChecked() is not is_wanted:
            action.trigger()

    def _show_strip(self) -> None:
        if self._dialog is not None:
            action = self._kit.actions.strip
            self._boards_page.show_strip(is_on=action.isChecked(), is_possible=action.isEnabled())

    def _on_show_asked(self, name: str) -> None:
        self._boards.fill_screen(name, self._screen(self._settings(name)))
        # Who wants it there now wants it there at the next start.
        self._change_board(name, {"fullscreen": True})
        # It may be the screen that this window is on.
        self.show()

    def _on_limits_changed(self, limits: LimitSettings, queue_limits: tuple[QueueLimitSettings, ...]) -> None:
        self._keep(lambda: self._file.change_limits(limits, queue_limits))
        self.limits_changed.emit()
        self._show_boards()

    def _on_rules_changed(self, rules: tuple[AlertSettings, ...]) -> None:
        self._keep(lambda: self._file.change_alerts(rules))
        self.alerts_changed.emit()
        self._show_boards()

    def _on_alerting_changed(self, values: dict[str, object]) -> None:
        self._keep(lambda: self._file.change_alerting(**values))
        self.alerts_changed.emit()
        self._show_boards()

    def _on_rule_removed(self, said: str) -> None:
        self._forget_removed()
        self._say(said)

    def _on_program_changed(self, values: dict[str, object]) -> None:
        self._change_program(values)
        self._show_boards()

    def _change_program(self, values: dict[str, object]) -> None:
        """Write settings of the program and have them count."""
        self._keep(lambda: self._file.change(**values))
        fault = self._pages.apply({name: getattr(self._file.settings, name) for name in values})
        if fault is not None and self._dialog is not None:
            self._dialog.show_fault(fault)
        self._pages.show_settings()

    def _on_undo_asked(self) -> None:
        before = self._before
        now = state_of(self._file, self._pages).program
        # What an option of this run says instead of a setting that nobody changed still counts.
        self._change_program({name: value for name, value in before.program.items() if value != now[name]})
        self._pages.start_at_sign_in(is_wanted=before.is_at_sign_in)
        places = {board.name: board for board in self._file.boards}
        boards = [
            replace(board, **{name: getattr(places.get(board.name, board), name) for name in BY_WINDOW})
            for board in before.boards
        ]
        self._forget_removed()
        if not self._file.site.fixed.limits:
            self._keep(lambda: self._file.change_limits(before.limits, before.queue_limits))
        self._limits_page.show_limits(before.limits, before.queue_limits)
        self.limits_changed.emit()
        self._undo_alerts()
        self._on_strip_asked(before.strip)
        self._change_boards(boards)
        self.show()

    def _undo_alerts(self) -> None:
        before = self._before
        if not self._file.site.fixed.alerts:
            self._keep(lambda: self._file.change_alerts(before.alerts))
        self._keep(lambda: self._file.change_alerting(**before.alerting))
        self._alert_pages.show_settings()
        self.alerts_changed.emit()

    def _free_name(self, name: str) -> str:
        return free_name(name, (board.name for board in self._file.boards), LONGEST_NAME)

    def _free_screen(self) -> int:
        """Propose the first screen on which there is no board yet; none where there is but one screen."""
        screens = self._application.screens()
        if len(screens) == 1:
            return 0
        taken = {self._screen(board) for board in self._file.boards}
        return next((number for number, screen in enumerate(screens, 1) if screen not in taken), 0)


def _size(screen: QScreen) -> ScreenSize:
    size, physical = screen.size(), screen.physicalSize()
    return ScreenSize(size.width(), size.height(), physical.width(), physical.height())
