"""Starting at sign-in: real files on Linux and macOS, a stand-in for the registry of Windows."""

import configparser
import pathlib
import plistlib
import subprocess
import sys

import pytest

from desktop.system import services
from desktop.system.autostart import Autostart, start_command
from desktop.system.linux.autostart import LinuxAutostart
from desktop.system.macos.autostart import MacAutostart
from desktop.system.windows.autostart import APPROVED, NAME, RUN, UserRegistry, WindowsAutostart

COMMAND = ("/opt/Tally Mate/100%/tallymate", "--minimized", "--settings", 'C:\\a "b" $c `d`.ini')


class StandIn(UserRegistry):
    """A registry in memory."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], object] = {}

    def read(self, key: str, name: str) -> object:
        return self.values.get((key, name))

    def write(self, key: str, name: str, text: str | None) -> None:
        self.values.pop((key, name), None)
        if text is not None:
            self.values[key, name] = text


def make(kind: str, folder: pathlib.Path) -> Autostart:
    match kind:
        case "windows":
            return WindowsAutostart(COMMAND, StandIn())
        case "linux":
            return LinuxAutostart(COMMAND, folder / "autostart")
        case _:
            return MacAutostart(COMMAND, folder / "Library" / "LaunchAgents")


@pytest.mark.parametrize("kind", ["windows", "linux", "macos"])
def test_it_is_off_and_can_be_turned_on_and_off_again(kind: str, tmp_path: pathlib.Path) -> None:
    autostart = make(kind, tmp_path)
    assert autostart.is_possible
    assert not autostart.is_on()
    for _ in range(2):
        autostart.turn(on=True)
        assert autostart.is_on()
        assert make(kind, tmp_path).is_on() or kind == "windows"
    for _ in range(2):
        autostart.turn(on=False)
        assert not autostart.is_on()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_windows_has_one_command_line_under_the_installer_s_name() -> None:
    registry = StandIn()
    WindowsAutostart((r"C:\Program Files\TallyMate\TallyMate.exe", "--minimized"), registry).turn(on=True)
    assert registry.values == {
        (r"Software\Microsoft\Windows\CurrentVersion\Run", "TallyMate"): (
            r'"C:\Program Files\TallyMate\TallyMate.exe" --minimized'
        )
    }


@pytest.mark.parametrize(
    ("approved", "is_on"),
    [
        (None, True),
        (b"\x02" + bytes(11), True),
        (b"\x06" + bytes(11), True),
        (b"\x00" + bytes(11), True),
        (b"\x03" + bytes(3) + b"\x10\x20\x30\x40\x50\x60\x70\x80", False),
        (b"\x07" + bytes(3) + b"\x10\x20\x30\x40\x50\x60\x70\x80", False),
        (b"", True),
    ],
)
def test_switched_off_in_the_task_manager_it_is_off_until_it_is_turned_on(
    approved: bytes | None,
    is_on: bool,  # noqa: FBT001 - a table's column
) -> None:
    registry = StandIn()
    registry.values[RUN, NAME] = "TallyMate.exe"
    if approved is not None:
        registry.values[APPROVED, NAME] = approved
    autostart = WindowsAutostart(COMMAND, registry)
    assert autostart.is_on() is is_on
    autostart.turn(on=True)
    assert autostart.is_on()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
def test_the_entry_on_linux_holds_the_exact_command(tmp_path: pathlib.Path) -> None:
    LinuxAutostart(COMMAND, tmp_path).turn(on=True)
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]  # keep the case of the keys
    entry.read(tmp_path / "tallymate.desktop", encoding="utf-8")
    assert entry["Desktop Entry"]["Type"] == "Application"
    # Read as the specification says: first the file's escapes, then the quotes, then %%.
    line = entry["Desktop Entry"]["Exec"].replace("\\\\", "\\")
    shell = ["sh", "-c", f"printf '%s|' {line}"]
    found = subprocess.run(shell, capture_output=True, text=True, check=True)
    assert tuple(found.stdout.replace("%%", "%").split("|")) == (*COMMAND, "")


@pytest.mark.parametrize("line", ["Hidden=true", "Hidden = true", "X-GNOME-Autostart-enabled=false"])
def test_switched_off_by_the_desktop_it_is_off_until_it_is_turned_on(
    tmp_path: pathlib.Path, line: str
) -> None:
    autostart = LinuxAutostart(COMMAND, tmp_path)
    (tmp_path / "tallymate.desktop").write_text(f"[Desktop Entry]\nExec=tallymate\n{line}\n")
    assert not autostart.is_on()
    autostart.turn(on=True)
    assert autostart.is_on()


def test_the_agent_on_macos_runs_the_command_at_sign_in(tmp_path: pathlib.Path) -> None:
    autostart = MacAutostart(COMMAND, tmp_path)
    autostart.turn(on=True)
    file = tmp_path / "tallymate.plist"
    agent = plistlib.loads(file.read_bytes())
    assert (agent["ProgramArguments"], agent["RunAtLoad"]) == (list(COMMAND), True)
    file.write_bytes(plistlib.dumps(agent | {"Disabled": True}))
    assert not autostart.is_on()
    file.write_bytes(b"damaged")
    assert not autostart.is_on()


@pytest.mark.parametrize("kind", ["linux", "macos"])
def test_a_folder_that_can_not_be_written_is_an_error(kind: str, tmp_path: pathlib.Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file")
    autostart = make(kind, blocked)
    with pytest.raises(OSError, match="blocked"):
        autostart.turn(on=True)
    assert not autostart.is_on()


def test_without_a_service_it_can_not_be_turned_on() -> None:
    autostart = Autostart()
    autostart.turn(on=True)
    assert not autostart.is_possible
    assert not autostart.is_on()


@pytest.mark.skipif(sys.platform != "linux", reason="the folder of Linux")
def test_on_this_system_it_is_the_person_s_own_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    services.autostart(COMMAND).turn(on=True)
    assert (tmp_path / "autostart" / "tallymate.desktop").is_file()


def test_the_command_starts_this_program_in_the_tray() -> None:
    command = start_command(("--version",))
    assert "--minimized" in command
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    assert found.stdout.startswith("TallyMate ")


@pytest.mark.parametrize("asked_from", ["tallymate-cli.exe", "TallyMate.exe"])
def test_on_windows_no_console_opens_at_sign_in_from_whichever_program_it_was_turned_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path, asked_from: str
) -> None:
    quiet = tmp_path / "TallyMate.exe"
    quiet.touch()
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr("sys.executable", str(tmp_path / asked_from))
    assert start_command(("--x",)) == (str(quiet), "--minimized", "--x")
