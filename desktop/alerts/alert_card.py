"""One open alert: what is so, since when, what somebody said to it, and what can be done."""

from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.acd.alerts.alert import AlertKey
from desktop.acd.alerts.mute import MuteFor
from desktop.acd.wording import clock_forms, rough_duration
from desktop.alerts.level_mark import LEVEL_WORDS, LevelMark
from desktop.alerts.note_line import NoteLine
from desktop.alerts.open_alert import AlertShown
from desktop.ui.brushes import draw_rim, rounded
from desktop.ui.labels import plain_label
from desktop.ui.levels import level_ink
from desktop.ui.look import Look
from desktop.ui.window_style import menu_style

_BAR: Final = 5
_CORNER: Final = 8.0
_MARK_PX: Final = 16


class AlertCard(QFrame):
    """A card. A click on it, or Enter, goes to the tile.

    Signals:
        go_asked: The tile is to be seen.
        acknowledge_asked: With a note.
        snooze_asked: With a `MuteFor`.
        take_back_asked: What was said to it is to be taken back.
        moved_from: The keyboard goes on to the next card, 1, or the one before, -1.

    Arguments:
        look: Colours, shapes and clock.
        shown: The alert.

    """

    go_asked = Signal()
    acknowledge_asked = Signal(str)
    snooze_asked = Signal(object)
    take_back_asked = Signal()
    moved_from = Signal(int)

    def __init__(self, look: Look, shown: AlertShown) -> None:
        super().__init__()
        self._look = look
        self._shown = shown
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._mark = LevelMark(look, _MARK_PX)
        self._level = QLabel()
        self._level.setTextFormat(Qt.TextFormat.PlainText)
        self._since = QLabel()
        self._since.setTextFormat(Qt.TextFormat.PlainText)
        self._since.setObjectName("quiet")
        self._headline = plain_label("")
        self._headline.setObjectName("headline")
        self._detail = plain_label("")
        self._detail.setObjectName("quiet")
        self._said = plain_label("")
        self._said.setObjectName("said")
        self._acknowledge = QPushButton("Acknowledge...")
        self._snooze = QPushButton("Snooze...")
        self._take_back = QPushButton("Take back")
        self._menu = QMenu(self._snooze)
        for choice in MuteFor:
            self._menu.addAction(choice.value).setData(choice)
        self._snooze.setMenu(self._menu)
        self._row = QWidget()
        self._note = NoteLine()
        self._note.hide()
        self._lay_out()
        self._acknowledge.clicked.connect(self.begin_note)
        self._menu.triggered.connect(self._on_snooze_chosen)
        self._take_back.clicked.connect(self.take_back_asked)
        self._note.confirmed.connect(self._on_note_confirmed)
        self._note.left.connect(self._end_note)
        self.apply_theme()
        self._show_words(is_new=True)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._mark)
        head.addWidget(self._level)
        head.addStretch(1)
        head.addWidget(self._since)
        buttons = QHBoxLayout(self._row)
        buttons.setContentsMargins(0, 4, 0, 0)
        buttons.setSpacing(8)
        buttons.addWidget(self._said, stretch=1)
        buttons.addStretch(0)
        for button in (self._acknowledge, self._snooze, self._take_back):
            buttons.addWidget(button, alignment=Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_BAR + 15, 12, 16, 12)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._headline)
        layout.addWidget(self._detail)
        layout.addWidget(self._row)
        layout.addWidget(self._note)

    @property
    def key(self) -> AlertKey:
        """Which alert it is."""
        return self._shown.key

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the keyboard stops, in order."""
        return (self, self._acknowledge, self._snooze, self._take_back, *self._note.stops)

    @property
    def has_keyboard(self) -> bool:
        """Whether the keyboard is here, or was when the window was last in front."""
        return any(stop is self.window().focusWidget() for stop in self.stops)

    @property
    def is_noting(self) -> bool:
        """Whether somebody writes a note."""
        return not self._note.isHidden()

    def show_alert(self, shown: AlertShown) -> None:
        """Show how the alert is now."""
        before, self._shown = self._shown, shown
        if shown != before:
            self._show_words(is_new=(before.level, before.said) != (shown.level, shown.said))

    def tick(self) -> None:
        """Say for how long it is so."""
        since = self._shown.since
        now = self._look.clock()
        text = f"for {rough_duration(since.elapsed_s(now))}, since {clock_forms(since, now)[0]}"
        if text != self._since.text():
            self._since.setText(text)

    def apply_theme(self) -> None:
        """Take the look's colours."""
        self._menu.setStyleSheet(menu_style(self._look.theme))
        self._paint_level()
        self.update()

    def begin_note(self) -> None:
        """Ask for a note."""
        if not self._shown.said:
            self._note.begin()
            self._show_buttons()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the tile on Enter, and do what can be done by one key each."""
        match Qt.Key(event.key()):
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._on_enter()
            case Qt.Key.Key_Down:
                self.moved_from.emit(1)
            case Qt.Key.Key_Up:
                self.moved_from.emit(-1)
            case Qt.Key.Key_A:
                self.begin_note()
            case Qt.Key.Key_S if not self._shown.said:
                self._snooze.showMenu()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace if self._shown.said:
                self.take_back_asked.emit()
            case _:
                super().keyPressEvent(event)

    def _on_enter(self) -> None:
        # A button lets Enter through to the card.
        for button in (self._acknowledge, self._snooze, self._take_back):
            if button.hasFocus():
                button.click()
                return
        self.go_asked.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that the release comes here too."""
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the tile."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.go_asked.emit()
        else:
            super().mouseReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say how it is now to those who listen."""
        self._say()
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint ground and bar, and where the keyboard is."""
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
        draw_rim(painter, where, _CORNER, theme.line, 1.0)
        if self.hasFocus():
            draw_rim(painter, where, _CORNER, theme.chosen.accent, 2.0)
        painter.end()

    def _ink(self) -> str:
        theme, shown = self._look.theme, self._shown
        return theme.quiet if shown.said else level_ink(theme, shown.level) or theme.quiet

    def _paint_level(self) -> None:
        ink = self._ink()
        self._mark.show_level(self._shown.level, ink)
        self._level.setStyleSheet(f"color: {ink}; font-weight: 600;")

    def _show_words(self, *, is_new: bool) -> None:
        shown = self._shown
        self._headline.setText(shown.headline)
        self._detail.setText(shown.detail)
        self._detail.setVisible(bool(shown.detail))
        self.tick()
        if not is_new:
            return
        self._level.setText(LEVEL_WORDS[shown.level])
        self._said.setText(shown.said)
        if shown.said and self.is_noting:
            self._end_note()
        self._show_buttons()
        self._paint_level()
        self._say()
        self.update()

    def _show_buttons(self) -> None:
        can_say = not self._shown.said and not self.is_noting
        had_keyboard = self.has_keyboard
        self._row.setVisible(not self.is_noting)
        self._acknowledge.setVisible(can_say)
        self._snooze.setVisible(can_say)
        self._take_back.setVisible(bool(self._shown.said))
        if had_keyboard and not self.is_noting:
            self.setFocus()

    def _say(self) -> None:
        """Say all of it to those who listen; not at each second, while they listen to it."""
        shown = self._shown
        since = clock_forms(shown.since, self._look.clock())[0]
        parts = (f"{LEVEL_WORDS[shown.level]}: {shown.headline}", f"since {since}", shown.detail, shown.said)
        self.setAccessibleName(". ".join(part.rstrip(".") for part in parts if part))
        self.setAccessibleDescription(
            "Enter goes there, Delete takes back"
            if shown.said
            else "Enter goes there, A acknowledges, S snoozes"
        )
        for button, does in (
            (self._acknowledge, "Acknowledge"),
            (self._snooze, "Snooze"),
            (self._take_back, "Take back what was said"),
        ):
            button.setAccessibleName(f"{does}: {shown.headline}")

    def _on_snooze_chosen(self, action: object) -> None:
        self.snooze_asked.emit(action.data())  # type: ignore[attr-defined]  # a QAction

    def _on_note_confirmed(self, note: str) -> None:
        self._end_note()
        self.acknowledge_asked.emit(note)

    def _end_note(self) -> None:
        self._note.hide()
        self._show_buttons()
        self.setFocus()
