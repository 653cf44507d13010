"""The window of settings: its pages, and what goes for all of them."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.labels import plain_label
from desktop.ui.tab_order import in_reading_order
from desktop.ui.theme import Theme
from desktop.ui.window_style import window_style

_SIZE: Final = (1120, 680)
_SMALLEST: Final = (1040, 520)
_AROUND_PX: Final = 60
"""Left free around the window on a small screen: for its frame and a task bar."""
_PAGES_WIDTH: Final = 130
_SPACE: Final = 12


class SettingsDialog(QWidget):
    """Pages to choose from at the left; every change counts at once.

    Signals:
        undo_asked: Everything is to be as it was when the window was opened.
        names_asked: Names are to be given.
        take_back_asked: What the notice tells of is to be taken back.

    """

    undo_asked = Signal()
    names_asked = Signal()
    take_back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("TallyMate - Settings")
        free = QGuiApplication.primaryScreen().availableGeometry()
        self.setMinimumSize(*_SMALLEST)
        self.resize(
            max(_SMALLEST[0], min(_SIZE[0], free.width() - _AROUND_PX)),
            max(_SMALLEST[1], min(_SIZE[1], free.height() - _AROUND_PX)),
        )
        self._pages = QListWidget()
        self._pages.setObjectName("pages")
        self._pages.setAccessibleName("Pages of settings")
        self._pages.setFixedWidth(_PAGES_WIDTH)
        self._stack = QStackedWidget()
        self._title = QLabel("")
        self._title.setObjectName("title")
        self._names = QPushButton("Names...")
        self._names.setToolTip("Names of agents, agent groups, paths and reasons")
        self._said = plain_label("")
        self._said.setObjectName("quiet")
        self._undo = QPushButton("Undo changes")
        self._undo.setEnabled(False)
        self._close = QPushButton("Close")
        self._notice = QFrame()
        self._notice.setObjectName("notice")
        self._noticed = plain_label("")
        self._take_back = QPushButton("Undo")
        self._lay_out()
        self._pages.currentRowChanged.connect(self._on_page_chosen)
        self._names.clicked.connect(self.names_asked)
        self._undo.clicked.connect(self.undo_asked)
        self._close.clicked.connect(self.close)
        self._take_back.clicked.connect(self.take_back_asked)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)

    def add_page(self, title: str, page: QWidget) -> None:
        """Add a page below the others."""
        self._stack.addWidget(page)
        self._pages.addItem(title)
        if self._pages.currentRow() < 0:
            self._pages.setCurrentRow(0)

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        # In this order: a style sheet puts back the palette that was before.
        self.setStyleSheet(window_style(theme))
        self.setPalette(theme.palette())

    def show_changed(self, *, is_changed: bool) -> None:
        """Say whether there is anything to undo."""
        self._undo.setEnabled(is_changed)

    def show_fault(self, fault: str | None) -> None:
        """Say why a change could not be kept; None when it could."""
        self._said.setObjectName("quiet" if fault is None else "reason")
        self._said.setText(fault or "Changes count at once.")
        # A style sheet looks at an object's name only when it is told to.
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)

    def show_notice(self, text: str, button: str = "Undo") -> None:
        """Say what was done and can be taken back; blank for nothing.

        Arguments:
            text: What.
            button: Says what taking it back does.

        """
        self._noticed.setText(text)
        self._take_back.setText(button)
        self._take_back.setAccessibleName(f"{button}: {text}")
        self._notice.setVisible(bool(text))

    def come_forward(self) -> None:
        """Show the window in front of the others."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Have what is being typed count."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        super().closeEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's signature
        """Go on with Tab to what is read next; Qt would go to what was made next."""
        order = list(in_reading_order(self))
        focused = self.focusWidget()
        at = order.index(focused) if focused in order else (-1 if next else 0)
        following = order[(at + (1 if next else -1)) % len(order)]
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        following.setFocus(reason)
        around = following.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(following)
            around = around.parentWidget()
        return True

    def _lay_out(self) -> None:
        notice = QHBoxLayout(self._notice)
        notice.setContentsMargins(14, 8, 8, 8)
        notice.addWidget(self._noticed, stretch=1)
        notice.addWidget(self._take_back)
        self._notice.hide()
        left = QVBoxLayout()
        left.setSpacing(_SPACE)
        left.addWidget(self._pages, stretch=1)
        left.addWidget(self._names)
        right = QVBoxLayout()
        right.setSpacing(_SPACE)
        right.addWidget(self._title)
        right.addWidget(self._stack, stretch=1)
        right.addWidget(self._notice)
        buttons = QHBoxLayout()
        buttons.setSpacing(_SPACE)
        buttons.addWidget(self._said, stretch=1)
        buttons.addWidget(self._undo)
        buttons.addWidget(self._close)
        right.addLayout(buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 18, 20, 16)
        layout.setSpacing(22)
        layout.addLayout(left)
        layout.addLayout(right, stretch=1)

    def _on_page_chosen(self, row: int) -> None:
        self._stack.setCurrentIndex(row)
        self._title.setText(self._pages.item(row).text())
