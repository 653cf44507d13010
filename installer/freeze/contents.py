"""The contents of the frozen program: what is left out, what is required, and the largest size."""

import fnmatch
import pathlib
from dataclasses import dataclass
from typing import Final

MODULES_LEFT_OUT: Final = (
    # The line to a phone system is not encrypted, and nothing is downloaded.
    "ssl",
    "_ssl",
    "_hashlib",
    "tkinter",
    "unittest",
    "doctest",
    "pydoc",
    "lib2to3",
    "ensurepip",
    "sqlite3",
    "curses",
    "readline",
    "xmlrpc",
    "distutils",
    "setuptools",
    "pkg_resources",
    "multiprocessing",
    "concurrent.futures.process",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtOpenGL",
    "PySide6.QtSql",
    "PySide6.QtTest",
)

_LIST: Final = pathlib.Path(__file__).with_name("dropped.txt")
DROPPED: Final = tuple(
    line for line in _LIST.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
)

NEEDED: Final = {
    "win32": (
        "TallyMate.exe",
        "tallymate-cli.exe",
        "*/plugins/platforms/qwindows.dll",
        "*/plugins/platforms/qoffscreen.dll",
        "*/Qt6Network.dll",
        "*/Qt6Svg.dll",
        "*/plugins/iconengines/qsvgicon.dll",
        "*/plugins/imageformats/qsvg.dll",
    ),
    "linux": (
        "tallymate",
        "*/plugins/platforms/libqxcb.so",
        "*/plugins/platforms/libqwayland.so",
        "*/plugins/platforms/libqoffscreen.so",
        "*/plugins/wayland-shell-integration/libxdg-shell.so",
        "*/libQt6Network.so.6",
        "*/libQt6DBus.so.6",
        "*/libQt6Svg.so.6",
        "*/plugins/iconengines/libqsvgicon.so",
        "*/plugins/imageformats/libqsvg.so",
    ),
}
NEEDED_EVERYWHERE: Final = (
    "*/desktop/resources/icons/app.svg",
    "*/desktop/resources/sounds/trouble.wav",
    "*/desktop/resources/fonts/Inter-Regular.otf",
    "*/desktop/resources/fonts/OFL.txt",
    "*/desktop/resources/detail_file.schema.json",
    "*/desktop/resources/directory.example.csv",
    "*/LICENSE",
    "*/NOTICE.txt",
)
UNWANTED: Final = (
    # Windows has its own: a bundled copy breaks Qt on the next version of Windows.
    "*/icuuc.dll",
    "*/mscms.dll",
    "*/ucrtbase.dll",
    "*.qm",
    "*/opengl32sw.dll",
    "*Qt6Qml*",
    "*libcrypto*",
    "*libssl*",
    "*/desktop/resources/*.png",
)
LARGEST_MB: Final = {"win32": 65, "linux": 120}


@dataclass(frozen=True, slots=True)
class Survey:
    """The contents of a built folder.

    Attributes:
        size_mb: Size of all files, in millions of bytes.
        problems: What is missing, unwanted or too large, in words.

    """

    size_mb: float
    problems: tuple[str, ...]


def is_dropped(name: str) -> bool:
    """Return whether a file stays out of the bundle; `name` is its path in the bundle."""
    path = name.replace("\\", "/")
    return any(fnmatch.fnmatchcase(path, pattern) for pattern in DROPPED)


def survey(folder: pathlib.Path, platform: str) -> Survey:
    """Inspect a built folder.

    Arguments:
        folder: The folder.
        platform: The system it was built for, as in `sys.platform`.

    """
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    names = [path.relative_to(folder).as_posix() for path in files]
    size_mb = sum(path.stat().st_size for path in files) / 1e6
    problems = [
        f"{pattern} is missing"
        for pattern in (*NEEDED[platform], *NEEDED_EVERYWHERE)
        if not any(fnmatch.fnmatch(name, pattern) for name in names)
    ]
    problems += [
        f"{name} must not be there"
        for name in names
        if any(fnmatch.fnmatch(name, pattern) for pattern in UNWANTED)
    ]
    if size_mb > LARGEST_MB[platform]:
        problems.append(f"{size_mb:.1f} MB, more than {LARGEST_MB[platform]}")
    return Survey(size_mb, tuple(problems))
