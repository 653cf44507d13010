"""The key figures: callers waiting, the longest wait, free agents, or others that were chosen."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from desktop.acd.limits import Level
from desktop.acd.summary import FloorSummary
from desktop.acd.wording import clock_forms, longest_text, spoken_duration
from desktop.boards.head_fit import HeadFit, fit_head
from desktop.boards.head_layout import KEY_BETWEEN, KEY_EDGE, LABELS, SYMBOL_ROOM, key_around, usual_text
from desktop.boards.look import BoardLook
from desktop.boards.painted_parts import PaintedParts, PlacedPart
from desktop.boards.view import KeyFigure
from desktop.ui.brushes import Face, Plate
from desktop.ui.levels import LEVEL_SHAPES, key_ink

_UNKNOWN = "–"  # noqa: RUF001 - a dash is meant


@dataclass(frozen=True, slots=True)
class _Column:
    """One key figure as it is shown."""

    figure: KeyFigure
    text: str
    label: str
    colour: str
    level: Level = Level.NONE


_PlacedColumn = tuple[_Column, str, float, float]
"""A column, its ink, its left edge and its width."""


class KeyFigures(PaintedParts[_PlacedColumn]):
    """The key figures in columns, on a panel.

    Attributes:
        summary: The figures shown.

    """

    def __init__(self, look: BoardLook) -> None:
        super().__init__()
        self._look = look
        self._fit = fit_head(1, 1)
        self.summary = FloorSummary()
        self._told: object = None
        self._ground = Plate(0, 0, 0, ""), self._fit.key
        self._say()

    def show_summary(self, summary: FloorSummary) -> None:
        """Show other figures."""
        told = replace(summary, longest_s=None), longest_text(summary.longest_s), self._look.stale_since()
        self.summary = summary
        if told != self._told:
            self._told = told
            self._say()
            self.update_changed()

    def _say(self) -> None:
        said = ", ".join(self._spoken(self._column(figure)) for figure in self._look.view.figures)
        since = self._look.stale_since()
        old = f", old since {clock_forms(since, self._look.clock())[0]}" if since is not None else ""
        unconfirmed = ", not confirmed" if self.summary.queues_unconfirmed and not old else ""
        self.setAccessibleName(f"{said[0].upper()}{said[1:]}{old}{unconfirmed}")

    def _spoken(self, column: _Column) -> str:
        longest_s = self.summary.longest_s
        if column.text == _UNKNOWN:
            is_nobody = column.figure is KeyFigure.LONGEST and self.summary.queues_known
            words = "nobody waits" if is_nobody else f"{column.label} not known"
        elif column.figure is KeyFigure.LONGEST and longest_s is not None:
            words = f"longest {spoken_duration(longest_s)}"
        else:
            words = column.label if column.label == "nobody free" else f"{column.text} {column.label}"
        if column.level is Level.NONE or column.figure is KeyFigure.FREE:
            return words
        return f"{words}, {'attention' if column.level is Level.ATTENTION else 'trouble'}"

    def set_fit(self, fit: HeadFit) -> None:
        """Set the sizes."""
        self._fit = fit

    def paint_ground(self, painter: QPainter) -> None:
        """Paint the panel."""
        self._look.brushes.draw_plate(painter, QPointF(0, 0), self._ground[0])

    def paint_part(self, painter: QPainter, drawn: _PlacedColumn) -> None:
        """Paint a figure and its label."""
        fit = self._fit
        column, ink, left, width = drawn
        key_height, label_height = fit.key.px * 1.12, fit.label.px * 1.3
        line = QRectF(left, (self.height() - key_height - label_height) / 2, width, key_height)
        self._look.brushes.draw_text(painter, line, column.text, self._ground[1], ink)
        self._paint_label(painter, QRectF(left, line.bottom(), width, label_height), column)

    def lay_parts_out(self) -> tuple[object, list[PlacedPart[_PlacedColumn]]]:
        """Return the background with the type of the figures, and the columns."""
        look, fit, summary = self._look, self._fit, self.summary
        # If one of several phone systems is lost the sum is unconfirmed.
        is_old = bool(look.lines.stale) or summary.queues_stale or summary.queues_unconfirmed
        columns = [self._column(figure) for figure in look.view.figures]
        level = (
            Level.NONE if look.is_stale() else max(look.borders.floor, *(column.level for column in columns))
        )
        plate = look.panel(fit, self.size(), is_old=is_old, level=level)
        key, widths = self.fit_figures([column.text for column in columns], self.width())
        parts = []
        left, between = fit.unit * KEY_EDGE, fit.unit * KEY_BETWEEN
        for column, width in zip(columns, widths, strict=True):
            place = QRectF(left - between / 4, 0, width + between / 2, self.height()).toAlignedRect()
            parts.append((place, (column, look.ink(column.colour), left, width)))
            left += width + between
        self._ground = plate, key
        return self._ground, parts

    def _paint_label(self, painter: QPainter, line: QRectF, column: _Column) -> None:
        look, face = self._look, self._fit.label
        colour, label = look.theme.quiet, column.label
        # The label already says that nobody is free.
        if column.level is not Level.NONE and column.figure is not KeyFigure.FREE and not look.is_stale():
            px = round(face.px * 0.9)
            where = QRectF(line.left(), line.center().y() - px / 2, px, px)
            colour = look.ink(column.colour)
            look.brushes.draw_shape(painter, LEVEL_SHAPES[column.level], where, colour)
            line = line.adjusted(face.px * SYMBOL_ROOM, 0, 0, 0)
            forms = (label, label.rpartition(" ")[2], "")
            label = next(form for form in forms if look.brushes.width(form, face) <= line.width())
        look.brushes.draw_text(painter, line, label, face, colour)

    def _column(self, figure: KeyFigure) -> _Column:
        theme, summary = self._look.theme, self.summary
        label = LABELS[figure]
        nobody_free = bool(summary.confirmed_waiting) and not summary.free
        plain = theme.quiet if summary.queues_unconfirmed and not summary.confirmed_waiting else theme.text
        match figure:
            case KeyFigure.WAITING:
                level = Level.TROUBLE if nobody_free else summary.waiting_level
                text = str(summary.waiting) if summary.queues_known else _UNKNOWN
                return _Column(figure, text, label, key_ink(theme, level) or plain, level)
            case KeyFigure.LONGEST:
                level = summary.longest_level
                text = longest_text(summary.longest_s)
                return _Column(figure, text, label, key_ink(theme, level) or plain, level)
            case KeyFigure.FREE:
                some = theme.key_free if summary.free else theme.text
                colour = theme.key_alarm if nobody_free else some
                level = Level.TROUBLE if nobody_free else Level.NONE
                text = self._known(summary.free)
                return _Column(figure, text, label if nobody_free else "free", colour, level)
            case _:
                # The others have the names of the summary's fields.
                return _Column(figure, self._known(getattr(summary, figure.value)), label, theme.text)

    def _known(self, count: int) -> str:
        return str(count) if self.summary.agents_known else _UNKNOWN

    def fit_figures(self, texts: list[str], room: float) -> tuple[Face, list[float]]:
        """Return the type of the figures, smaller where they are long, and the widths of their columns."""
        fit, width = self._fit, self._look.brushes.width
        figures = self._look.view.figures
        room -= key_around(fit, len(figures))
        key = fit.key
        # Columns keep their places while figures change, unless one is longer than usual.
        widest = [max(usual_text(one), text, key=len) for one, text in zip(figures, texts, strict=True)]
        while True:
            widths = [
                max(width(LABELS[one], fit.label), width(text, key))
                for one, text in zip(figures, widest, strict=True)
            ]
            spare = room - sum(widths)
            if spare >= 0 or key.px <= fit.label.px:
                return key, [own + max(spare, 0.0) / len(widths) for own in widths]
            if widest == texts:
                key = Face(key.px - 1, key.weight)
            widest = texts
