"""Paints one tile: an agent, or the heading of those that follow."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from desktop.acd.agent import AgentState, AgentStatus
from desktop.acd.limits import Level
from desktop.acd.moment import Moment
from desktop.acd.roster import WITHOUT_TIME, RosterRow
from desktop.acd.wording import SHORT_STATE_WORDS, STATE_WORDS, clock_forms, fitting_duration
from desktop.boards.agent_model import AgentListModel
from desktop.boards.glow import Glow
from desktop.boards.icon_view import SizedDelegate, has_keyboard
from desktop.boards.look import BoardLook
from desktop.boards.tile_fit import TileFit
from desktop.ui.brushes import RIGHT, SHAPES, Plate, draw_rim
from desktop.ui.levels import LEVEL_SHAPES, level_ink
from desktop.ui.theme import Theme

_LEVEL_RIMS = {Level.ATTENTION: 0.5, Level.TROUBLE: 0.8}
"""Widths of rims, as shares of the bar's."""
_CLEAR = "#00000000"


class AgentTileDelegate(SizedDelegate):
    """Paints a tile: background and bar in the state's tone, the name, then shape, word and time.

    Arguments:
        agents: The agents of the tiles.
        look: The look of the board.
        fit: The sizes.
        glow: The tiles that light up.
        view: The view.

    Attributes:
        fit: The sizes.
        has_short_names: Whether names are short, on every tile alike.

    """

    def __init__(
        self, agents: AgentListModel, look: BoardLook, fit: TileFit, glow: Glow, view: QListView
    ) -> None:
        super().__init__(view)
        self._agents = agents
        self._look = look
        self._glow = glow
        self._theme: Theme = look.theme
        self._plates: dict[tuple[AgentState, Level, bool, bool], Plate] = {}
        self.set_fit(fit, has_short_names=False)

    def set_fit(self, fit: TileFit, *, has_short_names: bool) -> None:
        """Set the sizes, and whether names are short."""
        self.fit, self.has_short_names = fit, has_short_names
        self._name_line, self._state_line, self._time_line = self._lay_lines_out()
        self._plates.clear()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one tile."""
        where: QRect = option.rect
        tile = QRectF(where.left(), where.top(), self.fit.width, self.fit.height)
        row = self._agents.row(index.row())
        if row.is_heading:
            self._paint_heading(painter, tile, row)
        else:
            self.paint_agent(painter, tile, row)
        if has_keyboard(option):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            width = max(2.0, self.fit.gap * 0.3)
            # Inside the rim, which marks who is too long in a state.
            plate = None if row.is_heading else self._plate(self._agents.shown(row), self._agents.level(row))
            rim = plate.rim_width if plate is not None and plate.rim else 0.0
            inside = tile.adjusted(rim, rim, -rim, -rim)
            draw_rim(painter, inside, self.fit.gap - rim, self._look.theme.text, width)

    def time_changes(self, row: RosterRow, before: Moment, now: Moment) -> bool:
        """Return whether the time on an agent's tile has changed."""
        shown = self._agents.shown(row)
        return not self._look.is_stale(shown.source) and self._time(shown, before) != self._time(shown, now)

    def time_rect(self, corner: QPoint) -> QRect:
        """Return the place of the time on the tile with that corner."""
        return self._time_line.translated(corner).toRect()

    def paint_time(self, painter: QPainter, corner: QPointF, row: RosterRow) -> None:
        """Paint the time on an agent's tile over its background; the painter is clipped to its place."""
        shown = self._agents.shown(row)
        self._look.brushes.draw_plate(painter, corner, self._plate(shown, self._agents.level(row)))
        self._paint_time(painter, self._time_line.translated(corner), shown)

    def paint_agent(self, painter: QPainter, tile: QRectF, row: RosterRow) -> None:
        """Paint an agent's tile."""
        look, fit = self._look, self.fit
        shown, level = self._agents.shown(row), self._agents.level(row)
        name = self._agents.name(row, short=self.has_short_names)
        corner = tile.topLeft()
        look.brushes.draw_plate(painter, corner, self._plate(shown, level))
        name_line, time_line = self._name_line.translated(corner), self._time_line.translated(corner)
        colour = look.theme.off.accent if shown.state in WITHOUT_TIME else look.theme.text
        look.brushes.draw_text(painter, name_line, name, fit.faces.name, look.ink(colour, shown.source))
        self._paint_state(painter, self._state_line.translated(corner), shown)
        self._paint_side(painter, self._beside_name(name_line, name), shown, row)
        self._paint_time(painter, time_line, shown)
        strength = self._glow.strength(row.agent_id)
        if strength:
            painter.setOpacity(strength * 0.9)
            rim_width = max(2.0, fit.faces.bar * 0.6)
            glow = Plate(fit.width, fit.height, fit.gap, _CLEAR, rim=look.theme.text, rim_width=rim_width)
            look.brushes.draw_plate(painter, corner, glow)
            painter.setOpacity(1.0)

    def _paint_time(self, painter: QPainter, line: QRectF, shown: AgentStatus) -> None:
        look = self._look
        time = self._time(shown, look.figures_at(shown.source))
        if time:
            text = look.ink(look.theme.text, shown.source)
            look.brushes.draw_text(painter, line, time, self.fit.faces.state, text, RIGHT)

    def _paint_heading(self, painter: QPainter, tile: QRectF, row: RosterRow) -> None:
        """Paint the heading of the agents that follow: no background, a line at the left."""
        look, faces = self._look, self.fit.faces
        name = self._agents.name(row, short=self.has_short_names)
        free, agents = self._agents.section(row)
        bar = QRectF(
            tile.left(), tile.top() + faces.pad / 2, max(2.0, faces.bar / 2), tile.height() - faces.pad
        )
        painter.fillRect(bar, QColor(look.theme.quiet))
        name_line = self._name_line.translated(tile.topLeft())
        state_line = self._state_line.translated(tile.topLeft())
        state_line.setRight(name_line.right())
        look.brushes.draw_text(painter, name_line, name, faces.name, look.theme.text)
        figures = f"{free} of {agents} free"
        if look.brushes.width(figures, faces.state) > state_line.width():
            figures = f"{free}/{agents} free"
        look.brushes.draw_text(painter, state_line, figures, faces.state, look.theme.quiet)

    def _lay_lines_out(self) -> tuple[QRectF, QRectF, QRectF]:
        """Return where name, state and time are from a tile's corner; the same on every tile."""
        fit, faces = self.fit, self.fit.faces
        heights = fit.line_heights
        left = faces.bar + faces.pad
        width = fit.width - faces.pad - left
        top = (fit.height - sum(heights)) / 2
        name = QRectF(left, top, width, heights[0])
        state = QRectF(left, name.bottom(), width, heights[1])
        time_width = faces.time_width(self._look.brushes.width)
        word, time = state.adjusted(0, 0, -time_width, 0), state.adjusted(width - time_width, 0, 0, 0)
        return name, word, time

    def _beside_name(self, line: QRectF, name: str) -> QRectF:
        """Return the part of a line that the name leaves free."""
        face = self.fit.faces.name
        taken = self._look.brushes.width(name, face) + face.px * 0.3
        return line.adjusted(min(taken, line.width()), 0, 0, 0)

    def _time(self, shown: AgentStatus, now: Moment) -> str:
        since = self._look.view.selection.since_shown(shown)
        if since is None or shown.state in WITHOUT_TIME:
            return ""
        return fitting_duration(since.elapsed_s(now), short=self.fit.has_short_words)

    def _plate(self, shown: AgentStatus, level: Level) -> Plate:
        """Return the background of a tile; hundreds of tiles share some twenty backgrounds."""
        if self._theme is not self._look.theme:
            self._theme = self._look.theme
            self._plates.clear()
        key = shown.state, level, self._look.is_stale(shown.source), shown.confirmed
        plate = self._plates.get(key)
        if plate is None:
            plate = self._plates[key] = self._make_plate(*key)
        return plate

    def _make_plate(self, state: AgentState, level: Level, stale: bool, confirmed: bool) -> Plate:  # noqa: FBT001 - called with a key
        look, fit = self._look, self.fit
        tone = look.theme.off if stale else look.theme.tone(state)
        # If all backgrounds are alike only the bar shows the state.
        bar_width = fit.faces.bar * (2 if look.theme.edge else 1)
        rim, rim_width = look.theme.edge, max(1.0, fit.faces.bar * 0.25)
        if level is not Level.NONE:
            rim, rim_width = level_ink(look.theme, level), max(2.0, fit.faces.bar * _LEVEL_RIMS[level])
            # Visible inside the rim.
            bar_width += round(rim_width)
        elif state is AgentState.RINGING:
            rim, rim_width = tone.accent, max(2.0, fit.faces.bar * 0.5)
        return Plate(
            fit.width,
            fit.height,
            fit.gap,
            tone.ground,
            bar=tone.accent,
            bar_width=bar_width,
            rim=rim,
            rim_width=rim_width,
            hatch=look.theme.quiet if stale or not confirmed else "",
            hatch_step=max(8.0, fit.faces.name.px * 0.5),
        )

    def _paint_side(self, painter: QPainter, line: QRectF, shown: AgentStatus, row: RosterRow) -> None:
        """Paint the level and the detail of the state, as far as they fit."""
        look, face = self._look, self.fit.faces.detail
        level = self._agents.level(row)
        if level is not Level.NONE:
            line = self._paint_level(painter, line, level, self._agents.level_words(row))
        detail = self._detail(shown, line.width())
        # Left out if it doesn't fit: half a reason says less than none.
        if detail and look.brushes.width(detail, face) <= line.width():
            text = look.ink(look.theme.text, shown.source)
            look.brushes.draw_text(painter, line, detail, face, text, RIGHT)

    def _paint_level(self, painter: QPainter, line: QRectF, level: Level, words: tuple[str, ...]) -> QRectF:
        """Paint symbol and word of a level at the right; return the rest of the line."""
        look, face = self._look, self.fit.faces.detail
        # Only the symbol: words in these colours are too faint on some backgrounds (A3).
        ink = level_ink(look.theme, level)
        px = round(face.px * 1.05)
        for word in (*words, ""):
            width = px + (look.brushes.width(word, face) + face.px * 0.3 if word else 0)
            if width <= line.width():
                look.brushes.draw_text(painter, line, word, face, look.theme.text, RIGHT)
                where = QRectF(line.right() - width, line.center().y() - px / 2, px, px)
                look.brushes.draw_shape(painter, LEVEL_SHAPES[level], where, ink)
                return line.adjusted(0, 0, -width - face.px * 0.5, 0)
        return line

    def _detail(self, shown: AgentStatus, room: float) -> str:
        """Return the detail of a state; for an old one, its age."""
        look = self._look
        width, face = look.brushes.width, self.fit.faces.detail
        since = look.stale_since(shown.source)
        if since is None or not shown.source:
            names = look.view.names
            full = names.detail(shown)
            fits = not self.fit.has_short_details and width(full, face) <= room
            return full if fits else names.detail(shown, short=True)
        full, short = clock_forms(since, look.clock())
        if full != short:
            sentence = full
        else:
            # Without a word the tile would have two times, and nothing to tell them apart.
            sentence, short = f"since {full}", f"at {full}"
        fits = width(sentence, face) <= room
        return sentence if fits and not self.fit.has_short_details else short

    def _paint_state(self, painter: QPainter, line: QRectF, shown: AgentStatus) -> None:
        look, faces, brushes = self._look, self.fit.faces, self._look.brushes
        accent = look.ink(look.theme.tone(shown.state).accent, shown.source)
        shape_top = line.center().y() - faces.shape_px / 2
        shape = QRectF(line.left(), shape_top, faces.shape_px, faces.shape_px)
        brushes.draw_shape(painter, SHAPES[shown.state], shape, accent)
        words = SHORT_STATE_WORDS if self.fit.has_short_words else STATE_WORDS
        after_shape = line.adjusted(faces.shape_room, 0, 0, 0)
        brushes.draw_text(painter, after_shape, words[shown.state], faces.state, accent)
