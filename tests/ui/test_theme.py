"""The colours in figures (desktop/boards/README.md, A3, A4 and A6), of each preset, dark and light."""

import itertools
import math

import pytest
from PySide6.QtGui import QColor

from desktop.acd.agent import AgentState
from desktop.acd.wording import SHORT_STATE_WORDS, STATE_WORDS
from desktop.settings import BoardSettings
from desktop.settings.declared import settings_in
from desktop.tray.badge import BadgeKind
from desktop.ui.brushes import SHAPES, Brushes
from desktop.ui.theme import DARK, LIGHT, PRESETS, Theme, Tone, themed

THEMES = [
    pytest.param(themed(preset, dark=dark), id=f"{preset}-{'dark' if dark else 'light'}")
    for preset in PRESETS
    for dark in (True, False)
]
HIGH_CONTRAST = [
    pytest.param(themed("high-contrast", dark=dark), id="dark" if dark else "light") for dark in (True, False)
]
OKABE_ITO = [
    pytest.param(themed("okabe-ito", dark=dark), id="dark" if dark else "light") for dark in (True, False)
]

Channels = tuple[float, float, float]
Matrix = tuple[Channels, Channels, Channels]

# Machado, Oliveira and Fernandes 2009, "A physiologically-based model for simulation of color vision
# deficiency", severity 1.0, on linear channels.
PROTANOPIA: Matrix = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
DEUTERANOPIA: Matrix = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
SRGB_TO_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE = (0.95047, 1.0, 1.08883)
TOLD_APART = 20
"""A distance in CIELAB visible at a glance; the just noticeable one, side by side, is about 2.3."""
SEEN = 9
"""A distance that is visible on a closer look."""
TOLD_APART_IN_GREY = 8
"""The same of lightness alone, which goes from 0 to 100."""


