"""The rows of the popover: what can be reached, chosen and read aloud in it."""

import enum
import html
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.acd.limits import Level
from desktop.acd.summary import AlertSummary, FloorSummary, QueueSummary
from desktop.acd.wording import longest_text, rough_duration, spoken_duration
from desktop.ui.brushes import CENTRE, LEFT, RIGHT, Face, Weight, draw_rim, rounded
from desktop.ui.look import Look
from desktop.ui.theme import Theme, Tone

_SHAPES: Final = {Level.NONE: "live", Level.ATTENTION: "attention", Level.TROUBLE: "trouble"}
_BY_KEYS: Final = frozenset({Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason})
_LONGEST_PLACE: Final = "00:00"


class Sizes:
    """The type and the room of a popover, from the size of the desk's text.

    Arguments:
        px: That size in pixels.

    Attributes:
        width: Of the popover's content.
        pad: Around it.
        row: Height of a row.
        gap: Between chips.
        chip: Height of a chip.
        plain: Type of words.
        strong: Type of figures and titles.
        small: Type of what matters less.
        chip_face: Type on chips.

    """

    def __init__(self, px: int) -> None:
        self.width = round(px * 25.5)
        self.pad = round(px * 1.2)
        self.row = round(px * 2.35)
        self.gap = round(px * 0.45)
        self.chip = round(px * 1.8)
        self.plain = Face(px, Weight.PLAIN)
        self.figure = Face(round(px * 1.15), Weight.KEY)
        self.strong = Face(px, Weight.KEY)
        self.small = Face(round(px * 0.95), Weight.PLAIN)
        self.chip_face = Face(round(px * 0.93), Weight.STRONG)

    @property
    def shape(self) -> int:
        """Size of a symbol."""
        return round(self.plain.px * 0.85)

    @property
    def shape_room(self) -> int:
        """Width of a symbol with the room behind it."""
        return round(self.plain.px * 1.3)


def level_ink(theme: Theme, level: Level, otherwise: str) -> str:
    """Give the colour of a figure by its level."""
    return {Level.NONE: otherwise, Level.ATTENTION: theme.attention, Level.TROUBLE: theme.alarm}[level]


class Line(enum.Enum):
    """Where a row has a thin line."""

    NONE = 0
    ABOVE = 1


