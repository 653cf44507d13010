"""The desk strip: a small board along an edge of the screen."""

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
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

from desktop.acd.connection import Connections
from desktop.acd.summary import FloorSummary
from desktop.tray.strip_content import (
    StripFigure,
    StripSizes,
    WordForm,
    content_of,
    fitting,
    full_width,
    one_line,
)
from desktop.tray.strip_place import FIRST_PLACE, SNAP, Edge, StripPlace
from desktop.ui.brushes import Face, Plate, draw_rim
from desktop.ui.labels import plain_tip
from desktop.ui.look import Look
from desktop.ui.theme import Theme

TITLE: Final = "TallyMate strip"
HINT: Final = "Drag it anywhere. A double click shows the board."
SMALLEST_PX: Final = 15
STEP: Final = SNAP + 8
"""Distance in pixels that an arrow key moves the strip, enough to leave an edge."""
_LARGER: Final = 1.25
"""Factor on the desktop's text size: the strip is read from farther away."""
_HEIGHT: Final = 1.64
"""Factor on the line height of its text."""
_STEPS: Final = {
    Qt.Key.Key_Left: QPoint(-STEP, 0),
    Qt.Key.Key_Right: QPoint(STEP, 0),
    Qt.Key.Key_Up: QPoint(0, -STEP),
    Qt.Key.Key_Down: QPoint(0, STEP),
}


