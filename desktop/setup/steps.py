"""The assistant's steps, except for the phone system: each asks one question."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLabel, QLineEdit, QPushButton

from desktop.setup.answers import Answers
from desktop.setup.choice_card import Choice, ChoiceCards
from desktop.setup.pictograms import Pictogram
from desktop.setup.room_form import RoomForm
from desktop.setup.step import SetupStep
from desktop.ui.brushes import Brushes
from desktop.ui.controls import TickBox
from desktop.ui.field_editor import FIXED_BY_SITE
from desktop.ui.labels import hidden_label, plain_label, say
from desktop.ui.layouts import column
from desktop.ui.screen_button import ScreenPlace
from desktop.ui.sight import Sight, Verdict

_SPACE: Final = 14
_PURPOSE_SPACE: Final = 16
_CHECK_MS: Final = 250
"""Delay from the last key stroke to the check of a path."""
_SEPARATORS: Final = ("/", "\\")
_BREAK: Final = "\u200b"
"""A zero-width space, where a line may break."""
_SOURCES: Final = (
    Choice(
        "Connect our phone system",
        "A few short questions. Have the address of the phone system at hand.",
        Pictogram.PHONE_SYSTEM,
    ),
    Choice(
        "Show me a demonstration",
        "A made-up call centre to look around in. Nothing is set up for good.",
        Pictogram.DEMONSTRATION,
    ),
)
_PURPOSES: Final = (
    Choice(
        "A supervisor's PC",
        "The board is a window among others, with an icon in the tray.",
        Pictogram.DESK,
    ),
    Choice(
        "A TV on the wall",
        "The board fills the whole screen from the start, large enough for the room.",
        Pictogram.WALL,
    ),
)


class WelcomeStep(SetupStep):
    """A phone system, or a demonstration first.

    Arguments:
        brushes: Fonts and shapes.

    """

    short = "Welcome"
    title = "Welcome to TallyMate"
    intro = "See at a glance who is free, who is on a call, and whether callers wait."

    def __init__(self, brushes: Brushes) -> None:
        super().__init__()
        self._cards = ChoiceCards(_SOURCES, 0, brushes)
        self.setLayout(column(self._cards, None))
        self.setFocusProxy(self._cards)
        self._cards.chosen.connect(self.changed)
        self._cards.taken.connect(self.taken)

    @property
    def is_demonstration(self) -> bool:
        """Whether the user wants to see a demonstration."""
        return self._cards.number == 1


class PurposeStep(SetupStep):
    """A supervisor's PC or a television; for a television, which screen and how far away people are.

    Arguments:
        brushes: Fonts and shapes.
        begin_with: The first answers.
        screens: The screens of this computer.
        judge: Judges whether a board can be read on a screen.

    Attributes:
        room: Asks about the television.

    """

    short = "This PC"
    title = "What is this PC for?"

    def __init__(
        self,
        brushes: Brushes,
        begin_with: Answers,
        screens: tuple[ScreenPlace, ...],
        judge: Callable[[Sight], Verdict],
    ) -> None:
        super().__init__()
        self._cards = ChoiceCards(_PURPOSES, int(begin_with.is_wall), brushes)
        self.room = RoomForm(judge, screens, begin_with.screen, begin_with.diagonal_in, begin_with.distance_m)
        self.setLayout(column(self._cards, self.room, None, spacing=_PURPOSE_SPACE))
        self.setFocusProxy(self._cards)
        self._cards.chosen.connect(self._on_chosen)
        self._cards.taken.connect(self.taken)
        self._on_chosen()

    @property
    def is_wall(self) -> bool:
        """Whether it is a television."""
        return self._cards.number == 1

    def _on_chosen(self) -> None:
        self.room.setVisible(self.is_wall)
        self.changed.emit()


class FilesStep(SetupStep):
    """The place of the file for other programs, and the start at sign-in.

    Signals:
        file_asked: A path that was typed is to be checked; pass the result to `show_wrong`.

    Arguments:
        data_file: The first path; a file can be kept there.
        at_sign_in: The first choice; None where this system can't start programs at sign-in.
        is_fixed: Whether only the site sets the path.

    """

    file_asked = Signal(str)
    short = "File and start"
    title = "Where does the data file go?"
    intro = (
        "mitel_data.json always says what every agent and every queue is doing now. Other programs read it;"
        " if there are none, leave it where it is."
    )

    def __init__(
        self,
        data_file: str,
        at_sign_in: bool | None,  # noqa: FBT001 - three answers
        *,
        is_fixed: bool = False,
    ) -> None:
        super().__init__()
        self._known_good = data_file
        self._is_sign_in_chosen = False
        self._path = QLineEdit(data_file)
        self._path.setAccessibleName("Data file")
        browse = QPushButton("B&rowse...")
        browse.setAutoDefault(False)
        for control in (self._path, browse):
            control.setEnabled(not is_fixed)
        fixed = plain_label(FIXED_BY_SITE, "quiet") if is_fixed else None
        self._reason = hidden_label("reason")
        self._at_sign_in = TickBox("&Start TallyMate when I sign in to this PC")
        self._at_sign_in.setChecked(bool(at_sign_in))
        self._has_sign_in = at_sign_in is not None
        if not self._has_sign_in:
            self._at_sign_in.hide()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._on_soon)
        grid = QGridLayout()
        grid.setHorizontalSpacing(_SPACE)
        grid.setColumnStretch(1, 1)
        label = QLabel("&Data file")
        label.setBuddy(self._path)
        grid.addWidget(label, 0, 0)
        grid.addWidget(self._path, 0, 1)
        grid.addWidget(browse, 0, 2)
        grid.addWidget(self._reason, 1, 1, 1, 2)
        if fixed is not None:
            grid.addWidget(fixed, 2, 1, 1, 2)
        self.setLayout(column(grid, _SPACE, self._at_sign_in, None, spacing=_SPACE))
        self.setFocusProxy(self._at_sign_in if is_fixed else self._path)
        self._path.textChanged.connect(self._on_typed)
        browse.clicked.connect(self._on_browse_clicked)
        self._at_sign_in.clicked.connect(self._on_sign_in_clicked)

    @property
    def data_file(self) -> str:
        """The path as typed."""
        return self._path.text().strip()

    @property
    def at_sign_in(self) -> bool | None:
        """Whether the program is to start at sign-in; None where this system can't do that."""
        return self._at_sign_in.isChecked() if self._has_sign_in else None

    @property
    def is_answered(self) -> bool:
        """Whether the file can be kept there."""
        return self.data_file == self._known_good

    def propose_sign_in(self) -> None:
        """Tick the start at sign-in unless the user has chosen."""
        if not self._is_sign_in_chosen:
            self._at_sign_in.setChecked(True)

    def show_wrong(self, data_file: str, wrong: str | None) -> None:
        """Show why a file can't be kept at a path; None when it can. Ignored once another path is typed."""
        if data_file == self.data_file:
            self._show(wrong)
            if wrong is None:
                self._known_good = data_file
            self.changed.emit()

    def _show(self, wrong: str | None) -> None:
        text = wrong or ""
        for separator in _SEPARATORS:
            text = text.replace(separator, separator + _BREAK)
        self._reason.setAccessibleName(wrong or "")
        say(self._reason, text)

    def _on_typed(self) -> None:
        self._show(None)
        self._soon.start(_CHECK_MS)
        self.changed.emit()

    def _on_soon(self) -> None:
        if self.data_file != self._known_good:
            self.file_asked.emit(self.data_file)

    def _on_browse_clicked(self) -> None:
        dialog = QFileDialog(self, "Where mitel_data.json goes", self.data_file)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setNameFilter("Data files (*.json)")
        dialog.setDefaultSuffix("json")
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "Choose")
        dialog.selectFile(self.data_file)
        dialog.fileSelected.connect(self._path.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_sign_in_clicked(self) -> None:
        self._is_sign_in_chosen = True
