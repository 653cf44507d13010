"""``tallymate --selftest`` as a release and a support call use it: the program in a process of its own."""

import json
import pathlib
import subprocess
import sys

import desktop
from tests.program import PATIENCE_S, ROOT, Program


def test_all_is_well_here_and_nothing_is_left(program: Program) -> None:
    code, out, _ = program.run("--selftest")
    assert code == 0
    lines = out.splitlines()
    assert [line.split()[1] for line in lines[:-1]] == [
        *("versions", "modules", "resources", "display", "stream", "board", "data")
    ]
    assert all(line.startswith("ok ") for line in lines[:-1])
    assert lines[-1] == "All is well."
    assert desktop.__version__ in lines[0]
    assert [path for path in program.home.rglob("*") if path.is_file()] == []


def test_every_module_is_loaded(program: Program) -> None:
    _, out, _ = program.run("--selftest")
    package = pathlib.Path(desktop.__file__).parent
    here = {"darwin": "macos", "win32": "windows"}.get(sys.platform, "linux")
    others = [package / "system" / name for name in ("linux", "macos", "windows") if name != here]
    modules = (
        path for path in package.rglob("*.py") if path.name != "__main__.py" and path.parent != package
    )
    names = [path for path in modules if path.parent not in others]
    loaded = int(next(line for line in out.splitlines() if "modules" in line).split()[2])
    assert loaded == len(names)


def test_the_report_is_kept_as_text_or_json(program: Program) -> None:
    text, data = program.home / "report.txt", program.home / "report.json"
    _, out, _ = program.run("--selftest", "--report", str(text))
    assert text.read_text() == out
    assert program.run("--selftest", "--report", str(data))[0] == 0
    said = json.loads(data.read_text())
    assert said["passed"] is True
    assert {step["name"] for step in said["steps"]} >= {"versions", "modules", "stream", "data file"}
    assert all(step["took_s"] >= 0 for step in said["steps"])


def test_a_missing_part_is_reported_with_exit_code_1(program: Program) -> None:
    report = program.home / "report.txt"
    code = (
        "import pathlib, sys, desktop.cli.selftest as selftest\n"
        f"selftest.resources_folder = lambda: pathlib.Path({str(program.home)!r})\n"
        "from desktop.__main__ import main\n"
        f"sys.exit(main(['--selftest', '--report', {str(report)!r}]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=program.environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )
    assert done.returncode == 1
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
    assert "resources" in line
    assert done.stdout.endswith("Something is wrong.\n")
    assert report.read_text() == done.stdout


def test_a_report_that_can_not_be_written_is_an_error_before_anything_is_tested(program: Program) -> None:
    place = program.home / "nowhere" / "report.txt"
    code, out, err = program.run("--selftest", "--report", str(place))
    assert (code, out) == (2, "")
    assert err == f"tallymate: error: report {place}: there is no folder {place.parent}\n"
    code, _, err = program.run("--report", "x.txt")
    assert (code, err) == (2, "tallymate: error: --report goes only with --selftest\n")
