"""The history of alerts as text: a line of JSON for each entry, in the order in which it happened."""

import datetime as dt
import json
from typing import Any, Final

from desktop.acd.alerts.history import Entry
from desktop.acd.moment import Moment

LONGEST_LINE: Final = 8_000
"""Characters; whatever is longer was not written by this program."""
LONGEST_TEXT: Final = 500
"""What somebody named his agents may be any long."""
_TEXTS: Final = ("rule", "what", "text", "note", "by")


def line_of(entry: Entry) -> str:
    """Give the line of an entry, without its end. The time is this computer's, with its offset to UTC."""
    when = dt.datetime.fromtimestamp(entry.at.wall_s, dt.UTC).astimezone()
    texts = {name: getattr(entry, name)[:LONGEST_TEXT] for name in _TEXTS}
    line = {"when": when.isoformat(timespec="milliseconds")} | {
        name: text for name, text in texts.items() if text
    }
    # Half a letter, as a name may hold from a file that was cut, is no text that could be written.
    return json.dumps(line, ensure_ascii=False).encode(errors="replace").decode()


def entry_of(line: str) -> Entry | None:
    """Read a line; None when it holds no entry. Only the time on the wall is known of a former run."""
    if len(line) > LONGEST_LINE:
        return None
    try:
        found = json.loads(line)
        # What is no text, or half a letter of one, nobody could show.
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    texts = {name: found.get(name, "") for name in _TEXTS}
    at = _moment(found.get("when"))
    if at is None or not all(isinstance(text, str) for text in texts.values()) or not texts["what"]:
        return None
    return Entry(at, **{name: text[:LONGEST_TEXT] for name, text in texts.items()})


def _moment(when: Any) -> Moment | None:  # noqa: ANN401 - whatever stands in the file
    try:
        read = dt.datetime.fromisoformat(when)
        return Moment(0.0, read.timestamp()) if read.tzinfo is not None else None
    except (TypeError, ValueError, OverflowError, OSError):
        return None
