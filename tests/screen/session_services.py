"""Services that know about the session: a screen saver and an idle monitor, or the login service.

A stand-in for GNOME's and systemd's, with their interfaces; it is told what to do on ``org.tallymate.Test``.
"""

import asyncio
import sys
from typing import Annotated

from dbus_fast import PropertyAccess
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusSignature
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property, dbus_signal

Truth = Annotated[bool, DBusSignature("b")]
Large = Annotated[int, DBusSignature("t")]

SAVER = "org.freedesktop.ScreenSaver"
IDLE = "org.gnome.Mutter.IdleMonitor"
LOGIN = "org.freedesktop.login1"


class Saver(ServiceInterface):
    """A screen saver."""

    def __init__(self) -> None:
        super().__init__(SAVER)

    @dbus_signal()
    def ActiveChanged(self, is_active: bool) -> Truth:  # noqa: FBT001 - D-Bus has no names
        return is_active


class IdleMonitor(ServiceInterface):
    """GNOME's idle monitor."""

    def __init__(self) -> None:
        super().__init__(IDLE)

    @dbus_method()
    def GetIdletime(self) -> Large:
        return 400_000


class Session(ServiceInterface):
    """A session of the login service."""

    def __init__(self) -> None:
        super().__init__("org.freedesktop.login1.Session")
        self.is_locked = False

    @dbus_property(access=PropertyAccess.READ)
    def LockedHint(self) -> Truth:
        return self.is_locked


class Controls(ServiceInterface):
    """The methods with which a test controls the services."""

    def __init__(self, saver: Saver, session: Session) -> None:
        super().__init__("org.tallymate.Test")
        self._saver = saver
        self._session = session

    @dbus_method()
    def Save(self, is_active: Truth) -> None:
        self._saver.ActiveChanged(is_active)

    @dbus_method()
    def Lock(self, is_locked: Truth) -> None:
        self._session.is_locked = is_locked
        self._session.emit_properties_changed({"LockedHint": is_locked})


async def main(kinds: set[str]) -> None:
    bus = await MessageBus().connect()
    saver, session = Saver(), Session()
    bus.export("/org/freedesktop/ScreenSaver", saver)
    bus.export("/org/gnome/Mutter/IdleMonitor/Core", IdleMonitor())
    bus.export("/org/freedesktop/login1/session/auto", session)
    bus.export("/test", Controls(saver, session))
    for kind, name in (("saver", SAVER), ("idle", IDLE), ("login", LOGIN)):
        if kind in kinds:
            await bus.request_name(name)
    await bus.request_name("org.tallymate.Services")
    print("ready", flush=True)  # noqa: T201 - its output is what a test reads
    await bus.wait_for_disconnect()


if __name__ == "__main__":
    asyncio.run(main(set(sys.argv[1:])))
