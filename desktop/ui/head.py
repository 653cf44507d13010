"""What the eye meets first: the key figures, and how many agents do what."""

import math
from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.acd.connection import Lines
from desktop.acd.summary import FloorSummary
from desktop.acd.wording import clock, clock_forms, spoken_duration
from desktop.ui.brushes import LEFT, RIGHT, Face, Plate, Weight, rounded
from desktop.ui.fit import HeadFit, fit_head
from desktop.ui.look import Look
from desktop.ui.models import longest_text
from desktop.ui.theme import Tone

_EDGE = 1.3
_BETWEEN = 1.6
"""Room beside the key figures and between them, in units."""
_LABELS = ("callers waiting", "longest", "nobody free")
_USUAL = ("00", "00:00", "00")
_UNKNOWN = "–"  # noqa: RUF001 - a dash is meant
_NARROW = 48
"""Below so many sizes of its type a row of chips has room only for those that count anyone."""


def panel_plate(look: Look, fit: HeadFit, size: QSize, *, is_old: bool) -> Plate:
    """Give the ground of a panel or a card."""
    return Plate(
        size.width(),
        size.height(),
        fit.corner,
        look.theme.panel,
        rim=look.theme.line,
        rim_width=max(1.0, fit.unit * 0.06),
        hatch=look.theme.quiet if is_old else "",
        hatch_step=max(8.0, fit.unit * 0.8),
    )


class KeyFigures(QWidget):
    """Callers waiting, the longest of them, and how many agents are free."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._fit = fit_head(1, 1)
        self._summary = FloorSummary()
        self._say()

    def show_summary(self, summary: FloorSummary) -> None:
        """Show other figures."""
        before, self._summary = self._summary, summary
        if replace(before, longest_s=None) == replace(summary, longest_s=None) and (
            longest_text(before.longest_s) == longest_text(summary.longest_s)
        ):
            return
        self._say()
        self.update()

    def _say(self) -> None:
        summary = self._summary
        longest = f", longest {spoken_duration(summary.longest_s)}" if summary.longest_s is not None else ""
        waiting = (
            f"{summary.waiting} callers waiting" if summary.queues_known else "Callers waiting not known"
        )
        free = f"{summary.free} free" if summary.agents_known else "agents not known"
        since = self._look.stale_since()
        old = f", old since {clock_forms(since, self._look.clock())[0]}" if since is not None else ""
        doubt = ", not confirmed" if summary.queues_doubted and not old else ""
        self.setAccessibleName(f"{waiting}{longest}, {free}{old}{doubt}")

    def fit_width(self, fit: HeadFit) -> int:
        """Take sizes; give the width that the figures need."""
        self._fit = fit
        width = self._look.brushes.width
        columns = (
            max(width(label, fit.label), width(figure, fit.key))
            for label, figure in zip(_LABELS, _USUAL, strict=True)
        )
        return math.ceil(sum(columns) + fit.unit * (2 * _EDGE + 2 * _BETWEEN))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the panel."""
        look, fit, theme, summary = self._look, self._fit, self._look.theme, self._summary
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        panel = QRectF(self.rect())
        # A sum is as good as what went into it: one phone system of several that is lost makes it doubtful.
        is_old = bool(look.lines.in_trouble) or summary.queues_old or summary.queues_doubted
        look.brushes.draw_plate(painter, panel.topLeft(), panel_plate(look, fit, self.size(), is_old=is_old))

        nobody_free = bool(summary.confirmed_waiting) and not summary.free
        doubted = summary.queues_doubted and not summary.confirmed_waiting
        plain = theme.quiet if doubted else theme.text
        columns = (
            (
                str(summary.waiting) if summary.queues_known else _UNKNOWN,
                "callers waiting",
                theme.alarm if nobody_free else plain,
            ),
            (longest_text(summary.longest_s), "longest", plain),
            (
                str(summary.free) if summary.agents_known else _UNKNOWN,
                "nobody free" if nobody_free else "free",
                theme.alarm if nobody_free else theme.free.accent if summary.free else theme.text,
            ),
        )
        key, widths = self._fit_figures([figure for figure, _, _ in columns], panel.width())
        key_height, label_height = fit.key.px * 1.12, fit.label.px * 1.3
        top = panel.top() + (panel.height() - key_height - label_height) / 2
        left = panel.left() + fit.unit * _EDGE
        for (figure, label, colour), width in zip(columns, widths, strict=True):
            line = QRectF(left, top, width, key_height)
            look.brushes.draw_text(painter, line, figure, key, look.ink(colour))
            line = QRectF(left, line.bottom(), width, label_height)
            look.brushes.draw_text(painter, line, label, fit.label, theme.quiet)
            left += width + fit.unit * _BETWEEN
        painter.end()

    def _fit_figures(self, figures: list[str], room: float) -> tuple[Face, list[float]]:
        """Give the type for the figures, smaller where they are long, and their columns' widths."""
        fit, width = self._fit, self._look.brushes.width
        room -= fit.unit * (2 * _EDGE + 2 * _BETWEEN)
        key = fit.key
        # Columns stay where they are while figures change, unless one is longer than usual.
        widest = [max(usual, figure, key=len) for figure, usual in zip(figures, _USUAL, strict=True)]
        while True:
            widths = [
                max(width(label, fit.label), width(figure, key))
                for label, figure in zip(_LABELS, widest, strict=True)
            ]
            spare = room - sum(widths)
            if spare >= 0 or key.px <= fit.label.px:
                return key, [own + max(spare, 0.0) / len(widths) for own in widths]
            if widest == figures:
                key = Face(key.px - 1, key.weight)
            widest = figures


