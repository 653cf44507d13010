"""Sizes of the figures above the tiles."""

from dataclasses import dataclass

from desktop.ui.brushes import Face, Weight


@dataclass(frozen=True, slots=True)
class HeadFit:
    """The sizes of the figures above the tiles; lengths in pixels.

    Attributes:
        unit: The gap between everything.
        key: Type of the key figures.
        figure: Type of a card's calls waiting.
        side: Type of a card's longest waiting.
        name: Type of a queue's name.
        label: Type of labels.
        chip: Type of the words in the chips.
        small: Type of the footer, which is read from close by.
        least_text_px: The smallest type of words, except for the footer's.
        least_key_px: The smallest type of figures.

    """

    unit: int
    key: Face
    figure: Face
    side: Face
    name: Face
    label: Face
    chip: Face
    small: Face
    least_text_px: int = 0
    least_key_px: int = 0

    @property
    def panel_height(self) -> int:
        """Height of the panel of key figures and of a queue card."""
        return round(self.name.px * 1.3 + self.figure.px * 1.12 + self.label.px * 1.3 + self.unit * 1.5)

    @property
    def key_height(self) -> int:
        """Height of the panel of key figures if no card is beside it."""
        return round(self.key.px * 1.12 + self.label.px * 1.3 + self.unit * 1.5)

    @property
    def compact_faces(self) -> tuple[Face, Face, Face]:
        """Type of name, figures and label on a compact queue card."""
        return (
            Face(max(13, self.least_text_px, round(self.name.px * 0.8)), self.name.weight),
            Face(max(self.least_key_px, round(self.side.px * 0.95)), self.side.weight),
            Face(max(12, self.least_text_px, round(self.label.px * 0.75)), self.label.weight),
        )

    @property
    def compact_height(self) -> int:
        """Height of a compact queue card."""
        name, figure, _ = self.compact_faces
        return round(name.px * 1.3 + figure.px * 1.2 + self.unit * 0.8)

    @property
    def chip_height(self) -> int:
        """Height of a chip."""
        return round(self.chip.px * 1.3 + self.unit * 0.66)

    @property
    def corner(self) -> float:
        """Radius of the corners of panels and cards."""
        return self.unit * 0.62

    @property
    def tile_gap(self) -> int:
        """Gap between tiles, and between compact cards."""
        return round(self.unit * 0.62)


def fit_head(
    width: int,
    height: int,
    least_text_px: int = 0,
    least_key_px: int = 0,
    *,
    share: float = 1.0,
) -> HeadFit:
    """Size the figures above the tiles for a window; the scale is 1 at 1920 x 1080.

    Arguments:
        width: Width of the window in pixels.
        height: Height of the window.
        least_text_px: The smallest type of words; 0 where people are near.
        least_key_px: The smallest type of figures.
        share: Share of the size that looks best; less leaves more room for tiles.

    """
    window = max(0.5, min(width / 1920, height / 1080))
    scale = window * share
    text, key = max(13, least_text_px), max(13, least_key_px)
    return HeadFit(
        unit=max(6, round(22 * scale)),
        key=Face(max(key, round(90 * scale)), Weight.KEY),
        figure=Face(max(key, round(72 * scale)), Weight.KEY),
        side=Face(max(key, round(36 * scale)), Weight.STRONG),
        name=Face(max(14, text, round(31 * scale)), Weight.STRONG),
        label=Face(max(text, round(29 * scale)), Weight.PLAIN),
        chip=Face(max(text, round(29 * scale)), Weight.STRONG),
        small=Face(max(13, round(17 * window)), Weight.PLAIN),
        least_text_px=least_text_px,
        least_key_px=least_key_px,
    )
