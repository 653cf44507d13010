"""Symbols and colours for the levels of limits."""

from types import MappingProxyType
from typing import Final

from desktop.acd.limits import Level
from desktop.ui.theme import Theme

LEVEL_SHAPES: Final = MappingProxyType({Level.ATTENTION: "attention", Level.TROUBLE: "trouble"})


def level_ink(theme: Theme, level: Level) -> str:
    """Return the colour of rims, symbols and words on panels; blank if no limit is reached."""
    return {Level.NONE: "", Level.ATTENTION: theme.attention, Level.TROUBLE: theme.alarm}[level]


def key_ink(theme: Theme, level: Level) -> str:
    """Return the colour of a large figure; blank if no limit is reached."""
    return {Level.NONE: "", Level.ATTENTION: theme.key_attention, Level.TROUBLE: theme.key_alarm}[level]
