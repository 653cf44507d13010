"""The page of files: where everything is kept."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal

from desktop.settings import Settings
from desktop.settings.declared import settings_in
from desktop.settings_window.program_page import ProgramPage
from desktop.ui.path_editor import Browse, PathEditor, browse_for_file

_DECLARED: Final = settings_in(Settings)
_PATHS: Final = ("data_file", "detail_file", "directory_file", "record_file")


class FilesPage(ProgramPage):
    """The files.

    Signals:
        check_asked: Someone has to look whether a file can be kept there: the setting, and the path as typed.

    Arguments:
        browse: Asks for a file.

    """

    check_asked = Signal(str, str)

    def __init__(self, browse: Browse = browse_for_file) -> None:
        super().__init__()
        self._paths = {name: PathEditor(_DECLARED[name], browse) for name in _PATHS}
        for editor in self._paths.values():
            editor.check_asked.connect(self._on_check_asked)
        self._add_text(
            "A name alone is a file beside the settings. A file that was kept elsewhere stays there."
        )
        self._add_heading("For other programs")
        self._add_form("data_file", "detail_file", made=self._paths)
        self._add_heading("Names of agents, agent groups and paths")
        self._add_form("directory_file", made=self._paths)
        self._add_heading("Recording")
        self._add_form("record", "record_file", "record_roll_mb", "record_keep_mb", made=self._paths)
        self._layout.addStretch(1)

    def show_usual(self, paths: Mapping[str, str]) -> None:
        """Say where files are kept of which nobody said where, by their settings' names."""
        for name, editor in self._paths.items():
            editor.show_usual(paths.get(name, ""))

    def show_checked(self, name: str, text: str, reason: str | None) -> None:
        """Take what is wrong with a path that was to be looked at; None when nothing is."""
        self._paths[name].show_checked(text, reason)

    def _on_check_asked(self, text: str) -> None:
        name = next(name for name, editor in self._paths.items() if editor is self.sender())
        self.check_asked.emit(name, text)