_Chip = tuple[str, int, tuple[str, str], Tone]
"""Shape, count, words in full and short, tone."""


class Chips(QWidget):
    """How many agents do what, and at the right how the line stands."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._fit = fit_head(1, 1)
        self._summary = FloorSummary()
        self._told: tuple[FloorSummary, Lines, str] | None = None

    def show_summary(self, summary: FloorSummary) -> None:
        """Show other figures, and how the lines stand."""
        told = (replace(summary, longest_s=None), self._look.lines, clock(self._look.clock()))
        if told == self._told:
            return
        self._told = told
        self._summary = summary
        said = ", ".join(f"{count} {words[0]}" for _, count, words, _ in self._counts())
        self.setAccessibleName(f"{said}. {self._look.status()}")
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

    def _chip_width(self, text: str) -> float:
        chip = self._fit.chip
        return self._look.brushes.width(text, chip) + chip.px * 2.5

    def _fitting(self, room: float) -> list[tuple[_Chip, str]]:
        """Give the chips with their texts in the longest form that fits.

        Full words, short words, short words of those that count anyone, figures.
        """
        chips = self._counts()
        counting = [chip for chip in chips if chip[1]]
        forms = (
            [(chip, f"{chip[1]} {chip[2][0]}") for chip in chips],
            [(chip, f"{chip[1]} {chip[2][1]}") for chip in chips],
            [(chip, f"{chip[1]} {chip[2][1]}") for chip in counting],
            [(chip, str(chip[1])) for chip in counting],
        )
        gap = self._fit.unit * 0.6
        for form in forms:
            if sum(self._chip_width(text) + gap for _, text in form) <= room:
                return form
        return forms[-1]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the chips and the state of the line."""
        look, fit, theme = self._look, self._fit, self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        status_left = self._paint_status(painter)
        left = 0.0
        for (shape, _, _, tone), text in self._fitting(status_left - fit.unit):
            chip = QRectF(left, 0, self._chip_width(text), fit.chip_height)
            ground = theme.off.ground if look.is_stale() else tone.ground
            painter.fillPath(rounded(chip, chip.height() / 2), QColor(ground))
            px = round(fit.chip.px * 0.9)
            where = QRectF(chip.left() + fit.chip.px * 0.65, chip.center().y() - px / 2, px, px)
            look.brushes.draw_shape(painter, shape, where, look.ink(tone.accent))
            words = chip.adjusted(fit.chip.px * 1.8, 0, 0, 0)
            look.brushes.draw_text(painter, words, text, fit.chip, look.ink(tone.accent), LEFT)
            left = chip.right() + fit.unit * 0.6
        painter.end()

    def _paint_status(self, painter: QPainter) -> float:
        """Paint how the line stands, at the right; give where it begins."""
        look, fit, theme = self._look, self._fit, self._look.theme
        time = clock(look.clock())
        status = look.status()
        in_trouble = bool(look.lines.in_trouble)
        colour = theme.alarm if in_trouble else theme.quiet
        label = Face(fit.chip.px, Weight.KEY) if in_trouble else fit.label
        width = self.width()
        time_width = look.brushes.width("00:00", fit.label)
        status_width = look.brushes.width(status, label)
        line = QRectF(0, 0, width, fit.chip_height)
        look.brushes.draw_text(painter, line, time, fit.label, theme.quiet, RIGHT)
        line.setRight(width - time_width - fit.unit * 0.8)
        look.brushes.draw_text(painter, line, status, label, colour, RIGHT)
        px = round(fit.chip.px * 0.8)
        left = line.right() - status_width - px * 1.35
        shape = "trouble" if in_trouble else "live"
        where = QRectF(left, line.center().y() - px / 2, px, px)
        look.brushes.draw_shape(painter, shape, where, colour)
        return left


class Message(QWidget):
    """A sentence in the middle of the room where tiles will be."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._fit = fit_head(1, 1)
        self._text = ""

    def show_text(self, text: str, fit: HeadFit) -> None:
        """Show a sentence."""
        self._text = text
        self._fit = fit
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint it."""
        painter = QPainter(self)
        painter.setFont(self._look.brushes.font(self._fit.label))
        painter.setPen(QColor(self._look.theme.quiet))
        unit = self._fit.unit
        room = QRectF(self.rect()).adjusted(unit, unit, -unit, -unit)
        painter.drawText(
            room, Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value, self._text
        )
        painter.end()
