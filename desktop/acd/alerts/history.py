"""The history of alerts: its entries, as lines of a file and as CSV."""

import datetime as dt
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from desktop.acd.moment import Moment
from desktop.acd.wording import date_and_clock

MOST_KEPT: Final = 10_000
LONGEST_LINE: Final = 8_000
"""In characters; this program never writes longer lines."""
LONGEST_TEXT: Final = 500
"""In characters; longer texts are cut, so that a line stays within `LONGEST_LINE`."""
_DAY_S: Final = 86_400.0
_TEXTS: Final = ("rule", "what", "text", "note", "by")


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One entry of the history.

    Attributes:
        at: When it happened.
        rule: The rule's name.
        what: What happened: ``opened``, ``got worse``, ``ended``, ``dropped``, ``acknowledged``, ``snoozed``,
            ``taken back``.
        text: The alert in words.
        note: What a person noted.
        by: Who did it on this computer; blank for what happened by itself.

    """

    at: Moment
    rule: str
    what: str
    text: str
    note: str = ""
    by: str = ""


def recent(entries: Iterable[HistoryEntry], now: Moment, days: int) -> list[HistoryEntry]:
    """Return the entries of the last days, at most `MOST_KEPT`, newest last."""
    return [entry for entry in entries if now.wall_s - entry.at.wall_s <= days * _DAY_S][-MOST_KEPT:]


def line_of(entry: HistoryEntry) -> str:
    """Return an entry as a line of JSON without its end. Its local time has the offset to UTC."""
    when = dt.datetime.fromtimestamp(entry.at.wall_s, dt.UTC).astimezone()
    texts = {name: getattr(entry, name)[:LONGEST_TEXT] for name in _TEXTS}
    line = {"when": when.isoformat(timespec="milliseconds")} | {
        name: text for name, text in texts.items() if text
    }
    # Names may hold unpaired surrogates, which cannot be encoded.
    return json.dumps(line, ensure_ascii=False).encode(errors="replace").decode()


def entry_of(line: str) -> HistoryEntry | None:
    """Read a line; None if it holds no entry. The entry has no steady time: that ended with its run."""
    if len(line) > LONGEST_LINE:
        return None
    try:
        found = json.loads(line)
        # Refuses unpaired surrogates, which cannot be shown.
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    texts = {name: found.get(name, "") for name in _TEXTS}
    at = _moment(found.get("when"))
    if at is None or not all(isinstance(text, str) for text in texts.values()) or not texts["what"]:
        return None
    return HistoryEntry(at, **{name: text[:LONGEST_TEXT] for name, text in texts.items()})


def to_csv(entries: Iterable[HistoryEntry]) -> str:
    """Return entries as CSV that Excel reads."""
    import csv  # noqa: PLC0415 - loaded on first use

    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("when", *_TEXTS))
    for entry in entries:
        texts = (_no_formula(getattr(entry, name)) for name in _TEXTS)
        writer.writerow((date_and_clock(entry.at), *texts))
    return out.getvalue()


def _moment(when: Any) -> Moment | None:  # noqa: ANN401 - whatever the file holds
    try:
        read = dt.datetime.fromisoformat(when)
        return Moment(0.0, read.timestamp()) if read.tzinfo is not None else None
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def _no_formula(text: str) -> str:
    """Keep a spreadsheet from evaluating a text as a formula (owasp.org, CSV Injection)."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
