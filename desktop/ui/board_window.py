"""The window around the board: its place, full screen, closing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QGuiApplication, QIcon, QScreen, QShortcut
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desktop.ui.actions import Actions
from desktop.ui.board import Board
from desktop.ui.place import SMALLEST, Place, corrected

TITLE = "TallyMate"


class BoardWindow(QWidget):
    """A resizable window with a board that fills it.

    Signals:
        closed: Its owner decides whether the program goes on; the window only hides.

    Arguments:
        board: What it shows.
        actions: Their shortcuts work in it.
        menu: Opens at the pointer and by the keyboard's menu key.
        icon: Of the program.

    """

    closed = Signal()

    def __init__(self, board: Board, actions: Actions, menu: QMenu, icon: QIcon) -> None:
        super().__init__()
        self._board = board
        self._menu = menu
        self._was_maximized = False
        self._before_full_screen: Place | None = None
        self.setWindowTitle(TITLE)
        self.setWindowIcon(icon)
        self.setMinimumSize(SMALLEST)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(board)
        self.addActions([actions.full_screen, actions.quit])
        actions.full_screen_asked.connect(self.toggle_full_screen)
        self._leave = QShortcut(Qt.Key.Key_Escape, self)
        self._leave.setEnabled(False)
        self._leave.activated.connect(self.leave_full_screen)

    def put(self, place: Place | None, screen_name: str, screens: list[QScreen], primary: QScreen) -> None:
        """Put the window where it was, or where it can be seen if it can't be seen there."""
        named = [screen for screen in screens if screen.name() == screen_name]
        free = [screen.availableGeometry() for screen in (named or screens)]
        home = (named[0] if named else primary).availableGeometry()
        self.setGeometry(corrected(place.rect if place is not None else None, free, home))
        self._was_maximized = place is not None and place.maximized

    def place(self) -> Place:
        """Say where the window is, or was before it filled the screen."""
        if self._before_full_screen is not None:
            return self._before_full_screen
        maximized = self.isMaximized() if self.isVisible() else self._was_maximized
        return Place(self.normalGeometry() if maximized else self.geometry(), maximized)

    def show_as_it_was(self) -> None:
        """Show the window in its place."""
        if self._before_full_screen is not None:
            self.showFullScreen()
        elif self._was_maximized:
            self.showMaximized()
        else:
            self.show()

    def come_forward(self) -> None:
        """Show the window in front of the others."""
        if not self.isVisible():
            self._come_in_sight()
            self.show_as_it_was()
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def _come_in_sight(self) -> None:
        """Leave a place whose screen went while the window was hidden."""
        if self._before_full_screen is None:
            free = [screen.availableGeometry() for screen in QGuiApplication.screens()]
            home = QGuiApplication.primaryScreen().availableGeometry()
            self.setGeometry(corrected(self.geometry(), free, home))

    def fill_screen(self, screen: QScreen | None) -> None:
        """Fill a screen; the one the window is on if none is given."""
        if self._before_full_screen is None:
            self._before_full_screen = self.place()
        self._leave.setEnabled(True)
        self._board.footer.hide()
        screen = screen or self.screen()
        self.setScreen(screen)
        # A TV may run without a window manager that would do it.
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self._board.lay_out()

    def leave_full_screen(self) -> None:
        """Be a window again."""
        self._leave.setEnabled(False)
        self._board.footer.show()
        place, self._before_full_screen = self._before_full_screen, None
        self.showNormal()
        if place is not None:
            self.setGeometry(place.rect)
            self._was_maximized = place.maximized
        if self._was_maximized:
            self.showMaximized()
        self._board.lay_out()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or no longer."""
        if self.isFullScreen() and self.isVisible():
            self.leave_full_screen()
        else:
            self.fill_screen(None)
            self.raise_()
            self.activateWindow()

    def show_status(self, status: str, name: str = "") -> None:
        """Say in the title how the lines stand, and which board it is where there are several."""
        self.setWindowTitle(f"{name or TITLE} - {status}")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the menu, also where full screen hides its button."""
        self._menu.popup(event.globalPos())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Hide, and let the owner decide."""
        event.ignore()
        self.closed.emit()
