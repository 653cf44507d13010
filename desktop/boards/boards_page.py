"""The settings page of the boards: their list, and the settings of the chosen one."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QPushButton, QTabWidget, QWidget

from desktop.boards.preview import PREVIEW_WIDTH
from desktop.boards.size_tab import SizeTab
from desktop.boards.tabs import BoardTab, LookTab, ScreenTab, ShownTab
from desktop.settings import BoardSettings
from desktop.settings.declared import settings_in
from desktop.ui.brushes import Brushes
from desktop.ui.controls import TickBox
from desktop.ui.labels import hidden_label, plain_tip, say
from desktop.ui.layouts import column, row
from desktop.ui.page_scroller import scrolled

_DECLARED: Final = settings_in(BoardSettings)
_STRIP: Final = "A thin line that stays above other windows: callers waiting, longest, free agents"
_FITTED: Final = ("diagonal_in", "distance_m")
"""Settings that the tab of size and distance changes without an editor of their own."""
_SPACE: Final = 12


class BoardsPage(QWidget):
    """The list of boards, the settings of the chosen one, and its preview.

    Signals:
        changed: The user changed a board: its name, and the new values by their settings' names.
        chosen: The user chose another board: its name.
        add_asked: The user wants another board.
        duplicate_asked: The user wants another board like the one of that name.
        remove_asked: The user wants the board of that name removed.
        show_asked: The user wants the board of that name to fill its screen now.
        strip_asked: The user wants to show or hide the desk strip.

    Arguments:
        brushes: Fonts and shapes.
        preview: Shows the chosen board.

    Attributes:
        screen_tab: The name and the screen.
        shown_tab: Agents and queues.
        size_tab: Size and distance.

    """

    changed = Signal(str, object)
    chosen = Signal(str)
    add_asked = Signal()
    duplicate_asked = Signal(str)
    remove_asked = Signal(str)
    show_asked = Signal(str)
    strip_asked = Signal(bool)

    def __init__(self, brushes: Brushes, preview: QWidget) -> None:
        super().__init__()
        self._boards: tuple[BoardSettings, ...] = ()
        self._list = QListWidget()
        self._list.setObjectName("boards")
        self._list.setAccessibleName("Boards")
        self._list.setMinimumHeight(80)
        # Names often differ at their end.
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._add = QPushButton("+ Add board")
        self._duplicate = QPushButton("Duplicate")
        self._remove = QPushButton("Remove")
        self._strip = TickBox("Show the desk strip")
        self._strip.setAccessibleDescription(_STRIP)
        self._strip.setToolTip(_STRIP)
        self._fixed = hidden_label("quiet")
        self._is_list_fixed = False
        self.screen_tab = ScreenTab()
        self.size_tab = SizeTab(brushes)
        self.shown_tab = ShownTab()
        order_tab = BoardTab()
        order_tab.add("figures", "order", "group_by", None)
        tabs = QTabWidget()
        tabs.tabBar().setAccessibleName("Settings of the board")
        self._all: dict[str, BoardTab] = {
            "Name and screen": self.screen_tab,
            "Agents and queues": self.shown_tab,
            "Figures and order": order_tab,
            "Look": LookTab(brushes),
            "Size and distance": self.size_tab,
        }
        for title, tab in self._all.items():
            tab.changed.connect(self._on_changed)
            tabs.addTab(scrolled(tab), title)
        self.size_tab.fitted.connect(self._on_fitted)
        side = QWidget()
        side.setFixedWidth(PREVIEW_WIDTH)
        pair = row(self._duplicate, self._remove, spacing=8)
        side.setLayout(column((self._list, 1), self._add, pair, self._strip, _SPACE, preview, spacing=8))
        self.setLayout(row(side, (column(self._fixed, (tabs, 1), spacing=_SPACE), 1), spacing=24))
        self._list.currentRowChanged.connect(self._on_row_changed)
        self._add.clicked.connect(self.add_asked)
        self._duplicate.clicked.connect(lambda: self.duplicate_asked.emit(self.board))
        self._remove.clicked.connect(lambda: self.remove_asked.emit(self.board))
        self.screen_tab.show_asked.connect(lambda: self.show_asked.emit(self.board))
        self._strip.clicked.connect(self.strip_asked)

    @property
    def editors(self) -> Mapping[str, QWidget]:
        """The widget that changes each setting of a board, by its name."""
        editors = {name: editor for tab in self._all.values() for name, editor in tab.editors.items()}
        return {**editors, **dict.fromkeys(_FITTED, self.size_tab.fitting)}

    @property
    def board(self) -> str:
        """The name of the chosen board."""
        return self._boards[max(0, self._list.currentRow())].name

    def show_boards(self, boards: tuple[BoardSettings, ...], name: str) -> None:
        """Show the list of boards, and the settings of the one of that name."""
        self._boards = boards
        names = [board.name for board in boards]
        with QSignalBlocker(self._list):
            if names != [self._list.item(row).text() for row in range(self._list.count())]:
                self._list.clear()
                self._list.addItems(names)
                for row, full in enumerate(names):
                    self._list.item(row).setToolTip(plain_tip(full))
            self._list.setCurrentRow(names.index(name) if name in names else 0)
        self._remove.setEnabled(len(boards) > 1 and not self._is_list_fixed)
        self._show_chosen()

    def show_strip(self, *, is_on: bool, is_possible: bool) -> None:
        """Show whether the desk strip is shown, and whether that can be changed."""
        self._strip.setChecked(is_on)
        self._strip.setEnabled(is_possible)

    def show_fixed(self, names: frozenset[str], *, is_list_fixed: bool) -> None:
        """Disable what the site has set: some settings of every board, or all boards."""
        self._is_list_fixed = is_list_fixed
        for button in (self._add, self._duplicate, self._remove):
            button.setEnabled(not is_list_fixed)
        fixed = frozenset(_DECLARED) | {"name"} if is_list_fixed else names
        for tab in self._all.values():
            tab.show_notes({}, fixed)
        self.size_tab.fitting.setEnabled(fixed.isdisjoint(_FITTED))
        titles = [_DECLARED[name].metadata["title"].lower() for name in _DECLARED if name in names]
        some = f"Set by your site: {', '.join(titles)}." if titles else ""
        say(self._fixed, "The boards are set by your site." if is_list_fixed else some)

    def _show_chosen(self) -> None:
        row = max(0, self._list.currentRow())
        settings = self._boards[row]
        others = frozenset(board.name for board in self._boards if board is not settings)
        self.screen_tab.name.set_others(others)
        for tab in self._all.values():
            tab.show_board(settings)

    def _on_row_changed(self) -> None:
        self._show_chosen()
        self.chosen.emit(self.board)

    def _on_changed(self, name: str, value: object) -> None:
        self.changed.emit(self.board, {name: value})

    def _on_fitted(self, *values: float) -> None:
        self.changed.emit(self.board, dict(zip(_FITTED, values, strict=True)))
