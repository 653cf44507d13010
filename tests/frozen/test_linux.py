"""The installer of the frozen program for one person on Linux, in a home folder of its own."""

import configparser
import os
import pathlib
import shutil
import subprocess
from collections.abc import Iterator

import pytest

from desktop import __version__
from tests.program import PATIENCE_S, Program, wait_until


@pytest.fixture
def home(program: Program) -> Iterator[pathlib.Path]:
    """Make a home folder; programs that run from there end with the test."""
    program.environment["HOME"] = str(program.home)
    yield program.home
    installed = program.home / ".local" / "bin" / "tallymate"
    if installed.exists():
        subprocess.run([installed, "--quit"], env=program.environment, check=False, capture_output=True)


def sh(program: Program, script: pathlib.Path, *options: str) -> tuple[int, str]:
    done = subprocess.run(
        [script, *options],
        env=program.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=2 * PATIENCE_S,
    )
    return done.returncode, done.stdout


def files_in(home: pathlib.Path) -> set[str]:
    return {
        path.relative_to(home).as_posix()
        for path in home.rglob("*")
        if path.is_file() and "lib/tallymate/_internal" not in path.as_posix()
    }


def checked(tool: str, *options: str, **environment: str) -> str:
    """Return a tool's findings about a file; nothing if the tool is missing."""
    command = shutil.which(tool)
    if command is None:
        assert not os.environ.get("TALLYMATE_FROZEN")
        return ""
    done = subprocess.run(
        [command, *options], env=os.environ | environment, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def entry_of(path: pathlib.Path) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # keys are case-sensitive
    parser.read(path)
    return parser["Desktop Entry"]


def test_it_installs_and_uninstalls_without_a_trace(
    program: Program, folder: pathlib.Path, home: pathlib.Path
) -> None:
    code, said = sh(program, folder / "install.sh", "--autostart")
    assert code == 0, said
    installed = home / ".local" / "bin" / "tallymate"
    done = subprocess.run([installed, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"TallyMate {__version__}\n"
    applications = home / "data" / "applications" / "tallymate.desktop"
    entry = entry_of(applications)
    target = home / ".local" / "lib" / "tallymate" / "tallymate"
    assert entry["Exec"] == f'"{target}"'
    assert entry["Icon"] == "tallymate"
    assert (home / "data/icons/hicolor/scalable/apps/tallymate.svg").is_file()
    assert (home / "data/icons/hicolor/128x128/apps/tallymate.png").is_file()
    autostart = home / "config" / "autostart" / "tallymate.desktop"
    assert entry_of(autostart)["Exec"] == f'"{target}" --minimized'
    for path in (applications, autostart):
        assert checked("desktop-file-validate", str(path)) == ""
    (home / "config" / "TallyMate").mkdir()
    settings = home / "config" / "TallyMate" / "settings.ini"
    settings.write_text("[board]\n")
    code, said = sh(program, home / ".local/lib/tallymate/uninstall.sh")
    assert code == 0, said
    assert files_in(home) == {"config/TallyMate/settings.ini"}
    assert sh(program, folder / "install.sh")[0] == 0
    assert sh(program, folder / "uninstall.sh", "--purge")[0] == 0
    assert files_in(home) == set()


def test_an_upgrade_ends_the_running_program_and_starts_it_again(
    program: Program, folder: pathlib.Path, home: pathlib.Path
) -> None:
    program.environment["QT_QPA_PLATFORM"] = "offscreen"
    assert sh(program, folder / "install.sh")[0] == 0
    old = home / ".local" / "lib" / "tallymate" / "_internal" / "left_over_from_an_older_version"
    old.write_text("x")
    settings = home / "config" / "TallyMate" / "settings.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text("[phone system]\nhost = 127.0.0.1\nport = 9\n")
    locks = home / "data" / "TallyMate" / "running"
    first = subprocess.Popen([home / ".local" / "bin" / "tallymate"], env=program.environment)
    wait_until(lambda: any(locks.glob("*.lock")))
    (lock,) = locks.glob("*.lock")
    assert str(first.pid) in lock.read_text()
    code, said = sh(program, folder / "install.sh")
    assert code == 0, said
    assert first.wait(PATIENCE_S) == 0
    assert not old.exists()
    wait_until(lambda: lock.exists() and bool(lock.read_text()))
    assert str(first.pid) not in lock.read_text()
    assert "port = 9\n" in settings.read_text()


def test_a_program_that_does_not_end_is_not_replaced(
    program: Program, folder: pathlib.Path, home: pathlib.Path
) -> None:
    target = home / ".local" / "lib" / "tallymate"
    target.mkdir(parents=True)
    (target / "tallymate").write_text("#!/bin/sh\nexit 1\n")
    (target / "tallymate").chmod(0o755)
    for script in ("install.sh", "uninstall.sh"):
        code, said = sh(program, folder / script)
        assert code == 1
        assert "does not end; please quit it and try again" in said
    assert (target / "tallymate").read_text() == "#!/bin/sh\nexit 1\n"


def test_wrong_options_print_the_usage(program: Program, folder: pathlib.Path, home: pathlib.Path) -> None:
    for script in ("install.sh", "uninstall.sh"):
        code, said = sh(program, folder / script, "--nonsense")
        assert code == 2
        assert f"./{script}" in said
    assert files_in(home) == set()


def test_systemd_accepts_the_unit(program: Program, folder: pathlib.Path, home: pathlib.Path) -> None:
    tools = home / "tools"
    tools.mkdir()
    (tools / "systemctl").write_text(f'#!/bin/sh\necho "$@" >>{home}/asked\n')
    (tools / "systemctl").chmod(0o755)
    program.environment["PATH"] = f"{tools}:{program.environment['PATH']}"
    code, said = sh(program, folder / "install.sh", "--service")
    assert code == 0, said
    assert "loginctl enable-linger" in said
    assert (home / "asked").read_text() == ("--user daemon-reload\n--user enable --now tallymate.service\n")
    unit = home / "config" / "systemd" / "user" / "tallymate.service"
    target = home / ".local" / "lib" / "tallymate" / "tallymate"
    assert f'ExecStart="{target}" --headless' in unit.read_text()
    said = checked("systemd-analyze", "--user", "verify", str(unit), XDG_RUNTIME_DIR=str(home))
    assert "tallymate.service" not in said


def test_a_portable_program_keeps_its_files_beside_itself(program: Program, folder: pathlib.Path) -> None:
    copy = program.home / "stick" / "TallyMate"
    shutil.copytree(folder, copy, symlinks=True, copy_function=os.link)
    (copy / "portable.ini").write_text("")
    process = subprocess.Popen(
        [copy / "tallymate", "--headless", "--demo", "--log-level", "warning"], env=program.environment
    )
    wait_until((copy / "data" / "demo" / "mitel_data.json").exists)
    done = subprocess.run(
        [copy / "tallymate", "--quit"], env=program.environment, check=False, timeout=PATIENCE_S
    )
    assert done.returncode == 0
    assert process.wait(PATIENCE_S) == 0
    names = {path.relative_to(copy / "data").as_posix() for path in (copy / "data").rglob("*")}
    assert names >= {"settings.ini", "logs/tallymate.log", "demo/mitel_data.json"}
    assert not (program.home / "data").exists()
    assert not (program.home / "config").exists()
