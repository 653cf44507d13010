"""``tallymate --selftest``: tests the whole program on this computer, after a build and for support.

It loads every module, shows the demonstration off screen, receives its stream over a loopback connection and
reads back the data file that results. Nothing is kept but the report.
"""

import argparse
import dataclasses
import importlib
import json
import pathlib
import pkgutil
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import PySide6
from PySide6.QtCore import qVersion

import desktop
from desktop.acd.plain_text import printable
from desktop.live.directory_file import load_directory, read_directory
from desktop.publish.replacing import replace_file
from desktop.settings import SettingsError
from desktop.settings.probe import why_not_writable
from desktop.system.console import say
from desktop.system.display import why_no_display, why_no_painting
from desktop.system.frozen import is_frozen
from desktop.system.places import EXAMPLE_DIRECTORY, resources_folder

_PLATFORMS: Final = {"linux": "linux", "darwin": "macos", "win32": "windows"}
"""The packages for one operating system each, by Python's names of the systems."""


class SelftestError(Exception):
    """A test failed; the text says why."""


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one test.

    Attributes:
        name: The name of the test.
        passed: Whether it passed.
        detail: Its findings.
        took_s: Its duration in seconds.

    """

    name: str
    passed: bool
    detail: str
    took_s: float


def run(options: argparse.Namespace) -> int:
    """Run all tests and print their results; return exit code 0 if all passed, else 1.

    Raises:
        SettingsError: The report can't be kept.

    """
    report: pathlib.Path | None = options.report
    if report is not None and (reason := why_not_writable(report)) is not None:
        message = f"report {report}{reason}"
        raise SettingsError(message)
    results = []
    for result in _results():
        results.append(result)
        say(_line(result))
    passed = all(result.passed for result in results)
    conclusion = "All is well." if passed else "Something is wrong."
    say(conclusion)
    if report is not None:
        text = "\n".join([*(printable(_line(result)) for result in results), conclusion, ""])
        if report.suffix.lower() == ".json":
            content = {"passed": passed, "steps": [dataclasses.asdict(result) for result in results]}
            text = json.dumps(content, indent=1) + "\n"
        reason = replace_file(report, text.encode())
        if reason is not None:
            message = f"report {report} can't be written: {reason}"
            raise SettingsError(message)
    return 0 if passed else 1


def _results() -> Iterator[Result]:
    yield _tested("versions", _versions)
    yield _tested("modules", _modules)
    yield _tested("resources", _resources)
    yield _tested("display", _display)
    with tempfile.TemporaryDirectory(prefix="tallymate-", ignore_cleanup_errors=True) as folder:
        try:
            # Loads the windows; what the system lacks for them was reported above.
            from desktop.cli.demonstration import Demonstration
        except ImportError as error:
            yield Result("windows", passed=False, detail=str(error), took_s=0.0)
            return
        demonstration = Demonstration(pathlib.Path(folder))
        yield _tested("stream", demonstration.run)
        yield _tested("board", demonstration.check_board)
        yield _tested("data file", demonstration.check_data_file)


def _tested(name: str, test: Callable[[], str]) -> Result:
    began = time.perf_counter()
    try:
        detail, passed = test(), True
    except Exception as error:  # noqa: BLE001 - any error is a result
        detail, passed = str(error) or repr(error), False
    return Result(name, passed, detail, time.perf_counter() - began)


def _versions() -> str:
    kind = "frozen" if is_frozen() else "from source"
    return (
        f"TallyMate {desktop.__version__} {kind}, Python {platform.python_version()},"
        f" PySide {PySide6.__version__}, Qt {qVersion()}, {platform.platform()}"
    )


def _modules() -> str:
    """Load every module except those for other systems."""
    others = {*_PLATFORMS.values()} - {_PLATFORMS.get(sys.platform, "linux")}
    unwanted = ("desktop.__main__", *(f"desktop.system.{other}" for other in others))
    found = [module.name for module in pkgutil.walk_packages(desktop.__path__, "desktop.")]
    names = [name for name in found if not name.startswith(unwanted)]
    for name in names:
        importlib.import_module(name)
    if not names:
        message = "no module was found"
        raise SelftestError(message)
    return f"{len(names)} loaded"


def _resources() -> str:
    folder = resources_folder()
    kinds = {"fonts": "*.otf", "icons": "*.svg", "sounds": "*.wav"}
    counts = {kind: len(list((folder / kind).glob(files))) for kind, files in kinds.items()}
    counts["names"] = len(read_directory(load_directory(folder / EXAMPLE_DIRECTORY) or b"").directory.agents)
    found = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    if not all(counts.values()):
        message = f"{found} in {folder}"
        raise SelftestError(message)
    return found


def _display() -> str:
    """Find out whether windows can be shown; a computer without a display is not broken."""
    reason = why_no_painting()
    if reason is not None:
        raise SelftestError(reason)
    reason = why_no_display()
    return "windows can be shown" if reason is None else f"no windows: {reason}"


def _line(result: Result) -> str:
    verdict = "ok" if result.passed else "FAILED"
    return f"{verdict:<7}{result.name:<11}{result.detail} ({result.took_s:.2f} s)"
