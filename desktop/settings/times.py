"""Times of day, as people write them."""

import re
from typing import Final

from desktop.settings.declared import wrong_for

DAY_MIN: Final = 24 * 60
_TIME: Final = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?")
_MOST_SPANS: Final = 10
_MOST_HOURS: Final = 24
_MOST_MINUTES: Final = 60


def read_time(text: str) -> int:
    """Read a time of day like ``20:00`` or ``8``; return minutes after midnight, 0 for ``24:00``.

    Raises:
        ValueError: It is no time of day; the text says so.

    """
    found = _TIME.fullmatch(text.strip())
    hour, minute = (int(part or 0) for part in found.groups()) if found else (_MOST_HOURS, 1)
    if minute >= _MOST_MINUTES or hour * 60 + minute > DAY_MIN:
        message = f"{text.strip()!r} is no time of day like 8:30"
        raise ValueError(message)
    return (hour * 60 + minute) % DAY_MIN


def read_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Read hours like ``8:00-12:00, 13:00-17:00``, also across midnight; return minutes after midnight.

    Raises:
        ValueError: They are no hours; the text says what is wrong.

    """
    spans = []
    for part in text.split(",") if text.strip() else ():
        start, dash, end = part.replace("\N{EN DASH}", "-").partition("-")
        if not dash:
            message = f"{part.strip()!r} are no hours like 8:00-17:00"
            raise ValueError(message)
        spans.append((read_time(start), read_time(end)))
    if len(spans) > _MOST_SPANS:
        message = f"more than {_MOST_SPANS} hours of a day"
        raise ValueError(message)
    return tuple(spans)


wrong_time: Final = wrong_for(read_time)
wrong_spans: Final = wrong_for(read_spans)
