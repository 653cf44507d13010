"""python3 -m installer.windows.make_setup FOLDER: makes the setup of a frozen program; needs makensis alone.

Options: --version 1.2.3 (default: this program's), --icon FILE, --out FILE.
"""

import argparse
import pathlib
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from typing import Final

ROOT: Final = pathlib.Path(__file__).resolve().parent.parent.parent
HERE: Final = pathlib.Path(__file__).resolve().parent
LARGEST_MB: Final = 20
_VERSION: Final = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)
_NUMBERS: Final = re.compile(r"(\d+)\.(\d+)\.(\d+)")


class SetupBuildError(Exception):
    """The setup can't be built; the text says why."""


def make_setup(folder: pathlib.Path, version: str, icon: pathlib.Path, out: pathlib.Path) -> pathlib.Path:
    """Compile the setup; return its path.

    Arguments:
        folder: The frozen program.
        version: Its version, 1.2.3 or one that begins so.
        icon: The setup's icon.
        out: The setup's path.

    Raises:
        SetupBuildError: makensis is missing or failed, or the folder or the version is wrong.

    """
    makensis = shutil.which("makensis")
    if makensis is None:
        message = "makensis is not installed (Debian's package nsis)"
        raise SetupBuildError(message)
    numbers = _NUMBERS.match(version)
    if numbers is None or not (folder / "TallyMate.exe").is_file():
        message = f"{version} is no version" if numbers is None else f"no TallyMate.exe in {folder}"
        raise SetupBuildError(message)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    said = {
        "VERSION": version,
        "NUMBERS": f"{numbers[0]}.0",
        "FILES": str(folder.resolve()),
        "ICON": str(icon.resolve()),
        "OUT": str(out.resolve()),
        "SIZE_KB": str(size // 1024),
        "SIGN": f'"{sys.executable}" "{HERE / "sign.py"}" "%1"',
    }
    defines = [f"-D{name}={value}" for name, value in said.items()]
    command = [makensis, "-V2", "-WX", "-INPUTCHARSET", "UTF8", *defines, str(HERE / "tallymate.nsi")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SetupBuildError(done.stdout + done.stderr)
    return out


def program_version() -> str:
    """Return the version of the source, without importing it."""
    found = _VERSION.search((ROOT / "desktop" / "__init__.py").read_text(encoding="utf-8"))
    return found[1] if found is not None else ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the setup; return exit code 0 if it was made and is not too large, else 1."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--version", default=program_version())
    parser.add_argument("--icon", type=pathlib.Path, default=ROOT / "build" / "tallymate.ico")
    parser.add_argument("--out", type=pathlib.Path)
    options = parser.parse_args(arguments)
    out = options.out or ROOT / "dist" / f"TallyMate-{options.version}-setup.exe"
    try:
        made = make_setup(options.folder, options.version, options.icon, out)
    except SetupBuildError as error:
        print(f"make_setup: {error}", file=sys.stderr)
        return 1
    size_mb = made.stat().st_size / 1e6
    print(f"{made}: {size_mb:.1f} MB")
    if size_mb > LARGEST_MB:
        print(f"make_setup: more than {LARGEST_MB} MB", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
