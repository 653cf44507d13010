"""Boards that keep the display awake, and the services for it on Windows and macOS."""

import os
import pathlib
import subprocess
import sys

import pytest

from desktop.system import services
from desktop.system.awake import Inhibitor
from desktop.system.macos.awake import MacInhibitor
from desktop.system.windows.awake import WindowsInhibitor, set_execution_state


class AwakeStandIn(Inhibitor):
    def __init__(self) -> None:
        super().__init__()
        self.calls: list[str] = []

    def hold(self) -> None:
        self.calls.append("hold")

    def release(self) -> None:
        self.calls.append("release")


def test_boards_share_one_inhibition_and_the_last_one_ends_it() -> None:
    service = AwakeStandIn()
    service.keep("Sales TV", is_wanted=True)
    service.keep("Supervisors", is_wanted=True)
    service.keep("Sales TV", is_wanted=True)
    assert service.calls == ["hold"]
    service.keep("Sales TV", is_wanted=False)
    assert service.calls == ["hold"]
    service.keep("Supervisors", is_wanted=False)
    service.keep("Supervisors", is_wanted=False)
    assert service.calls == ["hold", "release"]
    service.keep("Sales TV", is_wanted=True)
    assert service.calls == ["hold", "release", "hold"]
    service.stop()
    service.stop()
    assert service.calls == ["hold", "release", "hold", "release"]


def test_without_a_service_nothing_happens() -> None:
    awake = Inhibitor()
    awake.keep("", is_wanted=True)
    awake.stop()


@pytest.mark.usefixtures("qapp")
def test_this_system_has_a_service() -> None:
    known = sys.platform in {"win32", "darwin", "linux"}
    assert known != (type(services.inhibitor()) is Inhibitor)


def test_windows_is_called_with_its_own_flags(caplog: pytest.LogCaptureFixture) -> None:
    # A stand-in for SetThreadExecutionState: on other systems only the flags can be checked.
    flags: list[int] = []

    def set_state(value: int) -> int:
        flags.append(value)
        return 0x8000_0000

    service = WindowsInhibitor(set_state)
    service.hold()
    service.release()
    assert flags == [0x8000_0003, 0x8000_0000]
    assert not caplog.records


def test_a_refusal_by_windows_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    service = WindowsInhibitor(lambda _: 0)
    service.hold()
    service.release()
    service.hold()
    assert len(caplog.records) == 1


@pytest.mark.skipif(sys.platform != "win32", reason="the real function")
def test_windows_accepts_the_flags() -> None:
    WindowsInhibitor().hold()
    # Each call returns the flags of the one before.
    assert set_execution_state(0x8000_0000) == 0x8000_0003


@pytest.mark.skipif(sys.platform == "win32", reason="elsewhere there is none")
def test_the_function_exists_only_on_windows() -> None:
    assert set_execution_state(0x8000_0000) == 0


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="processes of POSIX")
def test_on_macos_the_program_runs_while_the_display_is_held_awake(tmp_path: pathlib.Path) -> None:
    # A stand-in for caffeinate: a program that runs until it is terminated.
    note = tmp_path / "pid"
    os.mkfifo(note)
    service = MacInhibitor(["/bin/sh", "-c", f"echo $$ > '{note}'; exec sleep 60"])
    service.hold()
    pid = int(note.read_text())
    assert is_running(pid)
    service.release()
    assert not is_running(pid)
    service.release()


@pytest.mark.skipif(sys.platform == "win32", reason="processes of POSIX")
def test_on_macos_a_program_that_ignores_its_end_is_killed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path
) -> None:
    monkeypatch.setattr("desktop.system.macos.awake.ENDS_WITHIN_S", 0.05)
    note = tmp_path / "pid"
    os.mkfifo(note)
    service = MacInhibitor(["/bin/sh", "-c", f"trap '' TERM; echo $$ > '{note}'; exec sleep 60"])
    service.hold()
    pid = int(note.read_text())
    service.release()
    assert not is_running(pid)


def test_on_macos_a_missing_program_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    service = MacInhibitor(["/nonexistent/caffeinate"])
    service.hold()
    service.release()
    service.hold()
    service.release()
    assert len(caplog.records) == 1


def test_each_system_loads_only_its_own_service() -> None:
    systems = {"linux": "linux", "darwin": "macos", "win32": "windows"}
    code = (
        "import sys; from desktop.system import services; services.inhibitor(); services.player();"
        " services.autostart(());"
        "print(*{name.split('.')[2] for name in sys.modules if name.startswith('desktop.system.')})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) & set(systems.values()) == {systems[sys.platform]}
    code = "import sys; from desktop.system import services; print(*{'ctypes', 'jeepney'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"