def linear(colour: str) -> Channels:
    """Return the linear channels of a colour, each 0 to 1 (WCAG 2.2, relative luminance)."""

    def of(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    rgb = QColor(colour)
    return of(rgb.redF()), of(rgb.greenF()), of(rgb.blueF())


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def through(matrix: Matrix, colour: Channels) -> Channels:
    red, green, blue = (sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix)
    return red, green, blue


def lab(colour: Channels) -> Channels:
    def root(share: float) -> float:
        return share ** (1 / 3) if share > 216 / 24389 else (24389 / 27 * share + 16) / 116

    red, green, blue = (min(max(channel, 0.0), 1.0) for channel in colour)
    shown = through(SRGB_TO_XYZ, (red, green, blue))
    x, y, z = (root(part / white) for part, white in zip(shown, WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(first: str, second: str, eye: Matrix | None = None) -> float:
    """Return how far apart two colours look, to a colour-blind eye if one is given: Delta E (CIE 1976)."""
    seen = [linear(colour) if eye is None else through(eye, linear(colour)) for colour in (first, second)]
    return math.dist(lab(seen[0]), lab(seen[1]))


def lightness(colour: str) -> float:
    return lab(linear(colour))[0]


def tones(theme: Theme) -> list[Tone]:
    return [theme.tone(state) for state in AgentState]


def test_calm_is_what_dark_and_light_mean() -> None:
    assert next(iter(PRESETS)) == "calm"
    assert themed("calm", dark=True) is DARK
    assert themed("calm", dark=False) is LIGHT
    assert list(PRESETS) == list(settings_in(BoardSettings)["preset"].metadata["choices"])


def test_an_unknown_preset_is_an_error() -> None:
    with pytest.raises(KeyError):
        themed("pink", dark=True)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("state", AgentState)
def test_text_on_every_tile_is_legible(theme: Theme, state: AgentState) -> None:
    tone = theme.tone(state)
    assert contrast(theme.text, tone.ground) >= 7
    assert contrast(tone.accent, tone.ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_figures_and_labels_on_panels_are_legible(theme: Theme) -> None:
    for ground in (theme.panel, theme.ground):
        assert contrast(theme.text, ground) >= 7
        for colour in (theme.quiet, theme.alarm, theme.attention, theme.free.accent):
            assert contrast(colour, ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_key_figures_are_legible_across_the_room(theme: Theme) -> None:
    # The quiet colour is for old figures, which must look old without vanishing.
    for colour in (theme.text, theme.quiet, theme.key_free, theme.key_alarm, theme.key_attention):
        assert contrast(colour, theme.panel) >= 7


@pytest.mark.parametrize("theme", THEMES)
def test_old_figures_are_still_legible(theme: Theme) -> None:
    assert contrast(theme.quiet, theme.off.ground) >= 4.5
    assert contrast(theme.quiet, theme.panel) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("state", AgentState)
def test_bars_stand_out_from_the_ground_behind_the_tiles(theme: Theme, state: AgentState) -> None:
    assert contrast(theme.tone(state).accent, theme.ground) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("state", AgentState)
def test_rims_of_both_limits_stand_out_on_every_tile(theme: Theme, state: AgentState) -> None:
    ground = theme.tone(state).ground
    assert contrast(theme.alarm, ground) >= 3
    assert contrast(theme.attention, ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_the_two_limits_are_told_apart_in_colour_and_in_grey(theme: Theme) -> None:
    for alarm, attention in ((theme.alarm, theme.attention), (theme.key_alarm, theme.key_attention)):
        assert distance(alarm, attention) >= TOLD_APART
        assert abs(lightness(alarm) - lightness(attention)) >= TOLD_APART_IN_GREY


@pytest.mark.parametrize("theme", THEMES)
def test_the_rim_of_a_set_that_rings_is_not_that_of_trouble(theme: Theme) -> None:
    assert distance(theme.ringing.accent, theme.alarm) >= TOLD_APART
    assert distance(theme.ringing.accent, theme.attention) >= TOLD_APART


@pytest.mark.parametrize("theme", THEMES)
def test_a_coloured_key_figure_is_distinct_from_a_plain_one(theme: Theme) -> None:
    coloured = (theme.key_free, theme.key_alarm, theme.key_attention)
    for first, second in itertools.combinations((theme.text, *coloured), 2):
        assert distance(first, second) >= TOLD_APART


@pytest.mark.parametrize("theme", THEMES)
def test_selected_text_in_windows_and_menus_is_legible(theme: Theme) -> None:
    assert contrast(theme.ground, theme.chosen.accent) >= 4.5
    assert contrast(theme.text, theme.chosen.ground) >= 7
    assert contrast(theme.chosen.accent, theme.panel) >= 3
    assert theme.palette().highlight().color().name() == theme.chosen.accent
    assert distance(theme.chosen.accent, theme.alarm) >= TOLD_APART


@pytest.mark.parametrize("words", [STATE_WORDS, SHORT_STATE_WORDS], ids=["full", "short"])
def test_every_state_is_told_without_colour(words: dict[AgentState, str]) -> None:
    told = {(SHAPES[state], words[state]) for state in AgentState}
    assert len(told) == len(AgentState)


def test_no_shape_looks_like_another_at_16_pixels(brushes: Brushes) -> None:
    names = {*SHAPES.values(), "attention", "trouble"}
    images = {name: brushes.shape(name, 16, "#ffffff", 1.0).toImage() for name in names}
    covered = {
        name: [image.pixelColor(x, y).alphaF() for x in range(16) for y in range(16)]
        for name, image in images.items()
    }
    for first, second in itertools.combinations(sorted(names), 2):
        differing = sum(abs(a - b) for a, b in zip(covered[first], covered[second], strict=True))
        assert differing >= 30, (first, second)


@pytest.mark.parametrize("dark", [True, False], ids=["dark", "light"])
def test_mitel_has_the_colours_of_its_monitors(*, dark: bool) -> None:
    theme = themed("mitel", dark=dark)
    reds = {
        AgentState.RINGING,
        AgentState.ACD,
        AgentState.ACD_HOLD,
        AgentState.NON_ACD_HOLD,
        AgentState.OUTBOUND_HOLD,
        AgentState.DO_NOT_DISTURB,
    }
    hues = {state: QColor(theme.tone(state).accent).hslHue() for state in AgentState}
    assert {state for state, hue in hues.items() if hue <= 10} == reds
    blues = {state for state, hue in hues.items() if 205 <= hue <= 213}
    assert blues - {AgentState.LOGGED_OUT, AgentState.UNKNOWN} == {AgentState.NON_ACD, AgentState.OUTBOUND}
    yellow = {state for state, hue in hues.items() if 38 <= hue <= 48}
    assert yellow == {AgentState.WORK_TIMER, AgentState.MAKE_BUSY}
    assert {state for state, hue in hues.items() if 140 <= hue <= 155} == {AgentState.IDLE}
    for state in (AgentState.LOGGED_OUT, AgentState.UNKNOWN):
        assert QColor(theme.tone(state).accent).hslSaturation() < 45


@pytest.mark.parametrize("preset", [preset for preset in PRESETS if preset != "mitel"])
@pytest.mark.parametrize("dark", [True, False], ids=["dark", "light"])
def test_in_the_other_presets_red_is_kept_for_trouble(preset: str, *, dark: bool) -> None:
    theme = themed(preset, dark=dark)
    for tone in tones(theme):
        assert distance(tone.accent, theme.alarm) >= TOLD_APART


def test_okabe_ito_has_the_colours_of_that_palette() -> None:
    theme = themed("okabe-ito", dark=True)
    used = (theme.free, theme.acd, theme.other_call, theme.work_timer, theme.out_of_reach)
    assert [tone.accent for tone in used] == ["#009e73", "#56b4e9", "#cc79a7", "#f0e442", "#e69f00"]
    assert theme.alarm == "#d55e00"


@pytest.mark.parametrize("theme", OKABE_ITO)
@pytest.mark.parametrize("eye", [PROTANOPIA, DEUTERANOPIA], ids=["protanopia", "deuteranopia"])
def test_okabe_ito_colours_are_distinct_to_colour_blind_eyes(theme: Theme, eye: Matrix) -> None:
    accents = [tone.accent for tone in (theme.free, theme.acd, theme.work_timer)]
    for first, second in itertools.combinations([*accents, theme.alarm], 2):
        assert distance(first, second, eye) >= TOLD_APART
    every = {tone.accent for tone in tones(theme)} | {theme.alarm}
    assert len(every) == 8
    for first, second in itertools.combinations(every, 2):
        assert distance(first, second, eye) >= SEEN


@pytest.mark.parametrize("theme", HIGH_CONTRAST)
def test_high_contrast_is_black_and_white_with_edges(theme: Theme) -> None:
    ends = {"#000000", "#ffffff"}
    grounds = {theme.ground, theme.panel, *(tone.ground for tone in tones(theme))}
    assert len(grounds) == 1
    assert grounds | {theme.text} == ends
    for colour in (theme.quiet, theme.alarm, theme.attention, *(tone.accent for tone in tones(theme))):
        assert contrast(colour, theme.ground) >= 7
    for edge in (theme.edge, theme.line):
        assert contrast(edge, theme.ground) >= 4.5


@pytest.mark.parametrize("kind", BadgeKind)
def test_white_on_the_tray_icon_is_legible(kind: BadgeKind) -> None:
    assert contrast("#ffffff", kind.value[0]) >= 4.5
