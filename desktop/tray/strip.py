"""The strip: a small board for the desk, along an edge of the screen."""

import html
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QContextMenuEvent,
    QFocusEvent,
    QFontInfo,
    QGuiApplication,
    QHideEvent,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QScreen,
)
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from desktop.acd.connection import Lines
from desktop.acd.summary import FloorSummary
from desktop.tray.strip_line import faces_of, plain_trouble, say, widest
from desktop.tray.strip_painter import Border, StripPainter
from desktop.tray.strip_place import FIRST_PLACE, SNAP, Edge, StripPlace
from desktop.ui.look import Look
from desktop.ui.theme import Theme

TITLE: Final = "TallyMate strip"
HINT: Final = "Drag it anywhere. A double click shows the board."
SMALLEST_PX: Final = 15
STEP: Final = SNAP + 8
"""As far an arrow key moves it, so that it gets away from an edge."""
_LARGER: Final = 1.25
"""Than the text of the desk: it is read from farther away, at a glance."""
_HEIGHT: Final = 1.64
"""Of its text's line."""
_BORDERS: Final = {Edge.TOP: Border.BELOW, Edge.BOTTOM: Border.ABOVE}
_STEPS: Final = {
    Qt.Key.Key_Left: QPoint(-STEP, 0),
    Qt.Key.Key_Right: QPoint(STEP, 0),
    Qt.Key.Key_Up: QPoint(0, -STEP),
    Qt.Key.Key_Down: QPoint(0, STEP),
}


