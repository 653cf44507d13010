"""The window around a board: its place, full screen and closing."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QContextMenuEvent,
    QGuiApplication,
    QIcon,
    QResizeEvent,
    QScreen,
    QShortcut,
)
from PySide6.QtWidgets import QMenu, QWidget

from desktop.boards.board import Board
from desktop.boards.home_screen import HomeScreen
from desktop.boards.pixel_shift import PixelShift
from desktop.boards.pointer_hider import PointerHider
from desktop.ui.place import SMALLEST, WindowPlace, corrected

TITLE = "TallyMate"
_FILL_EVENTS = frozenset({QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.WindowStateChange})


class BoardWindow(QWidget):
    """A resizable window with a board that fills it.

    In full screen the resting pointer hides, and the board moves a little once a minute against burn-in,
    within its own empty margin. The uncovered edge shows the palette's window colour.

    Signals:
        closed: The user closed it. The window stays; its owner decides what happens.
        full_screen_changed: It started or stopped filling a screen visibly.
        filled: It now fills this `QScreen`.

    Arguments:
        board: The content.
        menu: Opens at the pointer and by the menu key.
        icon: The program's icon.
        home: Tracks the screen that it is to fill.

    Attributes:
        home: The screen that the window is to fill.

    """

    closed = Signal()
    full_screen_changed = Signal(bool)
    filled = Signal(object)

    def __init__(self, board: Board, menu: QMenu, icon: QIcon, home: HomeScreen) -> None:
        super().__init__()
        self._board = board
        self._shortcuts: tuple[QAction, ...] = ()
        self._menu = menu
        self.home = home
        self._was_maximized = False
        self._before_full_screen: WindowPlace | None = None
        self._is_waiting_for_screen = False
        self._is_locked = False
        self._fills = False
        self.setWindowTitle(TITLE)
        self.setWindowIcon(icon)
        self.setMinimumSize(SMALLEST)
        board.setParent(self)
        self._pixel_shift = PixelShift(self)
        self._pixel_shift.moved.connect(self._place_board)
        self._pointer_hider = PointerHider(self)
        self._leave = QShortcut(Qt.Key.Key_Escape, self)
        self._leave.activated.connect(self.leave_full_screen)
        self._arm_keys()
        home.came.connect(self._on_home_came)
        home.went.connect(self._on_home_went)

    def set_shortcuts(self, actions: tuple[QAction, ...]) -> None:
        """Enable the shortcuts of actions in this window."""
        self._shortcuts = actions
        self._arm_keys()

    def set_locked(self, is_locked: bool) -> None:  # noqa: FBT001 - a setter
        """Disable keys, menu and closing in full screen, or enable them."""
        self._is_locked = is_locked
        self._arm_keys()

    def _is_kiosk_locked(self) -> bool:
        return self._is_locked and self._before_full_screen is not None

    def _arm_keys(self) -> None:
        self._leave.setEnabled(self._before_full_screen is not None and not self._is_locked)
        for action in self._shortcuts:
            # Not disabled: the tray's menu has the same actions.
            if self._is_kiosk_locked():
                self.removeAction(action)
            else:
                self.addAction(action)

    def put(
        self, place: WindowPlace | None, screen_name: str, screens: list[QScreen], primary: QScreen
    ) -> None:
        """Place the window where it was, or where it is visible."""
        named = [screen for screen in screens if screen.name() == screen_name]
        free = [screen.availableGeometry() for screen in (named or screens)]
        home = (named[0] if named else primary).availableGeometry()
        self.setGeometry(corrected(place.rect if place is not None else None, free, home))
        self._was_maximized = place is not None and place.is_maximized

    def place(self) -> WindowPlace:
        """Return where the window is, or was before it filled the screen."""
        if self._before_full_screen is not None:
            return self._before_full_screen
        is_maximized = self.isMaximized() if self.isVisible() else self._was_maximized
        return WindowPlace(self.normalGeometry() if is_maximized else self.geometry(), is_maximized)

    def show_as_it_was(self) -> None:
        """Show the window in its place."""
        if self._before_full_screen is not None:
            self._fill(self.home.filled or self.screen())
        elif self._was_maximized:
            self.showMaximized()
        else:
            self.show()

    def come_forward(self) -> None:
        """Show the window in front of the others; as a window while the screen that it filled is away."""
        if not self.isVisible():
            if self._is_waiting_for_screen:
                self._restore_window()
            if self._before_full_screen is None:
                # Its screen may have been removed while the window was hidden.
                free = [screen.availableGeometry() for screen in QGuiApplication.screens()]
                home = QGuiApplication.primaryScreen().availableGeometry()
                self.setGeometry(corrected(self.geometry(), free, home))
            self.show_as_it_was()
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def fill_screen(self, screen: QScreen | None) -> None:
        """Fill a screen, and again after it was away; by default the one the window is on."""
        screen = screen or self.screen()
        self.home.choose(screen)
        self._fill(screen)

    def fill_screen_number(self, number: int) -> None:
        """Fill the screen with this number, from 1; the primary one until it exists."""
        self._fill(self.home.choose_number(number))

    def leave_full_screen(self) -> None:
        """Leave full screen, locked or not, and forget the screen."""
        self.home.forget()
        self._is_waiting_for_screen = False
        self._restore_window()

    def toggle_full_screen(self) -> None:
        """Enter or leave full screen."""
        if self.isFullScreen() and self.isVisible():
            self.leave_full_screen()
        else:
            self.fill_screen(None)
            self.raise_()
            self.activateWindow()

    def _fill(self, screen: QScreen) -> None:
        if self._before_full_screen is None:
            self._before_full_screen = self.place()
        self._is_waiting_for_screen = False
        self._arm_keys()
        self._board.footer.hide()
        self.setScreen(screen)
        # A TV may run without a window manager, and a window that fills another screen has to move.
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self._board.lay_out()
        self.filled.emit(screen)

    def _restore_window(self) -> None:
        self._board.footer.show()
        place, self._before_full_screen = self._before_full_screen, None
        self._arm_keys()
        self.showNormal()
        if place is not None:
            self.setGeometry(place.rect)
            self._was_maximized = place.is_maximized
        if self._was_maximized:
            self.showMaximized()
        self._board.lay_out()

    def _on_home_came(self, screen: QScreen) -> None:
        # A hidden board stays hidden.
        if self._is_waiting_for_screen or self.isVisible():
            self._fill(screen)

    def _on_home_went(self) -> None:
        """Hide rather than cover a screen that is in use."""
        if self.isVisible():
            self._is_waiting_for_screen = True
            self.hide()

    def _report_full_screen(self) -> None:
        fills = self.isVisible() and self.isFullScreen() and not self.isMinimized()
        if fills == self._fills:
            return
        self._fills = fills
        if fills:
            self._pointer_hider.start()
            self._pixel_shift.start()
        else:
            self._pointer_hider.stop()
            self._pixel_shift.stop()
        self.full_screen_changed.emit(fills)

    def _place_board(self) -> None:
        margin = self._board.margin
        self._board.setGeometry(QRect(self._pixel_shift.offset(margin), self.size()))

    def show_status(self, status: str, name: str = "") -> None:
        """Show the state of the lines in the title, and the board's name if there are several."""
        self.setWindowTitle(f"{name or TITLE} - {status}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Resize the board with the window."""
        self._place_board()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Report full screen after events that may have changed it."""
        is_handled = super().event(event)
        if event.type() in _FILL_EVENTS:
            self._report_full_screen()
        return is_handled

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu, also in full screen, which hides its button."""
        if not self._is_kiosk_locked():
            self._menu.popup(event.globalPos())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Emit `closed` and stay open: the owner decides."""
        event.ignore()
        if not self._is_kiosk_locked():
            self.closed.emit()
