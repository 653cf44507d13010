"""Whether a file can be kept somewhere: looked at before the program relies on it."""

import pathlib
import tempfile


def why_not_writable(path: pathlib.Path) -> str | None:
    """Say why a file can't be kept there, in words that go on from its path; None when it can.

    What stands there is left as it is.
    """
    try:
        if path.is_dir():
            return " is a folder"
        if path.exists() and not path.is_file():
            # Reading a pipe would wait for ever, and a device is nothing to put a file in the place of.
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
