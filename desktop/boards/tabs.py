"""The tabs of one board's settings."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.acd.known import Pickable
from desktop.boards.fitting_page import FittingPage
from desktop.settings import BoardSettings
from desktop.settings.board import wrong_board_name
from desktop.settings.declared import Field, setting, settings_in
from desktop.ui.brushes import Brushes
from desktop.ui.field_editor import TextEditor
from desktop.ui.fields import FieldForm
from desktop.ui.labels import plain_label
from desktop.ui.picker import Picker, PickWords
from desktop.ui.pictures import ScreenPlace, ScreensEditor, SwatchesEditor
from desktop.ui.sight import ScreenSize
from desktop.ui.theme import LIGHT, Theme

_DECLARED: Final = settings_in(BoardSettings)
_NAME: Final[Field] = setting(
    "board", "What the board is called.", title="Name", default="", check=wrong_board_name
)
_SPACE: Final = 16
_FITTING_HEIGHT: Final = 380


class BoardTab(QWidget):
    """Some of a board's settings.

    Signals:
        changed: Someone changed settings: the new values by their names, as a dict.

    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self._editors: dict[str, QWidget] = {}
        self._forms: list[FieldForm] = []
        self._names_fixed: frozenset[str] = frozenset()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(2, _SPACE, 12, _SPACE)
        self._layout.setSpacing(_SPACE)

    @property
    def editors(self) -> Mapping[str, QWidget]:
        """What each setting is changed with, by its name."""
        return MappingProxyType(self._editors)

    def show_settings(self, settings: BoardSettings) -> None:
        """Show a board's settings."""
        for form in self._forms:
            form.show_settings(settings)

    def set_fixed(self, names: frozenset[str]) -> None:
        """Let nobody change these."""
        self._names_fixed = names
        for form in self._forms:
            form.show_notes({}, names)
        for name, editor in self._editors.items():
            editor.setEnabled(name not in names)

    def _add_form(self, *names: str) -> None:
        form = FieldForm(BoardSettings, names)
        form.changed.connect(self._change)
        self._forms.append(form)
        self._editors |= form.editors
        self._layout.addWidget(form)

    def _change(self, name: str, value: object) -> None:
        self.changed.emit({name: value})

    def _add_heading(self, text: str) -> None:
        heading = QLabel(text)
        heading.setObjectName("heading")
        self._layout.addWidget(heading)


class NameEditor(TextEditor):
    """A board's name, which no other board has."""

    def __init__(self) -> None:
        super().__init__(_NAME)
        self._others: frozenset[str] = frozenset()

    def set_others(self, names: frozenset[str]) -> None:
        """Take the names of the other boards."""
        self._others = frozenset(name.casefold() for name in names)

    def wrong(self, text: str) -> str | None:
        """Say what is wrong with a name."""
        taken = text.casefold() in self._others
        return "another board is called that" if taken else super().wrong(text)


class ScreenTab(BoardTab):
    """What the board is called, and where it is.

    Signals:
        show_asked: The board is to fill its screen now.

    """

    show_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name = NameEditor()
        self._screens = ScreensEditor(_DECLARED["screen"])
        self._show = QPushButton("Show now on this screen")
        self._show.clicked.connect(self.show_asked)
        self._name.edited.connect(self._on_name_edited)
        self._screens.edited.connect(self._on_screen_edited)
        self._editors |= {"name": self._name, "screen": self._screens}
        self._add_heading("Name")
        self._layout.addWidget(self._name)
        self._add_heading("Screen")
        self._layout.addWidget(self._screens)
        self._layout.addWidget(self._show, alignment=Qt.AlignmentFlag.AlignLeft)
        self._add_form("fullscreen", "locked", "shown")
        self._layout.addStretch(1)

    def show_screens(self, screens: tuple[ScreenPlace, ...]) -> None:
        """Show the screens that there are."""
        self._screens.show_screens(screens)

    def set_others(self, names: frozenset[str]) -> None:
        """Take the names of the other boards."""
        self._name.set_others(names)

    def show_settings(self, settings: BoardSettings) -> None:
        """Show a board's settings."""
        super().show_settings(settings)
        self._name.show_value(settings.name)
        self._screens.show_value(settings.screen)
        self._show.setText("Show now on this screen" if settings.screen else "Show now on the full screen")

    def _on_name_edited(self, name: str) -> None:
        self._change("name", name)

    def _on_screen_edited(self, number: int) -> None:
        self._change("screen", number)


