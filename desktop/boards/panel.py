"""The background of the panel of key figures and of queue cards."""

from PySide6.QtCore import QSize

from desktop.acd.limits import Level
from desktop.boards.head_fit import HeadFit
from desktop.ui.brushes import Plate
from desktop.ui.levels import level_ink
from desktop.ui.look import Look


def panel_plate(look: Look, fit: HeadFit, size: QSize, *, is_old: bool, level: Level = Level.NONE) -> Plate:
    """Return the background of a panel or a card."""
    widths = {Level.NONE: 0.06, Level.ATTENTION: 0.12, Level.TROUBLE: 0.18}
    return Plate(
        size.width(),
        size.height(),
        fit.corner,
        look.theme.panel,
        rim=level_ink(look.theme, level) or look.theme.line,
        rim_width=max(1.0, fit.unit * widths[level]),
        hatch=look.theme.quiet if is_old else "",
        hatch_step=max(8.0, fit.unit * 0.8),
    )
