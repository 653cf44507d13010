"""Crash reports of real crashes, each in a process of its own."""

import os
import pathlib
import subprocess
import sys
import textwrap

import pytest

from desktop.system.crash_log import KEPT, crash_log, last_crash
from tests.program import PATIENCE_S, ROOT

SEGMENTATION_FAULT = (
    "Windows fatal exception: access violation"
    if sys.platform == "win32"
    else "Fatal Python error: Segmentation fault"
)
HEAD = """
import ctypes, os, pathlib, sys, threading
from PySide6.QtCore import QCoreApplication, QTimer
from desktop.system.crash_log import crash_log
class Foreseen(Exception): pass
def fall(): raise ValueError("the floor is gone")
with crash_log(pathlib.Path(sys.argv[1]), (Foreseen,)):
"""


def run(folder: pathlib.Path, body: str) -> int:
    code = HEAD + textwrap.indent(textwrap.dedent(body), "    ")
    command = [sys.executable, "-c", code, str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=PATIENCE_S)
    return done.returncode


def test_a_clean_end_leaves_nothing(tmp_path: pathlib.Path) -> None:
    assert run(tmp_path, "pass") == 0
    assert list(tmp_path.iterdir()) == []
    assert last_crash(tmp_path) == ()


def test_an_error_reported_to_the_person_is_no_crash(tmp_path: pathlib.Path) -> None:
    assert run(tmp_path, "raise Foreseen('the port is wrong')") == 1
    assert last_crash(tmp_path) == ()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("fall()", ["in fall", "ValueError: the floor is gone"]),
        (
            "thread = threading.Thread(target=fall, name='feed'); thread.start(); thread.join()",
            ["thread feed"],
        ),
        (
            """
            application = QCoreApplication([])
            QTimer.singleShot(0, fall)
            QTimer.singleShot(10, application.quit)
            application.exec()
            """,
            ["in fall", "ValueError: the floor is gone"],
        ),
        ("ctypes.string_at(0)", [SEGMENTATION_FAULT, "string_at"]),
        ("os.abort()", ["Fatal Python error: Aborted"]),
    ],
)
def test_a_crash_report_says_where_the_program_was(
    tmp_path: pathlib.Path, body: str, words: list[str]
) -> None:
    run(tmp_path, body)
    name, *lines = last_crash(tmp_path)
    assert name == str(tmp_path / "crash.log")
    for word in words:
        assert any(word in line for line in lines), lines


def test_a_few_earlier_crashes_are_kept(tmp_path: pathlib.Path) -> None:
    for day in range(KEPT + 3):
        run(tmp_path, "fall()")
        os.utime(tmp_path / "crash.log", (day * 86_400.0, day * 86_400.0))
    assert run(tmp_path, "pass") == 0
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(names) == KEPT
    assert names[-1].startswith("crash-197001")
    newest, *_ = last_crash(tmp_path)
    assert newest == str(tmp_path / names[-1])


def test_an_impossible_folder_does_not_stop_the_program(tmp_path: pathlib.Path) -> None:
    (tmp_path / "logs").write_text("in the way")
    hooks = sys.excepthook
    with crash_log(tmp_path / "logs"):
        assert sys.excepthook is hooks
    assert last_crash(tmp_path / "logs") == ()
