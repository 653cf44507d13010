"""Checks whether a file can be kept in a place, and names for files that are set aside."""

import pathlib
import tempfile
import time
from collections.abc import Iterator
from typing import Final

_MOST_ASIDE: Final = 100


def why_not_writable(path: pathlib.Path) -> str | None:
    """Say why a file can't be kept there, in words that follow its path; None when it can.

    An existing file stays as it is.
    """
    try:
        if path.is_dir():
            return " is a folder"
        if path.exists() and not path.is_file():
            # Reading a pipe would wait for ever, and no file can take the place of a device.
            return " is no plain file"
        folder = path.resolve().parent
        if not folder.is_dir():
            return f": there is no folder {folder}"
        with tempfile.NamedTemporaryFile(prefix=f"{path.name}.", dir=folder):
            pass
        if path.exists():
            with path.open("r+b"):
                pass
    except (OSError, ValueError) as error:
        return f" can't be written: {getattr(error, 'strerror', None) or error}"
    return None


def paths_aside(path: pathlib.Path, wall_s: float) -> Iterator[pathlib.Path]:
    """Return names for a file that is set aside, beside its own and with the time in them.

    Arguments:
        path: The file.
        wall_s: The present Unix time.

    """
    stamp = time.strftime("%Y%m%d-%H%M%S", time.localtime(wall_s))
    for suffix in ("", *(f"-{count}" for count in range(2, _MOST_ASIDE))):
        yield path.with_name(f"{path.stem}.set-aside-{stamp}{suffix}{path.suffix}")
