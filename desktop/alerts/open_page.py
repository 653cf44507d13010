"""The page of open alerts: one card per alert, the worst first."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop.acd.alerts.alert import AlertKey
from desktop.acd.alerts.open_alerts import AlertSummary
from desktop.alerts.alert_card import AlertCard
from desktop.alerts.watch import AlertWatch
from desktop.ui.labels import hidden_label, plain_label, say
from desktop.ui.layouts import column
from desktop.ui.look import Look

MOST_CARDS: Final = 50
"""Most cards shown; further alerts are only counted."""


class OpenPage(QScrollArea):
    """The cards. A card stays while its alert is open, so a note being written is kept.

    Signals:
        go_asked: The user wants to see the tile; with the alert's key.

    Arguments:
        look: Colours, shapes and clock.
        watch: The alerts.

    """

    go_asked = Signal(object)

    def __init__(self, look: Look, watch: AlertWatch) -> None:
        super().__init__()
        self._look = look
        self._watch = watch
        self._cards: dict[AlertKey, AlertCard] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._empty = plain_label("Nothing needs attention", "title")
        self._empty_more = plain_label(
            "Alerts appear here as soon as they begin, and go when they are over.", "quiet"
        )
        for label in (self._empty, self._empty_more):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._more = hidden_label("quiet")
        page = QWidget()
        page.setObjectName("page")
        parts = (self._more, None, self._empty, self._empty_more, None)
        self._layout = column(*parts, spacing=10, margins=(0, 0, 8, 0))
        page.setLayout(self._layout)
        self.setWidget(page)

    @property
    def cards(self) -> list[AlertCard]:
        """The cards in their order."""
        return list(self._cards.values())

    def show_alerts(self, alerts: Sequence[AlertSummary]) -> None:
        """Show the open alerts in this order."""
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
        self._empty.setVisible(not shown)
        self._empty_more.setVisible(not shown)
        rest = len(alerts) - len(shown)
        say(self._more, f"and {rest} more, none of them worse" if rest > 0 else None)

    def tick(self) -> None:
        """Update the times on visible cards."""
        for card in self._cards.values():
            if not card.visibleRegion().isEmpty():
                card.tick()

    def apply_theme(self) -> None:
        """Apply the look's colours."""
        for card in self._cards.values():
            card.apply_theme()

    def go_to(self, key: AlertKey) -> bool:
        """Scroll to an alert and focus it; return whether it is open."""
        card = self._cards.get(key)
        if card is None:
            return False
        # Before it is first shown, nothing has a position yet.
        self._layout.activate()
        self.ensureWidgetVisible(card)
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def go_to_first(self) -> None:
        """Focus the worst alert, unless another card has the focus."""
        if self._cards and not any(card.has_keyboard for card in self.cards):
            self.cards[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, alert: AlertSummary) -> AlertCard:
        card = AlertCard(self._look, self._watch, alert)
        card.go_asked.connect(self.go_asked)
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
        """Scroll to the card that gets the focus."""
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, AlertCard):
            self.ensureWidgetVisible(watched)
        return super().eventFilter(watched, event)

    def _on_moved_from(self, key: AlertKey, step: int) -> None:
        keys = list(self._cards)
        place = keys.index(key) + step
        if 0 <= place < len(keys):
            self._cards[keys[place]].setFocus(Qt.FocusReason.TabFocusReason)
