"""The rows of the popover, reachable by mouse, by keyboard and for screen readers."""

from abc import abstractmethod
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.acd.alerts.open_alerts import AlertSummary
from desktop.acd.limits import Level
from desktop.acd.summary import FloorSummary, QueueSummary
from desktop.acd.wording import longest_text, rough_duration, spoken_duration
from desktop.ui.brushes import CENTRE, LEFT, RIGHT, Face, Weight, draw_rim, rounded
from desktop.ui.labels import plain_tip
from desktop.ui.levels import LEVEL_SHAPES, level_ink
from desktop.ui.look import Look
from desktop.ui.theme import Tone

_BY_KEYS: Final = frozenset({Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason})
_LEVEL_WORDS: Final = {Level.NONE: "", Level.ATTENTION: "Attention: ", Level.TROUBLE: "Trouble: "}


class PopoverSizes:
    """Fonts and distances of a popover, in pixels.

    Arguments:
        px: The size of the desktop's text in pixels.

    Attributes:
        width: Width of the content.
        pad: Margin around it.
        row: Height of a row.
        gap: Gap between chips.
        chip: Height of a chip.
        shape: Size of a symbol.
        shape_room: Width of a symbol with the gap after it.
        plain: Font of words.
        figure: Font of figures.
        strong: Font of the title.
        small: Font of secondary text.
        chip_face: Font on chips.

    """

    def __init__(self, px: int) -> None:
        self.width = round(px * 25.5)
        self.pad = round(px * 1.2)
        self.row = round(px * 2.35)
        self.gap = round(px * 0.45)
        self.chip = round(px * 1.8)
        self.shape = round(px * 0.85)
        self.shape_room = round(px * 1.3)
        self.plain = Face(px, Weight.PLAIN)
        self.figure = Face(round(px * 1.15), Weight.KEY)
        self.strong = Face(px, Weight.KEY)
        self.small = Face(round(px * 0.95), Weight.PLAIN)
        self.chip_face = Face(round(px * 0.93), Weight.STRONG)


class PopoverRow(QAbstractButton):
    """A row that can be chosen.

    Arguments:
        look: Colours and fonts.
        sizes: Fonts and distances.
        has_line: Whether a thin line separates the row from the one above.

    """

    def __init__(self, look: Look, sizes: PopoverSizes, *, has_line: bool = False) -> None:
        super().__init__()
        self._look = look
        self._sizes = sizes
        self._is_reached_by_keys = False
        self._has_line = has_line
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the popover's width and the height of a row."""
        return QSize(self._sizes.width, self._sizes.row)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus rim if the row was reached by keyboard."""
        super().focusInEvent(event)
        self._is_reached_by_keys = event.reason() in _BY_KEYS

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the row on Enter too, and move to the next one by arrow keys."""
        self._is_reached_by_keys = True
        self.update()
        match Qt.Key(event.key()):
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case Qt.Key.Key_Down | Qt.Key.Key_Right:
                self.focusNextChild()
            case Qt.Key.Key_Up | Qt.Key.Key_Left:
                self.focusPreviousChild()
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint line and background, then the content."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, sizes, colour = self._look.theme, self._sizes, self._look.brushes.colour
        where = QRectF(self.rect())
        inside = where.adjusted(sizes.pad, 0, -sizes.pad, 0)
        if self._has_line:
            painter.fillRect(QRectF(inside.left(), 0, inside.width(), 1), colour(theme.line))
        ground = where.adjusted(sizes.pad / 2, 3, -sizes.pad / 2, -2)
        corner = sizes.plain.px * 0.45
        if self.underMouse() or self.isDown():
            painter.fillPath(rounded(ground, corner), colour(theme.chosen.ground))
        self.paint_content(painter, inside)
        if self.hasFocus() and self._is_reached_by_keys:
            draw_rim(painter, ground, corner, theme.chosen.accent, 2.0)
        painter.end()

    def say(self, sentence: str) -> None:
        """Set the accessible name, and the tooltip, since the text may be cut short."""
        self.setAccessibleName(sentence)
        self.setToolTip(plain_tip(sentence))
        self.update()

    @abstractmethod
    def paint_content(self, painter: QPainter, inside: QRectF) -> None:
        """Paint the row's content."""

    def _paint_level(self, painter: QPainter, room: QRectF, level: Level, ink: str) -> None:
        """Paint a level's symbol at the left, and take its width from the room."""
        px = self._sizes.shape
        where = QRectF(room.left(), room.center().y() - px / 2, px, px)
        self._look.brushes.draw_shape(painter, LEVEL_SHAPES.get(level, "live"), where, ink)
        room.setLeft(room.left() + self._sizes.shape_room)