class Row(QAbstractButton):
    """One row that can be chosen.

    Arguments:
        look: Colours and fonts.
        sizes: Type and room.

    """

    def __init__(self, look: Look, sizes: Sizes) -> None:
        super().__init__()
        self._look = look
        self._sizes = sizes
        self._is_under_pointer = False
        self._is_reached_by_keys = False
        self.line = Line.NONE
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for the popover's width and the height of a row."""
        return QSize(self._sizes.width, self._sizes.row)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be chosen."""
        super().enterEvent(event)
        self._is_under_pointer = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Show it as before."""
        super().leaveEvent(event)
        self._is_under_pointer = False
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that keys reach it, if they did."""
        super().focusInEvent(event)
        self._is_reached_by_keys = event.reason() in _BY_KEYS

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose it on Enter too, and go on to the next by arrow keys."""
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
        """Paint line and ground, then what the row says."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, sizes = self._look.theme, self._sizes
        where = QRectF(self.rect())
        inside = where.adjusted(sizes.pad, 0, -sizes.pad, 0)
        if self.line is Line.ABOVE:
            painter.fillRect(
                QRectF(inside.left(), 0, inside.width(), 1), self._look.brushes.colour(theme.line)
            )
        ground = where.adjusted(sizes.pad / 2, 3, -sizes.pad / 2, -2)
        corner = sizes.plain.px * 0.45
        if self._is_under_pointer or self.isDown():
            painter.fillPath(rounded(ground, corner), self._look.brushes.colour(theme.chosen.ground))
        self.paint_content(painter, inside)
        if self.hasFocus() and self._is_reached_by_keys:
            draw_rim(painter, ground, corner, theme.chosen.accent, 2.0)
        painter.end()

    def say(self, sentence: str) -> None:
        """Say all of it to those who listen, and to those for whom it is cut short."""
        self.setAccessibleName(sentence)
        # A tooltip guesses whether it is markup; escaped markup can only say what it says.
        self.setToolTip(f"<span>{html.escape(sentence)}</span>")

    def paint_content(self, painter: QPainter, inside: QRectF) -> None:
        """Paint what the row says."""
        raise NotImplementedError


class QueueRow(Row):
    """A queue: its name, callers waiting, longest waiting; with a symbol if it is over a limit."""

    def __init__(self, look: Look, sizes: Sizes) -> None:
        super().__init__(look, sizes)
        self._glance: QueueSummary | None = None

    def show_queue(self, glance: QueueSummary) -> None:
        """Show a queue."""
        if glance == self._glance:
            return
        self._glance = glance
        over = {Level.NONE: "", Level.ATTENTION: "Attention: ", Level.TROUBLE: "Trouble: "}[glance.level]
        longest = f", longest {spoken_duration(glance.longest_s)}" if glance.longest_s is not None else ""
        old = ", not current" if glance.is_old else ""
        self.say(f"{over}{glance.name}, {glance.waiting} waiting{longest}{old}")
        self.update()

    def paint_content(self, painter: QPainter, inside: QRectF) -> None:
        """Paint it."""
        glance = self._glance
        if glance is None:
            return
        look, sizes, brushes = self._look, self._sizes, self._look.brushes
        theme = look.theme
        text = theme.quiet if glance.is_old else theme.text
        quiet = theme.quiet
        last = brushes.width(_LONGEST_PLACE, sizes.small) + sizes.plain.px
        longest = QRectF(inside.right() - last, inside.top(), last, inside.height())
        brushes.draw_text(
            painter,
            longest,
            longest_text(glance.longest_s),
            sizes.small,
            level_ink(theme, glance.level, quiet),
            RIGHT,
        )
        room = brushes.width("000", sizes.figure)
        waiting = QRectF(longest.left() - room, inside.top(), room, inside.height())
        ink = level_ink(theme, glance.level, text)
        brushes.draw_text(painter, waiting, str(glance.waiting), sizes.figure, ink, RIGHT)
        name = QRectF(
            inside.left(), inside.top(), waiting.left() - inside.left() - sizes.gap, inside.height()
        )
        if glance.level is not Level.NONE:
            shape = QRectF(name.left(), name.center().y() - sizes.shape / 2, sizes.shape, sizes.shape)
            brushes.draw_shape(painter, _SHAPES[glance.level], shape, ink)
            name.setLeft(name.left() + sizes.shape_room)
        brushes.draw_text(painter, name, glance.name, sizes.plain, text, LEFT)


class AlertRow(Row):
    """An open alert: a symbol, what is so, and for how long."""

    def __init__(self, look: Look, sizes: Sizes) -> None:
        super().__init__(look, sizes)
        self.alert: AlertSummary | None = None
        self._age = ""

    def sizeHint(self) -> QSize:
        """Ask for a little less height: several belong together."""
        return QSize(self._sizes.width, round(self._sizes.row * 0.86))

    def show_alert(self, alert: AlertSummary) -> None:
        """Show an alert."""
        since = alert.since.elapsed_s(self._look.clock())
        age = rough_duration(since)
        if (alert, age) == (self.alert, self._age):
            return
        self.alert, self._age = alert, age
        known = ", acknowledged" if alert.is_known else ""
        level = "Trouble" if alert.level is Level.TROUBLE else "Attention"
        self.say(f"{level}: {alert.text}, for {spoken_duration(since)}{known}")
        self.update()

    def paint_content(self, painter: QPainter, inside: QRectF) -> None:
        """Paint it."""
        alert = self.alert
        if alert is None:
            return
        sizes, brushes, theme = self._sizes, self._look.brushes, self._look.theme
        ink = theme.quiet if alert.is_known else level_ink(theme, alert.level, theme.quiet)
        shape = QRectF(inside.left(), inside.center().y() - sizes.shape / 2, sizes.shape, sizes.shape)
        brushes.draw_shape(painter, _SHAPES[alert.level], shape, ink)
        room = max(brushes.width(self._age, sizes.small), brushes.width("00 min", sizes.small))
        age = QRectF(inside.right() - room, inside.top(), room, inside.height())
        brushes.draw_text(painter, age, self._age, sizes.small, theme.quiet, RIGHT)
        left = inside.left() + sizes.shape_room
        words = QRectF(left, inside.top(), age.left() - left - sizes.gap, inside.height())
        text = theme.quiet if alert.is_known else theme.text
        brushes.draw_text(painter, words, alert.text, sizes.plain, text, LEFT)


class LinkRow(Row):
    """Words that lead somewhere, or only say something."""

    def __init__(self, look: Look, sizes: Sizes, text: str) -> None:
        super().__init__(look, sizes)
        self._is_link = True
        self.show_text(text)

    def show_text(self, text: str, *, is_link: bool = True) -> None:
        """Say something else."""
        self._is_link = is_link
        self.setEnabled(is_link)
        self.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for as much as the words take."""
        sizes = self._sizes
        width = self._look.brushes.width(self.text(), sizes.small) + 2 * sizes.pad + 2
        return QSize(round(width), round(sizes.row * 0.86))

    def paint_content(self, painter: QPainter, inside: QRectF) -> None:
        """Paint the words."""
        theme = self._look.theme
        ink = theme.chosen.accent if self._is_link else theme.quiet
        self._look.brushes.draw_text(painter, inside, self.text(), self._sizes.small, ink, LEFT)


