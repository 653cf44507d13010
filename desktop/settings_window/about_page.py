"""The page about the program: its version, its licences, and where everything is."""

import pathlib
import platform
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

import PySide6
from PySide6.QtCore import QUrl, qVersion
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QGridLayout, QLayout, QLineEdit, QPushButton, QWidget

from desktop import __version__
from desktop.live.context import Context
from desktop.live.files import files_of
from desktop.system.places import LOG_FILE
from desktop.ui.labels import heading, plain_label
from desktop.ui.layouts import column, row

LICENCES: Final = (
    "TallyMate is free software under the MIT License. It is written in Python and uses Qt and PySide6 (LGPL"
    " 3) and the typeface Inter (SIL Open Font License 1.1)."
)


class AboutPage(QWidget):
    """The program's version, its licences, and the paths of its files.

    Arguments:
        context: The parts that all features share.
        support: Actions that help when something goes wrong, each with its own description.

    """

    def __init__(self, context: Context, support: Sequence[QAction]) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self._shown: Mapping[str, str] = {}
        self._places = QGridLayout()
        self._places.setHorizontalSpacing(12)
        self._places.setVerticalSpacing(8)
        self._places.setColumnStretch(1, 1)
        wrong = [plain_label(problem, "reason") for problem in context.preferences.file.problems]
        self.setLayout(
            column(
                *(heading(f"TallyMate {__version__}"), plain_label(_made_with(), "quiet")),
                plain_label(LICENCES),
                *((heading("What was wrong with the settings at the start"), *wrong) if wrong else ()),
                *(heading("Where everything is"), self._places),
                heading("When something goes wrong"),
                *(part for action in support for part in _offer(action)),
                None,
                spacing=14,
                margins=(2, 0, 12, 12),
            )
        )
        context.live_floor.files.changed.connect(self.show_places)
        self.show_places()

    def show_places(self) -> None:
        """Show the path of each file beside its title."""
        places = self._read_places()
        if places == self._shown:
            return
        self._shown = places
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
            button.clicked.connect(partial(_open_folder, path))
            for place, widget in enumerate((label, shown, button)):
                self._places.addWidget(widget, line, place)

    def _read_places(self) -> dict[str, str]:
        file, log_folder = self._context.preferences.file, self._context.run.log_folder
        files, site = files_of(file.chosen.settings, file.path.parent), file.site.path
        places = {"Settings": file.path}
        if site is not None and site.exists():
            places["Settings of your site"] = site
        places |= {one.name.capitalize(): one.path for one in self._context.live_floor.files.all}
        places |= {"Names": files.directory_file, "Recording": files.record_file}
        if log_folder is not None:
            places["Log"] = log_folder / LOG_FILE
        return {title: str(path) for title, path in places.items()}


def _offer(action: QAction) -> tuple[QWidget, QLayout]:
    """Return the description of an action, and a button for it."""
    button = QPushButton(f"{action.text()}...")
    button.clicked.connect(action.trigger)
    return plain_label(action.whatsThis()), row(button, None)


def _made_with() -> str:
    python, pyside = platform.python_version(), PySide6.__version__
    return f"Python {python}, Qt {qVersion()}, PySide {pyside}, {platform.platform()}"


def _open_folder(path: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(pathlib.Path(path).parent)))
