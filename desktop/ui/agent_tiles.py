"""The agents as tiles that re-flow as the window is resized."""

import heapq
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from desktop.acd.agent import AgentState, Shown
from desktop.acd.wording import SHORT_STATE_WORDS, STATE_WORDS, fitting_duration
from desktop.ui.brushes import RIGHT, SHAPES, draw_hatch, draw_rim, rounded
from desktop.ui.fit import Room, TileFit, fit_tiles
from desktop.ui.icon_view import IconView, SizedDelegate, has_keyboard
from desktop.ui.look import Look
from desktop.ui.models import SHOWN_ROLE, AgentListModel, Ordered, agent_detail, short_agent_detail

_MEASURED = 20
"""Of so many of the longest names the width is measured."""
_AWAY = frozenset({AgentState.LOGGED_OUT, AgentState.UNKNOWN})


class AgentTileDelegate(SizedDelegate):
    """Paints a tile: ground and bar in the state's tone, the name, then shape, word and time.

    Attributes:
        fit: The sizes; the view sets them.

    """

    def __init__(self, look: Look, fit: TileFit, parent: QWidget) -> None:
        super().__init__(parent)
        self.fit = fit
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
        fit = self.fit
        tile = QRectF(where.left(), where.top(), fit.width, fit.height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, tile, shown)
        if has_keyboard(option):
            draw_rim(painter, tile, fit.gap, self._look.theme.text, max(2.0, fit.gap * 0.3))
        self._paint_lines(painter, tile, index.data(), shown)
        painter.restore()

    def _paint_ground(self, painter: QPainter, tile: QRectF, shown: Shown) -> None:
        look, faces = self._look, self.fit.faces
        tone = look.theme.off if look.stale else look.theme.tone(shown.state)
        path = rounded(tile, self.fit.gap)
        painter.fillPath(path, QColor(tone.ground))
        if look.stale or not shown.confirmed:
            draw_hatch(painter, path, look.theme.quiet, max(8.0, faces.name.px * 0.5))
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(QRectF(tile.left(), tile.top(), faces.bar, tile.height()), QColor(tone.accent))
        painter.restore()
        if shown.state is AgentState.RINGING:
            draw_rim(painter, tile, self.fit.gap, tone.accent, max(2.0, faces.bar * 0.5))

    def _paint_lines(self, painter: QPainter, tile: QRectF, name: str, shown: Shown) -> None:
        faces = self.fit.faces
        name_height, state_height = faces.line_heights
        left = tile.left() + faces.bar + faces.pad
        width = tile.right() - faces.pad - left
        top = tile.top() + (tile.height() - name_height - state_height) / 2
        self._paint_name(painter, QRectF(left, top, width, name_height), name, shown)
        self._paint_state(painter, QRectF(left, top + name_height, width, state_height), shown)

    def _paint_name(self, painter: QPainter, line: QRectF, name: str, shown: Shown) -> None:
        look, faces, brushes = self._look, self.fit.faces, self._look.brushes
        text = look.ink(look.theme.text)
        strong = look.ink(look.theme.off.accent) if shown.state in _AWAY else text
        brushes.draw_text(painter, line, name, faces.name, strong)
        room = line.width() - brushes.width(name, faces.name) - faces.name.px * 0.3
        detail = (short_agent_detail if self.fit.short_details else agent_detail)(shown)
        right = line.adjusted(line.width() - room, 0, 0, 0)
        brushes.draw_text(painter, right, detail, faces.detail, text, RIGHT)

    def _paint_state(self, painter: QPainter, line: QRectF, shown: Shown) -> None:
        look, faces, brushes = self._look, self.fit.faces, self._look.brushes
        accent = look.ink(look.theme.tone(shown.state).accent)
        shape_top = line.center().y() - faces.shape_px / 2
        shape = QRectF(line.left(), shape_top, faces.shape_px, faces.shape_px)
        brushes.draw_shape(painter, SHAPES[shown.state], shape, accent)
        words = SHORT_STATE_WORDS if self.fit.short_words else STATE_WORDS
        after_shape = line.adjusted(faces.shape_room, 0, 0, 0)
        brushes.draw_text(painter, after_shape, words[shown.state], faces.state, accent)
        if shown.since is not None and shown.state not in _AWAY:
            seconds = shown.since.elapsed_s(look.figures_at())
            time = fitting_duration(seconds, short=self.fit.short_words)
            brushes.draw_text(painter, line, time, faces.state, look.ink(look.theme.text), RIGHT)


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
