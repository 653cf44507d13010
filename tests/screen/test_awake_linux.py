"""The display stays awake: on a real session bus with a desktop's services, and on a real X server."""

import ctypes
import pathlib
import socket
import sys
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.system.linux import bus as linux_bus
from desktop.system.linux.awake import LinuxInhibitor
from desktop.system.linux.bus import Bus, local_socket, session_bus_address
from desktop.system.linux.x_server import XServer
from tests.screen.desktop import Desktop, wait_until
from tests.screen.service_output import ServiceOutput, next_of

pytestmark = [
    pytest.mark.screen,
    pytest.mark.skipif(sys.platform != "linux", reason="a session bus and an X server"),
]

SERVICES = "tests.screen.idle_inhibitor"
Serve = Callable[[str], "ServiceOutput"]
Hold = Callable[[str], LinuxInhibitor]
ASKED = "inhibit|TallyMate|The board fills a screen|3000000001"


@pytest.fixture
def desktop(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    """Make a desktop for a bus, without an X server."""
    monkeypatch.delenv("DISPLAY", raising=False)
    desktop = Desktop(tmp_path)
    yield desktop
    desktop.__exit__()


@pytest.fixture
def with_screen(tmp_path: pathlib.Path) -> Iterator[Desktop]:
    with Desktop(tmp_path) as desktop:
        yield desktop


@pytest.fixture
def serve(desktop: Desktop) -> Iterator[Serve]:
    heard: list[ServiceOutput] = []

    def start(kind: str) -> ServiceOutput:
        one = ServiceOutput(desktop.start_service(SERVICES, kind))
        heard.append(one)
        return one

    yield start
    for one in heard:
        one.stop()


@pytest.fixture
def hold(qtbot: QtBot) -> Iterator[Hold]:  # noqa: ARG001 - sockets need an event loop
    held: list[LinuxInhibitor] = []

    def start(address: str) -> LinuxInhibitor:
        inhibitor = LinuxInhibitor(Bus(address))
        held.append(inhibitor)
        inhibitor.hold()
        return inhibitor

    yield start
    for inhibitor in held:
        inhibitor.release()


@pytest.mark.parametrize("options", [(), ("--address=unix:abstract=/tmp/tallymate-{name}",)])
def test_the_screen_saver_is_inhibited_and_released(
    qtbot: QtBot, desktop: Desktop, serve: Serve, hold: Hold, options: tuple[str, ...]
) -> None:
    address = desktop.start_bare_bus(*(option.format(name=desktop.home.name) for option in options))
    saver = serve("saver")
    inhibitor = hold(address)
    assert next_of(qtbot, saver) == ASKED
    qtbot.waitUntil(lambda: inhibitor.is_held)
    inhibitor.release()
    assert next_of(qtbot, saver) == "uninhibit|3000000001"
    assert next_of(qtbot, saver) == "left"
    inhibitor.hold()
    assert next_of(qtbot, saver) == "inhibit|TallyMate|The board fills a screen|3000000002"


def test_an_inhibition_released_before_the_answer_is_not_held(
    qtbot: QtBot, desktop: Desktop, serve: Serve
) -> None:
    bus = Bus(desktop.start_bare_bus())
    saver = serve("saver")
    inhibitor = LinuxInhibitor(bus)
    with qtbot.waitSignal(bus.ready):
        inhibitor.hold()
    assert bus.awaits_answer
    inhibitor.release()
    assert next_of(qtbot, saver) == ASKED
    assert next_of(qtbot, saver) == "left"
    assert not inhibitor.is_held


def test_a_restarted_screen_saver_is_inhibited_again(
    qtbot: QtBot, desktop: Desktop, serve: Serve, hold: Hold
) -> None:
    address = desktop.start_bare_bus()
    first = serve("saver")
    inhibitor = hold(address)
    assert next_of(qtbot, first) == ASKED
    first.stop()
    qtbot.waitUntil(lambda: not inhibitor.is_held)
    second = serve("saver")
    assert next_of(qtbot, second) == ASKED
    qtbot.waitUntil(lambda: inhibitor.is_held)
    inhibitor.release()
    assert next_of(qtbot, second) == "uninhibit|3000000001"


def test_without_a_screen_saver_the_portal_is_asked(
    qtbot: QtBot, desktop: Desktop, serve: Serve, hold: Hold
) -> None:
    address = desktop.start_bare_bus()
    portal = serve("portal")
    inhibitor = hold(address)
    assert next_of(qtbot, portal) == "inhibit||8|The board fills a screen"
    qtbot.waitUntil(lambda: inhibitor.is_held)
    inhibitor.release()
    assert next_of(qtbot, portal) == "close"


def test_a_portal_that_starts_later_is_asked_then(
    qtbot: QtBot, desktop: Desktop, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    address = desktop.start_bare_bus()
    inhibitor = LinuxInhibitor(Bus(address))
    inhibitor.hold()
    qtbot.waitUntil(lambda: "no service on the session bus does it" in caplog.text)
    portal = serve("portal")
    assert next_of(qtbot, portal) == "inhibit||8|The board fills a screen"
    portal.stop()
    qtbot.waitUntil(lambda: not inhibitor.is_held)
    inhibitor.release()


def test_a_bus_that_does_not_answer_holds_nothing_up(qtbot: QtBot, tmp_path: pathlib.Path) -> None:
    place = tmp_path / "bus"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(place))
        server.listen()
        bus = Bus(f"unix:path={place}")
        inhibitor = LinuxInhibitor(bus)
        with qtbot.assertNotEmitted(bus.lost):
            inhibitor.hold()
            connection, _ = server.accept()
            with connection:
                connection.settimeout(0.01)
                came = b""

                def greeting_came() -> bool:
                    nonlocal came
                    try:
                        came += connection.recv(1000)
                    except TimeoutError:
                        return False
                    return came.endswith(b"\r\n")

                qtbot.waitUntil(greeting_came)
                assert came.startswith(b"\0AUTH EXTERNAL ")
                inhibitor.release()


@pytest.mark.parametrize(
    "said", [b"REJECTED EXTERNAL\r\n", b"OK 1234\r\nHTTP/1.1 400 Bad Request", b"x" * 70_000]
)
def test_a_socket_that_is_no_bus_is_left_alone(
    qtbot: QtBot,
    tmp_path: pathlib.Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    said: bytes,
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    place = tmp_path / "bus"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(place))
        server.listen()
        bus = Bus(f"unix:path={place}")
        inhibitor = LinuxInhibitor(bus)
        inhibitor.hold()
        connection, _ = server.accept()
        with connection, qtbot.waitSignal(bus.lost):
            connection.sendall(said)
        assert "the session bus can't be reached" in caplog.text
        assert len(caplog.text) < 1000
        inhibitor.release()


def test_a_bus_that_comes_back_is_used_again(
    qtbot: QtBot, desktop: Desktop, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linux_bus, "RETRY_MS", 50)
    place = f"--address=unix:path={desktop.home}/bus"
    bus = Bus(f"unix:path={desktop.home}/bus")
    inhibitor = LinuxInhibitor(bus)
    with qtbot.waitSignal(bus.lost):
        inhibitor.hold()
    desktop.start_bare_bus(place)
    saver = serve("saver")
    # Whichever of service and program came first.
    assert next_of(qtbot, saver) == ASKED
    inhibitor.release()


def test_the_bus_address_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert not session_bus_address()
    (tmp_path / "bus").touch()
    assert session_bus_address() == f"unix:path={tmp_path}/bus"
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "tcp:host=a;unix:path=/a%20b,guid=1")
    assert local_socket(session_bus_address()) == ("/a b", False)


