"""python3 installer/changelog.py v1.2.3: the text of a release, from the changelog beside this file."""

import pathlib
import re
import sys
from typing import Final

CHANGELOG: Final = pathlib.Path(__file__).resolve().parent / "CHANGELOG.md"


class MissingSectionError(Exception):
    """The changelog has no dated section for a version."""


def release_text(changelog: str, version: str) -> str:
    """Return the section of a version, without its heading.

    Raises:
        MissingSectionError: There is none, or its heading has no date yet.

    """
    heading = rf"^## \[{re.escape(version)}\] - \d{{4}}-\d\d-\d\d$"
    found = re.search(rf"{heading}\n(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL)
    if found is None or not found[1].strip():
        message = f"CHANGELOG.md has no section '## [{version}] - <date>'"
        raise MissingSectionError(message)
    return found[1].strip() + "\n"


def main(tag: str) -> int:
    """Print the text for a tag; return 1 if there is none."""
    try:
        print(release_text(CHANGELOG.read_text(encoding="utf-8"), tag.removeprefix("v")), end="")
    except MissingSectionError as error:
        print(f"changelog: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
