"""The settings pages of boards and limits: every change is written and seen at once."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget

from desktop.acd.known import PickerItems
from desktop.boards.boards_page import BoardsPage
from desktop.boards.limits_page import LimitsPage
from desktop.boards.open_boards import Boards
from desktop.boards.preview import USUAL_SCREEN, Preview
from desktop.boards.shown import nobody_in, words_of
from desktop.boards.view import selection_of
from desktop.live.context import Context
from desktop.settings import BoardSettings
from desktop.settings.declared import settings_in
from desktop.settings.names import free_name
from desktop.ui.feature import SettingsPages
from desktop.ui.page_scroller import scrolled
from desktop.ui.screen_button import ScreenPlace, screen_size
from desktop.ui.theme import LIGHT, Theme

_DRAGGED: Final = frozenset({"diagonal_in", "distance_m"})
"""Settings with sliders."""
_DRAG_MS: Final = 250
_NEW_NAME: Final = "Board"
_LOOK: Final = ("theme", "preset")
_PRIVACY: Final[Mapping[str, Mapping[object, str]]] = {
    "names": {"initials": "initials for names", "ids": "IDs for names"},
    "hide_reasons": {True: "no reasons of do not disturb and make busy"},
    "hide_break_times": {True: "not how long breaks last"},
}
"""Things that a board may hide, in words. A new board looks like the chosen one, and hides as much."""
_KEPT_FOR_YOU: Final = tuple(
    name for name, declared in settings_in(BoardSettings).items() if declared.metadata["kept_by_program"]
)


class BoardsSettingsPages(SettingsPages):
    """The pages of boards and of limits.

    Arguments:
        context: The parts that all features share.
        boards: The boards that show the settings.

    """

    def __init__(self, context: Context, boards: Boards) -> None:
        super().__init__()
        self._context = context
        self._kit = context.kit
        self._preferences = context.preferences
        self._file = context.preferences.file
        self._floor = context.live_floor.floor
        self._boards = boards
        self._theme = LIGHT
        self._page: BoardsPage | None = None
        self._limits_page: LimitsPage | None = None
        self._discreet = ""
        self._preview: Preview | None = None
        self._dragged: tuple[str, dict[str, object]] | None = None
        self._dragging = QTimer(self)
        self._dragging.setSingleShot(True)
        self._dragging.timeout.connect(self._on_dragged)
        self._preferences.changed.connect(self._show_boards)
        application = self._kit.application
        application.screenAdded.connect(self._show_screens)
        application.screenRemoved.connect(self._show_screens)
        application.styleHints().colorSchemeChanged.connect(self._show_boards)

    def make(self) -> Mapping[str, QWidget]:
        """Make both pages."""
        self._forget()
        self._preview = Preview(self._context)
        page, limits = BoardsPage(self._kit.brushes, self._preview), LimitsPage(self._kit.brushes)
        self._page, self._limits_page = page, limits
        fixed = self._file.site.fixed
        page.show_fixed(fixed.of_boards, is_list_fixed="boards" in fixed.kinds)
        limits.show_fixed(is_fixed="limits" in fixed.kinds)
        page.changed.connect(self._on_board_changed)
        page.chosen.connect(self._show_preview)
        page.add_asked.connect(self._on_add_asked)
        page.duplicate_asked.connect(self._on_duplicate_asked)
        page.remove_asked.connect(self._on_remove_asked)
        page.show_asked.connect(self._on_show_asked)
        page.shown_tab.names_asked.connect(self._context.requests.names_asked)
        page.strip_asked.connect(lambda is_wanted: self._preferences.change(strip=is_wanted))
        limits.changed.connect(self._preferences.change_limits)
        self.set_theme(self._theme)
        self._show_screens()
        self._show_boards(self._file.chosen.boards[0].name)
        limits.show_limits(self._file.chosen.limits, self._file.chosen.queue_limits)
        return {"Boards": page, "Limits": scrolled(limits)}

    def show_settings(self) -> None:
        """Show the settings in force."""
        if self._limits_page is not None:
            self._limits_page.show_limits(self._file.chosen.limits, self._file.chosen.queue_limits)
        self._show_boards()

    def show_known(self, known: PickerItems) -> None:
        """Offer agents and queues to choose from."""
        if self._page is not None and self._limits_page is not None:
            self._page.shown_tab.show_known(known.groups, known.paths, known.agents)
            self._limits_page.show_queues(known.queue_titles)
            self._show_preview()

    def set_theme(self, theme: Theme) -> None:
        """Set the colours."""
        self._theme = theme
        if self._page is not None and self._limits_page is not None:
            self._page.size_tab.set_theme(theme)
            self._limits_page.set_theme(theme)

    def forget_notice(self) -> None:
        """Forget which board hides as much as the one before it."""
        self._discreet = ""

    def close(self) -> None:
        """Apply the last step of a dragged slider, and forget the pages."""
        self._on_dragged()
        self._forget()

    def _forget(self) -> None:
        if self._preview is not None:
            self._preview.stop()
        self._page = self._limits_page = self._preview = None
        self.forget_notice()

    def _show_boards(self, name: object = None) -> None:
        """Show the boards, and the settings of the one of that name; by default of the chosen one."""
        if self._page is None:
            return
        names = [board.name for board in self._file.chosen.boards]
        chosen = name if isinstance(name, str) else self._page.board
        self._page.show_boards(self._file.chosen.boards, chosen if chosen in names else names[0])
        is_possible = "strip" not in self._file.site.fixed.settings
        self._page.show_strip(is_on=self._preferences.settings.strip, is_possible=is_possible)
        self._show_preview()

    def _show_preview(self) -> None:
        if self._page is None or self._preview is None:
            return
        settings = self._settings(self._page.board)
        screen = self._screen(settings)
        size = screen_size(screen) if screen is not None else USUAL_SCREEN
        self._page.size_tab.show_screen(size, len(self._floor.agents))
        directory, selection = self._context.directory.directory, selection_of(settings)
        self._page.shown_tab.show_effect(
            words_of(selection, self._floor, directory), nobody_in(selection, directory)
        )
        self._preview.show_board(settings, size)

    def _show_screens(self) -> None:
        if self._page is not None:
            screens = enumerate(self._kit.application.screens(), 1)
            places = tuple(ScreenPlace(number, one.name(), one.geometry()) for number, one in screens)
            self._page.screen_tab.screens.show_screens(places)

    def _settings(self, name: str) -> BoardSettings:
        return next(board for board in self._file.chosen.boards if board.name == name)

    def _screen(self, settings: BoardSettings) -> QScreen | None:
        """Return the screen that a board is to fill: the chosen one if it is there, or the one it is on."""
        screens = self._kit.application.screens()
        if settings.screen:
            return screens[settings.screen - 1] if settings.screen <= len(screens) else None
        one = self._boards.named(settings.name)
        return one.window.screen() if one is not None else None

    def _change_boards(self, boards: Iterable[BoardSettings], name: str) -> None:
        """Store other boards, and show the one of that name."""
        self._preferences.change_boards(boards)
        self._show_boards(name)

    def _on_board_changed(self, board: str, values: dict[str, object]) -> None:
        if values.keys() <= _DRAGGED and self._dragging.isActive():
            # The first step of a dragged slider takes effect at once, the next ones together.
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
        name = str(values.get("name", board))
        if self._discreet == board:
            self._discreet = name
            if values.keys() & _PRIVACY.keys():
                # The user has decided what the wall may show.
                self.notice_asked.emit("", "", None)
        changed = (
            replace(one, **values) if one.name == board else one  # type: ignore[arg-type]  # by name
            for one in self._file.chosen.boards
        )
        self._change_boards(changed, name)

    def _on_add_asked(self) -> None:
        if self._page is None:
            return
        like = self._settings(self._page.board)
        look = {name: getattr(like, name) for name in (*_LOOK, *_PRIVACY)}
        new = BoardSettings(self._free_name(_NEW_NAME), screen=self._free_screen(), **look)
        self._add((*self._file.chosen.boards, new), new.name)
        kept = self._hidden_by_choice(new)
        if kept:
            said = f"{new.name} tells the wall no more than {like.name} does: {', '.join(kept)}."
            self.notice_asked.emit(said, "Hide nothing", self._hide_nothing)
            self._discreet = new.name

    def _hide_nothing(self) -> None:
        """Clear what the new board hides."""
        fixed = self._file.site.fixed.of_boards
        usual = {name: getattr(BoardSettings(), name) for name in _PRIVACY if name not in fixed}
        self._change_board(self._discreet, usual)

    def _hidden_by_choice(self, board: BoardSettings) -> list[str]:
        """Return in words what a board hides, except for what the site makes every board hide."""
        fixed = self._file.site.fixed.of_boards
        words = (texts.get(getattr(board, name)) for name, texts in _PRIVACY.items() if name not in fixed)
        return [word for word in words if word is not None]

    def _on_duplicate_asked(self, name: str) -> None:
        new = self._free_name(name)
        places = dict.fromkeys(_KEPT_FOR_YOU, "")
        like = self._settings(name)
        board = replace(like, name=new, screen=self._free_screen(), **places)  # type: ignore[arg-type]  # by name
        self._add((*self._file.chosen.boards, board), new)

    def _add(self, boards: Iterable[BoardSettings], name: str) -> None:
        self.notice_asked.emit("", "", None)
        self._change_boards(boards, name)
        # The new window opened in front of this one.
        self.shown_asked.emit()

    def _on_remove_asked(self, name: str) -> None:
        # A restored board returns to its place.
        self._boards.keep_places()
        boards = self._file.chosen.boards
        at = next(at for at, board in enumerate(boards) if board.name == name)
        kept = boards[:at] + boards[at + 1 :]
        self._change_boards(kept, kept[max(0, at - 1)].name)
        self.notice_asked.emit(f"{name} was removed.", "Undo", partial(self._restore, at, boards[at]))

    def _restore(self, at: int, board: BoardSettings) -> None:
        """Bring a removed board back to its place."""
        boards = list(self._file.chosen.boards)
        if board.name.casefold() in {one.name.casefold() for one in boards}:
            board = replace(board, name=self._free_name(board.name))
        boards.insert(at, board)
        self._add(boards, board.name)

    def _on_show_asked(self, name: str) -> None:
        self._boards.fill_screen(name, self._screen(self._settings(name)))
        # A screen chosen now is meant for the next start as well.
        self._change_board(name, {"fullscreen": True})
        # It may be the screen that this window is on.
        self.shown_asked.emit()

    def _free_name(self, name: str) -> str:
        return free_name(name, (board.name for board in self._file.chosen.boards))

    def _free_screen(self) -> int:
        """Propose the first screen on which there is no board yet; none where there is but one screen."""
        screens = self._kit.application.screens()
        if len(screens) == 1:
            return 0
        taken = {self._screen(board) for board in self._file.chosen.boards}
        return next((number for number, screen in enumerate(screens, 1) if screen not in taken), 0)
