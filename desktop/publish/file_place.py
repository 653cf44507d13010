"""The place of a file for other programs, and files that exist there."""

import contextlib
import os
import pathlib
import shutil
from typing import Final

from desktop import UserError
from desktop.acd.moment import Moment
from desktop.settings.probe import paths_aside, why_not_writable

MAX_BYTES: Final = 8 * 1024 * 1024
"""A larger file is not this program's: no floor needs as much."""


class DataFileError(UserError):
    """A file for other programs can't be kept."""


def check_writable(path: pathlib.Path, what: str) -> None:
    """Check that a file can be kept there.

    Arguments:
        path: The place.
        what: The name of the file in errors, ``data file``.

    Raises:
        DataFileError: Its folder doesn't exist, or nothing can be written there.

    """
    reason = why_not_writable(path)
    if reason is not None:
        message = f"{what} {path}{reason}"
        raise DataFileError(message)


def keep_copy(path: pathlib.Path, now: Moment, what: str) -> pathlib.Path:
    """Copy a file to an unused name beside it; return the path of the copy.

    Raises:
        DataFileError: No copy can be kept.

    """
    for copy in paths_aside(path, now.wall_s):
        try:
            with path.open("rb") as source, open(copy, "xb", opener=_private) as target:
                shutil.copyfileobj(source, target)
            # The copy is as protected as the file. Some shares do not support modes.
            with contextlib.suppress(OSError):
                shutil.copymode(path, copy)
        except FileExistsError:
            continue
        except OSError as error:
            with contextlib.suppress(OSError):
                copy.unlink(missing_ok=True)
            message = f"{what} {path} can't be understood, and no copy of it can be kept: {error.strerror}"
            raise DataFileError(message) from error
        return copy
    message = f"{what} {path} can't be understood, and too many copies of it are kept beside it"
    raise DataFileError(message)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
