"""The assistant's questions but for the one what this PC is for."""

import enum
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from desktop.setup.choice_card import Card, ChoiceCards
from desktop.setup.phone_system_form import PhoneSystemForm
from desktop.setup.pictograms import Pictogram
from desktop.setup.step import Step
from desktop.ui.brushes import Brushes
from desktop.ui.controls import TickBox
from desktop.ui.field_editor import FIXED_BY_SITE
from desktop.ui.labels import plain_label
from desktop.ui.theme import Theme

_SPACE: Final = 14
_TYPED_MS: Final = 250
"""A path is looked at when nothing was typed for so long."""
_SEPARATORS: Final = ("/", "\\")
_BREAK: Final = "\u200b"
"""A line may end here."""


class Source(enum.IntEnum):
    """What to listen to, in the order of the cards."""

    PHONE_SYSTEM = 0
    DEMONSTRATION = 1


class WelcomeStep(Step):
    """A phone system, or a look around first.

    Arguments:
        brushes: Fonts and shapes.

    """

    short = "Welcome"
    title = "Welcome to TallyMate"
    intro = "See at a glance who is free, who is on a call, and whether callers wait."

    def __init__(self, brushes: Brushes) -> None:
        super().__init__()
        self._cards = ChoiceCards(
            (
                Card(
                    "Connect our phone system",
                    "A few short questions. Have the address of the phone system at hand.",
                    Pictogram.PHONE_SYSTEM,
                ),
                Card(
                    "Show me a demonstration",
                    "A made-up call centre to look around in. Nothing is set up for good.",
                    Pictogram.DEMONSTRATION,
                ),
            ),
            brushes,
        )
        self._cards.choose(Source.PHONE_SYSTEM)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._cards)
        layout.addStretch()
        self._cards.chosen.connect(self.changed)
        self._cards.taken.connect(self.taken)

    @property
    def source(self) -> Source:
        """What was chosen."""
        return Source(self._cards.number)

    def begin(self) -> None:
        """Take the keyboard."""
        self._cards.begin()

    def set_theme(self, theme: Theme) -> None:
        """Take colours."""
        self._cards.set_theme(theme)


class PhoneSystemStep(Step):
    """Where the phone system is.

    Arguments:
        host: What to begin with.
        port: What to begin with.
        wrong_host: Says what is wrong with a host; None when nothing is.

    Attributes:
        form: What is asked.

    """

    short = "Phone system"
    title = "Where is the phone system?"
    intro = (
        "Whoever looks after the phones knows its address. Where there are several, name them all with commas"
        " between."
    )

    def __init__(self, host: str, port: int, wrong_host: Callable[[str], str | None]) -> None:
        super().__init__()
        self.form = PhoneSystemForm(host, port, wrong_host)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        self.form.changed.connect(self.changed)

    @property
    def is_answered(self) -> bool:
        """Whether there can be a phone system."""
        return self.form.is_usable

    def begin(self) -> None:
        """Take the keyboard."""
        self.form.setFocus()


class FilesStep(Step):
    """Where the file for other programs is kept, and whether the program starts by itself.

    Signals:
        file_asked: A path that was typed is to be looked at; `show_wrong` takes what is found.

    Arguments:
        data_file: What to begin with: a place where a file can be kept.
        at_sign_in: What to begin with; None where this system can't have that.
        is_fixed: Whether only the site says where the file is.

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
        self._wrong: str | None = None
        self._is_sign_in_chosen = False
        self._path = QLineEdit(data_file)
        self._path.setAccessibleName("Data file")
        self._browse = QPushButton("B&rowse...")
        self._browse.setAutoDefault(False)
        for control in (self._path, self._browse):
            control.setEnabled(not is_fixed)
        self._fixed = plain_label(FIXED_BY_SITE)
        self._fixed.setObjectName("quiet")
        self._reason = plain_label("")
        self._reason.setObjectName("reason")
        self._at_sign_in = TickBox("&Start TallyMate when I sign in to this PC")
        self._at_sign_in.setChecked(bool(at_sign_in))
        self._has_sign_in = at_sign_in is not None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._ask)
        self._lay_out()
        # Only now: what belongs to no window yet would be one.
        self._fixed.setVisible(is_fixed)
        self._reason.setVisible(False)
        self._at_sign_in.setVisible(self._has_sign_in)
        self._path.textChanged.connect(self._on_typed)
        self._browse.clicked.connect(self._on_browse_clicked)
        self._at_sign_in.clicked.connect(self._on_sign_in_clicked)

    @property
    def data_file(self) -> str:
        """What was typed."""
        return self._path.text().strip()

    @property
    def at_sign_in(self) -> bool | None:
        """What was chosen; None where this system can't have that."""
        return self._at_sign_in.isChecked() if self._has_sign_in else None

    @property
    def is_answered(self) -> bool:
        """Whether the file can be kept there."""
        return self.data_file == self._known_good

    def begin(self) -> None:
        """Take the keyboard."""
        first = self._path if self._path.isEnabled() else self._at_sign_in
        first.setFocus()

    def propose_sign_in(self) -> None:
        """Have the program start by itself unless a person said otherwise."""
        if not self._is_sign_in_chosen:
            self._at_sign_in.setChecked(True)

    def show_wrong(self, data_file: str, wrong: str | None) -> None:
        """Say why that file can't be kept there; None when it can. What was typed since counts more."""
        if data_file == self.data_file:
            self._show(wrong)
            if wrong is None:
                self._known_good = data_file
            self.changed.emit()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(_SPACE)
        grid.setColumnStretch(1, 1)
        label = QLabel("&Data file")
        label.setBuddy(self._path)
        grid.addWidget(label, 0, 0)
        grid.addWidget(self._path, 0, 1)
        grid.addWidget(self._browse, 0, 2)
        grid.addWidget(self._reason, 1, 1, 1, 2)
        grid.addWidget(self._fixed, 2, 1, 1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_SPACE)
        layout.addLayout(grid)
        layout.addSpacing(_SPACE)
        layout.addWidget(self._at_sign_in)
        layout.addStretch()

    def _show(self, wrong: str | None) -> None:
        text = wrong or ""
        for separator in _SEPARATORS:
            text = text.replace(separator, separator + _BREAK)
        self._reason.setText(text)
        self._reason.setAccessibleName(wrong or "")
        self._reason.setVisible(wrong is not None)

    def _on_typed(self) -> None:
        self._show(None)
        self._soon.start(_TYPED_MS)
        self.changed.emit()

    def _ask(self) -> None:
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
