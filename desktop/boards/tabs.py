"""The tabs of one board's settings, except for the tab of size and distance."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton

from desktop.acd.known import PickerItem
from desktop.boards.screens_editor import ScreensEditor
from desktop.boards.swatches import SwatchesEditor
from desktop.boards.view import is_dark
from desktop.settings import BoardSettings
from desktop.settings.board import wrong_board_name
from desktop.settings.declared import Field, setting, settings_in
from desktop.ui.brushes import Brushes
from desktop.ui.field_editor import FieldEditor, NameEditor
from desktop.ui.fields import FieldPage
from desktop.ui.labels import heading, plain_label
from desktop.ui.layouts import column, row
from desktop.ui.picker import Picker, PickWords

_DECLARED: Final = settings_in(BoardSettings)
_NAME: Final[Field] = setting(
    "board", "What the board is called.", title="Name", default="", check=wrong_board_name
)
# Made by hand: the name is no field of the dataclass, since in the file it is the section's title.
_NAME.name = "name"
_SPACE: Final = 16


class BoardTab(FieldPage):
    """The base of the tabs: some of a board's settings."""

    def __init__(self) -> None:
        super().__init__(BoardSettings, title_width=0, margins=(2, _SPACE, 12, _SPACE), spacing=_SPACE)

    def show_board(self, settings: BoardSettings) -> None:
        """Show a board's settings."""
        self.show_settings(settings)


class ScreenTab(BoardTab):
    """The tab of the board's name and screen.

    Signals:
        show_asked: The board is to fill its screen now.

    Attributes:
        name: The editor of the board's name.
        screens: The editor of its screen.

    """

    show_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = NameEditor(_NAME, "another board is called that")
        self.screens = ScreensEditor(_DECLARED["screen"])
        self._show = QPushButton("Show now on this screen")
        self._show.clicked.connect(self.show_asked)
        self.add(heading("Name"), self.name, heading("Screen"), self.screens, row(self._show, None))
        self.add("fullscreen", "locked", "shown", None)

    def show_board(self, settings: BoardSettings) -> None:
        """Show a board's settings."""
        super().show_board(settings)
        self._show.setText("Show now on this screen" if settings.screen else "Show now on the full screen")


class PickListEditor(FieldEditor):
    """An editor that picks some of many from a list.

    Attributes:
        picker: The list.

    """

    def __init__(self, declared: Field) -> None:
        super().__init__(declared)
        self.setToolTip("")
        self.picker = Picker(declared.metadata["title"])
        self.picker.picked.connect(self.edited)
        self.setLayout(column(self.picker))
        self.setFocusProxy(self.picker)

    def show_value(self, value: tuple[str, ...]) -> None:
        """Show what is picked."""
        self.picker.show_picked(value)

    def show_note(self, text: str, *, is_fixed: bool) -> None:  # noqa: ARG002 - the page says it once
        """Disable the list if the site has set it."""
        self.setEnabled(not is_fixed)


class ShownTab(BoardTab):
    """The tab of the agents and queues on the board.

    Signals:
        names_asked: The user wants to enter names and group memberships.

    """

    names_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._pickers = {name: PickListEditor(_DECLARED[name]) for name in ("groups", "paths", "agents")}
        self._nobody = QFrame()
        self._nobody.setObjectName("notice")
        self._nobody_words = plain_label()
        names = QPushButton("Names...")
        names.setAccessibleName("Names: say who belongs to which group")
        names.clicked.connect(self.names_asked)
        self._nobody.setLayout(row((self._nobody_words, 1), names, margins=(14, 8, 8, 8)))
        self._nobody.hide()
        self.add(plain_label("Tick what this board is for; each list says what it shows."))
        self.add((row(*((editor, 1) for editor in self._pickers.values()), spacing=_SPACE), 1))
        self.add(self._nobody, "queues", "show_logged_out")
        for editor in self._pickers.values():
            self.include(editor)

    def show_known(
        self, groups: tuple[PickerItem, ...], paths: tuple[PickerItem, ...], agents: tuple[PickerItem, ...]
    ) -> None:
        """Offer these to be picked."""
        for editor, known in zip(self._pickers.values(), (groups, paths, agents), strict=True):
            editor.picker.show_known(known)

    def show_effect(self, words: Mapping[str, PickWords], nobody: str) -> None:
        """Show what the board shows of what is picked.

        Arguments:
            words: The words of each list, by its setting.
            nobody: Why a group adds no agents; blank if each does.

        """
        for name, editor in self._pickers.items():
            editor.picker.show_words(words[name])
        self._nobody_words.setText(nobody)
        self._nobody.setVisible(bool(nobody))


class LookTab(BoardTab):
    """The tab of colours, and of what the wall may show.

    Arguments:
        brushes: Fonts and shapes.

    """

    def __init__(self, brushes: Brushes) -> None:
        super().__init__()
        self._swatches = SwatchesEditor(_DECLARED["preset"], brushes)
        self.add(heading("Colours"), self._swatches, "theme", "animate")
        self.add(heading("What the wall may know"), "names", "hide_reasons", "hide_break_times", None)

    def show_board(self, settings: BoardSettings) -> None:
        """Show a board's settings."""
        super().show_board(settings)
        self._swatches.show_dark(is_dark=is_dark(settings))
