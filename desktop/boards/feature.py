"""The boards: their windows, their menu and their pages of settings."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QKeySequence, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from desktop.boards.menu import BoardsMenu
from desktop.boards.open_boards import Boards, OpenBoard
from desktop.live.context import Context
from desktop.system.notifier import Urgency
from desktop.ui.feature import Feature, MenuGroup
from desktop.ui.sight import Sight, Verdict
from desktop.ui.theme import Theme
from desktop.ui.window_style import menu_style

if TYPE_CHECKING:
    from desktop.boards.settings_pages import BoardsSettingsPages

STATUS_TICK_MS = 5_000


class BoardsFeature(Feature):
    """All boards over the one floor.

    Arguments:
        context: The parts that all features share.

    Attributes:
        boards: The boards.
        menu: Their menu.

    """

    settings_titles = ("Boards", "Limits")

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        kit, requests = context.kit, context.requests
        self._kit = kit
        self.boards = Boards(context)
        self._pages: BoardsSettingsPages | None = None
        self.menu = BoardsMenu(self.boards)
        self._show_board = QAction("Show board", self)
        self._show_board.triggered.connect(requests.board_asked)
        self._full_screen = QAction("Full screen", self)
        self._full_screen.setShortcut(QKeySequence("F11"))
        self._full_screen.triggered.connect(self.boards.toggle_full_screen)
        self.boards.add_shortcuts((self._full_screen, kit.quit))
        self.boards.closed.connect(self._on_board_closed)
        self._status_tick = QTimer(self)
        self._status_tick.timeout.connect(self.boards.show_status)
        kit.menu.aboutToShow.connect(self.menu.show_boards)
        live_floor = context.live_floor
        live_floor.lines_changed.connect(self.boards.show_status)
        live_floor.heard.connect(self.boards.on_heard)
        live_floor.files.changed.connect(self._on_publishing_changed)
        requests.board_asked.connect(self._on_board_asked)
        requests.board_window_asked.connect(self._on_board_window_asked)
        requests.board_filled_asked.connect(self._on_board_filled_asked)
        requests.verdict_asked.connect(self._on_verdict_asked)
        requests.subject_asked.connect(self.boards.point_at)
        requests.borders_changed.connect(self.boards.take_borders)
        requests.notice_asked.connect(self.boards.show_notice)
        requests.taskbar_asked.connect(self._on_taskbar_asked)
        kit.application.styleHints().colorSchemeChanged.connect(self.boards.show_views)

    def actions(self) -> Sequence[tuple[MenuGroup, QAction]]:
        """Return the actions that show boards, and the menu of all boards."""
        offered = (self._show_board, self._full_screen, self.menu.menuAction())
        return tuple((MenuGroup.VIEW, action) for action in offered)

    def settings_pages(self) -> "BoardsSettingsPages":
        """Return the pages of boards and of limits."""
        if self._pages is None:
            from desktop.boards.settings_pages import BoardsSettingsPages

            self._pages = BoardsSettingsPages(self._context, self.boards)
        return self._pages

    def start(self) -> None:
        """Show the boards as the settings and the options of this run say."""
        self._status_tick.start(STATUS_TICK_MS)
        self.boards.open()
        first = self.boards.first.window
        if self._context.run.minimized and not first.isVisible() and not self._kit.tray.is_there():
            first.showMinimized()

    def stop(self) -> bool:
        """Store the windows' places and close all boards for good."""
        self._kit.application.styleHints().colorSchemeChanged.disconnect(self.boards.show_views)
        self._status_tick.stop()
        self.boards.close()
        self.menu.deleteLater()
        return True

    def set_theme(self, theme: Theme) -> None:
        """Set the colours of the menu; each board has its own."""
        self.menu.setStyleSheet(menu_style(theme))

    def _on_publishing_changed(self) -> None:
        publications = self._context.live_floor.files.all
        faulty = next((one for one in publications if one.publisher.state.fault is not None), None)
        shown = faulty or self._context.live_floor.files.data
        self.boards.show_file_fault(shown.path, shown.publisher.state.fault)

    def _on_board_asked(self) -> None:
        self.boards.show(self.boards.first.settings.name)

    def _on_board_window_asked(self, use: Callable[[QWidget], None]) -> None:
        window = self.boards.first.window
        window.come_forward()
        use(window)

    def _on_verdict_asked(self, sight: Sight, agents: int, answer: Callable[[Verdict], None]) -> None:
        from desktop.boards.legibility import USUAL_AGENTS, board_for, judge

        brushes = self._kit.brushes
        answer(judge(brushes, sight, board_for(brushes, sight, agents or USUAL_AGENTS)))

    def _on_board_filled_asked(self, screen: QScreen | None) -> None:
        self.boards.fill_screen(self.boards.first.settings.name, screen)

    def _on_taskbar_asked(self) -> None:
        # Only a window that the taskbar lists can be marked there.
        window = next((one.window for one in self.boards if one.window.isVisible()), None)
        if window is not None:
            QApplication.alert(window)

    def _on_board_closed(self, closed: OpenBoard) -> None:
        others = [one for one in self.boards if one.window.isVisible() and one is not closed]
        if not self._kit.tray.is_there() and not others:
            self._context.requests.quit_asked.emit()
            return
        self.boards.put_away(closed)
        if others or self._context.preferences.settings.told_about_tray:
            return
        self._context.preferences.change(told_about_tray=True)
        self._context.requests.notify(
            "tray",
            "TallyMate goes on in the tray",
            "Click its icon to see the board; quit in its menu.",
            Urgency.LOW,
        )
