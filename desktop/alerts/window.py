"""The list of what needs attention: what is open, the worst first, and what happened before."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QIcon, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from desktop.acd.alerts.alert import AlertKey
from desktop.acd.alerts.history import Entry
from desktop.alerts.history_page import HistoryPage
from desktop.alerts.open_alert import AlertShown
from desktop.alerts.open_page import OpenPage
from desktop.ui.look import Look
from desktop.ui.place import Place, corrected
from desktop.ui.theme import Theme
from desktop.ui.window_style import window_style

REFRESH_MS: Final = 1000
TITLE: Final = "TallyMate - What needs attention"
_SPACE: Final = 12


class AttentionWindow(QWidget):
    """Two pages. While somebody sees it, figures and times go on.

    Signals:
        go_asked: The tile of an alert is to be seen; with its key.
        acknowledge_asked: With the key and a note.
        snooze_asked: With the key and a `MuteFor`.
        take_back_asked: What was said to an alert is to be taken back; with its key.
        export_asked: A file's path, and the entries that are to be in it.
        placed: Where the window is, as text, when it goes out of sight.

    Arguments:
        look: Colours, shapes and clock; of this window alone.
        icon: Of the program.
        read: Gives what is open now, the worst first.
        place: Where the window was, as `placed` told; blank when that is not known.

    """

    go_asked = Signal(object)
    acknowledge_asked = Signal(object, str)
    snooze_asked = Signal(object, object)
    take_back_asked = Signal(object)
    export_asked = Signal(str, object)
    placed = Signal(str)

    def __init__(
        self, look: Look, icon: QIcon, read: Callable[[], Sequence[AlertShown]], place: str = ""
    ) -> None:
        super().__init__()
        self._look = look
        self._read = read
        self.setWindowTitle(TITLE)
        self.setWindowIcon(icon)
        self.setMinimumSize(520, 360)
        self.resize(1000, 660)
        self._place = Place.from_text(place)
        self._open = OpenPage(look)
        self._history = HistoryPage()
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setDrawBase(False)
        self._tabs.tabBar().setAccessibleName("Open alerts or history")
        self._tabs.addTab(self._open, "Open")
        self._tabs.addTab(self._history, "History")
        self._close = QPushButton("Close")
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(_SPACE)
        layout.addWidget(self._tabs, stretch=1)
        layout.addLayout(below)
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._on_tick)
        self._close.clicked.connect(self.close)
        self._tabs.currentChanged.connect(self._on_page_changed)
        for mine, of_page in (
            (self.go_asked, self._open.go_asked),
            (self.acknowledge_asked, self._open.acknowledge_asked),
            (self.snooze_asked, self._open.snooze_asked),
            (self.take_back_asked, self._open.take_back_asked),
            (self.export_asked, self._history.export_asked),
        ):
            of_page.connect(mine)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._on_search_wanted)

    @property
    def open_page(self) -> OpenPage:
        """What is open."""
        return self._open

    @property
    def history_page(self) -> HistoryPage:
        """What happened before."""
        return self._history

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        self._look.theme = theme
        # In this order: a style sheet puts back the palette that was before.
        self.setStyleSheet(window_style(theme) + _own_style(theme))
        self.setPalette(theme.palette())
        self._open.apply_theme()

    def come_forward(self) -> None:
        """Show the window in front of the others."""
        if not self.isVisible():
            self._come_in_sight()
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    def show_open(self, key: AlertKey | None = None) -> None:
        """Come forward with what is open, at one of them; None for the worst."""
        self._tabs.setCurrentWidget(self._open)
        self.come_forward()
        if key is None or not self._open.go_to(key):
            self._open.go_to_first()

    def show_history(self, entries: Sequence[Entry], days: int) -> None:
        """Show what happened.

        Arguments:
            entries: The newest last.
            days: For so many days they are kept.

        """
        self._history.show_entries(entries, days)

    def refresh(self) -> None:
        """Show what is open now."""
        alerts = self._read()
        self._open.show_alerts(alerts)
        self._open.tick()
        count = sum(not alert.said for alert in alerts)
        title = f"Open ({count})" if count else "Open"
        if title != self._tabs.tabText(0):
            self._tabs.setTabText(0, title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc, where nothing else takes it: a shortcut would come before a note being written."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Go on with figures and times."""
        self.refresh()
        self._tick.start(REFRESH_MS)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Count no seconds that nobody sees, and say where the window was."""
        self._tick.stop()
        self._place = Place(self.normalGeometry() if self.isMaximized() else self.geometry())
        self.placed.emit(self._place.to_text())
        super().hideEvent(event)

    def _come_in_sight(self) -> None:
        if self._place is not None:
            free = [screen.availableGeometry() for screen in QGuiApplication.screens()]
            home = QGuiApplication.primaryScreen().availableGeometry()
            self.setGeometry(corrected(self._place.rect, free, home))

    def _on_tick(self) -> None:
        # Figures of cards that nobody sees can wait.
        if self._tabs.currentWidget() is self._open and not self.isMinimized():
            self.refresh()

    def _on_page_changed(self, _: int) -> None:
        if self.isVisible():
            self.refresh()

    def _on_search_wanted(self) -> None:
        self._tabs.setCurrentWidget(self._history)
        self._history.search.setFocus()


def _own_style(theme: Theme) -> str:
    return f"""
QLabel#title {{ color: {theme.text}; }}
QLabel#headline {{ color: {theme.text}; font-size: 12pt; font-weight: 600; }}
QLabel#said {{ color: {theme.text}; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
"""
