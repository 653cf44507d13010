"""One instance for each settings file, with real processes that hold the lock, hang or are dead."""

import os
import pathlib
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.system.one_instance import (
    LONGEST,
    OneInstance,
    Reply,
    Request,
    RequestKind,
    make_lock,
    socket_name,
)
from tests.program import PATIENCE_S, ROOT

FIRST = """
import os, pathlib, socket, sys
from PySide6.QtCore import QCoreApplication, QTimer
from desktop.system.one_instance import OneInstance, socket_name
folder, mode = pathlib.Path(sys.argv[1]), sys.argv[2]
one = OneInstance(folder, "key")
if not one.claim():
    sys.exit("taken")
if mode == "deaf":
    print("ready", flush=True)
    sys.stdin.read()
if mode == "dies when asked":
    line = socket.socket(socket.AF_UNIX)
    line.bind(socket_name(one.lock_path))
    line.listen()
    print("ready", flush=True)
    line.accept()
    os._exit(7)
application = QCoreApplication([])
one.show_asked.connect(lambda full, screen: print("show", full, screen, flush=True))
if mode != "hangs":
    one.quit_asked.connect(application.quit)
one.listen(has_window=mode != "headless")
print("ready", flush=True)
application.exec()
one.release()
"""
SECOND = """
import pathlib, sys
from desktop.system.one_instance import Request, RequestKind
from desktop.system.other_instance import ask_other, wait_for_end
path = pathlib.Path(sys.argv[1]) / "key.lock"
answer = ask_other(path, Request(RequestKind(sys.argv[2]), int(sys.argv[3])), int(sys.argv[4]))
print(answer.name if answer else None, wait_for_end(path, float(sys.argv[5])))
"""

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and sockets as they are elsewhere")
StartFirst = Callable[..., "subprocess.Popen[str]"]


def said(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline()


@pytest.fixture
def start(tmp_path: pathlib.Path) -> Iterator[StartFirst]:
    processes: list[subprocess.Popen[str]] = []

    def start_first(mode: str = "window") -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-c", FIRST, str(tmp_path), mode],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        assert said(process) == "ready\n"
        return process

    yield start_first
    for process in processes:
        process.kill()
        process.communicate(timeout=PATIENCE_S)


def ask(
    folder: pathlib.Path, kind: RequestKind, screen: int = 0, within_ms: int = 30_000, ends_s: float = 0
) -> str:
    command = [
        sys.executable,
        "-c",
        SECOND,
        str(folder),
        kind.value,
        str(screen),
        str(within_ms),
        str(ends_s),
    ]
    done = subprocess.run(
        command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=2 * PATIENCE_S
    )
    assert done.stderr == ""
    return done.stdout.strip()


def test_a_second_start_shows_the_first_instance(start: StartFirst, tmp_path: pathlib.Path) -> None:
    first = start()
    assert not OneInstance(tmp_path, "key").claim()
    assert ask(tmp_path, RequestKind.SHOW) == "DONE False"
    assert said(first) == "show False 0\n"
    assert ask(tmp_path, RequestKind.FULLSCREEN) == "DONE False"
    assert said(first) == "show True 0\n"
    assert ask(tmp_path, RequestKind.FULLSCREEN, 2) == "DONE False"
    assert said(first) == "show True 2\n"


def test_an_instance_ends_when_asked_and_leaves_nothing(start: StartFirst, tmp_path: pathlib.Path) -> None:
    first = start()
    assert ask(tmp_path, RequestKind.QUIT, ends_s=PATIENCE_S) == "DONE True"
    assert first.wait(PATIENCE_S) == 0
    assert list(tmp_path.iterdir()) == []
    assert not pathlib.Path(socket_name(tmp_path / "key.lock")).exists()


def test_an_instance_that_does_not_end_is_reported(start: StartFirst, tmp_path: pathlib.Path) -> None:
    start("hangs")
    assert ask(tmp_path, RequestKind.QUIT, ends_s=0.3) == "DONE False"


def test_an_instance_that_does_not_answer_is_reported(start: StartFirst, tmp_path: pathlib.Path) -> None:
    start("deaf")
    assert ask(tmp_path, RequestKind.SHOW, within_ms=300) == "None False"


@posix
def test_a_stopped_instance_is_reported(start: StartFirst, tmp_path: pathlib.Path) -> None:
    first = start()
    first.send_signal(signal.SIGSTOP)
    try:
        assert ask(tmp_path, RequestKind.SHOW, within_ms=300) == "None False"
    finally:
        first.send_signal(signal.SIGCONT)


def test_an_instance_without_windows_says_so(start: StartFirst, tmp_path: pathlib.Path) -> None:
    start("headless")
    assert ask(tmp_path, RequestKind.SHOW) == "NO_WINDOW False"
    assert ask(tmp_path, RequestKind.QUIT, ends_s=PATIENCE_S) == "DONE True"


@posix
def test_an_instance_that_ends_while_asked_is_gone(start: StartFirst, tmp_path: pathlib.Path) -> None:
    first = start("dies when asked")
    assert ask(tmp_path, RequestKind.SHOW) == "GONE True"
    assert first.wait(PATIENCE_S) == 7


def test_a_dead_instance_s_lock_and_socket_are_cleared(start: StartFirst, tmp_path: pathlib.Path) -> None:
    start().kill()
    assert ask(tmp_path, RequestKind.SHOW).startswith("GONE")
    first = start()
    assert ask(tmp_path, RequestKind.SHOW) == "DONE False"
    assert said(first) == "show False 0\n"


def test_a_lock_whose_process_id_was_reused_is_cleared(tmp_path: pathlib.Path) -> None:
    lock = make_lock(tmp_path / "key.lock")
    assert lock.tryLock(0)
    text = (tmp_path / "key.lock").read_text()
    lock.unlock()
    # This test's process is alive, has the right name and does not hold the lock.
    (tmp_path / "key.lock").write_text(text)
    assert str(os.getpid()) in text
    one = OneInstance(tmp_path, "key")
    assert one.claim()
    one.release()


def test_other_settings_are_another_instance(tmp_path: pathlib.Path) -> None:
    one, other = OneInstance(tmp_path, "one"), OneInstance(tmp_path, "other")
    assert one.claim()
    assert other.claim()
    one.release()
    assert OneInstance(tmp_path, "one").claim()
    other.release()


def test_of_many_simultaneous_starts_one_claims_the_lock(tmp_path: pathlib.Path) -> None:
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", FIRST, str(tmp_path), "window"]
    processes = [
        subprocess.Popen(command, cwd=ROOT, text=True, stdin=pipe, stdout=pipe, stderr=pipe) for _ in range(6)
    ]
    assert sorted(said(process) for process in processes) == ["", "", "", "", "", "ready\n"]
    for process in processes:
        process.kill()
        process.communicate(timeout=PATIENCE_S)


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: pathlib.Path) -> None:
    (tmp_path / "running").write_text("in the way")
    with pytest.raises(OSError, match="running"):
        OneInstance(tmp_path / "running", "key").claim()


