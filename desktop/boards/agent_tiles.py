"""The agents as tiles that re-flow as the window is resized, and turn pages on a wall."""

import heapq
from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QRegion, QShowEvent

from desktop.acd.roster import RosterRow
from desktop.boards.agent_model import AgentListModel
from desktop.boards.glow import Glow
from desktop.boards.icon_view import IconView
from desktop.boards.look import BoardLook
from desktop.boards.tile_delegate import AgentTileDelegate
from desktop.boards.tile_fit import TileFit, TileRoom, fit_tiles

_Index = QModelIndex | QPersistentModelIndex

_MEASURED = 20
"""Number of the longest names that are measured to find the widest."""
_LONGEST_NAME = 18
"""Letters of a short name for which tiles are widened; such a name may be of any length."""


class AgentTiles(IconView):
    """All agents, as large as the room allows; on a wall in pages if they would be too small to read.

    Signals:
        page_turned: The visible page, from 1, and how many there are.

    Arguments:
        model: The agents.
        look: The look of the board.

    Attributes:
        glow: The tiles that light up.
        page: The visible page, from 0.
        page_timer: Turns the pages.
        longest: The longest name, full and short.

    """

    page_turned = Signal(int, int)

    def __init__(self, model: AgentListModel, look: BoardLook) -> None:
        super().__init__("Agents")
        self._agents = model
        self._look = look
        self.page = 0
        self._at = (-1, "")
        self.setModel(model)
        # Connected after Qt's own slot, which forgets the current tile.
        model.modelReset.connect(self._on_reset)
        self.longest = ("", "")
        self._ticked = look.clock()
        self._times: list[tuple[QPoint, RosterRow]] = []
        self._times_region = QRegion()
        self.glow = Glow(look.clock, self)
        self.glow.stepped.connect(self._on_glow_stepped)
        fit = fit_tiles(TileRoom(1, 1, 1, 0, ""), look.brushes.width)
        self._delegate = AgentTileDelegate(model, look, fit, self.glow, self)
        self.setItemDelegate(self._delegate)
        self.setMinimumHeight(60)
        self.page_timer = QTimer(self)
        self.page_timer.timeout.connect(self._on_turn_due)

    @property
    def tile_fit(self) -> TileFit:
        """The sizes in use."""
        return self._delegate.fit

    def showEvent(self, event: QShowEvent) -> None:
        """Turn pages while the view is visible."""
        self.keep_turning()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop turning pages."""
        self.page_timer.stop()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the region asked for; only the times if nothing else changed in this second."""
        times, self._times = self._times, []
        if not times or not event.region().subtracted(self._times_region).isEmpty():
            super().paintEvent(event)
            return
        painter = QPainter(self.viewport())
        for corner, row in times:
            self._delegate.paint_time(painter, QPointF(corner), row)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages by hand, if there are several."""
        # A page stays while the keyboard focus moves from tile to tile.
        self.page_timer.stop()
        self.keep_turning()
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or self.tile_fit.pages == 1:
            super().keyPressEvent(event)
            return
        self.turn(self.page + step)
        self.setCurrentIndex(self.model().index(0, 0))

    def _on_reset(self) -> None:
        """Keep the keyboard focus at its agent, or at the place where that agent was."""
        place, key = self._at
        if place < 0 or not self._agents.rowCount():
            return
        numbers = range(self._agents.rowCount())
        same = (number for number in numbers if key and self._agents.row(number).agent_id == key)
        number = next(same, min(place, len(numbers) - 1))
        self.setCurrentIndex(self._agents.index(number))

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Remember whose tile has the keyboard focus."""
        super().currentChanged(current, previous)
        if current.isValid():
            self._at = current.row(), self._agents.row(current.row()).agent_id

    def tick(self) -> None:
        """Paint the times that changed on visible tiles."""
        before, self._ticked = self._ticked, self._look.clock()
        self._times, self._times_region = [], QRegion()
        for number in self.rows_in_sight():
            row = self._agents.row(number)
            if not row.is_heading and self._delegate.time_changes(row, before, self._ticked):
                corner = self.visualRect(self._agents.index(number)).topLeft()
                self._times.append((corner, row))
                self._times_region += self._delegate.time_rect(corner)
        if self._times:
            self.viewport().update(self._times_region)

    def measure_names(self) -> None:
        """Measure the names of all agents."""
        self.longest = ("", "")
        self.measure_more_names(self._agents.all_rows)

    def measure_more_names(self, rows: Iterable[RosterRow]) -> None:
        """Measure the names of more agents. Tiles stay as wide when an agent is gone."""
        names = [(self._agents.name(row), self._agents.name(row, short=True)) for row in rows]
        full, short = self.longest
        self.longest = (
            self._widest((full, *(name for name, _ in names))),
            self._widest((short, *(name[:_LONGEST_NAME] for _, name in names))),
        )

    def set_fit(self, fit: TileFit, *, has_short_names: bool) -> None:
        """Set the sizes, and whether names are short on every tile."""
        delegate = self._delegate
        if (fit, has_short_names) != (delegate.fit, delegate.has_short_names):
            delegate.set_fit(fit, has_short_names=has_short_names)
            self.viewport().update()
        self.keep_turning()
        self.lay_out(QSize(fit.width + fit.gap, fit.height + fit.gap), scrolls=fit.scrolls)
        self.turn(self.page)

    def on_rows_changed(self) -> None:
        """Make visible tiles glow whose agents changed their state."""
        agents = self._agents
        rows = map(agents.row, self.rows_in_sight())
        states = {row.agent_id: agents.shown(row).state for row in rows if not row.is_heading}
        self.glow.see(states, is_wanted=self._look.view.animate and self.isVisible())

    def turn(self, page: int) -> None:
        """Show a page; the first follows the last."""
        fit = self.tile_fit
        before, self.page = self.page, page % fit.pages
        if self.page != before:
            self.glow.forget()
        if fit.pages == 1:
            self._agents.show_page(0, None)
        else:
            rows = fit.on_page(self.page)
            self._agents.show_page(rows.start, len(rows))
        self.page_turned.emit(self.page + 1, fit.pages)

    def shows(self, agent_id: str) -> bool:
        """Return whether an agent has a tile on any page."""
        return any(row.agent_id == agent_id for row in self._agents.all_rows)

    def point_at(self, agent_id: str) -> bool:
        """Turn to an agent's page, light the tile up and focus it; return whether there is one."""
        rows = enumerate(self._agents.all_rows)
        number = next((number for number, row in rows if row.agent_id == agent_id), None)
        if number is None or not agent_id:
            return False
        fit = self.tile_fit
        if fit.pages > 1:
            self.turn(next(page for page in range(fit.pages) if number in fit.on_page(page)))
            number -= fit.on_page(self.page).start
            # The page is shown as long as any other.
            self.page_timer.stop()
            self.keep_turning()
        self.go_to(self._agents.index(number))
        self.glow.light(agent_id)
        return True

    def _widest(self, names: Iterable[str]) -> str:
        longest = heapq.nlargest(_MEASURED, names, key=len)
        face = self.tile_fit.faces.name
        return max(longest, key=lambda name: self._look.brushes.width(name, face), default="")

    def keep_turning(self) -> None:
        """Turn pages if there are several; a change does not make the visible page stay longer."""
        page_ms = self._look.view.page_s * 1000
        if self.tile_fit.pages == 1 or not self.isVisible():
            self.page_timer.stop()
        elif not self.page_timer.isActive() or self.page_timer.interval() != page_ms:
            self.page_timer.start(page_ms)

    def _on_turn_due(self) -> None:
        self.turn(self.page + 1)

    def _on_glow_stepped(self, keys: list[str]) -> None:
        lit = frozenset(keys)
        for number in self.rows_in_sight():
            if self._agents.row(number).agent_id in lit:
                self.viewport().update(self.visualRect(self._agents.index(number)))
