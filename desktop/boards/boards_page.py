"""The page of boards: which there are, and the settings of the one chosen."""

import html
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QListWidget, QPushButton, QTabWidget, QWidget

from desktop.acd.known import Pickable
from desktop.boards.size_tab import SizeTab
from desktop.boards.tabs import BoardTab, LookTab, OrderTab, ScreenTab, ShownTab
from desktop.settings import BoardSettings
from desktop.settings.declared import settings_in
from desktop.ui.brushes import Brushes, rounded
from desktop.ui.controls import TickBox
from desktop.ui.labels import hidden_label, plain_label, say
from desktop.ui.layouts import column, row
from desktop.ui.page_scroller import scrolled
from desktop.ui.picker import PickWords
from desktop.ui.screen_button import ScreenPlace
from desktop.ui.sight import ScreenSize
from desktop.ui.theme import Theme

PREVIEW_WIDTH: Final = 232
_DECLARED: Final = settings_in(BoardSettings)
_STRIP: Final = "A thin line that stays above other windows: callers waiting, longest, free agents"
_FITTED: Final = ("diagonal_in", "distance_m")
"""What the tab of size and distance sets besides its editors' settings."""
_SPACE: Final = 12
_RADIUS: Final = 8


class PreviewPicture(QWidget):
    """A board as it looks now, painted small."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QPixmap()
        self.setAccessibleName("The board as it looks now")
        self.setFixedSize(PREVIEW_WIDTH, PREVIEW_WIDTH * 9 // 16)

    def show_picture(self, picture: QPixmap) -> None:
        """Show another picture, of `PREVIEW_WIDTH` and any height."""
        self._picture = picture
        size = picture.deviceIndependentSize().toSize()
        if not size.isEmpty() and size != self.size():
            self.setFixedSize(size)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the picture and its edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        where = QRectF(self.rect())
        painter.setClipPath(rounded(where, _RADIUS))
        painter.drawPixmap(0, 0, self._picture)
        painter.setClipping(False)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
        painter.drawRoundedRect(where.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.end()


class BoardsPage(QWidget):
    """The boards.

    Signals:
        changed: Someone changed a board: its name, and the new values by their settings' names.
        chosen: Another board is looked at: its name.
        add_asked: There is to be one more.
        duplicate_asked: There is to be another like the one of that name.
        remove_asked: The one of that name is to go.
        show_asked: The one of that name is to fill its screen now.
        names_asked: Names are to be given, and who belongs to which group.
        strip_asked: The desk strip is to be seen, or no longer.

    Arguments:
        brushes: Fonts and shapes.

    """

    changed = Signal(str, object)
    chosen = Signal(str)
    add_asked = Signal()
    duplicate_asked = Signal(str)
    remove_asked = Signal(str)
    show_asked = Signal(str)
    names_asked = Signal()
    strip_asked = Signal(bool)

    def __init__(self, brushes: Brushes) -> None:
        super().__init__()
        self._boards: tuple[BoardSettings, ...] = ()
        self._list = QListWidget()
        self._list.setObjectName("boards")
        self._list.setAccessibleName("Boards")
        self._list.setMinimumHeight(80)
        # What tells names apart is often at their end.
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
        self._preview = PreviewPicture()
        self._caption = plain_label("", "quiet")
        self._screen = ScreenTab()
        self._size = SizeTab(brushes)
        self._shown = ShownTab()
        self._look = LookTab(brushes)
        tabs = QTabWidget()
        tabs.tabBar().setAccessibleName("Settings of the board")
        self._all: dict[str, BoardTab] = {
            "Name and screen": self._screen,
            "Agents and queues": self._shown,
            "Figures and order": OrderTab(),
            "Look": self._look,
            "Size and distance": self._size,
        }
        for title, tab in self._all.items():
            tab.changed.connect(self._on_changed)
            tabs.addTab(scrolled(tab), title)
        self._size.fitted.connect(self._on_fitted)
        side = QWidget()
        side.setFixedWidth(PREVIEW_WIDTH)
        pair = row(self._duplicate, self._remove, spacing=8)
        picture = _SPACE, self._caption, self._preview
        side.setLayout(column((self._list, 1), self._add, pair, self._strip, *picture, spacing=8))
        self.setLayout(row(side, (column(self._fixed, (tabs, 1), spacing=_SPACE), 1), spacing=24))
        self._list.currentRowChanged.connect(self._on_row_changed)
        self._add.clicked.connect(self.add_asked)
        self._duplicate.clicked.connect(self._on_duplicate_clicked)
        self._remove.clicked.connect(self._on_remove_clicked)
        self._screen.show_asked.connect(self._on_show_asked)
        self._shown.names_asked.connect(self.names_asked)
        self._strip.clicked.connect(self.strip_asked)

    @property
    def editors(self) -> Mapping[str, QWidget]:
        """What each setting of a board is changed with, by its name."""
        editors = {name: editor for tab in self._all.values() for name, editor in tab.editors.items()}
        return {**editors, **dict.fromkeys(_FITTED, self._size.fitting)}

    @property
    def board(self) -> str:
        """The name of the board that is looked at."""
        return self._boards[max(0, self._list.currentRow())].name

    def show_boards(self, boards: tuple[BoardSettings, ...], name: str) -> None:
        """Show the boards that there are, and the settings of one of them."""
        self._boards = boards
        names = [board.name for board in boards]
        with QSignalBlocker(self._list):
            if names != [self._list.item(row).text() for row in range(self._list.count())]:
                self._list.clear()
                self._list.addItems(names)
                for row, full in enumerate(names):
                    # A tip is taken for markup where it looks like it.
                    self._list.item(row).setToolTip(f"<span>{html.escape(full)}</span>")
            self._list.setCurrentRow(names.index(name) if name in names else 0)
        self._remove.setEnabled(len(boards) > 1 and not self._is_list_fixed)
        self._show_chosen()

    def show_strip(self, *, is_on: bool, is_possible: bool) -> None:
        """Show whether the desk strip is to be seen, and whether that can be changed."""
        self._strip.setChecked(is_on)
        self._strip.setEnabled(is_possible)

    def show_fixed(self, names: frozenset[str], *, all_of_them: bool) -> None:
        """Let nobody change what the site has set: some settings of every board, or all boards."""
        self._is_list_fixed = all_of_them
        for button in (self._add, self._duplicate, self._remove):
            button.setEnabled(not all_of_them)
        fixed = frozenset(_DECLARED) | {"name"} if all_of_them else names
        for tab in self._all.values():
            tab.show_notes({}, fixed)
        self._size.show_fixed(is_fixed=not fixed.isdisjoint(_FITTED))
        titles = [_DECLARED[name].metadata["title"].lower() for name in _DECLARED if name in names]
        some = f"Set by your site: {', '.join(titles)}." if titles else ""
        say(self._fixed, "The boards are set by your site." if all_of_them else some)

    def show_screens(self, screens: tuple[ScreenPlace, ...]) -> None:
        """Show the screens of this computer."""
        self._screen.screens.show_screens(screens)

    def show_known(
        self, groups: tuple[Pickable, ...], paths: tuple[Pickable, ...], agents: tuple[Pickable, ...]
    ) -> None:
        """Offer these to be picked."""
        self._shown.show_known(groups, paths, agents)

    def show_effect(self, words: Mapping[str, PickWords], nobody: str) -> None:
        """Say what the board looked at shows of what is picked for it; as `ShownTab.show_effect`."""
        self._shown.show_effect(words, nobody)

    def show_fit(self, screen: ScreenSize, agents: int) -> None:
        """Take what the screen of the board looked at says of itself, and how many agents there are."""
        self._size.show_screen(screen, agents)

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        self._size.set_theme(theme)

    def show_preview(self, picture: QPixmap, is_example: bool) -> None:  # noqa: FBT001 - a signal's
        """Show how the board looks, or would look with the agents of an example."""
        self._preview.show_picture(picture)
        self._caption.setText(
            "An example, on the full screen" if is_example else "As it looks on the full screen"
        )

    def set_system_is_dark(self, *, is_dark: bool) -> None:
        """Take the system's colour scheme."""
        self._look.set_system_is_dark(is_dark=is_dark)

    def _show_chosen(self) -> None:
        row = max(0, self._list.currentRow())
        settings = self._boards[row]
        self._screen.name.set_others(frozenset(board.name for board in self._boards if board is not settings))
        for tab in self._all.values():
            tab.show_board(settings)

    def _on_row_changed(self) -> None:
        self._show_chosen()
        self.chosen.emit(self.board)

    def _on_changed(self, name: str, value: object) -> None:
        self.changed.emit(self.board, {name: value})

    def _on_fitted(self, diagonal_in: float, distance_m: float) -> None:
        self.changed.emit(self.board, {"diagonal_in": diagonal_in, "distance_m": distance_m})

    def _on_duplicate_clicked(self) -> None:
        self.duplicate_asked.emit(self.board)

    def _on_remove_clicked(self) -> None:
        self.remove_asked.emit(self.board)

    def _on_show_asked(self) -> None:
        self.show_asked.emit(self.board)
