"""A second start, and `--quit`, as a person, the installer and a service use them."""

import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from tests.program import PATIENCE_S, Program, free_port, wait_until

Start = Callable[..., "subprocess.Popen[str]"]
HEADLESS = ("--headless", "--log-level", "warning", "--host", "127.0.0.1", "--port")


@pytest.fixture
def start(program: Program) -> Iterator[Start]:
    processes: list[subprocess.Popen[str]] = []

    def start_first(*options: str) -> "subprocess.Popen[str]":
        process = program.start("--data-file", str(program.home / "mitel_data.json"), *options)
        processes.append(process)
        locks = program.home / "data" / "TallyMate" / "running"
        wait_until(lambda: any(locks.glob("*.lock")))
        return process

    yield start_first
    for process in processes:
        process.terminate()
        process.communicate(timeout=PATIENCE_S)


def test_a_service_runs_once_and_quit_ends_it(start: Start, program: Program) -> None:
    first = start(*HEADLESS, str(free_port()))
    code, out, err = program.run(*HEADLESS, "1")
    settings = program.home / "config" / "TallyMate" / "settings.ini"
    assert (code, err) == (3, "")
    assert out.startswith(f"TallyMate is already running with the settings of {settings};")
    assert first.poll() is None
    assert program.run("--quit") == (0, "TallyMate ended.\n", "")
    assert first.wait(PATIENCE_S) == 0
    assert program.run("--quit") == (3, "TallyMate is not running.\n", "")
    assert list((program.home / "data" / "TallyMate" / "running").iterdir()) == []


def test_a_service_has_no_board_to_show(start: Start, program: Program) -> None:
    start(*HEADLESS, str(free_port()))
    code, out, err = program.run("--host", "127.0.0.1")
    assert (code, err) == (3, "")
    assert "without a window; end it with --quit" in out


@pytest.mark.skipif(sys.platform != "linux", reason="a window off screen")
def test_a_demonstration_beside_a_running_one_says_what_is_shown_instead(
    start: Start, program: Program
) -> None:
    program.environment["QT_QPA_PLATFORM"] = "offscreen"
    start("--host", "127.0.0.1", "--port", str(free_port()))
    wait_until(lambda: program.run("--host", "127.0.0.1")[0] == 0)
    code, out, err = program.run("--demo")
    assert code == 3
    assert "its own board is shown, not the demonstration; end it with --quit first" in out
    assert err == ""
    assert len(out.splitlines()) == 1


def test_other_settings_are_another_instance(start: Start, program: Program) -> None:
    first = start(*HEADLESS, str(free_port()))
    other = str(program.home / "other.ini")
    files = ("--settings", other, "--data-file", str(program.home / "other.json"))
    second = start(*HEADLESS, str(free_port()), *files)
    locks = program.home / "data" / "TallyMate" / "running"
    wait_until(lambda: len(list(locks.glob("*.lock"))) == 2)
    wait_until(lambda: program.run("--quit", "--settings", other)[0] == 0)
    assert second.wait(PATIENCE_S) == 0
    assert first.poll() is None


def test_a_killed_instance_does_not_block_the_next(start: Start, program: Program) -> None:
    first = start(*HEADLESS, str(free_port()))
    first.kill()
    first.wait(PATIENCE_S)
    assert program.run("--quit") == (3, "TallyMate is not running.\n", "")
    start(*HEADLESS, str(free_port()))
    assert program.run("--quit")[0] == 0


def test_an_impossible_lock_does_not_stop_the_program(program: Program) -> None:
    folder = program.home / "data" / "TallyMate"
    folder.mkdir(parents=True)
    (folder / "running").write_text("in the way")
    data_file = program.home / "mitel_data.json"
    process = program.start("--headless", "--demo", "--data-file", str(data_file))
    wait_until(data_file.exists)
    process.terminate()
    _, err = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0
    assert "Can't detect a second start" in err
