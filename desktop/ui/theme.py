"""The presets of colours, each dark and light; red is kept for trouble (desktop/boards/README.md)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from desktop.ui import palettes
from desktop.ui.colours import Theme, Tone

__all__ = ["DARK", "LIGHT", "PRESETS", "Theme", "Tone", "themed"]

DARK: Final = palettes.CALM_DARK
LIGHT: Final = palettes.CALM_LIGHT

PRESETS: Final[Mapping[str, tuple[Theme, Theme]]] = MappingProxyType(
    {
        "calm": (DARK, LIGHT),
        "mitel": (palettes.MITEL_DARK, palettes.MITEL_LIGHT),
        "okabe-ito": (palettes.OKABE_ITO_DARK, palettes.OKABE_ITO_LIGHT),
        "high-contrast": (palettes.HIGH_CONTRAST_DARK, palettes.HIGH_CONTRAST_LIGHT),
    }
)
"""The presets, dark and light, by their words in the settings file."""


def themed(preset: str, *, dark: bool) -> Theme:
    """Return the colours of a preset.

    Raises:
        KeyError: It is none of `PRESETS`.

    """
    in_the_dark, in_the_light = PRESETS[preset]
    return in_the_dark if dark else in_the_light
