"""Text from outside made safe to show: no control characters, no markup."""

from typing import Final

_TEXT: Final = str.maketrans({"<": "\u2039", ">": "\u203a", "&": "\uff06"})
"""Some notification services take a text for markup, others show what was escaped for them as it is. So what
begins markup is said with what looks like it (specifications.freedesktop.org/notification-spec, Markup)."""
_TITLE: Final = str.maketrans({"<": "\u2039", ">": "\u203a"})
"""A title has none by that specification; an ampersand alone does no harm, and names have it."""


def text_without_markup(text: str) -> str:
    """Give a notification's text so that no service finds markup in it."""
    return text.translate(_TEXT)


def title_without_markup(text: str) -> str:
    """Give a notification's title so that no service finds tags in it."""
    return text.translate(_TITLE)


def printable(text: str) -> str:
    """Give a text in which nothing steers what shows it: such characters are written as their numbers."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
