"""The tray's menu: what is open, the queues, how to be left in peace, then every action."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu

from desktop.acd.alerts.mute import MuteFor
from desktop.acd.limits import Level
from desktop.acd.moment import Moment
from desktop.acd.summary import AlertSummary, QueueSummary
from desktop.ui.brushes import Brushes
from desktop.ui.kit import Kit
from desktop.ui.levels import LEVEL_SHAPES, level_ink
from desktop.ui.menu_text import plain
from desktop.ui.theme import LIGHT, Theme

MOST_QUEUES: Final = 10
MOST_ALERTS: Final = 5
MOST_LETTERS: Final = 60
"""A line that is longer is cut: the whole menu is as wide as its longest."""
_ICON_PX: Final = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu.

    Attributes:
        text: What it says.
        level: How bad it is.
        choose: What choosing it does.

    """

    text: str
    level: Level
    choose: Callable[[], None]


class Section:
    """Lines of a menu that change, in front of one that stays.

    Their actions are kept and say something else: a tray of another program (StatusNotifierItem) learns of a
    text that changes at once, but of another action only when it asks again.

    Arguments:
        menu: Of the lines.
        before: What they stand in front of: a separator, hidden while there are none.

    """

    def __init__(self, menu: QMenu, before: QAction) -> None:
        self._menu = menu
        self._before = before
        self._actions: list[QAction] = []
        self._entries: list[Entry] = []
        before.setVisible(False)

    def show(self, entries: Sequence[Entry], icon: Callable[[Level], QIcon]) -> None:
        """Show these lines."""
        self._entries = list(entries)
        while len(self._actions) < len(entries):
            action = QAction(self._menu)
            action.triggered.connect(partial(self._choose, len(self._actions)))
            self._menu.insertAction(self._before, action)
            self._actions.append(action)
        for place, action in enumerate(self._actions):
            action.setVisible(place < len(entries))
            if place < len(entries):
                entry = entries[place]
                action.setText(plain(_short(entry.text)))
                action.setIcon(icon(entry.level))
        self._before.setVisible(bool(entries))

    def _choose(self, place: int, *_: object) -> None:
        if place < len(self._entries):
            self._entries[place].choose()


class TrayMenu(QMenu):
    """The menu of the tray icon.

    Signals:
        glance_asked: The floor is to be seen at a glance.
        board_asked: The board is to be seen.
        alert_asked: An alert was chosen; with its key.
        alerts_asked: All alerts are to be seen, and what happened before.
        mute_asked: Alerts are not to be told for a while; with a `MuteFor`.
        unmute_asked: They are to be told again.

    Arguments:
        kit: What all windows share: the menu ends with what theirs offers.

    """

    glance_asked = Signal()
    board_asked = Signal()
    alert_asked = Signal(object)
    alerts_asked = Signal()
    mute_asked = Signal(object)
    unmute_asked = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._brushes = kit.brushes
        self._shared = kit.menu
        self._theme = LIGHT
        self._icons: dict[Level, QIcon] = {}
        self._alerts = Section(self, self.addSeparator())
        self._queues = Section(self, self.addSeparator())
        self.glance = self.addAction("The floor now")
        self.glance.triggered.connect(self.glance_asked)
        self.attention = self.addAction("What needs attention")
        self.attention.triggered.connect(self.alerts_asked)
        # Until somebody tells whether there is a window for it.
        self.attention.setVisible(False)
        self.mute = QMenu("Mute alerts", self)
        self.addMenu(self.mute)
        self._mute_actions = {wish: self.mute.addAction(wish.value) for wish in MuteFor}
        for wish, action in self._mute_actions.items():
            action.setCheckable(True)
            action.triggered.connect(partial(self._on_mute_chosen, wish))
        self.mute.addSeparator()
        self.unmute = self.mute.addAction("Unmute")
        self.unmute.triggered.connect(self.unmute_asked)
        self._muted_for: MuteFor | None = None
        self.show_muted(None, None)
        # Until somebody tells whether they are, there is nothing to mute.
        self.mute.menuAction().setVisible(False)
        self.addSeparator()
        self.aboutToShow.connect(self._shared.aboutToShow)

    def end_with_shared(self) -> None:
        """End with what every window's menu offers."""
        self.addActions(self._shared.actions())

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of the symbols."""
        if theme != self._theme:
            self._theme = theme
            self._icons.clear()

    def show_queues(self, queues: Sequence[QueueSummary]) -> None:
        """List queues with their figures, the worst first."""
        entries = [
            Entry(queue.sentence, queue.level, self.board_asked.emit) for queue in queues[:MOST_QUEUES]
        ]
        more = len(queues) - len(entries)
        if more > 0:
            text = f"and {more} more queue{'s' if more > 1 else ''}"
            entries.append(Entry(text, Level.NONE, self.board_asked.emit))
        self._queues.show(entries, self._icon)

    def show_alerts(self, alerts: Sequence[AlertSummary], now: Moment) -> None:
        """List what is open, the worst first."""
        entries = [
            Entry(alert.sentence(now), alert.level, partial(self.alert_asked.emit, alert.key))
            for alert in alerts[:MOST_ALERTS]
        ]
        self._alerts.show(entries, self._icon)

    def show_muted(self, muted_for: MuteFor | None, until: str | None) -> None:
        """Say whether alerts are muted.

        Arguments:
            muted_for: What was chosen; None when they are not muted.
            until: Up to when, as a time of day.

        """
        self._muted_for = muted_for
        for wish, action in self._mute_actions.items():
            action.setChecked(wish is muted_for)
        self.mute.menuAction().setVisible(True)
        self.mute.setTitle(plain(f"Muted until {until}" if until is not None else "Mute alerts"))
        self.unmute.setEnabled(until is not None)

    def _on_mute_chosen(self, wish: MuteFor, *_: object) -> None:
        # What is checked is what holds, not what was clicked: the answer comes by `show_muted`.
        self._mute_actions[wish].setChecked(wish is self._muted_for)
        self.mute_asked.emit(wish)

    def _icon(self, level: Level) -> QIcon:
        if level is Level.NONE:
            return QIcon()
        icon = self._icons.get(level)
        if icon is None:
            ink = level_ink(self._theme, level)
            icon = self._icons[level] = _drawn(self._brushes, LEVEL_SHAPES[level], ink)
        return icon


def _drawn(brushes: Brushes, shape: str, ink: str) -> QIcon:
    icon = QIcon()
    for scale in (1, 2):
        pixmap = QPixmap(QSize(_ICON_PX, _ICON_PX) * scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.drawPixmap(0, 0, brushes.shape(shape, _ICON_PX * scale, ink, 1.0))
        painter.end()
        icon.addPixmap(pixmap)
    return icon


def _short(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1].rstrip()}\u2026"
