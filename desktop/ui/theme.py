"""The looks that one can choose: presets, each dark and light (board-design.md: red is kept for trouble)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from desktop.ui import palettes
from desktop.ui.colours import Theme, Tone

__all__ = ["DARK", "LIGHT", "PRESETS", "Theme", "Tone", "themed"]

DARK: Final = palettes.CALM_DARK
LIGHT: Final = palettes.CALM_LIGHT

PRESETS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "calm": "Calm",
        "mitel": "Mitel",
        "okabe-ito": "Okabe-Ito",
        "high-contrast": "High contrast",
    }
)
"""The presets by their words in the settings file, with their titles, in the order to offer them in."""

_DARK_AND_LIGHT: Final = MappingProxyType(
    {
        "calm": (DARK, LIGHT),
        "mitel": (palettes.MITEL_DARK, palettes.MITEL_LIGHT),
        "okabe-ito": (palettes.OKABE_ITO_DARK, palettes.OKABE_ITO_LIGHT),
        "high-contrast": (palettes.HIGH_CONTRAST_DARK, palettes.HIGH_CONTRAST_LIGHT),
    }
)


def themed(preset: str, *, dark: bool) -> Theme:
    """Give the colours of a preset, one of the keys of `PRESETS`; any other is a KeyError."""
    in_the_dark, in_the_light = _DARK_AND_LIGHT[preset]
    return in_the_dark if dark else in_the_light
