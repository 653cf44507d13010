#!/usr/bin/env python3
"""Sets a machine up, and runs or tests the program. Needs nothing but Python 3.11 or newer.

python3 installer/dev.py run [options of tallymate]     the demonstration
python3 installer/dev.py test [options of pytest]       the tests; with -n 0 one after the other
python3 installer/dev.py check                          lint, types and layers
python3 installer/dev.py bench [sections, options]      how fast and how small the program is
python3 installer/dev.py faults [parts of names]        the outcome of each fault, and how long it blocks
python3 installer/dev.py fuzz [--seconds 60]            random and damaged input for decoder, floor and files
python3 installer/dev.py soak [--days 7]                days of a floor in minutes, and what is left over
python3 installer/dev.py freeze                         the program as a folder that needs no Python
"""

import ctypes.util
import functools
import hashlib
import importlib.util
import os
import pathlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Final

ROOT: Final = pathlib.Path(__file__).resolve().parent.parent
ENVIRONMENT: Final = ROOT / ".venv"
CONSTRAINTS: Final = ROOT / "installer" / "constraints.txt"
STAMP: Final = ENVIRONMENT / "installed.txt"

SCRIPTS: Final = {
    "bench": "tests.bench",
    "faults": "tests.faults",
    "freeze": "installer.freeze",
    "fuzz": "tests.fuzz",
    "soak": "tests.soak",
}
"""Commands and the packages that they run."""

QT_LIBRARIES: Final = {
    "glib-2.0": "libglib2.0-0",
    "GL": "libgl1",
    "EGL": "libegl1",
    "X11": "libx11-6",
    "X11-xcb": "libx11-xcb1",
    "dbus-1": "libdbus-1-3",
    "fontconfig": "libfontconfig1",
    "xkbcommon": "libxkbcommon0",
    "brotlidec": "libbrotli1",
    "gssapi_krb5": "libgssapi-krb5-2",
    "xkbcommon-x11": "libxkbcommon-x11-0",
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-shape": "libxcb-shape0",
}
"""Libraries that Qt loads on Linux and a minimal Debian or Ubuntu lacks, with their packages."""


TESTS_AT_ONCE: Final = min((os.cpu_count() or 1) + 1, 8)
"""One more than there are processors: tests spend half their time waiting for a process or a timer."""


class SetupError(Exception):
    """The machine can't be set up; the text says what to do."""


def main(arguments: Sequence[str]) -> int:
    """Run a command; return the exit code."""
    commands: dict[str, Callable[[Sequence[str]], int]] = {"run": _run, "test": _test, "check": _check}
    commands |= {name: functools.partial(_script, name) for name in SCRIPTS}
    if not arguments or arguments[0] not in commands:
        print(__doc__)
        return 2
    try:
        _set_up()
        return commands[arguments[0]](arguments[1:])
    except SetupError as error:
        print(f"dev.py: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _run(options: Sequence[str]) -> int:
    return _python("-m", "desktop", "--demo", *options)


def _test(options: Sequence[str]) -> int:
    # The tests of one file run in one process, since they share desktops and folders.
    at_once = ["--numprocesses", str(TESTS_AT_ONCE), "--dist", "loadfile"]
    return _python("-m", "pytest", *at_once, *options)


def _check(options: Sequence[str]) -> int:
    tools = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
    for check in (["ruff", "check"], ["ruff", "format", "--check"], ["mypy"], ["lint-imports"]):
        print("==", *check, flush=True)
        code = subprocess.run([tools / check[0], *check[1:], *options], cwd=ROOT, check=False).returncode
        if code:
            return code
    return 0


def _script(name: str, options: Sequence[str]) -> int:
    return _python("-m", SCRIPTS[name], *options)


def _python(*arguments: str) -> int:
    return subprocess.run([_environment_python(), *arguments], cwd=ROOT, check=False).returncode


def _environment_python() -> pathlib.Path:
    return ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _set_up() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python may run this file
        message = f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}"
        raise SetupError(message)
    if sys.platform == "linux":
        _install_packages()
    wanted = _fingerprint()
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    if not _environment_python().exists() or not _is_this_python():
        print("Making .venv ...", flush=True)
        if subprocess.run([sys.executable, "-m", "venv", "--clear", ENVIRONMENT], check=False).returncode:
            message = "the virtual environment could not be made; Python's message is above"
            raise SetupError(message)
    print("Installing what the program needs ...", flush=True)
    options = ["--quiet", "--disable-pip-version-check", "--constraint", str(CONSTRAINTS)]
    if _python("-m", "pip", "install", *options, "--editable", f"{ROOT}[dev,build]"):
        message = "the packages could not be installed; pip's message is above"
        raise SetupError(message)
    STAMP.write_text(wanted, encoding="utf-8")


def _fingerprint() -> str:
    """Return a fingerprint of the environment's sources, so that a later run knows whether it is current."""
    content = (ROOT / "pyproject.toml").read_bytes() + CONSTRAINTS.read_bytes()
    return f"{ROOT}\n{sys.version}\n{hashlib.sha256(content).hexdigest()}\n"


def _is_this_python() -> bool:
    version = "import sys; print(sys.version)"
    found = subprocess.run(
        [_environment_python(), "-c", version], check=False, capture_output=True, text=True
    )
    return found.stdout.strip() == sys.version.strip()


def _install_packages() -> None:
    """Install the system libraries that Qt needs, or say the one command that does."""
    missing = [package for library, package in QT_LIBRARIES.items() if not _is_library_there(library)]
    if importlib.util.find_spec("ensurepip") is None and not ENVIRONMENT.exists():
        missing.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    if not missing:
        return
    apt = shutil.which("apt-get")
    if apt is None:
        print(
            f"dev.py: Qt may miss system libraries here: {', '.join(missing)} in Debian's names.", flush=True
        )
        return
    by_hand = f"sudo apt-get update && sudo apt-get install -y {' '.join(missing)}"
    rights: list[str] = []
    if os.geteuid() != 0:
        sudo = shutil.which("sudo")
        if sudo is None or subprocess.run([sudo, "-n", "true"], check=False, capture_output=True).returncode:
            message = f"system libraries are missing; please run this once: {by_hand}"
            raise SetupError(message)
        rights = [sudo, "-n"]
    print(f"Installing system libraries: {' '.join(missing)} ...", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *missing]):
        result = subprocess.run(
            [*rights, apt, *command], env=environment, check=False, capture_output=True, text=True
        )
        if result.returncode:
            print(result.stdout[-2000:], result.stderr[-2000:], sep="\n", file=sys.stderr)
            message = f"system libraries could not be installed; please run this once: {by_hand}"
            raise SetupError(message)


def _is_library_there(name: str) -> bool:
    """Return whether a library is installed: in a usual folder, or found by the loader."""
    folders = [pathlib.Path("/usr/lib"), pathlib.Path("/lib"), pathlib.Path("/usr/lib64")]
    for folder in folders:
        pattern = f"lib{name}.so.*"
        if any(folder.glob(pattern)) or any(folder.glob(f"*-linux-gnu*/{pattern}")):
            return True
    return ctypes.util.find_library(name) is not None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
