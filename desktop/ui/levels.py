"""How a limit that is reached looks everywhere: symbol and colours of its level."""

from types import MappingProxyType
from typing import Final

from desktop.acd.limits import Level
from desktop.ui.theme import Theme

LEVEL_SHAPES: Final = MappingProxyType({Level.ATTENTION: "attention", Level.TROUBLE: "trouble"})


def level_ink(theme: Theme, level: Level) -> str:
    """Give the colour of rims, symbols and words on panels; blank where no limit is reached."""
    return {Level.NONE: "", Level.ATTENTION: theme.attention, Level.TROUBLE: theme.alarm}[level]


def key_ink(theme: Theme, level: Level) -> str:
    """Give the colour of a large figure; blank where no limit is reached."""
    return {Level.NONE: "", Level.ATTENTION: theme.key_attention, Level.TROUBLE: theme.key_alarm}[level]
