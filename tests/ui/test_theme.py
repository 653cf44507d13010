"""The colours as figures (board-design.md, A3 and A4)."""

import pytest
from PySide6.QtGui import QColor

from desktop.acd.agent import AgentState
from desktop.ui.badge import BadgeKind
from desktop.ui.theme import DARK, LIGHT, Theme

THEMES = [pytest.param(DARK, id="dark"), pytest.param(LIGHT, id="light")]


def luminance(colour: str) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    rgb = QColor(colour)
    return 0.2126 * linear(rgb.redF()) + 0.7152 * linear(rgb.greenF()) + 0.0722 * linear(rgb.blueF())


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("state", AgentState)
def test_text_on_every_tile_can_be_read(theme: Theme, state: AgentState) -> None:
    tone = theme.tone(state)
    assert contrast(theme.text, tone.ground) >= 7
    assert contrast(tone.accent, tone.ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_figures_and_labels_on_panels_can_be_read(theme: Theme) -> None:
    for ground in (theme.panel, theme.ground):
        assert contrast(theme.text, ground) >= 7
        assert contrast(theme.quiet, ground) >= 4.5
        assert contrast(theme.alarm, ground) >= 4.5
        assert contrast(theme.free.accent, ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_old_figures_can_still_be_read(theme: Theme) -> None:
    assert contrast(theme.quiet, theme.off.ground) >= 4.5
    assert contrast(theme.quiet, theme.panel) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("state", AgentState)
def test_bars_stand_out_from_the_ground_behind_the_tiles(theme: Theme, state: AgentState) -> None:
    assert contrast(theme.tone(state).accent, theme.ground) >= 3


@pytest.mark.parametrize("kind", BadgeKind)
def test_white_on_the_tray_icon_can_be_read(kind: BadgeKind) -> None:
    assert contrast("#ffffff", kind.value[0]) >= 4.5
