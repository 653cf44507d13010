"""Notifications on Linux: by the desktop's service on the session bus.

Source: specifications.freedesktop.org/notification-spec, "D-BUS Protocol".
"""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from jeepney import DBusAddress, new_method_call

from desktop.system.linux.bus import Answer, Bus, valid_text
from desktop.system.notifier import Notification, Notifier, ShowMessage

NOTIFICATIONS: Final = DBusAddress(
    "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "org.freedesktop.Notifications"
)
APPLICATION: Final = "TallyMate"
DESKTOP_ENTRY: Final = "tallymate"
_DEFAULT_ACTION: Final = "default"
"""The action of a click on the notification itself."""
_SERVICE_DECIDES: Final = -1
"""How long a notification is shown."""

_log = logging.getLogger(__name__)


class LinuxNotifier(Notifier):
    """Asks the notification service; without one, the tray icon, whose messages disappear by themselves.

    Arguments:
        bus: The session bus; its owner starts and stops it.
        icon: The program's icon as a ``file:`` address, or blank.
        show_message: Shows a title and a text at the tray icon; returns whether it could.
        on_clicked: Called with the ID of the notification that was clicked.

    """

    can_withdraw = True

    def __init__(
        self, bus: Bus, icon: str, show_message: ShowMessage, on_clicked: Callable[[str], None]
    ) -> None:
        super().__init__(show_message, on_clicked)
        self._bus = bus
        self._icon = icon
        self._is_ready = False
        self._is_refusal_logged = False
        # The service's numbers of the notifications that it shows.
        self._numbers: dict[str, int] = {}
        # Notifications without a number from the service yet, with the one to show next, or None to close.
        self._sent: set[str] = set()
        self._next: dict[str, Notification | None] = {}
        bus.ready.connect(self._on_bus_ready)
        bus.lost.connect(self._on_bus_lost)
        bus.service_went.connect(self._on_service_went)
        bus.signal_came.connect(self._on_signal_came)

    @property
    def shown(self) -> frozenset[str]:
        """The IDs of the notifications that the service shows."""
        return frozenset(self._numbers)

    def show(self, note: Notification) -> bool:
        """Show a notification in place of the one with the same ID."""
        if not self._is_ready:
            return super().show(note)
        if note.id in self._sent:
            self._next[note.id] = note
        else:
            self._send(note)
        return True

    def withdraw(self, note_id: str) -> None:
        """Ask the service to close it."""
        if note_id in self._sent:
            self._next[note_id] = None
        elif note_id in self._numbers:
            self._close(self._numbers.pop(note_id))
        else:
            super().withdraw(note_id)

    def stop(self) -> None:
        """Show no more notifications."""
        self._is_ready = False
        self._forget()
        super().stop()

    def _forget(self) -> None:
        self._numbers.clear()
        self._sent.clear()
        self._next.clear()

    def _send(self, note: Notification) -> None:
        self._sent.add(note.id)
        plain = note.plain()
        arguments = (
            APPLICATION,
            self._numbers.get(note.id, 0),
            self._icon,
            valid_text(plain.title),
            valid_text(plain.text),
            [_DEFAULT_ACTION, "Show"],
            {"urgency": ("y", plain.urgency), "desktop-entry": ("s", DESKTOP_ENTRY)},
            _SERVICE_DECIDES,
        )
        call = new_method_call(NOTIFICATIONS, "Notify", "susssasa{sv}i", arguments)
        self._bus.call(call, partial(self._on_answered, note))

    def _close(self, number: int) -> None:
        self._bus.call(new_method_call(NOTIFICATIONS, "CloseNotification", "u", (number,)))

    def _on_answered(self, note: Notification, answer: Answer) -> None:
        if note.id not in self._sent:
            # The service left the bus between call and answer.
            return
        self._sent.discard(note.id)
        is_withdrawn = self._next.get(note.id, note) is None
        after = self._next.pop(note.id, None)
        match answer:
            case (int(number), *_) if is_withdrawn:
                self._close(number)
            case (int(number), *_):
                self._numbers[note.id] = number
                if after is not None:
                    self._send(after)
            case _:
                if not self._is_refusal_logged:
                    self._is_refusal_logged = True
                    _log.warning("The notification service refuses a notification: %s", answer)
                if not is_withdrawn:
                    super().show(after or note)

    def _on_bus_ready(self) -> None:
        self._is_ready = True
        self._bus.watch(NOTIFICATIONS.bus_name)
        self._bus.listen(NOTIFICATIONS.bus_name, NOTIFICATIONS.interface)

    def _on_bus_lost(self) -> None:
        self._is_ready = False
        self._forget()

    def _on_service_went(self, service: str) -> None:
        if service == NOTIFICATIONS.bus_name:
            self._forget()

    def _on_signal_came(self, interface: str, member: str, values: tuple[Any, ...]) -> None:
        if interface != NOTIFICATIONS.interface:
            return
        match member, values:
            case "NotificationClosed", (int(number), *_):
                self._numbers = {key: one for key, one in self._numbers.items() if one != number}
            case "ActionInvoked", (int(number), str(action), *_) if action == _DEFAULT_ACTION:
                for note_id in [key for key, one in self._numbers.items() if one == number]:
                    self._on_clicked(note_id)
            case _:
                pass
