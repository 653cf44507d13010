"""How many agents are in which state, and how the lines to the phone systems stand."""

import math
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.acd.connection import Lines
from desktop.acd.summary import FloorSummary
from desktop.acd.wording import clock
from desktop.boards.changed_parts import Part, changed_region
from desktop.boards.head_fit import HeadFit, fit_head
from desktop.boards.look import BoardLook
from desktop.ui.brushes import LEFT, RIGHT, Face, Plate, Weight
from desktop.ui.theme import Tone

_NARROW = 48
"""Below so many sizes of its type a row of chips has room only for those that count anyone."""


_Chip = tuple[str, int, tuple[str, str], Tone]
"""Shape, count, words in full and short, tone."""
_ChipShown = tuple[str, str, str, str, int]
"""Shape, text, ground, ink, and where it begins."""
_Form = list[tuple[_Chip, str]]
"""Chips with what stands on them."""


@dataclass(frozen=True, slots=True)
class _Status:
    """How the lines stand as it stands there, and where each of it begins or ends.

    Attributes:
        time: The time of day.
        status: How the lines stand.
        page: Which page is in sight; blank for a single one.
        in_trouble: Whether figures are old.
        time_left: Where the time's place begins.
        left: Where all of it begins.

    """

    time: str
    status: str
    page: str
    in_trouble: bool
    time_left: float
    left: float


