"""Notifications on a real session bus: with dunst, and with a service that can be inhibited."""

import json
import pathlib
import sys
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.system.linux import bus as linux_bus
from desktop.system.linux.bus import Bus
from desktop.system.linux.notifier import LinuxNotifier
from desktop.system.linux.session_watch import LinuxSessionWatch
from desktop.system.notifier import Notification, Urgency
from tests.screen.desktop import Desktop, wait_until
from tests.screen.service_output import ServiceOutput, next_of

pytestmark = [
    pytest.mark.screen,
    pytest.mark.skipif(sys.platform != "linux", reason="a session bus"),
]

SERVICE = "tests.screen.notification_service"
SALES = Notification("sales", "Sales: 7 callers waiting", "Over <5> for 30 s & more.", Urgency.URGENT)
WORSE = Notification("sales", "Sales: 9 callers waiting", "Over 5.", Urgency.URGENT)
BEN = Notification("ben", "Ben K. do not disturb", "48 min", Urgency.LOW)


class JoinedNotifier:
    """A notifier with its bus, and the clicks and tray messages it caused."""

    def __init__(self, address: str) -> None:
        self.clicked: list[str] = []
        self.balloons: list[str] = []
        self.bus = Bus(address)
        self.session = LinuxSessionWatch(self.bus, Bus(""))
        self.notifier = LinuxNotifier(self.bus, "", self._show_balloon, self.clicked.append)

    def _show_balloon(self, title: str, text: str, urgency: Urgency) -> bool:  # noqa: ARG002 - the signature of a balloon
        self.balloons.append(title)
        return True

    def stop(self) -> None:
        self.notifier.stop()
        self.bus.stop()


Join = Callable[[str], JoinedNotifier]


@pytest.fixture
def desktop(tmp_path: pathlib.Path) -> Iterator[Desktop]:
    desktop = Desktop(tmp_path)
    yield desktop
    desktop.__exit__()


@pytest.fixture
def join(qtbot: QtBot) -> Iterator[Join]:
    all_joined: list[JoinedNotifier] = []

    def start(address: str) -> JoinedNotifier:
        joined = JoinedNotifier(address)
        all_joined.append(joined)
        with qtbot.waitSignal(joined.bus.ready):
            joined.bus.start()
        # When the last call is answered, the bus has taken all earlier ones.
        qtbot.waitUntil(lambda: not joined.bus.awaits_answer)
        return joined

    yield start
    for joined in all_joined:
        joined.stop()


@pytest.fixture
def serve(desktop: Desktop) -> Iterator[Callable[[], ServiceOutput]]:
    started: list[ServiceOutput] = []

    def start() -> ServiceOutput:
        started.append(ServiceOutput(desktop.start_service(SERVICE)))
        return started[-1]

    yield start
    for heard in started:
        heard.stop()


def tell(desktop: Desktop, method: str, signature: str, value: str) -> None:
    """Call a method of the test service."""
    place = [
        "--session",
        "--print-reply",
        "--dest=org.freedesktop.Notifications",
        "/org/freedesktop/Notifications",
    ]
    desktop.tool("dbus-send", *place, f"org.tallymate.Test.{method}", f"{signature}:{value}")


def test_a_worse_alert_replaces_its_notification(
    qtbot: QtBot, desktop: Desktop, join: Join, serve: Callable[[], ServiceOutput]
) -> None:
    address = desktop.start_bare_bus()
    service = serve()
    joined = join(address)
    assert joined.notifier.show(SALES)
    # Sent before the service has answered, so it follows the answer.
    joined.notifier.show(WORSE)
    joined.notifier.show(BEN)
    said = [next_of(qtbot, service) for _ in range(3)]
    text = "Over \u20395\u203a for 30 s \uff06 more."
    assert said[0] == f"notify|TallyMate|0|Sales: 7 callers waiting|{text}|default|Show|2|-1|1"
    assert sorted(said[1:]) == [
        "notify|TallyMate|0|Ben K. do not disturb|48 min|default|Show|0|-1|2",
        "notify|TallyMate|1|Sales: 9 callers waiting|Over 5.|default|Show|2|-1|1",
    ]
    assert joined.balloons == []


def test_a_notification_that_has_ended_is_closed_even_before_it_was_shown(
    qtbot: QtBot, desktop: Desktop, join: Join, serve: Callable[[], ServiceOutput]
) -> None:
    address = desktop.start_bare_bus()
    service = serve()
    joined = join(address)
    assert joined.notifier.can_withdraw
    joined.notifier.show(SALES)
    joined.notifier.withdraw("sales")
    assert next_of(qtbot, service).startswith("notify|")
    assert next_of(qtbot, service) == "close|1"
    joined.notifier.show(BEN)
    assert next_of(qtbot, service).endswith("|2")
    qtbot.waitUntil(lambda: "ben" in joined.notifier.shown)
    joined.notifier.withdraw("ben")
    assert next_of(qtbot, service) == "close|2"


