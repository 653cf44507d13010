"""Notifications on Linux: by the desktop's service on the session bus.

Source: specifications.freedesktop.org/notification-spec, "D-BUS Protocol".
"""

import logging
from functools import partial
from typing import Final

from desktop.system.linux.bus_message import Argument, Byte, Call, Kind, Message
from desktop.system.linux.session_bus import SessionBus
from desktop.system.notifier import Note, Notifier, OnClicked

NOTIFICATIONS: Final = "org.freedesktop.Notifications"
NOTIFICATIONS_PATH: Final = "/org/freedesktop/Notifications"
APPLICATION: Final = "TallyMate"
DESKTOP_ENTRY: Final = "tallymate"
_DEFAULT_ACTION: Final = "default"
"""What a click on the notification itself means."""
_AS_THE_SERVICE_LIKES: Final = -1
"""How long it is shown."""

_log = logging.getLogger(__name__)


class LinuxNotifier(Notifier):
    """Asks the notification service; where there is none, another notifier.

    Arguments:
        bus: The session bus; its owner opens and closes it.
        icon: The program's icon as a ``file:`` address, or blank.
        otherwise: Shows what the service can't.
        on_clicked: Gets the ID of what was clicked.

    """

    def __init__(self, bus: SessionBus, icon: str, otherwise: Notifier, on_clicked: OnClicked) -> None:
        self._bus = bus
        self._icon = icon
        self._otherwise = otherwise
        self._on_clicked = on_clicked
        self._is_ready = False
        self._has_told = False
        self._numbers: dict[str, int] = {}
        self._asked: set[str] = set()
        # What is to happen when the service has given the number: another note, or none any more.
        self._after: dict[str, Note | None] = {}
        bus.ready.connect(self._on_bus_ready)
        bus.lost.connect(self._on_bus_lost)
        bus.service_went.connect(self._on_service_went)
        bus.signal_came.connect(self._on_signal_came)

    @property
    def can_withdraw(self) -> bool:
        """Always: where there is no service, what is shown otherwise goes away by itself."""
        return True

    def show(self, note: Note) -> bool:
        """Show it, in place of the one with the same ID."""
        if not self._is_ready:
            return self._otherwise.show(note)
        if note.id in self._asked:
            self._after[note.id] = note
        else:
            self._ask(note)
        return True

    def withdraw(self, note_id: str) -> None:
        """Have the service close it."""
        if note_id in self._asked:
            self._after[note_id] = None
        elif note_id in self._numbers:
            self._close(self._numbers.pop(note_id))
        else:
            self._otherwise.withdraw(note_id)

    def stop(self) -> None:
        """Ask for no more."""
        self._forget()
        self._is_ready = False
        self._otherwise.stop()

    def _forget(self) -> None:
        self._numbers.clear()
        self._asked.clear()
        self._after.clear()

    def _ask(self, note: Note) -> None:
        self._asked.add(note.id)
        plain = note.plain()
        arguments: tuple[Argument, ...] = (
            APPLICATION,
            self._numbers.get(note.id, 0),
            self._icon,
            plain.title,
            plain.text,
            (_DEFAULT_ACTION, "Show"),
            {"urgency": Byte(plain.urgency), "desktop-entry": DESKTOP_ENTRY},
            _AS_THE_SERVICE_LIKES,
        )
        call = Call(NOTIFICATIONS, NOTIFICATIONS_PATH, NOTIFICATIONS, "Notify", "susssasa{sv}i", arguments)
        self._bus.call(call, partial(self._on_answered, note))

    def _close(self, number: int) -> None:
        call = Call(NOTIFICATIONS, NOTIFICATIONS_PATH, NOTIFICATIONS, "CloseNotification", "u", (number,))
        self._bus.call(call)

    def _on_answered(self, note: Note, answer: Message) -> None:
        if note.id not in self._asked:
            # The service went between question and answer.
            return
        self._asked.discard(note.id)
        is_changed = note.id in self._after
        after = self._after.pop(note.id, None)
        match answer:
            case Message(kind=Kind.ANSWER, arguments=(int(number), *_)):
                if is_changed and after is None:
                    self._close(number)
                    return
                self._numbers[note.id] = number
                if after is not None:
                    self._ask(after)
            case _:
                if not self._has_told:
                    self._has_told = True
                    _log.warning(
                        "the notification service does not show what it is asked to: %s", answer.error
                    )
                if after is not None or not is_changed:
                    self._otherwise.show(after or note)

    def _on_bus_ready(self) -> None:
        self._is_ready = True
        self._bus.watch(NOTIFICATIONS)
        self._bus.listen(NOTIFICATIONS, NOTIFICATIONS)

    def _on_bus_lost(self) -> None:
        self._is_ready = False
        self._forget()

    def _on_service_went(self, service: str) -> None:
        if service == NOTIFICATIONS:
            self._forget()

    def _on_signal_came(self, message: Message) -> None:
        if message.interface != NOTIFICATIONS:
            return
        match message.member, message.arguments:
            case "NotificationClosed", (int(number), *_):
                self._numbers = {key: one for key, one in self._numbers.items() if one != number}
            case "ActionInvoked", (int(number), str(action), *_) if action == _DEFAULT_ACTION:
                for note_id in [key for key, one in self._numbers.items() if one == number]:
                    self._on_clicked(note_id)
            case _:
                pass
