"""The page about the program: its version, its licences, and where everything is."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QLayout, QLineEdit, QPushButton, QWidget

from desktop.ui.labels import heading, plain_label
from desktop.ui.layouts import column, row

LICENCES: Final = (
    "TallyMate is free software under the MIT License. It is written in Python and uses Qt and PySide6 (LGPL"
    " 3) and the typeface Inter (SIL Open Font License 1.1)."
)


class AboutPage(QWidget):
    """What this program is and where its files are.

    Signals:
        folder_asked: The folder of a file is to be opened: the file's path.

    Arguments:
        version: Of the program.
        made_with: The versions of Python and Qt, and the system, in words.
        problems: What was wrong with the settings at the start, a line each.
        support: What helps when something goes wrong; each says about itself what it does.

    """

    folder_asked = Signal(str)

    def __init__(
        self, version: str, made_with: str, problems: tuple[str, ...], support: Sequence[QAction]
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._shown: Mapping[str, str] = {}
        self._places = QGridLayout()
        self._places.setHorizontalSpacing(12)
        self._places.setVerticalSpacing(8)
        self._places.setColumnStretch(1, 1)
        wrong = [plain_label(problem, "reason") for problem in problems]
        self.setLayout(
            column(
                *(heading(f"TallyMate {version}"), plain_label(made_with, "quiet"), plain_label(LICENCES)),
                *((heading("What was wrong with the settings at the start"), *wrong) if wrong else ()),
                *(heading("Where everything is"), self._places),
                heading("When something goes wrong"),
                *(part for action in support for part in _offer(action)),
                None,
                spacing=14,
                margins=(2, 0, 12, 12),
            )
        )

    def show_places(self, places: Mapping[str, str]) -> None:
        """Show where files are, by what they are called."""
        if places == self._shown:
            return
        self._shown = dict(places)
        while (item := self._places.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line, (title, path) in enumerate(places.items()):
            label = plain_label(title)
            label.setWordWrap(False)
            shown = QLineEdit(path)
            shown.setReadOnly(True)
            shown.setCursorPosition(0)
            shown.setAccessibleName(title)
            button = QPushButton("Open folder")
            button.setAccessibleName(f"Open the folder of: {title}")
            button.clicked.connect(partial(self.folder_asked.emit, path))
            for place, widget in enumerate((label, shown, button)):
                self._places.addWidget(widget, line, place)


def _offer(action: QAction) -> tuple[QWidget, QLayout]:
    """Return what an action says about itself, and a button for it."""
    button = QPushButton(f"{action.text()}...")
    button.clicked.connect(action.trigger)
    return plain_label(action.whatsThis()), row(button, None)
