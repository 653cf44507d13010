"""The window of settings: its pages, and what they have in common."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QPushButton, QScrollArea, QStackedWidget, QWidget

from desktop.ui.labels import plain_label, say
from desktop.ui.layouts import column, row
from desktop.ui.tab_order import in_reading_order
from desktop.ui.theme import Theme
from desktop.ui.windows import fit_to_screen, set_colours

_SIZE: Final = (1120, 680)
_SMALLEST: Final = (1040, 520)
_PAGES_WIDTH: Final = 130
_SPACE: Final = 12


class SettingsWindow(QWidget):
    """Pages to choose from at the left; every change takes effect at once.

    Attributes:
        names: The button that shows the window of names.
        undo: The button that restores the settings as they were when the window was opened.
        take_back: The button that undoes the change that the notice is about.

    """

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("TallyMate - Settings")
        fit_to_screen(self, _SIZE, _SMALLEST)
        self._makers: list[Callable[[], QWidget]] = []
        self._shown: dict[int, QWidget] = {}
        self._pages = QListWidget()
        self._pages.setObjectName("pages")
        self._pages.setAccessibleName("Pages of settings")
        self._pages.setFixedWidth(_PAGES_WIDTH)
        self._stack = QStackedWidget()
        self._title = QLabel("")
        self._title.setObjectName("title")
        self.names = QPushButton("Names...")
        self.names.setToolTip("Names of agents, agent groups, paths and reasons")
        self._status = plain_label("", "quiet")
        self.undo = QPushButton("Undo changes")
        self.undo.setEnabled(False)
        self._close = QPushButton("Close")
        self._notice = QFrame()
        self._notice.setObjectName("notice")
        self._notice.hide()
        self._notice_text = plain_label("")
        self.take_back = QPushButton("Undo")
        self._notice.setLayout(row((self._notice_text, 1), self.take_back, margins=(14, 8, 8, 8)))
        buttons = row((self._status, 1), self.undo, self._close)
        left = column((self._pages, 1), self.names, spacing=_SPACE)
        right = column(self._title, (self._stack, 1), self._notice, buttons, spacing=_SPACE)
        self.setLayout(row(left, (right, 1), spacing=22, margins=(16, 18, 20, 16)))
        self._pages.currentRowChanged.connect(self._on_page_chosen)
        self._close.clicked.connect(self.close)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)

    def add_page(self, title: str, make: Callable[[], QWidget]) -> None:
        """Add a page below the others; it is made when it is first chosen."""
        self._makers.append(make)
        self._pages.addItem(title)
        if self._pages.currentRow() < 0:
            self._pages.setCurrentRow(0)

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        set_colours(self, theme)

    def show_fault(self, fault: str | None) -> None:
        """Show why a change could not be saved; None when it could."""
        say(self._status, fault or "Changes count at once.", "quiet" if fault is None else "reason")

    def show_notice(self, text: str, button: str = "Undo") -> None:
        """Show what was done and can be undone; blank for nothing.

        Arguments:
            text: What was done.
            button: The text of the button that undoes it.

        """
        self._notice_text.setText(text)
        self.take_back.setText(button)
        self.take_back.setAccessibleName(f"{button}: {text}")
        self._notice.setVisible(bool(text))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Apply what is being typed."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        super().closeEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's signature
        """Move with Tab in reading order; Qt moves in the order in which widgets were made."""
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

    def _on_page_chosen(self, at: int) -> None:
        if at not in self._shown:
            self._shown[at] = self._makers[at]()
            self._stack.addWidget(self._shown[at])
        self._stack.setCurrentWidget(self._shown[at])
        self._title.setText(self._pages.item(at).text())
