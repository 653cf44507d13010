"""A desktop's idle inhibition services, which print the calls that they get."""

import asyncio
import sys
from typing import Annotated

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusSignature
from dbus_fast.service import ServiceInterface, dbus_method

Text = Annotated[str, DBusSignature("s")]
Number = Annotated[int, DBusSignature("u")]
Named = Annotated[dict[str, Variant], DBusSignature("a{sv}")]
ObjectPath = Annotated[str, DBusSignature("o")]


def say(*words: object) -> None:
    print(*words, sep="|", flush=True)  # noqa: T201 - its output is what a test reads


class Saver(ServiceInterface):
    """The service of a desktop's screen saver."""

    def __init__(self) -> None:
        super().__init__("org.freedesktop.ScreenSaver")
        self._cookie = 3_000_000_000

    @dbus_method()
    def Inhibit(self, application: Text, reason: Text) -> Number:
        self._cookie += 1
        say("inhibit", application, reason, self._cookie)
        return self._cookie

    @dbus_method()
    def UnInhibit(self, cookie: Number) -> None:
        say("uninhibit", cookie)


class Request(ServiceInterface):
    """The portal's object for a request."""

    def __init__(self) -> None:
        super().__init__("org.freedesktop.portal.Request")

    @dbus_method()
    def Close(self) -> None:
        say("close")


class Portal(ServiceInterface):
    """The portal."""

    def __init__(self) -> None:
        super().__init__("org.freedesktop.portal.Inhibit")

    @dbus_method()
    def Inhibit(self, window: Text, flags: Number, options: Named) -> ObjectPath:
        say("inhibit", window, flags, options["reason"].value)
        return "/org/freedesktop/portal/desktop/request/1"


def hear(message: Message) -> None:
    """Print who left the bus, as a real service ends that program's requests."""
    if message.message_type is MessageType.SIGNAL and message.member == "NameOwnerChanged":
        name, _, owner = message.body
        if name.startswith(":") and not owner:
            say("left")


async def main(kind: str) -> None:
    bus = await MessageBus().connect()
    bus.add_message_handler(hear)
    match kind:
        case "saver":
            bus.export("/org/freedesktop/ScreenSaver", Saver())
            await bus.request_name("org.freedesktop.ScreenSaver")
        case _:
            bus.export("/org/freedesktop/portal/desktop", Portal())
            bus.export("/org/freedesktop/portal/desktop/request/1", Request())
            await bus.request_name("org.freedesktop.portal.Desktop")
    rule = "type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged'"
    await bus.call(
        Message("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "AddMatch", signature="s", body=[rule])
    )
    say("ready")
    await bus.wait_for_disconnect()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