class QueueRow(PopoverRow):
    """A queue: its name, callers waiting, longest waiting; with a symbol if it is over a limit."""

    _queue: QueueSummary | None = None

    def show_queue(self, queue: QueueSummary | None) -> None:
        """Show a queue; None hides the row."""
        self.setVisible(queue is not None)
        if queue is None or queue == self._queue:
            return
        self._queue = queue
        longest = f", longest {spoken_duration(queue.longest_s)}" if queue.longest_s is not None else ""
        old = ", not current" if queue.is_old else ""
        self.say(f"{_LEVEL_WORDS[queue.level]}{queue.name}, {queue.waiting} waiting{longest}{old}")

    def paint_content(self, painter: QPainter, inside: QRectF) -> None:
        """Paint the longest waiting and callers waiting at the right, then symbol and name."""
        queue = self._queue
        if queue is None:
            return
        sizes, brushes, theme = self._sizes, self._look.brushes, self._look.theme
        text = theme.quiet if queue.is_old else theme.text
        level = level_ink(theme, queue.level)
        longest = _cut_right(inside, brushes.width("00:00", sizes.small) + sizes.plain.px)
        ink = level or theme.quiet
        brushes.draw_text(painter, longest, longest_text(queue.longest_s), sizes.small, ink, RIGHT)
        waiting = _cut_right(inside, brushes.width("000", sizes.figure))
        brushes.draw_text(painter, waiting, str(queue.waiting), sizes.figure, level or text, RIGHT)
        inside.setRight(inside.right() - sizes.gap)
        if level:
            self._paint_level(painter, inside, queue.level, level)
        brushes.draw_text(painter, inside, queue.name, sizes.plain, text, LEFT)


class AlertRow(PopoverRow):
    """An open alert: a symbol, its text, and for how long it is open.

    Signals:
        chosen: The user chose the alert; with its key.

    """

    chosen = Signal(object)

    def __init__(self, look: Look, sizes: PopoverSizes, *, has_line: bool = False) -> None:
        super().__init__(look, sizes, has_line=has_line)
        self._alert: AlertSummary | None = None
        self._age = ""
        self.clicked.connect(self._on_clicked)

    def sizeHint(self) -> QSize:
        """Return a smaller height: alerts stand closer together."""
        return QSize(self._sizes.width, round(self._sizes.row * 0.86))

    def show_alert(self, alert: AlertSummary | None) -> None:
        """Show an alert; None hides the row."""
        self.setVisible(alert is not None)
        if alert is None:
            return
        since = alert.since.elapsed_s(self._look.clock())
        age = rough_duration(since)
        if (alert, age) == (self._alert, self._age):
            return
        self._alert, self._age = alert, age
        known = ", acknowledged" if alert.is_handled else ""
        level = _LEVEL_WORDS[max(alert.level, Level.ATTENTION)]
        self.say(f"{level}{alert.text}, for {spoken_duration(since)}{known}")

    def _on_clicked(self) -> None:
        if self._alert is not None:
            self.chosen.emit(self._alert.key)

    def paint_content(self, painter: QPainter, inside: QRectF) -> None:
        """Paint symbol, age at the right and text."""
        alert = self._alert
        if alert is None:
            return
        sizes, brushes, theme = self._sizes, self._look.brushes, self._look.theme
        ink = "" if alert.is_handled else level_ink(theme, alert.level)
        self._paint_level(painter, inside, alert.level, ink or theme.quiet)
        age = _cut_right(inside, max(brushes.width(text, sizes.small) for text in (self._age, "00 min")))
        brushes.draw_text(painter, age, self._age, sizes.small, theme.quiet, RIGHT)
        inside.setRight(inside.right() - sizes.gap)
        text = theme.quiet if alert.is_handled else theme.text
        brushes.draw_text(painter, inside, alert.text, sizes.plain, text, LEFT)


