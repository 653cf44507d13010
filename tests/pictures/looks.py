"""The looks that pictures are painted in: each preset, dark and light."""

import pytest

from desktop.ui.theme import PRESETS, themed

THEMES = [
    pytest.param(themed(preset, dark=dark), id=f"{preset} {'dark' if dark else 'light'}")
    for preset in PRESETS
    for dark in (True, False)
]