class Header(QWidget):
    """What the popover is, and how the lines stand.

    Arguments:
        look: Colours and fonts; its lines are shown.
        sizes: Type and room.
        title: What the popover is.

    """

    def __init__(self, look: Look, sizes: Sizes, title: str) -> None:
        super().__init__()
        self._look = look
        self._sizes = sizes
        self._title = title
        self._status = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for a little more than a row."""
        return QSize(self._sizes.width, round(self._sizes.row * 1.15))

    def show_status(self, status: str) -> None:
        """Say how the lines stand."""
        self._status = status
        self.setAccessibleName(f"{self._title}. {status}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint both."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sizes, brushes, theme, lines = self._sizes, self._look.brushes, self._look.theme, self._look.lines
        inside = QRectF(self.rect()).adjusted(sizes.pad, sizes.pad * 0.15, -sizes.pad, 0)
        title = brushes.width(self._title, sizes.strong)
        brushes.draw_text(painter, inside, self._title, sizes.strong, theme.text, LEFT)
        shape, ink = ("trouble", theme.alarm) if lines.in_trouble else ("live", theme.quiet)
        if not lines.is_live and not lines.in_trouble:
            shape = "unknown"
        room = inside.width() - title - 2 * sizes.shape_room
        width = min(room, brushes.width(self._status, sizes.small))
        words = QRectF(inside.right() - width, inside.top(), width, inside.height())
        brushes.draw_text(painter, words, self._status, sizes.small, ink, RIGHT)
        px = sizes.shape if lines.in_trouble else round(sizes.shape * 0.85)
        mark = QRectF(words.left() - sizes.shape_room, words.center().y() - px / 2, px, px)
        brushes.draw_shape(painter, shape, mark, ink)
        painter.end()


class Chips(QWidget):
    """How many agents do what, as chips in as many lines as they take.

    Arguments:
        look: Colours and fonts.
        sizes: Type and room.

    """

    def __init__(self, look: Look, sizes: Sizes) -> None:
        super().__init__()
        self._look = look
        self._sizes = sizes
        self._summary = FloorSummary()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_summary(self, summary: FloorSummary) -> None:
        """Show other counts."""
        self._summary = summary
        self.setAccessibleName(", ".join(text for text, _ in self._chips()))
        self.setFixedHeight(self._height())
        self.update()

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

    def _height(self) -> int:
        return round(self._places()[-1][0].bottom() + self._sizes.gap * 1.6)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, sizes, theme = self._look, self._sizes, self._look.theme
        is_old = look.is_stale()
        for where, text, tone in self._places():
            shown = theme.off if is_old else tone
            painter.fillPath(rounded(where, where.height() / 2), look.brushes.colour(shown.ground))
            if theme.edge:
                draw_rim(painter, where, where.height() / 2, theme.edge, 1.0)
            look.brushes.draw_text(painter, where, text, sizes.chip_face, shown.accent, CENTRE)
        painter.end()
