"""Where a file for other programs is kept, and what may stand there already."""

import contextlib
import os
import pathlib
import shutil
import time
from typing import Final

from desktop import UserError
from desktop.acd.moment import Moment
from desktop.settings.probe import why_not_writable

MAX_BYTES: Final = 8 * 1024 * 1024
"""No floor's file is larger; one that is, is not ours."""


class DataFileError(UserError):
    """A file for other programs can't be kept."""


def check_writable(path: pathlib.Path, what: str) -> None:
    """Make sure that a file can be kept there.

    Arguments:
        path: Where.
        what: What it is called in errors, ``data file``.

    Raises:
        DataFileError: Its folder doesn't exist, or nothing can be written there.

    """
    reason = why_not_writable(path)
    if reason is not None:
        message = f"{what} {path}{reason}"
        raise DataFileError(message)


def keep_copy(path: pathlib.Path, now: Moment, what: str) -> pathlib.Path:
    """Copy what stands there to a free name beside it; give the copy's path.

    Raises:
        DataFileError: No copy can be kept.

    """
    stamp = time.strftime("%Y%m%d-%H%M%S", time.localtime(now.wall_s))
    for suffix in ("", *(f"-{count}" for count in range(2, 100))):
        copy = path.with_name(f"{path.stem}.set-aside-{stamp}{suffix}{path.suffix}")
        try:
            with path.open("rb") as source, open(copy, "xb", opener=_private) as target:
                shutil.copyfileobj(source, target)
            # Whoever may not read the file may not read its copy either. Some shares know no modes.
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
