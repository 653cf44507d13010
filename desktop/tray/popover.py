"""The popover at the tray icon: the floor at a glance."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCursor, QFontInfo, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.acd.summary import AlertSummary, FloorSummary, QueueSummary
from desktop.acd.wording import clock
from desktop.tray.popover_place import anchor_of, place_for
from desktop.tray.popover_rows import AlertRow, Chips, Header, Line, LinkRow, QueueRow, Row, Sizes
from desktop.ui.brushes import draw_rim, rounded
from desktop.ui.look import Look
from desktop.ui.theme import Theme

TITLE: Final = "The floor now"
MOST_QUEUES: Final = 8
MOST_ALERTS: Final = 5
_SMALLEST_PX: Final = 13
_SHADOW: Final = 12
"""Pixels around it, where the desktop can show what is half transparent."""
_SAME_CLICK_MS: Final = 400
"""A click on the icon takes the keyboard from the popover first and asks for it then."""

AnyRow = TypeVar("AnyRow", bound=Row)


class FloorNow(QWidget):
    """A small window at the tray icon that goes away when the keyboard goes elsewhere, or on Esc.

    Signals:
        board_asked: The board is to be seen.
        alert_asked: An alert was chosen; with its key.
        alerts_asked: All alerts are to be seen.
        unmute_asked: Alerts are to be told again.

    Arguments:
        look: Its look; its lines and its theme are this window's to change.

    """

    board_asked = Signal()
    alert_asked = Signal(object)
    alerts_asked = Signal()
    unmute_asked = Signal()

    def __init__(self, look: Look) -> None:
        # A tool window: a popup of Qt's grabs mouse and keyboard, which some desktops refuse after a click on
        # a tray icon, and then it stays.
        kind = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(None, kind | Qt.WindowType.NoDropShadowWindowHint)
        self.setWindowTitle(TITLE)
        self.setAccessibleName(TITLE)
        self._look = look
        self._is_see_through = can_be_see_through(QGuiApplication.platformName())
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, self._is_see_through)
        self._margin = _SHADOW if self._is_see_through else 1
        self._hidden_for = QElapsedTimer()
        self._anchor: QRect | None = None
        self._had_keyboard = False
        sizes = Sizes(max(_SMALLEST_PX, QFontInfo(self.font()).pixelSize()))
        self._sizes = sizes
        self._header = Header(look, sizes, TITLE)
        self._queues = QVBoxLayout()
        self._no_queues = LinkRow(look, sizes, "")
        self._chips = Chips(look, sizes)
        self._alerts = QVBoxLayout()
        self._board = LinkRow(look, sizes, "Show board")
        self._all_alerts = LinkRow(look, sizes, "All alerts")
        self._unmute = LinkRow(look, sizes, "")
        self._queue_rows: list[QueueRow] = []
        self._alert_rows: list[AlertRow] = []
        self._fill()
        self._board.clicked.connect(self.board_asked)
        self._all_alerts.clicked.connect(self.alerts_asked)
        self._unmute.clicked.connect(self.unmute_asked)
        self.show_floor(FloorSummary(), ())
        self.show_alerts((), offers_all=False)
        self.show_muted(None)

    def _fill(self) -> None:
        links = QHBoxLayout()
        links.setSpacing(0)
        for link in (self._board, self._all_alerts):
            links.addWidget(link)
        links.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(self._margin, self._margin, self._margin, self._margin + self._sizes.gap)
        column.setSpacing(0)
        for part in (
            self._header,
            self._queues,
            self._no_queues,
            self._chips,
            self._alerts,
            self._unmute,
            links,
        ):
            if isinstance(part, QWidget):
                column.addWidget(part)
            else:
                part.setSpacing(0)
                column.addLayout(part)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)

    def show_floor(self, summary: FloorSummary, queues: Sequence[QueueSummary]) -> None:
        """Show the floor as it is now, and how the lines stand.

        Arguments:
            summary: The floor.
            queues: The worst first.

        """
        look = self._look
        status = look.status()
        self._header.show_status(status if look.lines.unheard else f"{status}, {clock(look.clock())}")
        shown, rest = queues[:MOST_QUEUES], queues[MOST_QUEUES:]
        rows = self._rows(self._queue_rows, self._queues, len(shown), self._make_queue_row)
        for row, queue in zip(rows, shown, strict=True):
            row.show_queue(queue)
        self._no_queues.show_text(_rest_of_queues(shown, rest), is_link=False)
        self._chips.show_summary(summary)
        self._fit()

    def show_alerts(self, alerts: Sequence[AlertSummary], *, offers_all: bool = True) -> None:
        """Show what is open, the worst first.

        Arguments:
            alerts: Them.
            offers_all: Whether there is a list of all of them to be seen.

        """
        shown = alerts[:MOST_ALERTS]
        rows = self._rows(self._alert_rows, self._alerts, len(shown), self._make_alert_row)
        for row, alert in zip(rows, shown, strict=True):
            row.line = Line.ABOVE if row is rows[0] else Line.NONE
            row.show_alert(alert)
        more = len(alerts) - len(shown)
        self._all_alerts.show_text(f"All alerts ({more} more)" if more else "All alerts")
        self._all_alerts.setVisible(offers_all)
        self._fit()

    def show_muted(self, until: str | None) -> None:
        """Say up to when alerts are muted, and offer to end that; None when they are not."""
        self._unmute.show_text(f"Muted until {until}. Unmute" if until is not None else "")
        self._fit()

    def set_theme(self, theme: Theme) -> None:
        """Change the colours."""
        self._look.theme = theme
        for part in self.findChildren(QWidget):
            part.update()
        self.update()

    def toggle(self, icon: QRect) -> None:
        """Show it at the tray icon, or take it away.

        Arguments:
            icon: Where Qt thinks that the icon is; may be empty.

        """
        if self.isVisible():
            self.hide()
            self._hidden_for.invalidate()
        elif not self._hidden_for.isValid() or self._hidden_for.elapsed() > _SAME_CLICK_MS:
            self.show_at(icon)

    def show_at(self, icon: QRect) -> None:
        """Show it at the tray icon, and let the keyboard reach it."""
        screens = QGuiApplication.screens()
        areas = [(screen.geometry(), screen.availableGeometry()) for screen in screens]
        self._anchor = anchor_of(icon, QCursor.pos(), areas)
        self._fit()
        # That it lost the keyboard when it was hidden last may be told only now.
        self._had_keyboard = False
        self.show()
        self.raise_()
        self.activateWindow()
        first = self._queue_rows[0] if self._queue_rows and self._queue_rows[0].isVisible() else self._board
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Go away when the keyboard goes elsewhere."""
        super().changeEvent(event)
        if event.type() is not QEvent.Type.ActivationChange:
            return
        if self.isActiveWindow():
            self._had_keyboard = True
        elif self._had_keyboard and self.isVisible():
            self._hidden_for.start()
            self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go away on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the ground, and a shadow where the desktop can show one."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, brushes = self._look.theme, self._look.brushes
        whole = QRectF(self.rect())
        if not self._is_see_through:
            painter.fillRect(whole, brushes.colour(theme.panel))
            draw_rim(painter, whole, 0, theme.line, 1.0)
            painter.end()
            return
        panel = whole.adjusted(self._margin, self._margin, -self._margin, -self._margin)
        corner = self._sizes.plain.px * 0.8
        shadow = brushes.colour("#000000")
        for step in range(_SHADOW):
            # Many faint layers, each a pixel larger, are a soft shadow.
            painter.setOpacity(0.012 * (1 + 0.15 * (_SHADOW - step)))
            grown = panel.adjusted(-step, 2 - step, step, 2 + step * 0.8)
            painter.fillPath(rounded(grown, corner + step), shadow)
        painter.setOpacity(1.0)
        painter.fillPath(rounded(panel, corner), brushes.colour(theme.panel))
        draw_rim(painter, panel, corner, theme.line, 1.0)
        painter.end()

    def _make_queue_row(self) -> QueueRow:
        row = QueueRow(self._look, self._sizes)
        row.line = Line.ABOVE
        row.clicked.connect(self.board_asked)
        return row

    def _make_alert_row(self) -> AlertRow:
        row = AlertRow(self._look, self._sizes)
        row.clicked.connect(self._on_alert_clicked)
        return row

    def _on_alert_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, AlertRow) and row.alert is not None:
            self.alert_asked.emit(row.alert.key)

    @staticmethod
    def _rows(
        rows: list[AnyRow], layout: QVBoxLayout, count: int, make: Callable[[], AnyRow]
    ) -> list[AnyRow]:
        """Give so many rows, and hide the rest."""
        while len(rows) < count:
            row = make()
            rows.append(row)
            layout.addWidget(row)
        for place, row in enumerate(rows):
            row.setVisible(place < count)
        return rows[:count]

    def _fit(self) -> None:
        """Be as high as what it says, and stay at the icon."""
        self.adjustSize()
        screen = self._screen()
        if screen is None or QGuiApplication.platformName().startswith("wayland"):
            # There only the compositor places windows.
            return
        # Its shadow may reach over the edges; its panel may not.
        margin = self._margin if self._is_see_through else 0
        panel = self.size() - QSize(2 * margin, 2 * margin)
        at = place_for(panel, self._anchor, screen.geometry(), screen.availableGeometry())
        self.move(at - QPoint(margin, margin))

    def _screen(self) -> QScreen | None:
        centre = self._anchor.center() if self._anchor is not None else QCursor.pos()
        return QGuiApplication.screenAt(centre) or QGuiApplication.primaryScreen()


def can_be_see_through(platform: str) -> bool:
    """Tell whether windows may be half transparent; on X11 one can't rely on it."""
    return platform != "xcb"


def _rest_of_queues(shown: Sequence[QueueSummary], rest: Sequence[QueueSummary]) -> str:
    if not shown:
        return "No queues known yet"
    if not rest:
        return ""
    waiting = sum(queue.waiting for queue in rest)
    callers = f", {waiting} waiting" if waiting else ", nobody waiting"
    return f"and {len(rest)} more queue{'s' if len(rest) > 1 else ''}{callers}"
