"""The tray's menu: open alerts, queues, muting, then the actions of every window's menu."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu

from desktop.acd.alerts.mute import MuteDuration
from desktop.acd.alerts.open_alerts import AlertSummary
from desktop.acd.limits import Level
from desktop.acd.moment import Moment
from desktop.acd.summary import QueueSummary
from desktop.live.requests import Requests
from desktop.ui.kit import Kit
from desktop.ui.levels import LEVEL_SHAPES, level_ink
from desktop.ui.menu_text import plain
from desktop.ui.theme import LIGHT, Theme
from desktop.ui.window_style import menu_style

MOST_QUEUES: Final = 10
MOST_ALERTS: Final = 5
MOST_LETTERS: Final = 60
"""Longer lines are cut: the whole menu is as wide as its longest line."""
_ICON_PX: Final = 16


MenuLine = tuple[str, Level, Callable[[], None]]
"""A line that changes: its text, the level for its symbol, and what choosing it calls."""


class MenuLines:
    """Lines that change, above a separator that is hidden while there are none.

    Their actions are made once: a tray host (StatusNotifierItem) learns of a changed text at once, but of
    another action only when it asks again.

    Arguments:
        menu: The menu.
        most: The largest number of lines.
        icon: Returns the icon of a level.

    """

    def __init__(self, menu: QMenu, most: int, icon: Callable[[Level], QIcon]) -> None:
        self._icon = icon
        self._lines: Sequence[MenuLine] = ()
        self._actions = [menu.addAction("") for _ in range(most)]
        self._separator = menu.addSeparator()
        for number, action in enumerate(self._actions):
            action.triggered.connect(partial(self._choose, number))
        self.show(())

    def show(self, lines: Sequence[MenuLine]) -> None:
        """Show these lines."""
        self._lines = lines
        for action, (text, level, _) in zip(self._actions, lines, strict=False):
            action.setText(plain(_short(text)))
            action.setIcon(self._icon(level))
        for number, action in enumerate(self._actions):
            action.setVisible(number < len(lines))
        self._separator.setVisible(bool(lines))

    def _choose(self, number: int, *_: object) -> None:
        if number < len(self._lines):
            self._lines[number][-1]()


class TrayMenu(QMenu):
    """The menu of the tray icon.

    Signals:
        popover_asked: The user wants to see the popover.

    Arguments:
        kit: The objects that all windows share. The menu ends with the actions of their menu.
        requests: Receives what the user chooses.

    """

    popover_asked = Signal()

    def __init__(self, kit: Kit, requests: Requests) -> None:
        super().__init__()
        self._brushes = kit.brushes
        self._shared = kit.menu
        self._requests = requests
        self._theme = LIGHT
        self._icons: dict[Level, QIcon] = {}
        self._alerts = MenuLines(self, MOST_ALERTS, self._icon)
        self._queues = MenuLines(self, MOST_QUEUES + 1, self._icon)
        self.addAction("The floor now").triggered.connect(self.popover_asked)
        self.attention = self.addAction("What needs attention")
        self.attention.triggered.connect(requests.alerts_asked)
        self.mute = QMenu("Mute alerts", self)
        self.addMenu(self.mute)
        self._mute_actions = {mute_for: self.mute.addAction(mute_for.value) for mute_for in MuteDuration}
        for mute_for, action in self._mute_actions.items():
            action.setCheckable(True)
            action.triggered.connect(partial(self._on_mute_chosen, mute_for))
        self.mute.addSeparator()
        self.unmute = self.mute.addAction("Unmute")
        self.unmute.triggered.connect(requests.unmute_asked)
        self._muted_for: MuteDuration | None = None
        self.show_muted(None, None)
        # Alerts appear here when there are any to show or to mute.
        self.attention.setVisible(False)
        self.mute.menuAction().setVisible(False)
        self.addSeparator()
        self.aboutToShow.connect(self._shared.aboutToShow)

    def end_with_shared(self) -> None:
        """Append the actions of every window's menu."""
        self.addActions(self._shared.actions())

    def set_theme(self, theme: Theme) -> None:
        """Change the colours."""
        self.setStyleSheet(menu_style(theme))
        if theme != self._theme:
            self._theme = theme
            self._icons.clear()

    def show_queues(self, queues: Sequence[QueueSummary]) -> None:
        """List queues with their figures, the worst first."""
        board_asked = self._requests.board_asked.emit
        lines = [(queue.sentence, queue.level, board_asked) for queue in queues[:MOST_QUEUES]]
        more = len(queues) - len(lines)
        if more > 0:
            lines.append((f"and {more} more queue{'s' if more > 1 else ''}", Level.NONE, board_asked))
        self._queues.show(lines)

    def show_alerts(self, alerts: Sequence[AlertSummary], now: Moment) -> None:
        """List open alerts, the worst first."""
        alert_asked = self._requests.alert_asked.emit
        self._alerts.show(
            [
                (alert.sentence(now), alert.level, partial(alert_asked, alert.key))
                for alert in alerts[:MOST_ALERTS]
            ]
        )

    def show_muted(self, muted_for: MuteDuration | None, until: str | None) -> None:
        """Show whether alerts are muted.

        Arguments:
            muted_for: The choice; None while they are not muted.
            until: The time of day until when; None while they are not muted.

        """
        self._muted_for = muted_for
        for mute_for, action in self._mute_actions.items():
            action.setChecked(mute_for is muted_for)
        self.mute.menuAction().setVisible(True)
        self.mute.setTitle(plain(f"Muted until {until}" if until is not None else "Mute alerts"))
        self.unmute.setEnabled(until is not None)

    def _on_mute_chosen(self, mute_for: MuteDuration, *_: object) -> None:
        # The check mark shows what holds, not what was clicked; the answer comes by `show_muted`.
        self._mute_actions[mute_for].setChecked(mute_for is self._muted_for)
        self._requests.mute_asked.emit(mute_for)

    def _icon(self, level: Level) -> QIcon:
        if level is Level.NONE:
            return QIcon()
        if level not in self._icons:
            icon = self._icons[level] = QIcon()
            ink = level_ink(self._theme, level)
            for px in (_ICON_PX, 2 * _ICON_PX):
                icon.addPixmap(self._brushes.shape(LEVEL_SHAPES[level], px, ink, 1.0))
        return self._icons[level]


def _short(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1].rstrip()}\u2026"