class Strip(QWidget):
    """A thin window above all others, with the key figures of a board.

    It fills the upper or lower edge of a screen, or is as wide as what it says anywhere else. The task bar
    does not show it, and it takes the keyboard only when it is clicked or brought forward.

    Signals:
        board_asked: The board is to be seen.
        hide_asked: The strip is no longer wanted; its owner hides it.
        place_changed: Where somebody moved it, as text.

    Arguments:
        look: Its look; its lines and its theme are the strip's to change.
        menu: What it offers, besides hiding it.
        icon: Of the program.
        application: Tells of screens that come and go.

    """

    board_asked = Signal()
    hide_asked = Signal()
    place_changed = Signal(str)

    def __init__(self, look: Look, menu: QMenu, icon: QIcon, application: QGuiApplication) -> None:
        # A tool window has no place in the task bar of Windows, but unlike one that takes no focus it can be
        # reached by keyboard (doc.qt.io/qt-6/qt.html, WindowType).
        kind = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(None, kind)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        # Some task bars on X11 list tool windows; none lists a dock (EWMH, _NET_WM_WINDOW_TYPE).
        self.setAttribute(Qt.WidgetAttribute.WA_X11NetWmWindowTypeDock)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setWindowTitle(TITLE)
        self.setWindowIcon(icon)
        self.setAccessibleDescription(HINT)
        self._look = look
        self._offered = menu
        self._menu = QMenu(self)
        self._summary = FloorSummary()
        self._trouble = ""
        self._line = say(self._summary, look, "")
        self._faces = faces_of(SMALLEST_PX)
        self._place = FIRST_PLACE
        self._told = self.place
        self._pressed: QPoint | None = None
        self._grab: QPoint | None = None
        self._is_reached_by_keys = False
        self._settle_soon = QTimer(self)
        self._settle_soon.setSingleShot(True)
        self._settle_soon.setInterval(0)
        self._settle_soon.timeout.connect(self._settle)
        for screen in application.screens():
            screen.availableGeometryChanged.connect(self._on_screens_changed)
        application.screenAdded.connect(self._on_screen_added)
        application.screenRemoved.connect(self._on_screens_changed)
        application.primaryScreenChanged.connect(self._on_screens_changed)
        self._take_size()
        self._say()

    @property
    def place(self) -> str:
        """Where it is wanted, as text; on another screen while that one is gone."""
        return self._place.to_text()

    def put(self, place: str) -> None:
        """Put it where it was, or where it is the first time if that isn't known."""
        self._place = StripPlace.from_text(place) or FIRST_PLACE
        self._told = self.place
        self._settle()

    def come_forward(self) -> None:
        """Show it and let the keyboard reach it."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_summary_changed(self, summary: FloorSummary) -> None:
        """Show another floor, or the same one a second later."""
        self._summary = summary
        self._say()

    def on_lines_changed(self, lines: Lines) -> None:
        """Show how the lines stand; figures of a line that is not live look old."""
        self._look.lines = lines
        self._say()

    def show_trouble(self, text: str) -> None:
        """Say at the right what is wrong; nothing if the text is blank."""
        self._trouble = plain_trouble(text)
        self._say()

    def set_theme(self, theme: Theme) -> None:
        """Change the colours."""
        self._look.theme = theme
        self._say()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Take the size of the desk's text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._take_size()
            self._settle()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that keys reach it, unless it was clicked."""
        super().focusInEvent(event)
        self._is_reached_by_keys = QGuiApplication.mouseButtons() is Qt.MouseButton.NoButton
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that keys reach something else."""
        super().focusOutEvent(event)
        self._is_reached_by_keys = False
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by arrow keys; show the board on Enter and Space."""
        key = Qt.Key(event.key())
        self._is_reached_by_keys = True
        if key in _STEPS:
            size = self._free_size(self.screen())
            at = QPoint(self.x() + (self.width() - size.width()) // 2, self.y())
            self._move_to(QRect(at + _STEPS[key], size), self.screen())
            self._tell_place()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.board_asked.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Get ready to be dragged."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.globalPosition().toPoint()
            self._is_reached_by_keys = False
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer, and go to an edge that is near."""
        pointer = event.globalPosition().toPoint()
        if self._pressed is None:
            return
        if self._grab is None:
            if (pointer - self._pressed).manhattanLength() < QApplication.startDragDistance():
                return
            if not _can_place_windows():
                self._pressed = None
                self.windowHandle().startSystemMove()
                return
            # It narrows as it leaves its edge: the pointer stays above the same part of it.
            at = self._pressed - self.pos()
            narrowed = self._free_size(self.screen()).width() / self.width()
            self._grab = QPoint(round(at.x() * narrowed), at.y())
        screen = QGuiApplication.screenAt(pointer) or self.screen()
        self._move_to(QRect(pointer - self._grab, self._free_size(screen)), screen)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stay there."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._end_drag()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for the board."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.board_asked.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the menu."""
        menu = self._menu
        menu.clear()
        menu.setStyleSheet(self._offered.styleSheet())
        menu.addActions(self._offered.actions())
        menu.addSeparator()
        menu.addAction("Hide strip").triggered.connect(self.hide_asked)
        menu.popup(event.globalPos())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay, and let the owner hide it."""
        event.ignore()
        self.hide_asked.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Be dragged no longer."""
        self._end_drag()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint as much as there is room for."""
        painter = QPainter(self)
        border = Border.KEYS if self._is_reached_by_keys else _BORDERS.get(self._place.edge, Border.ALL)
        StripPainter(painter, self.size(), self._look, self._faces).paint(self._line, border)
        painter.end()

    def _say(self) -> None:
        """Say how the floor is now; what has not changed costs no painting."""
        line = say(self._summary, self._look, self._trouble)
        if line == self._line and self.accessibleName():
            return
        self._line = line
        self.setAccessibleName(line.spoken)
        # A tooltip guesses whether it is markup; escaped markup can only say what it says.
        self.setToolTip(f"<span>{html.escape(line.spoken)}<br>{HINT}</span>")
        self._settle()
        self.update()

    def _take_size(self) -> None:
        """Size type and height by the desk's text."""
        px = max(SMALLEST_PX, round(QFontInfo(self.font()).pixelSize() * _LARGER))
        self._faces = faces_of(px)

    def _free_size(self, screen: QScreen) -> QSize:
        """Give the size at no edge: as wide as what it says."""
        brushes = self._look.brushes
        width = widest(self._line, self._faces, brushes.width)
        height = round(brushes.metrics(self._faces.figure).height() * _HEIGHT)
        return QSize(width, height).boundedTo(screen.availableGeometry().size())

    def _move_to(self, rect: QRect, screen: QScreen) -> None:
        self._place = StripPlace.at(rect, screen.availableGeometry(), screen.name())
        self._settle()
        self.update()

    def _settle(self) -> None:
        """Be where it is wanted, as far as that can be seen, and as wide as it has to be."""
        named = [screen for screen in QGuiApplication.screens() if screen.name() == self._place.screen]
        screen = named[0] if named else QGuiApplication.primaryScreen()
        if not _can_place_windows():
            self.resize(self._free_size(screen))
            return
        rect = self._place.rect(self._free_size(screen), screen.availableGeometry())
        if rect != self.geometry():
            self.setGeometry(rect)

    def _end_drag(self) -> None:
        self._pressed = self._grab = None
        self._tell_place()

    def _tell_place(self) -> None:
        if self.place != self._told:
            self._told = self.place
            self.place_changed.emit(self.place)

    def _on_screen_added(self, screen: QScreen) -> None:
        screen.availableGeometryChanged.connect(self._on_screens_changed)
        self._on_screens_changed()

    def _on_screens_changed(self) -> None:
        # Later, once for all that changes with them, and when the screens are what they will be.
        self._settle_soon.start()


def _can_place_windows() -> bool:
    """Whether a window may choose its place; on Wayland only the compositor may, which also drags it.

    Elsewhere the strip moves itself. A window is not told where the system's own move ends, and on X11 that
    is not reliable: Qt's own size grip does without it there (QTBUG-69716).
    """
    return not QGuiApplication.platformName().startswith("wayland")
