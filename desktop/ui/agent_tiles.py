"""The agents as tiles that re-flow as the window is resized."""

import heapq
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from desktop.acd.agent import AgentState, Shown
from desktop.acd.moment import Moment
from desktop.acd.wording import SHORT_STATE_WORDS, STATE_WORDS, clock_forms, fitting_duration
from desktop.ui.brushes import RIGHT, SHAPES, Plate, draw_rim
from desktop.ui.fit import Room, TileFit, fit_tiles
from desktop.ui.icon_view import IconView, SizedDelegate, has_keyboard
from desktop.ui.look import Look
from desktop.ui.models import SHOWN_ROLE, AgentListModel, Ordered, agent_detail, short_agent_detail

_MEASURED = 20
"""Of so many of the longest names the width is measured."""
_AWAY = frozenset({AgentState.LOGGED_OUT, AgentState.UNKNOWN})


class AgentTileDelegate(SizedDelegate):
    """Paints a tile: ground and bar in the state's tone, the name, then shape, word and time.

    Only what the region to be painted touches is drawn: each second that is no more than the times.

    Attributes:
        fit: The sizes; the view sets them.
        region: What is to be painted; the view sets it.

    """

    def __init__(self, look: Look, fit: TileFit, parent: QWidget) -> None:
        super().__init__(parent)
        self.fit = fit
        self.region = QRegion()
        self._look = look

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one tile."""
        where: QRect = option.rect
        shown: Shown = index.data(SHOWN_ROLE)
        fit, look = self.fit, self._look
        tile = QRectF(where.left(), where.top(), fit.width, fit.height)
        look.brushes.draw_plate(painter, tile.topLeft(), self._plate(shown))
        if has_keyboard(option):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_rim(painter, tile, fit.gap, look.theme.text, max(2.0, fit.gap * 0.3))
        name_line, state_line = self._lines(tile)
        if self.region.intersects(name_line.toRect()):
            self._paint_name(painter, name_line, index.data(), shown)
        time_line = self._time_in(state_line)
        if self.region.intersects(state_line.adjusted(0, 0, -time_line.width(), 0).toRect()):
            self._paint_state(painter, state_line, shown)
        time = self._time(shown, look.figures_at(shown.source))
        if time:
            text = look.ink(look.theme.text, shown.source)
            look.brushes.draw_text(painter, time_line, time, fit.faces.state, text, RIGHT)

    def time_changes(self, shown: Shown, before: Moment, now: Moment) -> bool:
        """Tell whether the time on a tile is not what it was."""
        return (
            not self._look.is_stale(shown.source)
            and shown.since is not None
            and self._time(shown, before) != self._time(shown, now)
        )

    def time_rect(self, where: QRect) -> QRect:
        """Give where the time stands on the tile in that place."""
        tile = QRectF(where.left(), where.top(), self.fit.width, self.fit.height)
        return self._time_in(self._lines(tile)[1]).toRect()

    def _lines(self, tile: QRectF) -> tuple[QRectF, QRectF]:
        """Give the places of the name's line and the state's."""
        faces = self.fit.faces
        name_height, state_height = faces.line_heights
        left = tile.left() + faces.bar + faces.pad
        width = tile.right() - faces.pad - left
        top = tile.top() + (tile.height() - name_height - state_height) / 2
        return QRectF(left, top, width, name_height), QRectF(left, top + name_height, width, state_height)

    def _time_in(self, line: QRectF) -> QRectF:
        width = self.fit.faces.time_width(self._look.brushes.width, short=self.fit.short_words)
        return line.adjusted(line.width() - width, 0, 0, 0)

    def _time(self, shown: Shown, now: Moment) -> str:
        if shown.since is None or shown.state in _AWAY:
            return ""
        return fitting_duration(shown.since.elapsed_s(now), short=self.fit.short_words)

    def _plate(self, shown: Shown) -> Plate:
        look, fit = self._look, self.fit
        stale = look.is_stale(shown.source)
        tone = look.theme.tone(shown.state)
        ringing = shown.state is AgentState.RINGING
        return Plate(
            fit.width,
            fit.height,
            fit.gap,
            look.theme.off.ground if stale else tone.ground,
            bar=look.theme.off.accent if stale else tone.accent,
            bar_width=fit.faces.bar,
            rim=(look.theme.off.accent if stale else tone.accent) if ringing else "",
            rim_width=max(2.0, fit.faces.bar * 0.5),
            hatch=look.theme.quiet if stale or not shown.confirmed else "",
            hatch_step=max(8.0, fit.faces.name.px * 0.5),
        )

    def _paint_name(self, painter: QPainter, line: QRectF, name: str, shown: Shown) -> None:
        look, faces, brushes = self._look, self.fit.faces, self._look.brushes
        text = look.ink(look.theme.text, shown.source)
        strong = look.ink(look.theme.off.accent, shown.source) if shown.state in _AWAY else text
        brushes.draw_text(painter, line, name, faces.name, strong)
        room = line.width() - brushes.width(name, faces.name) - faces.name.px * 0.3
        right = line.adjusted(line.width() - room, 0, 0, 0)
        brushes.draw_text(painter, right, self._detail(shown, room), faces.detail, text, RIGHT)

    def _detail(self, shown: Shown, room: float) -> str:
        """Say what belongs to the state; of an old one, how old it is."""
        since = self._look.stale_since(shown.source)
        if since is None or not shown.source:
            return (short_agent_detail if self.fit.short_details else agent_detail)(shown)
        full, short = clock_forms(since, self._look.clock())
        sentence = f"since {full}" if full == short else full
        fits = self._look.brushes.width(sentence, self.fit.faces.detail) <= room
        return sentence if fits and not self.fit.short_details else short

    def _paint_state(self, painter: QPainter, line: QRectF, shown: Shown) -> None:
        look, faces, brushes = self._look, self.fit.faces, self._look.brushes
        accent = look.ink(look.theme.tone(shown.state).accent, shown.source)
        shape_top = line.center().y() - faces.shape_px / 2
        shape = QRectF(line.left(), shape_top, faces.shape_px, faces.shape_px)
        brushes.draw_shape(painter, SHAPES[shown.state], shape, accent)
        words = SHORT_STATE_WORDS if self.fit.short_words else STATE_WORDS
        after_shape = line.adjusted(faces.shape_room, 0, 0, 0)
        brushes.draw_text(painter, after_shape, words[shown.state], faces.state, accent)


class AgentTiles(IconView):
    """All agents, as large as the room allows.

    Arguments:
        model: The agents.
        look: How they look.

    """

    def __init__(self, model: AgentListModel, look: Look) -> None:
        super().__init__("Agents")
        self.setModel(Ordered(model, self))
        self._agents = model
        self._look = look
        self._gap = self._margin = 1
        self._ticked = look.clock()
        self._delegate = AgentTileDelegate(look, fit_tiles(Room(1, 1, 1, 0, ""), look.brushes.width), self)
        self.setItemDelegate(self._delegate)
        self.setMinimumHeight(60)
        model.rowsInserted.connect(self.fit)
        model.modelReset.connect(self.fit)

    @property
    def tile_fit(self) -> TileFit:
        """The sizes in use."""
        return self._delegate.fit

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the tiles out anew."""
        self.fit()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is asked for."""
        self._delegate.region = event.region()
        super().paintEvent(event)

    def tick(self) -> None:
        """Paint the times that changed, of the tiles in sight."""
        before, self._ticked = self._ticked, self._look.clock()
        model = self.model()
        region = QRegion()
        for row in self.rows_in_sight():
            index = model.index(row, 0)
            if self._delegate.time_changes(index.data(SHOWN_ROLE), before, self._ticked):
                region += self._delegate.time_rect(self.visualRect(index))
        if not region.isEmpty():
            self.viewport().update(region)

    def set_gap(self, gap: int, margin: int) -> None:
        """Set the gap between tiles, and how far the view reaches into the window's margin."""
        if (gap, margin) != (self._gap, self._margin):
            self._gap, self._margin = gap, margin
            self.fit()

    def fit(self) -> None:
        """Find the sizes for the room and the agents there are."""
        names = self._agents.names
        room = Room(self.width() - self._margin, self.height(), self._gap, len(names), self._widest(names))
        fit = fit_tiles(room, self._look.brushes.width)
        if fit.scrolls:
            fit = fit_tiles(replace(room, width=room.width - self.bar_width), self._look.brushes.width)
        self._delegate.fit = fit
        self.lay_out(QSize(fit.width + fit.gap, fit.height + fit.gap), scrolls=fit.scrolls)

    def _widest(self, names: list[str]) -> str:
        longest = heapq.nlargest(_MEASURED, names, key=len)
        face = self.tile_fit.faces.name
        return max(longest, key=lambda name: self._look.brushes.width(name, face), default="")