def test_a_click_names_its_notification(
    qtbot: QtBot, desktop: Desktop, join: Join, serve: Callable[[], ServiceOutput]
) -> None:
    address = desktop.start_bare_bus()
    serve()
    joined = join(address)
    joined.notifier.show(SALES)
    joined.notifier.show(BEN)
    qtbot.waitUntil(lambda: len(joined.notifier.shown) == 2)
    tell(desktop, "Click", "uint32", "2")
    qtbot.waitUntil(lambda: joined.clicked == ["ben"])


def test_a_restarted_service_gets_new_notifications(
    qtbot: QtBot, desktop: Desktop, join: Join, serve: Callable[[], ServiceOutput]
) -> None:
    address = desktop.start_bare_bus()
    first = serve()
    joined = join(address)
    joined.notifier.show(SALES)
    qtbot.waitUntil(lambda: "sales" in joined.notifier.shown)
    first.stop()
    qtbot.waitUntil(lambda: not joined.notifier.shown)
    second = serve()
    joined.notifier.show(WORSE)
    assert next_of(qtbot, second).startswith("notify|TallyMate|0|")


def test_without_a_service_the_tray_shows_it(qtbot: QtBot, desktop: Desktop, join: Join) -> None:
    joined = join(desktop.start_bare_bus())
    joined.notifier.show(SALES)
    qtbot.waitUntil(lambda: joined.balloons == ["Sales: 7 callers waiting"])


def test_without_a_bus_the_tray_shows_it(qtbot: QtBot) -> None:
    joined = JoinedNotifier("")
    with qtbot.waitSignal(joined.bus.lost):
        joined.bus.start()
    assert joined.notifier.show(SALES)
    assert joined.balloons == ["Sales: 7 callers waiting"]
    joined.stop()


def test_a_bus_that_comes_back_is_used_again(
    qtbot: QtBot,
    desktop: Desktop,
    join: Join,
    serve: Callable[[], ServiceOutput],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(linux_bus, "RETRY_MS", 50)
    place = desktop.home / "bus"
    address = desktop.start_bare_bus(f"--address=unix:path={place}")
    joined = join(address)
    with qtbot.waitSignal(joined.bus.lost):
        desktop.stop(desktop.processes[-1])
    joined.notifier.show(SALES)
    assert joined.balloons == ["Sales: 7 callers waiting"]
    place.unlink(missing_ok=True)
    with qtbot.waitSignal(joined.bus.ready, timeout=10_000):
        desktop.start_bare_bus(f"--address=unix:path={place}")
    service = serve()
    joined.notifier.show(WORSE)
    assert "9 callers" in next_of(qtbot, service)


def test_do_not_disturb_in_the_system_means_quiet(
    qtbot: QtBot, desktop: Desktop, join: Join, serve: Callable[[], ServiceOutput]
) -> None:
    address = desktop.start_bare_bus()
    service = serve()
    joined = join(address)
    assert not joined.session.wants_quiet()
    tell(desktop, "Inhibit", "boolean", "true")
    qtbot.waitUntil(joined.session.wants_quiet)
    tell(desktop, "Inhibit", "boolean", "false")
    qtbot.waitUntil(lambda: not joined.session.wants_quiet())
    tell(desktop, "Inhibit", "boolean", "true")
    qtbot.waitUntil(joined.session.wants_quiet)
    service.stop()
    qtbot.waitUntil(lambda: not joined.session.wants_quiet())


def test_dunst_shows_a_notification_and_closes_it(qtbot: QtBot, tmp_path: pathlib.Path) -> None:
    with Desktop(tmp_path) as desktop:
        desktop.start_session_bus()
        joined = JoinedNotifier(desktop.environment["DBUS_SESSION_BUS_ADDRESS"])
        with qtbot.waitSignal(joined.bus.ready):
            joined.bus.start()
        joined.notifier.show(SALES)
        joined.notifier.show(BEN)
        qtbot.waitUntil(lambda: len(joined.notifier.shown) == 2)
        wait_until(lambda: desktop.tool("dunstctl", "count", "displayed").strip() == "2", "not shown")
        joined.notifier.withdraw("ben")
        qtbot.waitUntil(lambda: desktop.tool("dunstctl", "count", "displayed").strip() == "1")
        desktop.tool("dunstctl", "action", "0")
        qtbot.waitUntil(lambda: joined.clicked == ["sales"])
        history = json.loads(desktop.tool("dunstctl", "history"))
        assert [one["body"]["data"] for one in history["data"][0]][-1] == "48 min"
        joined.stop()
