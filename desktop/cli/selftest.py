"""Composes a trial of the whole program on this computer: after a build, and for support.

It loads every part, shows the demonstration off screen, hears its stream over a loopback line and reads back
the data file that comes of it. Nothing is kept but the report.
"""

import dataclasses
import importlib
import json
import pathlib
import pkgutil
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import PySide6
from PySide6.QtCore import qVersion

import desktop
from desktop.acd.plain_text import printable
from desktop.live.directory_file import DirectoryError, load_directory, read_directory
from desktop.publish.replacing import replace_file
from desktop.settings import SettingsError
from desktop.settings.probe import why_not_writable
from desktop.system.display import why_no_display, why_no_painting
from desktop.system.frozen import is_frozen
from desktop.system.places import EXAMPLE_DIRECTORY, resources_folder

_ELSEWHERE: Final = ("_linux", "_macos", "_windows")


class _NotWell(Exception):  # noqa: N818 - what is looked for, no error of the program
    """Something was found that is not as it should be."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was tried.

    Attributes:
        name: What it was.
        passed: Whether it went well.
        detail: What was found.
        took_s: How long it took, in seconds.

    """

    name: str
    passed: bool
    detail: str
    took_s: float


def run_selftest(report: pathlib.Path | None, say: Callable[[str], None]) -> int:
    """Try everything out; give exit code 0 if all went well, else 1.

    Arguments:
        report: Where to keep what was found, as JSON if it is called so, else as text; None for nowhere.
        say: Takes each step as it ends.

    Raises:
        SettingsError: The report can't be kept.

    """
    if report is not None and (reason := why_not_writable(report)) is not None:
        message = f"report {report}{reason}"
        raise SettingsError(message)
    steps = []
    for step in _steps():
        steps.append(step)
        say(_line(step))
    passed = all(step.passed for step in steps)
    say("All is well." if passed else "Something is wrong.")
    if report is not None:
        is_json = report.suffix.lower() == ".json"
        reason = replace_file(report, (_as_json if is_json else _as_text)(steps, passed=passed))
        if reason is not None:
            message = f"report {report} can't be written: {reason}"
            raise SettingsError(message)
    return 0 if passed else 1


def _steps() -> Iterator[Step]:
    yield _tried("versions", _versions)
    yield _tried("modules", _modules)
    yield _tried("resources", _resources)
    yield _tried("display", _display)
    with tempfile.TemporaryDirectory(prefix="tallymate-", ignore_cleanup_errors=True) as folder:
        try:
            # Loads all that has to do with windows: what is missing for them was said above.
            trial = importlib.import_module("desktop.cli.trial").Trial(pathlib.Path(folder))
        except ImportError as error:
            yield Step("windows", passed=False, detail=str(error), took_s=0.0)
            return
        yield _tried("stream", trial.hear)
        yield _tried("board", trial.board)
        yield _tried("data file", trial.data_file)


def _tried(name: str, attempt: Callable[[], str]) -> Step:
    began = time.perf_counter()
    try:
        detail, passed = attempt(), True
    except Exception as error:  # noqa: BLE001 - whatever goes wrong is what is looked for
        detail, passed = str(error) or repr(error), False
    return Step(name, passed, detail, time.perf_counter() - began)


def _versions() -> str:
    kind = "frozen" if is_frozen() else "from source"
    return (
        f"TallyMate {desktop.__version__} {kind}, Python {platform.python_version()},"
        f" PySide {PySide6.__version__}, Qt {qVersion()}, {platform.platform()}"
    )


def _modules() -> str:
    """Load every module; those of other systems are told apart by their names."""
    names = [
        found.name
        for found in pkgutil.walk_packages(desktop.__path__, "desktop.")
        if not found.name.endswith((*_ELSEWHERE, "__main__")) or found.name.endswith(_here())
    ]
    for name in names:
        importlib.import_module(name)
    if not names:
        message = "none is found"
        raise _NotWell(message)
    return f"{len(names)} loaded"


def _here() -> str:
    return {"win32": "_windows", "darwin": "_macos"}.get(sys.platform, "_linux")


def _resources() -> str:
    folder = resources_folder()
    kinds = {"fonts": "*.otf", "icons": "*.svg", "sounds": "*.wav"}
    counts = {kind: len(list((folder / kind).glob(files))) for kind, files in kinds.items()}
    try:
        names = read_directory(load_directory(folder / EXAMPLE_DIRECTORY) or b"").directory
    except DirectoryError as error:
        raise _NotWell(str(error)) from error
    counts["names"] = len(names.agents)
    found = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    if not all(counts.values()):
        message = f"{found} in {folder}"
        raise _NotWell(message)
    return found


def _display() -> str:
    """Say whether windows can be shown; a computer without a display is none that is broken."""
    reason = why_no_painting()
    if reason is not None:
        raise _NotWell(reason)
    reason = why_no_display()
    return "windows can be shown" if reason is None else f"no windows: {reason}"


def _line(step: Step) -> str:
    return f"{'ok' if step.passed else 'FAILED':<7}{step.name:<11}{step.detail} ({step.took_s:.2f} s)"


def _as_text(steps: Sequence[Step], *, passed: bool) -> bytes:
    lines = [printable(_line(step)) for step in steps]
    return "\n".join([*lines, "All is well." if passed else "Something is wrong.", ""]).encode()


def _as_json(steps: Sequence[Step], *, passed: bool) -> bytes:
    said = {"passed": passed, "steps": [dataclasses.asdict(step) for step in steps]}
    return json.dumps(said, indent=1).encode() + b"\n"
