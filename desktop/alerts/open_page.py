"""All open alerts, one below the other, the worst first."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.acd.alerts.alert import AlertKey
from desktop.alerts.alert_card import AlertCard
from desktop.alerts.open_alert import AlertShown
from desktop.ui.labels import plain_label
from desktop.ui.look import Look

MOST_CARDS: Final = 50
"""Nobody reads more; the rest is counted."""


class OpenPage(QScrollArea):
    """The cards. Each stays the same while its alert is open: a note that somebody writes is kept.

    Signals:
        go_asked: The tile of an alert is to be seen; with its key.
        acknowledge_asked: With the key and a note.
        snooze_asked: With the key and a `MuteFor`.
        take_back_asked: What was said to an alert is to be taken back; with its key.

    Arguments:
        look: Colours, shapes and clock.

    """

    go_asked = Signal(object)
    acknowledge_asked = Signal(object, str)
    snooze_asked = Signal(object, object)
    take_back_asked = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._cards: dict[AlertKey, AlertCard] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._empty = plain_label("Nothing needs attention")
        self._empty.setObjectName("title")
        self._empty_more = plain_label("Alerts appear here as soon as they begin, and go when they are over.")
        self._empty_more.setObjectName("quiet")
        for label in (self._empty, self._empty_more):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._more = plain_label("")
        self._more.setObjectName("quiet")
        self._more.hide()
        page = QWidget()
        page.setObjectName("page")
        self._layout = QVBoxLayout(page)
        self._layout.setContentsMargins(0, 0, 8, 0)
        self._layout.setSpacing(10)
        self._layout.addWidget(self._more)
        self._layout.addStretch(1)
        self._layout.addWidget(self._empty)
        self._layout.addWidget(self._empty_more)
        self._layout.addStretch(1)
        self.setWidget(page)

    @property
    def cards(self) -> list[AlertCard]:
        """The cards in their order."""
        return list(self._cards.values())

    def show_alerts(self, alerts: Sequence[AlertShown]) -> None:
        """Show what is open now, in this order."""
        shown = {alert.key: alert for alert in alerts[:MOST_CARDS]}
        before = list(self._cards)
        for key in before:
            if key not in shown:
                self._take_out(self._cards.pop(key))
        for key, alert in shown.items():
            card = self._cards.get(key)
            if card is None:
                self._cards[key] = self._make(alert)
            else:
                card.show_alert(alert)
        self._cards = {key: self._cards[key] for key in shown}
        if list(shown) != before:
            self._put_in_order()
        is_empty = not shown
        self._empty.setVisible(is_empty)
        self._empty_more.setVisible(is_empty)
        rest = len(alerts) - len(shown)
        self._more.setText(f"and {rest} more, none of them worse")
        self._more.setVisible(rest > 0)

    def tick(self) -> None:
        """Go on with the times of what is in sight."""
        for card in self._cards.values():
            if not card.visibleRegion().isEmpty():
                card.tick()

    def apply_theme(self) -> None:
        """Take the look's colours."""
        for card in self._cards.values():
            card.apply_theme()

    def go_to(self, key: AlertKey) -> bool:
        """Bring an alert into sight and the keyboard there; tell whether it is open."""
        card = self._cards.get(key)
        if card is None:
            return False
        # Before the first time it is shown nothing has a place yet.
        self._layout.activate()
        self.ensureWidgetVisible(card)
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def go_to_first(self) -> None:
        """Have the keyboard at the worst."""
        if self._cards and not any(card.has_keyboard for card in self.cards):
            self.cards[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, alert: AlertShown) -> AlertCard:
        card = AlertCard(self._look, alert)
        card.go_asked.connect(self._on_go_asked)
        card.acknowledge_asked.connect(self._on_acknowledge_asked)
        card.snooze_asked.connect(self._on_snooze_asked)
        card.take_back_asked.connect(self._on_take_back_asked)
        card.moved_from.connect(self._on_moved_from)
        card.installEventFilter(self)
        return card

    def _take_out(self, card: AlertCard) -> None:
        place = self._layout.indexOf(card)
        had_keyboard = card.has_keyboard
        self._layout.removeWidget(card)
        card.hide()
        card.deleteLater()
        if had_keyboard and self._cards:
            cards = self.cards
            cards[min(max(place, 0), len(cards) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_in_order(self) -> None:
        for place, card in enumerate(self._cards.values()):
            if self._layout.indexOf(card) != place:
                self._layout.removeWidget(card)
                self._layout.insertWidget(place, card)
                card.show()
        stops = [stop for card in self._cards.values() for stop in card.stops]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the card in sight that the keyboard comes to."""
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, AlertCard):
            self.ensureWidgetVisible(watched)
        return super().eventFilter(watched, event)

    def _asked(self) -> AlertKey:
        card = self.sender()
        if not isinstance(card, AlertCard):
            message = f"{card!r} is no card"
            raise TypeError(message)
        return card.key

    def _on_go_asked(self) -> None:
        self.go_asked.emit(self._asked())

    def _on_acknowledge_asked(self, note: str) -> None:
        self.acknowledge_asked.emit(self._asked(), note)

    def _on_snooze_asked(self, choice: object) -> None:
        self.snooze_asked.emit(self._asked(), choice)

    def _on_take_back_asked(self) -> None:
        self.take_back_asked.emit(self._asked())

    def _on_moved_from(self, step: int) -> None:
        keys = list(self._cards)
        place = keys.index(self._asked()) + step
        if 0 <= place < len(keys):
            self._cards[keys[place]].setFocus(Qt.FocusReason.TabFocusReason)
