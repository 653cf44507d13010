"""Shared by all tests: Qt off screen, and a check that nothing is left over."""

import gc
import logging
import os
import pathlib
import sys
from collections.abc import Generator, Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.system.worker_thread import THREAD_NAME_START
from desktop.ui.brushes import Brushes
from desktop.ui.kit import Kit
from desktop.ui.tray_icon import TrayIcon
from tests.faults.joined import JoinedProgram, StartProgram
from tests.program import Program
from tests.support import Clock, PhoneSystem

pytest_plugins = ["tests.drawing"]

RESOURCES = pathlib.Path(__file__).parent.parent / "resources"
_YOUNG, _OLDEST = 1, 2
"""Generations of Python's collector; objects that survived a collection are old."""


def pytest_configure(config: pytest.Config) -> None:
    # Python collects on whichever thread allocates, and PySide then destroys a QObject there: between tests a
    # program's parts are such garbage, which in the running program they never are.
    gc.disable()
    cache = getattr(config, "cache", None)  # missing under -p no:cacheprovider
    if cache is not None and os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        # Without bytecode beside the sources each program that a test starts would compile them again.
        os.environ["PYTHONPYCACHEPREFIX"] = str(cache.mkdir("bytecode"))


def pytest_collection_finish() -> None:
    # Imported modules stay; collecting over them after each test would cost more than the tests.
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, object, object]:
    """Collect a test's garbage, which is young; after each file all garbage."""
    result = yield
    is_last_of_file = nextitem is None or nextitem.path != item.path
    gc.collect(_OLDEST if is_last_of_file else _YOUNG)
    return result


@pytest.fixture(autouse=True)
def nothing_is_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Check that no thread of ours, no socket and no window outlives a test."""
    with_loop = "qtbot" in request.fixturenames
    qtbot: QtBot | None = request.getfixturevalue("qtbot") if with_loop else None
    sockets = open_sockets()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if qtbot is not None:
        qtbot.waitUntil(lambda: not our_threads(), timeout=5000)
        qtbot.waitUntil(lambda: open_sockets() <= sockets, timeout=5000)
    assert our_threads() == set()
    assert open_sockets() <= sockets
    assert [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()] == []


def our_threads() -> set[str]:
    if sys.platform != "linux":
        return set()
    names = set()
    for task in pathlib.Path("/proc/self/task").iterdir():
        try:
            names.add((task / "comm").read_text().strip())
        except OSError:  # it ended meanwhile
            continue
    return {name for name in names if name.startswith(THREAD_NAME_START)}


def open_sockets() -> int:
    if sys.platform != "linux":
        return 0
    count = 0
    for descriptor in pathlib.Path("/proc/self/fd").iterdir():
        try:
            count += str(descriptor.readlink()).startswith("socket:")
        except OSError:  # the folder's own descriptor
            continue
    return count


@pytest.fixture(autouse=True)
def quiet_log() -> Iterator[None]:
    """Restore the log after a test that sets it up."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def phone_system(qtbot: QtBot) -> Iterator[PhoneSystem]:
    system = PhoneSystem()
    system.listen()
    yield system
    system.close()
    # Frees the server's own sockets before leftovers are counted.
    qtbot.waitUntil(lambda: not system.clients, timeout=5000)


@pytest.fixture
def brushes(qapp: QApplication) -> Brushes:  # noqa: ARG001 - fonts need an application
    return Brushes(RESOURCES)


@pytest.fixture
def kit(qapp: QApplication, brushes: Brushes, clock: Clock) -> Iterator[Kit]:
    menu = QMenu()
    yield Kit(qapp, brushes, menu, QAction("Quit", menu), TrayIcon(menu), QIcon(), clock, "")
    menu.deleteLater()


@pytest.fixture
def program(tmp_path: pathlib.Path) -> Program:
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {key: value for key, value in os.environ.items() if key not in hidden}
    environment |= {
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_CONFIG_DIRS": str(tmp_path / "no site"),
        "PYTHONUNBUFFERED": "1",
    }
    return Program(tmp_path, environment)


@pytest.fixture
def start_program(
    qtbot: QtBot,  # noqa: ARG001 - programs are stopped before the loop is
    qapp: QApplication,
    tmp_path: pathlib.Path,
) -> Iterator[StartProgram]:
    programs: list[JoinedProgram] = []

    def start(home: pathlib.Path = tmp_path, **settings: object) -> JoinedProgram:
        program = JoinedProgram(qapp, home, **settings)
        programs.append(program)
        program.start()
        return program

    with pytest.MonkeyPatch.context() as patches:
        # Tests run on a desktop show no notifications.
        for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"):
            patches.delenv(name, raising=False)
        yield start
        for program in programs:
            program.stop()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def retries_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.feed.backoff.FIRST_S", 0.05)
    monkeypatch.setattr("desktop.feed.backoff.LONGEST_S", 0.1)
