"""A StatusNotifierWatcher, as in a desktop's panel: prints which icons came."""

import asyncio
from typing import Annotated

from dbus_fast import PropertyAccess
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusSignature
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property, dbus_signal

NAME = "org.kde.StatusNotifierWatcher"

Text = Annotated[str, DBusSignature("s")]
Texts = Annotated[list[str], DBusSignature("as")]
Truth = Annotated[bool, DBusSignature("b")]
Number = Annotated[int, DBusSignature("i")]


class Watcher(ServiceInterface):
    """The interface that programs with a tray icon look for."""

    def __init__(self) -> None:
        super().__init__(NAME)
        self._items: list[str] = []

    @dbus_method()
    def RegisterStatusNotifierItem(self, service: Text) -> None:
        self._items.append(service)
        print(f"registered {service}", flush=True)  # noqa: T201 - its output is what a test reads
        self.StatusNotifierItemRegistered(service)

    @dbus_method()
    def RegisterStatusNotifierHost(self, service: Text) -> None:
        """Tell programs that this is the host as well."""

    @dbus_property(access=PropertyAccess.READ)
    def RegisteredStatusNotifierItems(self) -> Texts:
        return self._items

    @dbus_property(access=PropertyAccess.READ)
    def IsStatusNotifierHostRegistered(self) -> Truth:
        return True

    @dbus_property(access=PropertyAccess.READ)
    def ProtocolVersion(self) -> Number:
        return 0

    @dbus_signal()
    def StatusNotifierItemRegistered(self, service: str) -> Text:
        return service


async def main() -> None:
    bus = await MessageBus().connect()
    bus.export("/StatusNotifierWatcher", Watcher())
    await bus.request_name(NAME)
    print("ready", flush=True)  # noqa: T201 - its output is what a test reads
    await bus.wait_for_disconnect()


if __name__ == "__main__":
    asyncio.run(main())
