"""python3 installer/dev.py freeze: makes a folder of the program that needs no Python, dist/TallyMate.

On Linux also its installer for one person and a .tar.xz, on Windows a portable .zip.
"""

import argparse
import datetime as dt
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Final

from desktop import __version__
from installer.freeze.archives import portable_zip, tar_xz
from installer.freeze.contents import survey
from installer.freeze.notice import bill_of_materials, parts
from installer.freeze.program_file import faults_of

ROOT: Final = pathlib.Path(__file__).resolve().parent.parent.parent
BUILD: Final = ROOT / "build"
DIST: Final = ROOT / "dist"
FOLDER: Final = DIST / "TallyMate"
SELFTEST_S: Final = 120
IS_WINDOWS: Final = sys.platform == "win32"


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the folder, inspect it and try it out; return 0 if all is well, else 1."""
    parser = argparse.ArgumentParser(prog="dev.py freeze", description=__doc__)
    parser.add_argument("--no-archive", action="store_true", help="make only the folder")
    options = parser.parse_args(arguments)
    if sys.platform not in {"linux", "win32"}:
        print(f"freeze: {sys.platform} is not supported yet")
        return 1
    began = time.monotonic()
    code = _build()
    if code:
        return code
    found = survey(FOLDER, sys.platform)
    problems = (*found.problems, *_faults_of_programs())
    for problem in problems:
        print(f"freeze: {problem}")
    print(f"{FOLDER.relative_to(ROOT)}: {found.size_mb:.1f} MB")
    if problems or not _selftest():
        return 1
    _add_installer()
    _write_bill()
    if not options.no_archive:
        _pack()
    print(f"Done in {time.monotonic() - began:.0f} s.")
    return 0


def _build() -> int:
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    places = ["--distpath", str(DIST), "--workpath", str(BUILD / "work")]
    # Builds of the same commit are byte for byte the same.
    environment = os.environ | {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": _source_date()}
    return subprocess.run(
        [*command, *places, str(ROOT / "build.spec")], cwd=ROOT, env=environment, check=False
    ).returncode


def _source_date() -> str:
    """Return the build's timestamp: the time of the last commit, or now."""
    git = shutil.which("git")
    if git is not None:
        command = [git, "log", "-1", "--format=%ct"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode == 0 and done.stdout.strip():
            return done.stdout.strip()
    return str(int(time.time()))


def _faults_of_programs() -> list[str]:
    icon = (BUILD / "tallymate.ico").read_bytes()
    return [
        f"{program.name}: {fault}"
        for program in sorted(FOLDER.glob("*.exe"))
        for fault in faults_of(program.read_bytes(), icon, __version__)
    ]


def _selftest() -> bool:
    """Run the frozen program's selftest; its report stays in the folder build."""
    program = FOLDER / ("tallymate-cli.exe" if IS_WINDOWS else "tallymate")
    command = [str(program), "--selftest", "--report", str(BUILD / "selftest.txt")]
    try:
        code = subprocess.run(command, cwd=BUILD, check=False, timeout=SELFTEST_S).returncode
    except subprocess.TimeoutExpired:
        print(f"freeze: the frozen program did not end within {SELFTEST_S} s")
        return False
    if code:
        print(f"freeze: the frozen program's --selftest ended with {code}")
    return code == 0


def _add_installer() -> None:
    if IS_WINDOWS:
        # Windows shows this picture in the program's notifications.
        shutil.copy2(BUILD / "tallymate.png", FOLDER / "tallymate.png")
        shutil.copy2(ROOT / "installer" / "windows" / "headless-task.ps1", FOLDER / "headless-task.ps1")
        return
    for file in sorted((ROOT / "installer" / "linux").iterdir()):
        if file.is_file() and file.suffix != ".py":
            shutil.copy2(file, FOLDER / file.name)
    shutil.copy2(ROOT / "resources" / "icons" / "app.svg", FOLDER / "tallymate.svg")
    shutil.copy2(BUILD / "tallymate.png", FOLDER / "tallymate.png")


def _pack() -> None:
    if IS_WINDOWS:
        made = portable_zip(FOLDER, DIST / f"TallyMate-{__version__}-portable.zip")
    else:
        made = tar_xz(FOLDER, DIST / f"{_name()}.tar.xz", int(_source_date()))
    print(f"{made.relative_to(ROOT)}: {made.stat().st_size / 1e6:.1f} MB")


def _write_bill() -> None:
    made_at = dt.datetime.fromtimestamp(int(_source_date()), dt.UTC).isoformat()
    (DIST / f"{_name()}.cdx.json").write_text(bill_of_materials(parts(), made_at), encoding="utf-8")


def _name() -> str:
    system = "windows" if IS_WINDOWS else "linux"
    return f"TallyMate-{__version__}-{system}-{platform.machine().lower()}"


if __name__ == "__main__":
    sys.exit(main())
