"""Watching the session on Linux: on a real bus with stand-ins for the services, and on an X server."""

import pathlib
import sys
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.system.linux.bus import Bus, system_bus_address
from desktop.system.linux.session_watch import LinuxSessionWatch
from desktop.system.linux.x_server import XServer
from desktop.system.presence import Presence
from tests.screen.desktop import Desktop, wait_until
from tests.support import Clock

pytestmark = [
    pytest.mark.screen,
    pytest.mark.skipif(sys.platform != "linux", reason="a session bus and an X server"),
]

SERVICES = "tests.screen.session_services"


@pytest.fixture
def desktop(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    """Make a bus that is both the session's and the system's, without an X server."""
    desktop = Desktop(tmp_path)
    address = desktop.start_bare_bus()
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
    monkeypatch.delenv("DISPLAY", raising=False)
    yield desktop
    desktop.__exit__()


@pytest.fixture
def bus(qtbot: QtBot, desktop: Desktop) -> Iterator[Bus]:  # noqa: ARG001 - sockets need an event loop
    bus = Bus(desktop.environment["DBUS_SESSION_BUS_ADDRESS"])
    yield bus
    bus.stop()


def tell(desktop: Desktop, method: str, *, value: bool) -> None:
    place = ["--session", "--print-reply", "--dest=org.tallymate.Services", "/test"]
    desktop.tool("dbus-send", *place, f"org.tallymate.Test.{method}", f"boolean:{str(value).lower()}")


def start(qtbot: QtBot, bus: Bus) -> LinuxSessionWatch:
    system_bus = Bus(system_bus_address())
    watch = LinuxSessionWatch(bus, system_bus)
    with qtbot.waitSignals([bus.ready, system_bus.ready]):
        watch.start()
        bus.start()
    # When the last call is answered, the bus has taken all earlier ones.
    watch.idle_s()
    qtbot.waitUntil(lambda: not bus.awaits_answer and not system_bus.awaits_answer)
    return watch


def test_a_screen_saver_s_start_and_end_are_noticed(qtbot: QtBot, desktop: Desktop, bus: Bus) -> None:
    services = desktop.start_service(SERVICES, "saver")
    watch = start(qtbot, bus)
    assert not watch.is_locked()
    tell(desktop, "Save", value=True)
    qtbot.waitUntil(watch.is_locked)
    tell(desktop, "Save", value=False)
    qtbot.waitUntil(lambda: not watch.is_locked())
    tell(desktop, "Save", value=True)
    qtbot.waitUntil(watch.is_locked)
    desktop.stop(services)
    qtbot.waitUntil(lambda: not watch.is_locked())
    watch.stop()


def test_a_locked_session_is_known_from_the_start_and_changes_are_noticed(
    qtbot: QtBot, desktop: Desktop, bus: Bus
) -> None:
    desktop.start_service(SERVICES, "login")
    tell(desktop, "Lock", value=True)
    watch = start(qtbot, bus)
    qtbot.waitUntil(watch.is_locked)
    tell(desktop, "Lock", value=False)
    qtbot.waitUntil(lambda: not watch.is_locked())
    tell(desktop, "Lock", value=True)
    qtbot.waitUntil(watch.is_locked)
    watch.stop()


def test_the_desktop_reports_the_idle_time(qtbot: QtBot, desktop: Desktop, bus: Bus, clock: Clock) -> None:
    desktop.start_service(SERVICES, "idle")
    watch = start(qtbot, bus)
    qtbot.waitUntil(lambda: watch.idle_s() == 400.0)
    presence = Presence(watch, clock)
    presence.poll()
    assert not presence.is_here
    watch.stop()


def test_a_desktop_without_an_idle_time_is_asked_once(qtbot: QtBot, bus: Bus) -> None:
    watch = start(qtbot, bus)
    assert watch.idle_s() == 0.0
    qtbot.waitUntil(lambda: not bus.awaits_answer)
    assert watch.idle_s() == 0.0
    assert not bus.awaits_answer
    watch.stop()


def test_the_x_server_reports_the_idle_time_and_a_move_ends_it(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Desktop(tmp_path) as desktop:
        monkeypatch.setenv("DISPLAY", desktop.environment["DISPLAY"])
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        server = XServer()
        assert server.idle_s() == 0.0
        assert server.open() is None
        desktop.tool("xdotool", "mousemove", "10", "10")
        wait_until(lambda: server.idle_s() > 0.5, "nobody is idle")
        before = server.idle_s()
        desktop.tool("xdotool", "mousemove", "200", "200")
        wait_until(lambda: server.idle_s() < before, "the pointer is not seen")
        server.close()
        assert server.idle_s() == 0.0


def test_under_wayland_the_x_server_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("DISPLAY", ":0")
    server = XServer()
    assert server.open() == "the display is not an X server's"
    server.close()
