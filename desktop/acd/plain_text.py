"""Text from outside made safe to show: no control characters, no markup."""

from typing import Final

_TITLE: Final = {ord("<"): "\u2039", ord(">"): "\u203a"}
"""By the specification titles are not markup. A lone ampersand is harmless, and names may contain one."""
_TEXT: Final = _TITLE | {ord("&"): "\uff06"}
"""Some notification services read a text as markup, others show escaped markup as it is. So the characters
that begin markup are replaced by similar ones (specifications.freedesktop.org/notification-spec, Markup)."""


def text_without_markup(text: str) -> str:
    """Return a notification's text in which no service finds markup."""
    return text.translate(_TEXT)


def title_without_markup(text: str) -> str:
    """Return a notification's title in which no service finds tags."""
    return text.translate(_TITLE)


def printable(text: str) -> str:
    """Return a text with control and other unprintable characters escaped."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
