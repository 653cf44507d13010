"""The alerts window: open alerts, the worst first, and the history."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QIcon, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QPushButton, QTabWidget, QWidget

from desktop.acd.alerts.alert import AlertKey
from desktop.alerts.history import AlertHistory
from desktop.alerts.history_page import HistoryPage
from desktop.alerts.open_page import OpenPage
from desktop.alerts.watch import AlertWatch
from desktop.ui.layouts import column, row
from desktop.ui.look import Look
from desktop.ui.place import WindowPlace, corrected
from desktop.ui.theme import Theme
from desktop.ui.windows import come_forward, set_colours

REFRESH_MS: Final = 1000
TITLE: Final = "TallyMate - What needs attention"


class AlertsWindow(QWidget):
    """The pages of open alerts and of the history, updated while the window is visible.

    Signals:
        placed: The window's place, as text, when it is hidden.

    Arguments:
        look: Colours, shapes and clock; of this window alone.
        icon: The program's icon.
        watch: The alerts.
        history: Their history.
        place: The window's place as `placed` emitted it; blank if unknown.

    Attributes:
        open_page: The open alerts.
        history_page: The history of alerts.
        tabs: The bar that switches between the pages.

    """

    placed = Signal(str)

    def __init__(
        self, look: Look, icon: QIcon, watch: AlertWatch, history: AlertHistory, place: str = ""
    ) -> None:
        super().__init__()
        self._look = look
        self._watch = watch
        self._history = history
        self.setWindowTitle(TITLE)
        self.setWindowIcon(icon)
        self.setMinimumSize(520, 360)
        self.resize(1000, 660)
        self._place = WindowPlace.from_text(place)
        self.open_page = OpenPage(look, watch)
        self.history_page = HistoryPage()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName("Open alerts or history")
        self.tabs.addTab(self.open_page, "Open")
        self.tabs.addTab(self.history_page, "History")
        self._close = QPushButton("Close")
        below = row(None, self._close)
        self.setLayout(column((self.tabs, 1), below, spacing=12, margins=(20, 16, 20, 16)))
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._on_tick)
        self._close.clicked.connect(self.close)
        self.tabs.currentChanged.connect(self._refresh_if_visible)
        self.history_page.export_asked.connect(history.export)
        history.exported.connect(self.history_page.say_exported)
        history.changed.connect(self._show_history)
        watch.changed.connect(self._refresh_if_visible)
        self._show_history()
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._on_search_wanted)

    @property
    def is_ticking(self) -> bool:
        """Whether readings and times are updated."""
        return self._tick.isActive()

    def set_theme(self, theme: Theme) -> None:
        """Apply colours."""
        self._look.theme = theme
        set_colours(self, theme, _own_style(theme))
        self.open_page.apply_theme()

    def show_open(self, key: AlertKey | None = None) -> None:
        """Bring the window to the front with one of the open alerts; None for the worst."""
        self.tabs.setCurrentWidget(self.open_page)
        if not self.isVisible():
            self._come_in_sight()
        come_forward(self)
        if key is None or not self.open_page.go_to(key):
            self.open_page.go_to_first()

    def refresh(self) -> None:
        """Show the present open alerts."""
        alerts = self._watch.summaries()
        self.open_page.show_alerts(alerts)
        self.open_page.tick()
        count = sum(not alert.is_handled for alert in alerts)
        title = f"Open ({count})" if count else "Open"
        if title != self.tabs.tabText(0):
            self.tabs.setTabText(0, title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc. A shortcut would take Esc from a note being written."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Start updating readings and times."""
        self.refresh()
        self._tick.start(REFRESH_MS)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop updating, and emit the place of the window."""
        self._tick.stop()
        self._place = WindowPlace(self.normalGeometry() if self.isMaximized() else self.geometry())
        self.placed.emit(self._place.to_text())
        super().hideEvent(event)

    def _come_in_sight(self) -> None:
        if self._place is not None:
            free = [screen.availableGeometry() for screen in QGuiApplication.screens()]
            home = QGuiApplication.primaryScreen().availableGeometry()
            self.setGeometry(corrected(self._place.rect, free, home))

    def _show_history(self) -> None:
        self.history_page.show_entries(self._history.entries, self._history.days)

    def _refresh_if_visible(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_tick(self) -> None:
        if self.tabs.currentWidget() is self.open_page and not self.isMinimized():
            self.refresh()

    def _on_search_wanted(self) -> None:
        self.tabs.setCurrentWidget(self.history_page)
        self.history_page.search.setFocus()


def _own_style(theme: Theme) -> str:
    return f"""
QLabel#title {{ color: {theme.text}; }}
QLabel#headline {{ color: {theme.text}; font-size: 12pt; font-weight: 600; }}
QLabel#said {{ color: {theme.text}; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
"""
