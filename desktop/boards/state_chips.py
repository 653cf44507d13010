"""The number of agents in each state, and the state of the lines to the phone systems."""

import math
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from desktop.acd.connection import Connections
from desktop.acd.summary import FloorSummary
from desktop.acd.wording import clock
from desktop.boards.head_fit import HeadFit, fit_head
from desktop.boards.look import BoardLook
from desktop.boards.painted_parts import PaintedParts, PlacedPart
from desktop.ui.brushes import LEFT, RIGHT, Face, Plate, Weight
from desktop.ui.theme import Tone

_NARROW = 48
"""Width in sizes of type; a narrower row leaves out chips that count nobody."""


_Chip = tuple[str, int, tuple[str, str], Tone]
"""Shape, count, words in full and short, tone."""
_PlacedChip = tuple[str, str, str, str, int]
"""Shape, text, background, ink, and where it begins."""
_Form = list[tuple[_Chip, str]]
"""Chips with their texts."""


@dataclass(frozen=True, slots=True)
class _Status:
    """The state of the lines as it is shown, and where its parts begin.

    Attributes:
        time: The time of day.
        status: The state of the lines.
        page: The visible page; blank if there is only one.
        left: Left edge of the whole.

    """

    time: str
    status: str
    page: str
    left: float


class StateChips(PaintedParts[_PlacedChip | _Status]):
    """The number of agents in each state, and at the right the state of the lines."""

    def __init__(self, look: BoardLook) -> None:
        super().__init__()
        self._look = look
        self._fit = fit_head(1, 1)
        self._summary = FloorSummary()
        self._told: tuple[FloorSummary, Connections, str] | None = None
        self._page = ("", "")

    def show_summary(self, summary: FloorSummary) -> None:
        """Show other figures, and the state of the lines."""
        told = (replace(summary, longest_s=None), self._look.lines, clock(self._look.clock()))
        if told == self._told:
            return
        self._told = told
        self._summary = summary
        said = ", ".join(f"{count} {words[0]}" for _, count, words, _ in self.counts())
        self.setAccessibleName(f"{said}. {self._look.status()}")
        self.update_changed()

    def show_page(self, page: int, pages: int) -> None:
        """Show which page of tiles is visible, if there are several."""
        forms = (f"Page {page} of {pages}", f"{page}/{pages}") if pages > 1 else ("", "")
        if forms != self._page:
            self._page = forms
            self.update()

    def set_fit(self, fit: HeadFit) -> None:
        """Set the sizes."""
        self._fit = fit

    def counts(self) -> list[_Chip]:
        """Return shape, count, words and tone of each chip."""
        summary, theme = self._summary, self._look.theme
        counts = [
            ("idle", summary.free, ("free", "free"), theme.free),
            ("ringing", summary.ringing, ("ringing", "ring"), theme.ringing),
            ("acd", summary.acd, ("ACD", "ACD"), theme.acd),
            ("non_acd", summary.other_calls, ("other calls", "other"), theme.other_call),
            ("work_timer", summary.work_timer, ("work timer", "work"), theme.work_timer),
            ("make_busy", summary.out_of_reach, ("out of reach", "away"), theme.out_of_reach),
            ("logged_out", summary.logged_out, ("logged out", "off"), theme.off),
        ]
        if summary.unknown:
            counts.append(("unknown", summary.unknown, ("unknown", "unkn"), theme.off))
        if self.width() < self._fit.chip.px * _NARROW or not any(count for _, count, _, _ in counts):
            counts = [chip for chip in counts if chip[1]]
        return counts

    def _chip_width(self, text: str) -> int:
        chip = self._fit.chip
        return math.ceil(self._look.brushes.width(text, chip) + chip.px * 2.5)

    def _in_words(self) -> tuple[_Form, ...]:
        """Return the chips in full words, in short ones, and in short ones of those that count anyone."""
        chips = self.counts()
        return (
            [(chip, f"{chip[1]} {chip[2][0]}") for chip in chips],
            [(chip, f"{chip[1]} {chip[2][1]}") for chip in chips],
            [(chip, f"{chip[1]} {chip[2][1]}") for chip in chips if chip[1]],
        )

    def _form_width(self, form: _Form) -> float:
        return sum(self._chip_width(text) + self._fit.unit * 0.6 for _, text in form)

    def _fitting(self, room: float) -> _Form:
        """Return the chips in the longest form that fits: in words, in figures, or only the first figures."""
        words = self._in_words()
        figures = [(chip, str(chip[1])) for chip, _ in words[-1]]
        # The last ones count agents who are absent.
        fewer = [figures[:count] for count in range(len(figures) - 1, 0, -1)]
        return next((form for form in (*words, figures, *fewer) if self._form_width(form) <= room), [])

    def _status_forms(self) -> tuple[tuple[str, str], ...]:
        """Return the page and the state of the lines, each form shorter; trouble is in every form."""
        status, (page, short_page) = self._look.status(), self._page
        if self._look.lines.stale:
            return (page, status), (short_page, status), ("", status)
        # Every form also says that it is a demonstration or a recording.
        return (page, status), (short_page, status), (short_page, self._look.source_label)

    def paint_part(self, painter: QPainter, drawn: _PlacedChip | _Status) -> None:
        """Paint a chip, or the state of the lines."""
        if isinstance(drawn, _Status):
            self._paint_status(painter, drawn)
            return
        brushes, fit = self._look.brushes, self._fit
        shape, text, ground, ink, left = drawn
        width, height = self._chip_width(text), fit.chip_height
        rim = self._look.theme.edge
        plate = Plate(width, height, height / 2, ground, rim=rim, rim_width=max(1.0, fit.unit * 0.06))
        brushes.draw_plate(painter, QPointF(left, 0), plate)
        px = round(fit.chip.px * 0.9)
        where = QRectF(left + fit.chip.px * 0.65, height / 2 - px / 2, px, px)
        brushes.draw_shape(painter, shape, where, ink)
        words = QRectF(left, 0, width, height).adjusted(fit.chip.px * 1.8, 0, 0, 0)
        brushes.draw_text(painter, words, text, fit.chip, ink, LEFT)

    def lay_parts_out(self) -> tuple[object, list[PlacedPart[_PlacedChip | _Status]]]:
        """Return the chips, and the state of the lines."""
        look, fit, theme = self._look, self._fit, self._look.theme
        status = self._lay_status_out()
        place = QRectF(status.left, 0, self.width() - status.left, self.height()).toAlignedRect()
        parts: list[PlacedPart[_PlacedChip | _Status]] = [(place, status)]
        left = 0
        for (shape, _, _, tone), text in self._fitting(status.left - fit.unit):
            chip = QRectF(left, 0, self._chip_width(text), self.height())
            ground = theme.off.ground if look.is_stale() else tone.ground
            what = shape, text, ground, look.ink(tone.accent), left
            parts.append((chip.toAlignedRect(), what))
            left = round(chip.right() + fit.unit * 0.6)
        return None, parts

    def _lay_status_out(self) -> _Status:
        """Return the state of the lines, in the longest form that leaves the chips their words."""
        look, fit = self._look, self._fit
        time_width, width = look.brushes.width(f"{self._now}00:00", fit.label), self.width()

        def taken(form: tuple[str, str]) -> float:
            page, status = form
            beside = look.brushes.width(page, fit.label) + fit.unit if page else 0.0
            symbol = look.brushes.width(status, self._status_face) + self._symbol_room
            return time_width + fit.unit * 0.8 + symbol + beside

        forms = self._status_forms()
        least = self._form_width(self._in_words()[-1]) + fit.unit
        # Words on chips are worth more than the state of a line without trouble.
        page, status = form = next((form for form in forms if taken(form) + least <= width), forms[-1])
        return _Status(f"{self._now}{clock(look.clock())}", status, page, width - taken(form))

    @property
    def _now(self) -> str:
        # The time of day beside the time of the loss could be mistaken for it.
        return "now " if self._look.lines.stale else ""

    @property
    def _status_face(self) -> Face:
        return Face(self._fit.chip.px, Weight.KEY) if self._look.lines.stale else self._fit.label

    @property
    def _symbol_room(self) -> float:
        """Width of the symbol before the status, with the gap after it."""
        return round(self._fit.chip.px * 0.8) * 1.35

    def _paint_status(self, painter: QPainter, shown: _Status) -> None:
        look, fit, theme = self._look, self._fit, self._look.theme
        stale, face = look.lines.stale, self._status_face
        colour = theme.alarm if stale else theme.quiet
        line = QRectF(0, 0, self.width(), fit.chip_height)
        look.brushes.draw_text(painter, line, shown.time, fit.label, theme.quiet, RIGHT)
        line.setRight(line.right() - look.brushes.width(f"{self._now}00:00", fit.label) - fit.unit * 0.8)
        look.brushes.draw_text(painter, line, shown.status, face, colour, RIGHT)
        left = line.right() - look.brushes.width(shown.status, face) - self._symbol_room
        px = round(fit.chip.px * 0.8)
        where = QRectF(left, line.center().y() - px / 2, px, px)
        look.brushes.draw_shape(painter, "trouble" if stale else "live", where, colour)
        if shown.page:
            line.setRight(left - fit.unit)
            look.brushes.draw_text(painter, line, shown.page, fit.label, theme.quiet, RIGHT)
