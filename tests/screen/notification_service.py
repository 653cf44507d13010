"""A notification service that can be inhibited, like Plasma's; it prints the calls that it gets.

It is told what to do by calls of its interface ``org.tallymate.Test``.
"""

import asyncio
from typing import Annotated

from dbus_fast import PropertyAccess, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusSignature
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property, dbus_signal

NAME = "org.freedesktop.Notifications"

Text = Annotated[str, DBusSignature("s")]
Texts = Annotated[list[str], DBusSignature("as")]
Truth = Annotated[bool, DBusSignature("b")]
Number = Annotated[int, DBusSignature("u")]
Signed = Annotated[int, DBusSignature("i")]
Named = Annotated[dict[str, Variant], DBusSignature("a{sv}")]
Clicked = Annotated[list[int | str], DBusSignature("us")]
Closed = Annotated[list[int], DBusSignature("uu")]


def say(*words: object) -> None:
    print(*words, sep="|", flush=True)  # noqa: T201 - its output is what a test reads


class Notifications(ServiceInterface):
    """The service."""

    def __init__(self) -> None:
        super().__init__(NAME)
        self.is_inhibited = False
        self._last = 0

    @dbus_method()
    def Notify(  # noqa: PLR0913, PLR0917 - the specification's
        self,
        application: Text,
        replaces: Number,
        icon: Text,  # noqa: ARG002 - the specification's
        title: Text,
        text: Text,
        actions: Texts,
        hints: Named,
        expires: Signed,
    ) -> Number:
        if not replaces:
            self._last += 1
        number = replaces or self._last
        say("notify", application, replaces, title, text, *actions, hints["urgency"].value, expires, number)
        return number

    @dbus_method()
    def CloseNotification(self, number: Number) -> None:
        say("close", number)
        self.NotificationClosed(number, 3)

    @dbus_property(access=PropertyAccess.READ)
    def Inhibited(self) -> Truth:
        return self.is_inhibited

    @dbus_signal()
    def NotificationClosed(self, number: int, reason: int) -> Closed:
        return [number, reason]

    @dbus_signal()
    def ActionInvoked(self, number: int, action: str) -> Clicked:
        return [number, action]


class Controls(ServiceInterface):
    """The methods with which a test controls the service."""

    def __init__(self, service: Notifications) -> None:
        super().__init__("org.tallymate.Test")
        self._service = service

    @dbus_method()
    def Click(self, number: Number) -> None:
        self._service.ActionInvoked(number, "default")

    @dbus_method()
    def Inhibit(self, wanted: Truth) -> None:
        self._service.is_inhibited = wanted
        self._service.emit_properties_changed({"Inhibited": wanted})


async def main() -> None:
    bus = await MessageBus().connect()
    service = Notifications()
    bus.export("/org/freedesktop/Notifications", service)
    bus.export("/org/freedesktop/Notifications", Controls(service))
    await bus.request_name(NAME)
    say("ready")
    await bus.wait_for_disconnect()


if __name__ == "__main__":
    asyncio.run(main())
