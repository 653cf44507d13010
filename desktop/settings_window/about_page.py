"""The page about the program: its version, its licences, and where everything is."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.ui.labels import plain_label

_SPACE: Final = 14
LICENCES: Final = (
    "TallyMate is free software under the MIT License. It is written in Python and uses Qt and PySide6 (LGPL"
    " 3) and the typeface Inter (SIL Open Font License 1.1)."
)


class AboutPage(QWidget):
    """What this program is and where its files are.

    Signals:
        folder_asked: The folder of a file is to be shown: the file's path.
        diagnostics_asked: What there is to find out about the stream is to be seen.

    Arguments:
        version: Of the program.
        made_with: What it runs on, in words.
        problems: What was wrong with settings at the start, a line each.

    """

    folder_asked = Signal(str)
    diagnostics_asked = Signal()

    def __init__(self, version: str, made_with: str, problems: tuple[str, ...]) -> None:
        super().__init__()
        self.setObjectName("page")
        self._shown: Mapping[str, str] = {}
        self._places = QGridLayout()
        self._places.setHorizontalSpacing(12)
        self._places.setVerticalSpacing(8)
        self._places.setColumnStretch(1, 1)
        diagnostics = QPushButton("Diagnostics...")
        diagnostics.clicked.connect(self.diagnostics_asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 0, 12, 12)
        layout.setSpacing(_SPACE)
        layout.addWidget(_heading(f"TallyMate {version}"))
        layout.addWidget(_quiet(made_with))
        layout.addWidget(plain_label(LICENCES))
        if problems:
            layout.addWidget(_heading("What was wrong with the settings at the start"))
            for problem in problems:
                label = plain_label(problem)
                label.setObjectName("reason")
                layout.addWidget(label)
        layout.addWidget(_heading("Where everything is"))
        layout.addLayout(self._places)
        layout.addWidget(_heading("When something goes wrong"))
        layout.addWidget(
            plain_label(
                "Diagnostics shows what comes from the phone systems and makes a text of it for a mail."
            )
        )
        row = QHBoxLayout()
        row.addWidget(diagnostics)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addStretch(1)

    def show_places(self, places: Mapping[str, str]) -> None:
        """Say where files are, by what they are called."""
        if places == self._shown:
            return
        self._shown = dict(places)
        while (item := self._places.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, (title, path) in enumerate(places.items()):
            label = plain_label(title)
            label.setWordWrap(False)
            shown = QLineEdit(path)
            shown.setReadOnly(True)
            shown.setCursorPosition(0)
            shown.setAccessibleName(title)
            button = QPushButton("Open folder")
            button.setAccessibleName(f"Open the folder of: {title}")
            button.setProperty("path", path)
            button.clicked.connect(self._on_folder_clicked)
            for column, widget in enumerate((label, shown, button)):
                self._places.addWidget(widget, row, column)

    def _on_folder_clicked(self) -> None:
        self.folder_asked.emit(self.sender().property("path"))


def _heading(text: str) -> QLabel:
    heading = QLabel(text)
    heading.setObjectName("heading")
    return heading


def _quiet(text: str) -> QLabel:
    label = plain_label(text)
    label.setObjectName("quiet")
    return label
