"""The board: key figures and queue cards, chips, agent tiles, and the footer."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
    QRegion,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from desktop.acd.alerts.borders import AlertBorders
from desktop.acd.connection import Connections
from desktop.acd.floor import Changes, Floor
from desktop.acd.roster import Roster
from desktop.acd.summary import AgentCounter, summarize
from desktop.acd.wording import clock
from desktop.boards.agent_model import AgentListModel
from desktop.boards.agent_tiles import AgentTiles
from desktop.boards.board_fit import BoardFit, Contents, fit_board
from desktop.boards.footer import Footer
from desktop.boards.head_fit import fit_head
from desktop.boards.head_layout import Queues
from desktop.boards.key_figures import KeyFigures
from desktop.boards.look import BoardLook
from desktop.boards.queue_cards import QueueCards
from desktop.boards.queue_model import QueueListModel
from desktop.boards.state_chips import StateChips
from desktop.boards.tile_fit import TileFit
from desktop.boards.view import BoardView
from desktop.ui.labels import plain_label
from desktop.ui.theme import Theme

TICK_MS = 1000
_AROUND_FOOTER = 4
"""Space above and below the footer, in pixels."""
_FULL_NAMES_FROM = 0.85
"""Full names are used while type is at least this share of its size with short names."""


class Board(QWidget):
    """The floor on a screen, laid out for the widget's size.

    Arguments:
        floor: The floor to show; the board reads it and never changes it.
        look: Fonts, colours, clock, and the selection shown.
        menu: Opens from the footer; without a menu there is no footer.

    Attributes:
        floor: The floor shown.
        look: The look of the board.
        key_figures: Callers waiting, the longest wait, free agents, or others that were chosen.
        cards: The queues.
        chips: The number of agents in each state.
        tiles: The agents.
        footer: The line below the tiles.
        margin: The empty margin around everything, in pixels.
        least_px: The smallest type of names, and of everything else; 0 on a desk.

    """

    def __init__(self, floor: Floor, look: BoardLook, menu: QMenu | None = None) -> None:
        super().__init__()
        self.floor = floor
        self.look = look
        view = look.view
        self._roster = Roster(floor, look.freshness, view.selection, view.names.directory, view.limits)
        self._counter = AgentCounter(floor.agents, self._roster.counts_agent)
        self._agents = AgentListModel(floor, self._roster, look)
        self._queues = QueueListModel(floor, look)
        self._laid_out_queues: Queues | None = None
        self._minute = ""
        self.least_px = (0, 0)
        self.margin = 0
        self._laid_out: BoardFit | None = None
        self.key_figures = KeyFigures(look)
        self.cards = QueueCards(self._queues, look)
        self.chips = StateChips(look)
        self.tiles = AgentTiles(self._agents, look)
        self._message = plain_label()
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.footer = Footer(look, menu)
        if menu is None:
            self.footer.hide()
        for part in (self.key_figures, self.cards, self.chips, self.tiles, self._message, self.footer):
            part.setParent(self)
        QWidget.setTabOrder(self.cards, self.tiles)
        self.tiles.page_turned.connect(self.chips.show_page)
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._on_tick)
        self._colour_bars()
        self._show_everything()

    @property
    def message(self) -> str:
        """The sentence in place of tiles; blank if there are tiles."""
        return self._message.text() if self._message.isVisible() else ""

    def picture(self, ratio: float, part: QRect | None = None) -> QPixmap:
        """Paint the board, or a part of it, with `ratio` pixels for each of its own, sharp at any ratio."""
        part = part if part is not None else self.rect()
        picture = QPixmap(part.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        self.render(picture, QPoint(), QRegion(part))
        return picture

    def show_view(self, view: BoardView) -> None:
        """Show another view of the floor."""
        self.look.view = view
        self._roster.show(view.selection, view.names.directory, view.limits)
        self._counter.rebuild()
        self._agents.reset()
        self._queues.reset()
        self._show_everything()

    def _show_everything(self) -> None:
        self.tiles.measure_names()
        self.tiles.on_rows_changed()
        self._laid_out_queues = self.cards.queues
        self.show_figures()
        self.lay_out()

    def on_floor_changed(self, changes: Changes) -> None:
        """Show what changed."""
        laid_out = len(self._roster.rows)
        change = self._roster.update(changes.agents)
        self._counter.update(changes.agents)
        self._agents.refresh(change)
        longest = self.tiles.longest
        self.tiles.measure_more_names(change.rows)
        if len(self._roster.rows) != laid_out or self.tiles.longest != longest:
            self.lay_out()
        self.tiles.on_rows_changed()
        self._queues.on_floor_changed(changes)
        if (changes.groups or changes.paths) and self.cards.queues != self._laid_out_queues:
            self._laid_out_queues = self.cards.queues
            self.lay_out()
        self.show_figures()
        self._show_message()

    def on_floor_forgotten(self) -> None:
        """Show the floor after a part of it was forgotten."""
        # The last record may have come from a phone system that is no longer listened to.
        self.footer.show_last_record(None)
        self.show_view(self.look.view)

    def on_lines_changed(self, lines: Connections) -> None:
        """Show the state of the lines; figures of a line that is not live look stale."""
        look = self.look
        sources = {source for _, source in self._counter.counts}
        before = {source for source in sources if look.is_stale(source)}
        look.lines = lines
        if before != {source for source in sources if look.is_stale(source)}:
            # Stale figures never count as trouble.
            self._roster.rebuild()
            self._agents.reset()
            self.tiles.on_rows_changed()
        self.footer.say()
        self.show_figures()
        self._show_message()
        self.update()

    def show_borders(self, borders: AlertBorders) -> None:
        """Draw borders around the subjects of open alerts."""
        self.look.borders = borders
        self.update()

    def set_least_sizes(self, name_px: int, text_px: int) -> None:
        """Set the smallest type that people can read from where they are; 0 on a desk."""
        if (name_px, text_px) != self.least_px:
            self.least_px = name_px, text_px
            self.lay_out()

    def set_theme(self, theme: Theme) -> None:
        """Set the colours."""
        self.look.theme = theme
        self.footer.apply_theme()
        self._colour_bars()
        self._show_message()
        self.update()

    def _colour_bars(self) -> None:
        for view in (self.cards, self.tiles):
            view.set_bar_colour(self.look.theme.quiet)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay everything out for the new size."""
        self.lay_out()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Start counting seconds."""
        self._tick.start(TICK_MS)
        self.catch_up()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop counting seconds."""
        self._tick.stop()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the background."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.look.theme.ground)
        painter.end()

    def lay_out(self) -> None:
        """Lay everything out for the size and what is shown."""
        board, has_short_names = self._fit()
        if board != self._laid_out:
            self._laid_out = board
            self.look.brushes.forget_plates()
        fit, layout = board.head, board.layout
        margin = unit = self.margin = fit.unit
        # The grid's last gap reaches into the margin; an icon view wants a pixel to spare.
        reach = unit + 1
        width = self.width() - 2 * margin
        self.key_figures.set_fit(fit)
        self.key_figures.setGeometry(margin, margin, layout.key_width, layout.key_height)
        if layout.cards is not None:
            self.cards.set_fit(fit, layout.cards, has_system_names=self.cards.queues.has_system_names)
            left = margin + layout.key_width + unit if layout.is_beside else margin
            top = margin if layout.is_beside else margin + layout.key_height + unit
            self.cards.setGeometry(left, top, self.width() - margin - left + reach, layout.cards.total_height)
        self.cards.setVisible(layout.cards is not None)
        self.chips.set_fit(fit)
        self.chips.setGeometry(margin, margin + layout.height + unit, width, fit.chip_height)
        top = board.tiles_top
        bottom = self.height() - (self._footer_room() or margin)
        self.footer.setGeometry(margin, bottom + _AROUND_FOOTER, width, self.footer.sizeHint().height())
        self.tiles.setGeometry(margin, top, width + reach, max(1, bottom - top))
        self.tiles.set_fit(board.tiles, has_short_names=has_short_names)
        self._message.setGeometry(margin, top, width, max(1, bottom - top))
        self._show_message()
        self.update()

    def _fit(self) -> tuple[BoardFit, bool]:
        """Return the sizes, and whether names are short, which is the same for all tiles."""
        full_name, short_name = self.tiles.longest
        contents = Contents(
            len(self._roster.rows),
            short_name,
            self.cards.queues,
            self._footer_room(),
            self.look.view.figures,
        )
        size = self.width(), self.height()
        measure = self.look.brushes.width
        short = fit_board(size, contents, measure, *self.least_px)
        if full_name == short_name:
            return short, False
        full = fit_board(size, replace(contents, longest=full_name), measure, *self.least_px)
        return (full, False) if _is_as_good(full.tiles, short.tiles) else (short, True)

    def _footer_room(self) -> int:
        """Return the height of the footer with the space around it; 0 while it is hidden."""
        if self.footer.isHidden():
            return 0
        self.footer.set_face(fit_head(self.width(), self.height()).small)
        return self.footer.sizeHint().height() + 2 * _AROUND_FOOTER

    def show_figures(self) -> None:
        """Show the sums of the agents and queues on the board."""
        view = self.look.view
        queues = self.floor.queues_shown(view.selection)
        summary = summarize(self._counter.counts, queues, self.look.freshness, view.limits)
        self.key_figures.show_summary(summary)
        self.chips.show_summary(summary)

    def _show_message(self) -> None:
        """Show a message in place of the tiles, if there are none."""
        is_bare = not self._roster.rows
        self._message.setVisible(is_bare)
        if not is_bare:
            return
        fit, look = fit_head(self.width(), self.height()), self.look
        if self.floor.agents:
            text = "None of the agents chosen for this board is logged in"
        elif look.lines.is_live:
            text = "Agents appear as soon as the phone system names them"
        else:
            text = look.sentence()
        self._message.setText(text)
        self._message.setMargin(fit.unit)
        self._message.setFont(look.brushes.font(fit.label))
        palette = self._message.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(look.theme.quiet))
        self._message.setPalette(palette)

    def catch_up(self) -> None:
        """Show what changes with time alone: sums, and who is too long in a state."""
        due = self._roster.due()
        if due:
            self._agents.refresh(self._roster.update(due))
            self.tiles.on_rows_changed()
        self.show_figures()

    def _on_tick(self) -> None:
        self.catch_up()
        minute = clock(self.look.clock())
        if minute != self._minute:
            # Stale figures name their day, which changes without a record.
            self._minute = minute
            self.footer.say()
            self._show_message()
            self.update()
            return
        self.cards.viewport().update()
        self.tiles.tick()


def _is_as_good(full: TileFit, short: TileFit) -> bool:
    """Return whether tiles with full names are as good as those with short ones."""
    return (
        full.pages <= short.pages
        and full.scrolls <= short.scrolls
        and full.has_short_words <= short.has_short_words
        and full.faces.name.px >= short.faces.name.px * _FULL_NAMES_FROM
    )