class Info(ctypes.Structure):
    """XScreenSaverInfo."""

    _fields_ = (
        ("window", ctypes.c_ulong),
        ("state", ctypes.c_int),
        ("kind", ctypes.c_int),
        ("til_or_since", ctypes.c_ulong),
        ("idle_ms", ctypes.c_ulong),
        ("event_mask", ctypes.c_ulong),
    )


class Blanker:
    """The X server's own screen saver, which starts after a second."""

    def __init__(self, display: str) -> None:
        self._xlib, self._saver = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXss.so.1")
        self._xlib.XOpenDisplay.restype = ctypes.c_void_p
        self._xlib.XDefaultRootWindow.restype = ctypes.c_ulong
        self._xlib.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        self._xlib.XSetScreenSaver.argtypes = [ctypes.c_void_p] + [ctypes.c_int] * 4
        self._xlib.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
        self._xlib.XCloseDisplay.argtypes = [ctypes.c_void_p]
        self._saver.XScreenSaverQueryInfo.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.POINTER(Info)]
        self._display = self._xlib.XOpenDisplay(display.encode())
        self._root = self._xlib.XDefaultRootWindow(self._display)

    def start(self) -> None:
        self._xlib.XSetScreenSaver(self._display, 1, 0, 1, 1)
        self._xlib.XSync(self._display, 0)

    def info(self) -> Info:
        info = Info()
        assert self._saver.XScreenSaverQueryInfo(self._display, self._root, ctypes.byref(info))
        return info

    def is_on(self) -> bool:
        return bool(self.info().state == 1)

    def close(self) -> None:
        self._xlib.XCloseDisplay(self._display)


@pytest.fixture
def blanker(with_screen: Desktop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Blanker]:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", with_screen.environment["DISPLAY"])
    blanker = Blanker(with_screen.environment["DISPLAY"])
    yield blanker
    blanker.close()


def test_the_x_server_does_not_blank_the_screen_while_held(blanker: Blanker) -> None:
    server = XServer()
    assert server.open() is None
    server.suspend_screen_saver()
    blanker.start()
    wait_until(lambda: blanker.info().idle_ms > 3000, "somebody touched the keyboard")
    assert not blanker.is_on()
    server.close()
    wait_until(blanker.is_on, "the screen saver does not go on")


def test_without_any_service_that_is_logged_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: pathlib.Path
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    bus = Bus(session_bus_address())
    inhibitor = LinuxInhibitor(bus)
    with qtbot.waitSignal(bus.lost):
        inhibitor.hold()
    inhibitor.release()
    inhibitor.hold()
    inhibitor.release()
    assert len(caplog.records) == 1
    assert caplog.records[0].getMessage() == (
        "The display may go to sleep over the board: the session bus can't be reached: there is none, "
        "and the display is not an X server's"
    )


def test_with_the_x_server_nothing_is_logged(
    blanker: Blanker,  # noqa: ARG001 - for its X server
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    tmp_path: pathlib.Path,
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    bus = Bus(session_bus_address())
    inhibitor = LinuxInhibitor(bus)
    with qtbot.waitSignal(bus.lost):
        inhibitor.hold()
    assert not caplog.records
    inhibitor.release()
