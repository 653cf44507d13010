"""The popover at the tray icon: queues, agents and open alerts."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QCursor, QFontInfo, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QLayout, QWidget

from desktop.acd.alerts.open_alerts import AlertSummary
from desktop.acd.summary import FloorSummary, QueueSummary
from desktop.acd.wording import clock
from desktop.live.requests import Requests
from desktop.tray.popover_place import anchor_of, place_for
from desktop.tray.popover_rows import (
    AgentChips,
    AlertRow,
    Header,
    LinkRow,
    PopoverSizes,
    QueueRow,
)
from desktop.ui.brushes import draw_rim, rounded
from desktop.ui.layouts import column, row
from desktop.ui.look import Look
from desktop.ui.theme import Theme

TITLE: Final = "The floor now"
MOST_QUEUES: Final = 8
MOST_ALERTS: Final = 5
_SMALLEST_PX: Final = 13
_SHADOW: Final = 12
"""Width of the shadow in pixels, where the desktop shows translucent windows."""
_SAME_CLICK_MS: Final = 400
"""A click on the icon first takes the focus from the popover, then asks for it, within this time."""


class Popover(QWidget):
    """A small window at the tray icon that hides when it loses the keyboard focus, or on Esc.

    Arguments:
        look: The popover's own look.
        requests: Receives what the user chooses.

    """

    def __init__(self, look: Look, requests: Requests) -> None:
        # A tool window: Qt's popups grab mouse and keyboard. Some desktops refuse that after a click on a
        # tray icon, and the popup would stay.
        kind = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(None, kind | Qt.WindowType.NoDropShadowWindowHint)
        self.setWindowTitle(TITLE)
        self.setAccessibleName(TITLE)
        self._look = look
        self._is_translucent = can_be_translucent(QGuiApplication.platformName())
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, self._is_translucent)
        self._margin = _SHADOW if self._is_translucent else 1
        self._hidden_for = QElapsedTimer()
        self._anchor: QRect | None = None
        self._had_keyboard = False
        sizes = PopoverSizes(max(_SMALLEST_PX, QFontInfo(self.font()).pixelSize()))
        self._sizes = sizes
        self._header = Header(look, sizes, TITLE)
        self._queues = [QueueRow(look, sizes, has_line=True) for _ in range(MOST_QUEUES)]
        self._more_queues = LinkRow(look, sizes)
        self._chips = AgentChips(look, sizes)
        self._alerts = [AlertRow(look, sizes, has_line=not number) for number in range(MOST_ALERTS)]
        self._unmute, self._board, self._all_alerts = (LinkRow(look, sizes) for _ in range(3))
        rows = (self._header, *self._queues, self._more_queues, self._chips, *self._alerts, self._unmute)
        links = row(self._board, self._all_alerts, None, spacing=0)
        margins = (self._margin, self._margin, self._margin, self._margin + sizes.gap)
        layout = column(*rows, links, spacing=0, margins=margins)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        self.setLayout(layout)
        for queue in self._queues:
            queue.clicked.connect(requests.board_asked)
        for alert in self._alerts:
            alert.chosen.connect(requests.alert_asked)
        self._unmute.clicked.connect(requests.unmute_asked)
        self._board.clicked.connect(requests.board_asked)
        self._all_alerts.clicked.connect(requests.alerts_asked)
        self._board.show_text("Show board")
        self.show_floor(FloorSummary(), ())
        self.show_alerts(())
        self.show_muted(None)

    def show_floor(self, summary: FloorSummary, queues: Sequence[QueueSummary]) -> None:
        """Show the floor and the state of the lines.

        Arguments:
            summary: The floor.
            queues: The queues, the worst first.

        """
        look = self._look
        status = look.status()
        self._header.show_status(status if look.lines.unheard else f"{status}, {clock(look.clock())}")
        shown, rest = queues[:MOST_QUEUES], queues[MOST_QUEUES:]
        for place, queue in zip_longest(self._queues, shown):
            place.show_queue(queue)
        self._more_queues.show_text(_rest_of_queues(shown, rest), is_link=False)
        self._chips.show_summary(summary)
        self._fit()

    def show_alerts(self, alerts: Sequence[AlertSummary]) -> None:
        """Show open alerts, the worst first."""
        shown = alerts[:MOST_ALERTS]
        for place, alert in zip_longest(self._alerts, shown):
            place.show_alert(alert)
        more = len(alerts) - len(shown)
        self._all_alerts.show_text(f"All alerts ({more} more)" if more else "All alerts")
        self._fit()

    def show_muted(self, until: str | None) -> None:
        """Show until when alerts are muted, with a link to unmute; None hides it."""
        self._unmute.show_text(f"Muted until {until}. Unmute" if until is not None else "")
        self._fit()

    def set_theme(self, theme: Theme) -> None:
        """Change the colours."""
        self._look.theme = theme
        for part in self.findChildren(QWidget):
            part.update()
        self.update()

    def toggle(self, icon: QRect) -> None:
        """Show the popover at the tray icon, or hide it.

        Arguments:
            icon: The icon's place as Qt knows it; may be empty.

        """
        if self.isVisible():
            self.hide()
            self._hidden_for.invalidate()
        elif not self._hidden_for.isValid() or self._hidden_for.elapsed() > _SAME_CLICK_MS:
            self.show_at(icon)

    def show_at(self, icon: QRect) -> None:
        """Show the popover at the tray icon, with the keyboard focus."""
        screens = QGuiApplication.screens()
        areas = [(screen.geometry(), screen.availableGeometry()) for screen in screens]
        self._anchor = anchor_of(icon, QCursor.pos(), areas)
        self._fit()
        # The loss of focus when it was last hidden may be reported only now.
        self._had_keyboard = False
        self.show()
        self.raise_()
        self.activateWindow()
        first = self._queues[0] if self._queues[0].isVisible() else self._board
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Hide when the keyboard focus goes elsewhere."""
        super().changeEvent(event)
        if event.type() is not QEvent.Type.ActivationChange:
            return
        if self.isActiveWindow():
            self._had_keyboard = True
        elif self._had_keyboard and self.isVisible():
            self._hidden_for.start()
            self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hide on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the background, with a shadow where the desktop can show one."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, brushes = self._look.theme, self._look.brushes
        whole = QRectF(self.rect())
        if not self._is_translucent:
            painter.fillRect(whole, brushes.colour(theme.panel))
            draw_rim(painter, whole, 0, theme.line, 1.0)
            painter.end()
            return
        panel = whole.adjusted(self._margin, self._margin, -self._margin, -self._margin)
        corner = self._sizes.plain.px * 0.8
        shadow = brushes.colour("#000000")
        for step in range(_SHADOW):
            # Many faint layers, each a pixel larger, make a soft shadow.
            painter.setOpacity(0.012 * (1 + 0.15 * (_SHADOW - step)))
            grown = panel.adjusted(-step, 2 - step, step, 2 + step * 0.8)
            painter.fillPath(rounded(grown, corner + step), shadow)
        painter.setOpacity(1.0)
        painter.fillPath(rounded(panel, corner), brushes.colour(theme.panel))
        draw_rim(painter, panel, corner, theme.line, 1.0)
        painter.end()

    def _fit(self) -> None:
        """Fit the height to the content, and stay at the icon."""
        self.adjustSize()
        screen = self._screen()
        if screen is None or QGuiApplication.platformName().startswith("wayland"):
            # On Wayland only the compositor places windows.
            return
        # The shadow may reach beyond the edges; the panel may not.
        margin = self._margin if self._is_translucent else 0
        panel = self.size() - QSize(2 * margin, 2 * margin)
        at = place_for(panel, self._anchor, screen.geometry(), screen.availableGeometry())
        self.move(at - QPoint(margin, margin))

    def _screen(self) -> QScreen | None:
        centre = self._anchor.center() if self._anchor is not None else QCursor.pos()
        return QGuiApplication.screenAt(centre) or QGuiApplication.primaryScreen()


def can_be_translucent(platform: str) -> bool:
    """Return whether windows can be translucent; on X11 that is not reliable."""
    return platform != "xcb"


def _rest_of_queues(shown: Sequence[QueueSummary], rest: Sequence[QueueSummary]) -> str:
    if not shown:
        return "No queues known yet"
    if not rest:
        return ""
    waiting = sum(queue.waiting for queue in rest)
    callers = f", {waiting} waiting" if waiting else ", nobody waiting"
    return f"and {len(rest)} more queue{'s' if len(rest) > 1 else ''}{callers}"