class FitTab(BoardTab):
    """How large everything has to be.

    Arguments:
        brushes: Fonts and shapes.

    """

    def __init__(self, brushes: Brushes) -> None:
        super().__init__()
        self._brushes = brushes
        self._theme = LIGHT
        self._settings = BoardSettings()
        self._screen = ScreenSize(1920, 1080)
        self._agents = 0
        self._fitting = self._make_fitting()
        self._layout.addWidget(self._fitting, stretch=1)
        self._add_form("page_s")

    def show_screen(self, screen: ScreenSize, agents: int) -> None:
        """Take what the board's screen says of itself, and how many agents there are."""
        if (screen, agents) != (self._screen, self._agents):
            self._screen, self._agents = screen, agents
            self._renew()

    def show_settings(self, settings: BoardSettings) -> None:
        """Show a board's settings."""
        super().show_settings(settings)
        is_other = settings.name != self._settings.name
        self._settings = settings
        shown = self._fitting.diagonal_in, self._fitting.distance_m
        if is_other or shown != (settings.diagonal_in, settings.distance_m):
            self._renew()

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        self._theme = theme
        self._fitting.set_theme(theme)

    def _renew(self) -> None:
        before, self._fitting = self._fitting, self._make_fitting()
        self._layout.replaceWidget(before, self._fitting)
        before.hide()
        before.deleteLater()
        self._fitting.show()

    def _make_fitting(self) -> FittingPage:
        settings = self._settings
        page = FittingPage(
            self._brushes,
            self._theme,
            self._screen,
            self._agents,
            settings.diagonal_in,
            settings.distance_m,
        )
        page.setMinimumHeight(_FITTING_HEIGHT)
        page.changed.connect(self._on_fitted)
        self._editors |= {"diagonal_in": page, "distance_m": page}
        page.setEnabled(not {"diagonal_in", "distance_m"} & self._names_fixed)
        return page

    def _on_fitted(self, diagonal_in: float, distance_m: float) -> None:
        self.changed.emit({"diagonal_in": diagonal_in, "distance_m": distance_m})


class ShownTab(BoardTab):
    """Who and what is on the board.

    Signals:
        names_asked: Names are to be given, and who belongs to which group.

    """

    names_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._pickers = {
            name: Picker(_DECLARED[name].metadata["title"]) for name in ("groups", "paths", "agents")
        }
        self._layout.addWidget(plain_label("Tick what this board is for; each list says what it shows."))
        row = QHBoxLayout()
        row.setSpacing(_SPACE)
        for name, picker in self._pickers.items():
            row.addWidget(picker, stretch=1)
            picker.picked.connect(self._on_picked)
            self._editors[name] = picker
        self._layout.addLayout(row, stretch=1)
        self._nobody = QFrame()
        self._nobody.setObjectName("notice")
        self._nobody_words = plain_label("")
        names = QPushButton("Names...")
        names.setAccessibleName("Names: say who belongs to which group")
        names.clicked.connect(self.names_asked)
        notice = QHBoxLayout(self._nobody)
        notice.setContentsMargins(14, 8, 8, 8)
        notice.addWidget(self._nobody_words, stretch=1)
        notice.addWidget(names)
        self._nobody.hide()
        self._layout.addWidget(self._nobody)
        self._add_form("queues", "show_logged_out")

    def show_known(
        self, groups: tuple[Pickable, ...], paths: tuple[Pickable, ...], agents: tuple[Pickable, ...]
    ) -> None:
        """Offer these to be picked."""
        for picker, known in zip(self._pickers.values(), (groups, paths, agents), strict=True):
            picker.show_known(known)

    def show_settings(self, settings: BoardSettings) -> None:
        """Show a board's settings."""
        super().show_settings(settings)
        for name, picker in self._pickers.items():
            picker.show_picked(getattr(settings, name))

    def show_effect(self, words: Mapping[str, PickWords], nobody: str) -> None:
        """Say what the board shows of what is picked.

        Arguments:
            words: Of each list, by its setting.
            nobody: Why a group brings no agents; blank where each does.

        """
        for name, picker in self._pickers.items():
            picker.show_words(words[name])
        self._nobody_words.setText(nobody)
        self._nobody.setVisible(bool(nobody))

    def _on_picked(self, numbers: tuple[str, ...]) -> None:
        name = next(name for name, picker in self._pickers.items() if picker is self.sender())
        self._change(name, numbers)


class OrderTab(BoardTab):
    """The big figures, and the order of agents."""

    def __init__(self) -> None:
        super().__init__()
        self._add_form("figures", "order", "group_by")
        self._layout.addStretch(1)


class LookTab(BoardTab):
    """Colours, and what the wall may know.

    Arguments:
        brushes: Fonts and shapes.

    """

    def __init__(self, brushes: Brushes) -> None:
        super().__init__()
        self._system_is_dark = False
        self._theme = "system"
        self._swatches = SwatchesEditor(_DECLARED["preset"], brushes)
        self._swatches.edited.connect(self._on_preset_edited)
        self._editors["preset"] = self._swatches
        self._add_heading("Colours")
        self._layout.addWidget(self._swatches)
        self._add_form("theme", "animate")
        self._add_heading("What the wall may know")
        self._add_form("names", "hide_reasons", "hide_break_times")
        self._layout.addStretch(1)

    def set_system_is_dark(self, *, is_dark: bool) -> None:
        """Take the system's colour scheme."""
        self._system_is_dark = is_dark
        self._show_dark()

    def show_settings(self, settings: BoardSettings) -> None:
        """Show a board's settings."""
        super().show_settings(settings)
        self._swatches.show_value(settings.preset)
        self._theme = settings.theme
        self._show_dark()

    def _show_dark(self) -> None:
        is_dark = self._system_is_dark if self._theme == "system" else self._theme == "dark"
        self._swatches.show_dark(is_dark=is_dark)

    def _on_preset_edited(self, preset: str) -> None:
        self._change("preset", preset)
