"""The card of one open alert."""

from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QSizePolicy, QWidget

from desktop.acd.alerts.alert import AlertKey
from desktop.acd.alerts.mute import MuteDuration
from desktop.acd.alerts.open_alerts import AlertSummary
from desktop.acd.limits import Level
from desktop.acd.wording import clock_forms, rough_duration
from desktop.alerts.note_line import NoteLine
from desktop.alerts.watch import AlertWatch
from desktop.ui.brushes import draw_rim, rounded
from desktop.ui.labels import plain_label, say
from desktop.ui.layouts import column, row
from desktop.ui.levels import level_ink
from desktop.ui.look import Look
from desktop.ui.window_style import menu_style

_BAR: Final = 5
_CORNER: Final = 8.0
_MARK_PX: Final = 16
_GAP: Final = 8
_SHAPES: Final = {Level.NONE: "live", Level.ATTENTION: "attention", Level.TROUBLE: "trouble"}
_LEVEL_WORDS: Final = {Level.NONE: "Notification", Level.ATTENTION: "Attention", Level.TROUBLE: "Trouble"}


class AlertCard(QFrame):
    """A card. A click on it, or Enter, goes to the tile.

    Signals:
        go_asked: The user wants to see the tile; with the alert's key.
        moved_from: The focus is to move from that card: 1 to the next, -1 to the previous.

    Arguments:
        look: Colours, shapes and clock.
        watch: Acknowledges and snoozes the alert.
        shown: The alert.

    """

    go_asked = Signal(object)
    moved_from = Signal(object, int)

    def __init__(self, look: Look, watch: AlertWatch, shown: AlertSummary) -> None:
        super().__init__()
        self._look = look
        self._watch = watch
        self._shown = shown
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._level = plain_label()
        self._level.setWordWrap(False)
        self._level.setMinimumHeight(_MARK_PX)
        self._since = plain_label(kind="quiet")
        self._since.setWordWrap(False)
        self._headline = plain_label(kind="headline")
        self._detail = plain_label(kind="quiet")
        self._said = plain_label(kind="said")
        self._acknowledge = QPushButton("Acknowledge...")
        self._snooze = QPushButton("Snooze...")
        self._take_back = QPushButton("Take back")
        self._menu = QMenu(self._snooze)
        for choice in MuteDuration:
            self._menu.addAction(choice.value).setData(choice)
        self._snooze.setMenu(self._menu)
        self._row = QWidget()
        self._note = NoteLine()
        self._note.hide()
        self._lay_out()
        self._acknowledge.clicked.connect(self.begin_note)
        self._menu.triggered.connect(self._on_snooze_chosen)
        self._take_back.clicked.connect(self._on_take_back_clicked)
        self._note.confirmed.connect(self._on_note_confirmed)
        self._note.cancelled.connect(self._end_note)
        self.apply_theme()
        self._show_words(is_new=True)

    def _lay_out(self) -> None:
        head = row(_MARK_PX + _GAP, self._level, None, self._since, spacing=_GAP)
        buttons = row((self._said, 1), spacing=_GAP, margins=(0, 4, 0, 0))
        buttons.addStretch(0)
        for button in (self._acknowledge, self._snooze, self._take_back):
            buttons.addWidget(button, alignment=Qt.AlignmentFlag.AlignBottom)
        self._row.setLayout(buttons)
        parts = (head, self._headline, self._detail, self._row, self._note)
        self.setLayout(column(*parts, spacing=4, margins=(_BAR + 15, 12, 16, 12)))

    @property
    def key(self) -> AlertKey:
        """The alert's key."""
        return self._shown.key

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """The widgets that Tab reaches, in order."""
        return (self, self._acknowledge, self._snooze, self._take_back, *self._note.stops)

    @property
    def has_keyboard(self) -> bool:
        """Whether the keyboard focus is here, or was when the window was last in front."""
        return any(stop is self.window().focusWidget() for stop in self.stops)

    @property
    def is_noting(self) -> bool:
        """Whether the user is writing a note."""
        return not self._note.isHidden()

    def show_alert(self, shown: AlertSummary) -> None:
        """Show the alert as it is now."""
        before, self._shown = self._shown, shown
        if shown != before:
            self._show_words(is_new=(before.level, before.said) != (shown.level, shown.said))

    def tick(self) -> None:
        """Update how long the alert has held."""
        since = self._shown.since
        now = self._look.clock()
        text = f"for {rough_duration(since.elapsed_s(now))}, since {clock_forms(since, now)[0]}"
        if text != self._since.text():
            self._since.setText(text)

    def apply_theme(self) -> None:
        """Apply the look's colours."""
        self._menu.setStyleSheet(menu_style(self._look.theme))
        self._paint_level()
        self.update()

    def begin_note(self) -> None:
        """Ask for a note."""
        if not self._shown.said:
            self._note.begin()
            self._show_buttons()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle the keys of a card."""
        match Qt.Key(event.key()):
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._on_enter()
            case Qt.Key.Key_Down:
                self.moved_from.emit(self.key, 1)
            case Qt.Key.Key_Up:
                self.moved_from.emit(self.key, -1)
            case Qt.Key.Key_A:
                self.begin_note()
            case Qt.Key.Key_S if not self._shown.said:
                self._snooze.showMenu()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace if self._shown.said:
                self._on_take_back_clicked()
            case _:
                super().keyPressEvent(event)

    def _on_enter(self) -> None:
        # A push button passes Enter to the card around it.
        for button in (self._acknowledge, self._snooze, self._take_back):
            if button.hasFocus():
                button.click()
                return
        self.go_asked.emit(self.key)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Accept the press, so that the release comes here too."""
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the tile."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.go_asked.emit(self.key)
        else:
            super().mouseReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Update what a screen reader says."""
        self._say()
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the focus is elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint background, bar, level mark and focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, brushes = self._look.theme, self._look.brushes
        where = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = rounded(where, _CORNER)
        painter.fillPath(shape, brushes.colour(theme.panel))
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(QRectF(where.left(), where.top(), _BAR, where.height()), brushes.colour(self._ink()))
        painter.restore()
        beside = self._level.geometry()
        top = beside.top() + (beside.height() - _MARK_PX) // 2
        mark = QRectF(beside.left() - _GAP - _MARK_PX, top, _MARK_PX, _MARK_PX)
        brushes.draw_shape(painter, _SHAPES[self._shown.level], mark, self._ink())
        draw_rim(painter, where, _CORNER, theme.line, 1.0)
        if self.hasFocus():
            draw_rim(painter, where, _CORNER, theme.chosen.accent, 2.0)
        painter.end()

    def _ink(self) -> str:
        theme, shown = self._look.theme, self._shown
        return theme.quiet if shown.said else level_ink(theme, shown.level) or theme.quiet

    def _paint_level(self) -> None:
        self._level.setStyleSheet(f"color: {self._ink()}; font-weight: 600;")

    def _show_words(self, *, is_new: bool) -> None:
        shown = self._shown
        self._headline.setText(shown.text)
        say(self._detail, shown.detail)
        self.tick()
        if not is_new:
            return
        self._level.setText(_LEVEL_WORDS[shown.level])
        self._said.setText(shown.said)
        if shown.said and self.is_noting:
            self._end_note()
        self._show_buttons()
        self._paint_level()
        self._say()
        self.update()

    def _show_buttons(self) -> None:
        can_act = not self._shown.said and not self.is_noting
        had_keyboard = self.has_keyboard
        self._row.setVisible(not self.is_noting)
        self._acknowledge.setVisible(can_act)
        self._snooze.setVisible(can_act)
        self._take_back.setVisible(bool(self._shown.said))
        if had_keyboard and not self.is_noting:
            self.setFocus()

    def _say(self) -> None:
        """Update what a screen reader says; not every second, which would interrupt it."""
        shown = self._shown
        since = clock_forms(shown.since, self._look.clock())[0]
        parts = (f"{_LEVEL_WORDS[shown.level]}: {shown.text}", f"since {since}", shown.detail, shown.said)
        self.setAccessibleName(". ".join(part.rstrip(".") for part in parts if part))
        self.setAccessibleDescription(
            "Enter goes there, Delete takes back"
            if shown.said
            else "Enter goes there, A acknowledges, S snoozes"
        )
        for button, action in (
            (self._acknowledge, "Acknowledge"),
            (self._snooze, "Snooze"),
            (self._take_back, "Take back what was said"),
        ):
            button.setAccessibleName(f"{action}: {shown.text}")

    def _on_snooze_chosen(self, action: QAction) -> None:
        self._watch.snooze(self.key, action.data())

    def _on_note_confirmed(self, note: str) -> None:
        self._end_note()
        self._watch.acknowledge(self.key, note)

    def _on_take_back_clicked(self) -> None:
        self._watch.take_back(self.key)

    def _end_note(self) -> None:
        self._note.hide()
        self._show_buttons()
        self.setFocus()