class Strip(QWidget):
    """A thin window above all others, with the key figures of a board.

    It fills the upper or lower edge of a screen; elsewhere it is as wide as its content. The task bar does
    not list it, and it takes the keyboard focus only when it is clicked or brought forward.

    Signals:
        board_asked: The user wants to see the board.
        hide_asked: The user wants to hide the strip; its owner hides it.
        place_changed: The user moved the strip; with its place as text.

    Arguments:
        look: The strip's own look.
        menu: The actions of its menu, besides hiding it.
        icon: The program's icon.
        application: Reports screens that come and go.

    """

    board_asked = Signal()
    hide_asked = Signal()
    place_changed = Signal(str)

    def __init__(self, look: Look, menu: QMenu, icon: QIcon, application: QGuiApplication) -> None:
        # The task bar of Windows lists no tool windows. Unlike windows without focus they can be reached by
        # keyboard (doc.qt.io/qt-6/qt.html, WindowType).
        kind = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(None, kind)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        # Some task bars on X11 list tool windows; none lists docks (EWMH, _NET_WM_WINDOW_TYPE).
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
        self._content = content_of(self._summary, look, "")
        self._place = FIRST_PLACE
        self._told = self.place
        self._pressed: QPoint | None = None
        self._grab: QPoint | None = None
        self._is_reached_by_keys = False
        for screen in application.screens():
            screen.availableGeometryChanged.connect(self._on_screens_changed)
        application.screenAdded.connect(self._on_screen_added)
        application.screenRemoved.connect(self._on_screens_changed)
        application.primaryScreenChanged.connect(self._on_screens_changed)
        self._take_size()
        self._say()

    @property
    def place(self) -> str:
        """The chosen place as text; the strip is on another screen while the chosen one is gone."""
        return self._place.to_text()

    def put(self, place: str) -> None:
        """Move the strip to a place, or to the first place if that is unknown."""
        self._place = StripPlace.from_text(place) or FIRST_PLACE
        self._told = self.place
        self._settle()

    def come_forward(self) -> None:
        """Show the strip with the keyboard focus."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_summary_changed(self, summary: FloorSummary) -> None:
        """Show a floor."""
        self._summary = summary
        self._say()

    def on_lines_changed(self, lines: Connections) -> None:
        """Show the state of the lines; figures of a line that is not live look stale."""
        self._look.lines = lines
        self._say()

    def show_trouble(self, text: str) -> None:
        """Show trouble at the right; blank for none."""
        self._trouble = one_line(text)
        self._say()

    def set_theme(self, theme: Theme) -> None:
        """Change the colours."""
        self._look.theme = theme
        self._say()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Adopt the size of the desktop's text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._take_size()
            self._settle()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus, unless it came by a click."""
        super().focusInEvent(event)
        self._is_reached_by_keys = QGuiApplication.mouseButtons() is Qt.MouseButton.NoButton

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by arrow keys; ask for the board on Enter and Space."""
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
        """Note where a drag may begin."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.globalPosition().toPoint()
            self._is_reached_by_keys = False
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer, and snap to a near edge."""
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
            # The strip narrows as it leaves its edge; the pointer stays above the same part of it.
            at = self._pressed - self.pos()
            narrowed = self._free_size(self.screen()).width() / self.width()
            self._grab = QPoint(round(at.x() * narrowed), at.y())
        screen = QGuiApplication.screenAt(pointer) or self.screen()
        self._move_to(QRect(pointer - self._grab, self._free_size(screen)), screen)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._end_drag()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for the board."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.board_asked.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the menu."""
        menu = self._menu
        menu.clear()
        menu.setStyleSheet(self._offered.styleSheet())
        menu.addActions(self._offered.actions())
        menu.addSeparator()
        menu.addAction("Hide strip").triggered.connect(self.hide_asked)
        menu.popup(event.globalPos())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask the owner to hide the strip."""
        event.ignore()
        self.hide_asked.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """End a drag."""
        self._end_drag()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the background, then as much of the content as fits, then the border."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, sizes, content = self._look, self._sizes, self._content
        hatch = look.theme.quiet if content.is_old else ""
        plate = Plate(self.width(), self.height(), 0, look.theme.panel, hatch=hatch)
        look.brushes.draw_plate(painter, QPointF(0, 0), plate)
        form = fitting(content, self.width(), sizes)
        left = float(sizes.pad)
        for figure in form.figures:
            self._paint_figure(painter, figure, form.words, left)
            left += figure.width(form.words, sizes) + sizes.gap
        if form.ending is not None:
            ending = content.ending
            left = self.width() - sizes.pad - ending.width(form.ending, sizes)
            left = self._paint_shape(painter, ending.shape, left, ending.shape_ink)
            self._paint_text(painter, form.ending, left, sizes.word, ending.ink)
        whole = QRectF(0, 0, self.width(), self.height())
        if self.hasFocus() and self._is_reached_by_keys:
            draw_rim(painter, whole, 0, look.theme.acd.accent, 2)
        elif self._place.is_docked:
            whole.setTop(self.height() - 1 if self._place.edge is Edge.TOP else 0)
            whole.setHeight(1)
            painter.fillRect(whole, look.brushes.colour(look.theme.line))
        else:
            draw_rim(painter, whole, 0, look.theme.line, 1)
        painter.end()

    def _say(self) -> None:
        """Show the present content; repaint only if it changed."""
        content = content_of(self._summary, self._look, self._trouble)
        if content == self._content and self.accessibleName():
            return
        self._content = content
        self.setAccessibleName(content.spoken)
        self.setToolTip(plain_tip(f"{content.spoken}\n{HINT}"))
        self._settle()
        self.update()

    def _paint_figure(self, painter: QPainter, figure: StripFigure, words: WordForm, left: float) -> None:
        left = self._paint_shape(painter, figure.shape, left, figure.shape_ink)
        if figure.figure:
            left = self._paint_text(painter, figure.figure, left, self._sizes.figure, figure.ink)
            left += self._sizes.space
        ink = figure.ink if figure.is_strong else self._look.theme.quiet
        self._paint_text(painter, figure.word(words), left, figure.word_face(self._sizes), ink)

    def _paint_text(self, painter: QPainter, text: str, left: float, face: Face, ink: str) -> float:
        """Paint a text; return its right edge."""
        width = self._sizes.measure(text, face)
        self._look.brushes.draw_text(painter, QRectF(left, 0, width, self.height()), text, face, ink)
        return left + width

    def _paint_shape(self, painter: QPainter, shape: str, left: float, ink: str) -> float:
        """Paint a symbol, if there is one; return where the text after it begins."""
        if not shape:
            return left
        px = self._sizes.shape
        room = QRectF(round(left), (self.height() - px) // 2, px, px)
        self._look.brushes.draw_shape(painter, shape, room, ink)
        return left + self._sizes.shape_room

    def _take_size(self) -> None:
        """Derive fonts and height from the desktop's text."""
        px = max(SMALLEST_PX, round(QFontInfo(self.font()).pixelSize() * _LARGER))
        self._sizes = StripSizes(px, self._look.brushes.width)

    def _free_size(self, screen: QScreen) -> QSize:
        """Return the size away from the edges: as wide as the content."""
        height = round(self._look.brushes.metrics(self._sizes.figure).height() * _HEIGHT)
        size = QSize(full_width(self._content, self._sizes), height)
        return size.boundedTo(screen.availableGeometry().size())

    def _move_to(self, rect: QRect, screen: QScreen) -> None:
        self._place = StripPlace.at(rect, screen.availableGeometry(), screen.name())
        self._settle()
        self.update()

    def _settle(self) -> None:
        """Move to the chosen place, as far as that is visible, and fit the width."""
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
        # Later, when Qt has reported all changes of screens.
        QTimer.singleShot(0, self, self._settle)


def _can_place_windows() -> bool:
    """Return whether windows can choose their place; on Wayland the compositor does, and drags them.

    Elsewhere the strip moves itself. The system's own move does not report its end and is unreliable on X11:
    Qt's own size grip does without it there (QTBUG-69716).
    """
    return not QGuiApplication.platformName().startswith("wayland")