@posix
@pytest.mark.parametrize(
    "data", [b"x" * 10_000, b"show 0\n", b"show 1000\n", b"quit\r\n", b"\n", b"\xff\xfe\n", b"show\0\n"]
)
def test_nonsense_on_the_socket_does_nothing(qtbot: QtBot, tmp_path: pathlib.Path, data: bytes) -> None:
    one = OneInstance(tmp_path, "key")
    assert one.claim()
    one.listen(has_window=True)
    asked: list[object] = []
    one.show_asked.connect(asked.append)
    one.quit_asked.connect(lambda: asked.append("quit"))
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(socket_name(one.lock_path))
        line.sendall(data)
        line.setblocking(False)  # noqa: FBT003 - the library's own signature

        def answered() -> bytes:
            try:
                return line.recv(100)
            except BlockingIOError:
                return b""

        qtbot.waitUntil(lambda: answered() == f"{Reply.NOT_UNDERSTOOD.value}\n".encode())
    assert asked == []
    one.release()


@posix
def test_the_socket_is_for_its_owner_only(qtbot: QtBot, tmp_path: pathlib.Path) -> None:  # noqa: ARG001 - sockets need an application
    one = OneInstance(tmp_path, "key")
    assert one.claim()
    one.listen(has_window=True)
    assert pathlib.Path(socket_name(one.lock_path)).stat().st_mode & 0o077 == 0
    one.release()
    assert not pathlib.Path(socket_name(one.lock_path)).exists()


def test_a_request_survives_its_way_over_the_socket() -> None:
    for wish in (Request(RequestKind.SHOW), Request(RequestKind.FULLSCREEN, 99), Request(RequestKind.QUIT)):
        data = wish.to_bytes()
        assert len(data) < LONGEST
        assert Request.from_bytes(data) == wish
        assert Request.from_bytes(data[:-1]) is None