class LinkRow(PopoverRow):
    """A row with a link, or with a plain remark."""

    def show_text(self, text: str, *, is_link: bool = True) -> None:
        """Show another text; a blank one hides the row."""
        self.setEnabled(is_link)
        self.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room that the text takes."""
        sizes = self._sizes
        width = self._look.brushes.width(self.text(), sizes.small) + 2 * sizes.pad + 2
        return QSize(round(width), round(sizes.row * 0.86))

    def paint_content(self, painter: QPainter, inside: QRectF) -> None:
        """Paint the text."""
        theme = self._look.theme
        ink = theme.chosen.accent if self.isEnabled() else theme.quiet
        self._look.brushes.draw_text(painter, inside, self.text(), self._sizes.small, ink, LEFT)


class _PopoverPart(QWidget):
    """A part of the popover that only shows something.

    Arguments:
        look: Colours and fonts; its lines are shown.
        sizes: Fonts and distances.

    """

    def __init__(self, look: Look, sizes: PopoverSizes) -> None:
        super().__init__()
        self._look = look
        self._sizes = sizes
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the content."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_content(painter)
        painter.end()

    @abstractmethod
    def paint_content(self, painter: QPainter) -> None:
        """Paint the content."""


class Header(_PopoverPart):
    """The popover's title and the state of the lines."""

    def __init__(self, look: Look, sizes: PopoverSizes, title: str) -> None:
        super().__init__(look, sizes)
        self._title = title
        self._status = ""

    def sizeHint(self) -> QSize:
        """Return a height a little above that of a row."""
        return QSize(self._sizes.width, round(self._sizes.row * 1.15))

    def show_status(self, status: str) -> None:
        """Show the state of the lines."""
        self._status = status
        self.setAccessibleName(f"{self._title}. {status}")
        self.update()

    def paint_content(self, painter: QPainter) -> None:
        """Paint the title at the left, then symbol and state at the right."""
        sizes, brushes, theme, lines = self._sizes, self._look.brushes, self._look.theme, self._look.lines
        inside = QRectF(self.rect()).adjusted(sizes.pad, sizes.pad * 0.15, -sizes.pad, 0)
        title = brushes.width(self._title, sizes.strong)
        brushes.draw_text(painter, inside, self._title, sizes.strong, theme.text, LEFT)
        shape, ink, px = "unknown", theme.quiet, round(sizes.shape * 0.85)
        if lines.stale:
            shape, ink, px = "trouble", theme.alarm, sizes.shape
        elif lines.is_live:
            shape = "live"
        room = inside.width() - title - 2 * sizes.shape_room
        words = _cut_right(inside, min(room, brushes.width(self._status, sizes.small)))
        brushes.draw_text(painter, words, self._status, sizes.small, ink, RIGHT)
        mark = QRectF(words.left() - sizes.shape_room, words.center().y() - px / 2, px, px)
        brushes.draw_shape(painter, shape, mark, ink)


class AgentChips(_PopoverPart):
    """The number of agents in each state, as chips in as many lines as they need."""

    def __init__(self, look: Look, sizes: PopoverSizes) -> None:
        super().__init__(look, sizes)
        self._summary = FloorSummary()

    def show_summary(self, summary: FloorSummary) -> None:
        """Show other numbers."""
        self._summary = summary
        self.setAccessibleName(", ".join(text for text, _ in self._chips()))
        self.setFixedHeight(round(self._places()[-1][0].bottom() + self._sizes.gap * 1.6))
        self.update()

    def paint_content(self, painter: QPainter) -> None:
        """Paint the chips."""
        look, sizes, theme = self._look, self._sizes, self._look.theme
        is_old = look.is_stale()
        for where, text, tone in self._places():
            shown = theme.off if is_old else tone
            painter.fillPath(rounded(where, where.height() / 2), look.brushes.colour(shown.ground))
            if theme.edge:
                draw_rim(painter, where, where.height() / 2, theme.edge, 1.0)
            look.brushes.draw_text(painter, where, text, sizes.chip_face, shown.accent, CENTRE)

    def _chips(self) -> list[tuple[str, Tone]]:
        summary, theme = self._summary, self._look.theme
        if not summary.agents_known:
            return [("Agents not known yet", theme.off)]
        ringing = [(f"{summary.ringing} ringing", theme.ringing)] if summary.ringing else []
        return [
            (f"{summary.free} free", theme.free),
            *ringing,
            (f"{summary.acd} ACD", theme.acd),
            (f"{summary.other_calls} other", theme.other_call),
            (f"{summary.work_timer} work timer", theme.work_timer),
            (f"{summary.out_of_reach} out of reach", theme.out_of_reach),
        ]

    def _places(self) -> list[tuple[QRectF, str, Tone]]:
        sizes, brushes = self._sizes, self._look.brushes
        right = sizes.width - sizes.pad
        x, y = float(sizes.pad), float(sizes.gap)
        places = []
        for text, tone in self._chips():
            width = brushes.width(text, sizes.chip_face) + 1.5 * sizes.chip_face.px
            if x + width > right and x > sizes.pad:
                x, y = float(sizes.pad), y + sizes.chip + sizes.gap
            places.append((QRectF(x, y, width, sizes.chip), text, tone))
            x += width + sizes.gap
        return places


def _cut_right(room: QRectF, width: float) -> QRectF:
    """Cut a column off the right of a room, and return it."""
    column = QRectF(room.right() - width, room.top(), width, room.height())
    room.setRight(column.left())
    return column