class StateChips(QWidget):
    """How many agents do what, and at the right how the line stands."""

    def __init__(self, look: BoardLook) -> None:
        super().__init__()
        self._look = look
        self._fit = fit_head(1, 1)
        self._summary = FloorSummary()
        self._told: tuple[FloorSummary, Lines, str] | None = None
        self._page = ("", "")
        self._painted: tuple[list[Part[_ChipShown]], Part[_Status]] | None = None

    def show_summary(self, summary: FloorSummary) -> None:
        """Show other figures, and how the lines stand."""
        told = (replace(summary, longest_s=None), self._look.lines, clock(self._look.clock()))
        if told == self._told:
            return
        self._told = told
        self._summary = summary
        said = ", ".join(f"{count} {words[0]}" for _, count, words, _ in self._counts())
        self.setAccessibleName(f"{said}. {self._look.status()}")
        self._paint_what_changed()

    def show_page(self, page: int, pages: int) -> None:
        """Say which page of tiles is in sight, where there are several."""
        forms = (f"Page {page} of {pages}", f"{page}/{pages}") if pages > 1 else ("", "")
        if forms != self._page:
            self._page = forms
            self.update()

    def set_fit(self, fit: HeadFit) -> None:
        """Take sizes."""
        self._fit = fit

    def _counts(self) -> list[_Chip]:
        """Give shape, count, words and tone of each chip."""
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
        """Give the chips in full words, in short ones, and in short ones those that count anyone."""
        chips = self._counts()
        return (
            [(chip, f"{chip[1]} {chip[2][0]}") for chip in chips],
            [(chip, f"{chip[1]} {chip[2][1]}") for chip in chips],
            [(chip, f"{chip[1]} {chip[2][1]}") for chip in chips if chip[1]],
        )

    def _form_width(self, form: _Form) -> float:
        return sum(self._chip_width(text) + self._fit.unit * 0.6 for _, text in form)

    def _fitting(self, room: float) -> _Form:
        """Give the chips in the longest form that fits: in words, in figures; of these as many as fit."""
        words = self._in_words()
        figures = [(chip, str(chip[1])) for chip, _ in words[-1]]
        # The last ones tell of agents who are not there.
        fewer = [figures[:count] for count in range(len(figures) - 1, 0, -1)]
        return next((form for form in (*words, figures, *fewer) if self._form_width(form) <= room), [])

    def _status_forms(self) -> tuple[tuple[str, str], ...]:
        """Give the page and how the lines stand, each form shorter; what is wrong is said in any case."""
        status, (page, short_page) = self._look.status(), self._page
        if self._look.lines.in_trouble:
            return (page, status), (short_page, status), ("", status)
        # That it is not what happens is said in any case too.
        return (page, status), (short_page, status), (short_page, self._look.play)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chips and the state of the line, or what changed of them."""
        look, fit, theme = self._look, self._fit, self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chips, status = self._painted = self._lay_out()
        if event.region().intersects(status.place):
            self._paint_status(painter, status.what)
        for part in chips:
            if not event.region().intersects(part.place):
                continue
            shape, text, ground, ink, left = part.what
            chip = QRectF(left, 0, self._chip_width(text), fit.chip_height)
            plate = Plate(
                self._chip_width(text),
                fit.chip_height,
                fit.chip_height / 2,
                ground,
                rim=theme.edge,
                rim_width=max(1.0, fit.unit * 0.06),
            )
            look.brushes.draw_plate(painter, chip.topLeft(), plate)
            px = round(fit.chip.px * 0.9)
            where = QRectF(chip.left() + fit.chip.px * 0.65, chip.center().y() - px / 2, px, px)
            look.brushes.draw_shape(painter, shape, where, ink)
            words = chip.adjusted(fit.chip.px * 1.8, 0, 0, 0)
            look.brushes.draw_text(painter, words, text, fit.chip, ink, LEFT)
        painter.end()

    def _paint_what_changed(self) -> None:
        before, (chips, status) = self._painted, self._lay_out()
        region = changed_region(before[0], chips) if before is not None else None
        if before is None or region is None or before[1].place != status.place:
            self.update()
            return
        self.update(region if before[1] == status else region + status.place)

    def _lay_out(self) -> tuple[list[Part[_ChipShown]], Part[_Status]]:
        """Give the chips, and how the lines stand."""
        look, fit, theme = self._look, self._fit, self._look.theme
        status = self._lay_status_out()
        chips = []
        left = 0
        for (shape, _, _, tone), text in self._fitting(status.left - fit.unit):
            chip = QRectF(left, 0, self._chip_width(text), self.height())
            ground = theme.off.ground if look.is_stale() else tone.ground
            what = shape, text, ground, look.ink(tone.accent), left
            chips.append(Part(chip.toAlignedRect(), what))
            left = round(chip.right() + fit.unit * 0.6)
        place = QRectF(status.left, 0, self.width() - status.left, self.height()).toAlignedRect()
        return chips, Part(place, status)

    def _lay_status_out(self) -> _Status:
        """Give how the line stands, at the right, in the longest form that leaves the chips their words."""
        look, fit = self._look, self._fit
        in_trouble = bool(look.lines.in_trouble)
        # Beside since when there is no data, what time it is must not be taken for that.
        now = "now " if in_trouble else ""
        time_width = look.brushes.width(f"{now}00:00", fit.label)
        width = self.width()

        def taken(form: tuple[str, str]) -> float:
            page, status = form
            beside = look.brushes.width(page, fit.label) + fit.unit if page else 0.0
            sign = look.brushes.width(status, self._status_face(in_trouble=in_trouble)) + self._sign_room
            return time_width + fit.unit * 0.8 + sign + beside

        forms = self._status_forms()
        least = self._form_width(self._in_words()[-1]) + fit.unit
        # That chips keep their words is worth more than what is said of a line that is well.
        page, status = form = next((form for form in forms if taken(form) + least <= width), forms[-1])
        time = f"{now}{clock(look.clock())}"
        return _Status(time, status, page, in_trouble, width - time_width, width - taken(form))

    def _status_face(self, *, in_trouble: bool) -> Face:
        return Face(self._fit.chip.px, Weight.KEY) if in_trouble else self._fit.label

    @property
    def _sign_room(self) -> float:
        """The room of the sign before the status, and behind it."""
        return round(self._fit.chip.px * 0.8) * 1.35

    def _paint_status(self, painter: QPainter, shown: _Status) -> None:
        look, fit, theme = self._look, self._fit, self._look.theme
        colour = theme.alarm if shown.in_trouble else theme.quiet
        face = self._status_face(in_trouble=shown.in_trouble)
        line = QRectF(0, 0, self.width(), fit.chip_height)
        look.brushes.draw_text(painter, line, shown.time, fit.label, theme.quiet, RIGHT)
        line.setRight(shown.time_left - fit.unit * 0.8)
        look.brushes.draw_text(painter, line, shown.status, face, colour, RIGHT)
        left = line.right() - look.brushes.width(shown.status, face) - self._sign_room
        px = round(fit.chip.px * 0.8)
        where = QRectF(left, line.center().y() - px / 2, px, px)
        look.brushes.draw_shape(painter, "trouble" if shown.in_trouble else "live", where, colour)
        if shown.page:
            line.setRight(left - fit.unit)
            look.brushes.draw_text(painter, line, shown.page, fit.label, theme.quiet, RIGHT)
