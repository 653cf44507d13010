"""The page of files: where everything is kept."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal

from desktop.settings import Settings
from desktop.ui.fields import FieldPage
from desktop.ui.labels import heading, plain_label
from desktop.ui.path_editor import Browse, PathEditor, browse_for_file


class FilesPage(FieldPage):
    """The files.

    Signals:
        check_asked: A path is to be checked, whether a file can be kept there: the setting and the path.

    Arguments:
        browse: Asks for a file.

    """

    check_asked = Signal(str, str)

    def __init__(self, browse: Browse = browse_for_file) -> None:
        super().__init__(Settings)
        self.add(
            plain_label(
                "A name alone is a file beside the settings. A file that was kept elsewhere stays there."
            ),
            *(heading("For other programs"), "data_file", "detail_file"),
            *(heading("Names of agents, agent groups and paths"), "directory_file"),
            *(heading("Recording"), "record", "record_file", "record_roll_mb", "record_keep_mb"),
            None,
        )
        paths = {name: editor for name, editor in self.editors.items() if isinstance(editor, PathEditor)}
        self._paths: Mapping[str, PathEditor] = paths
        for name, editor in paths.items():
            editor.browse = browse
            editor.check_asked.connect(partial(self.check_asked.emit, name))

    def show_usual(self, paths: Mapping[str, str]) -> None:
        """Show where files are kept whose path is blank, by their settings' names."""
        for name, editor in self._paths.items():
            editor.show_usual(paths.get(name, ""))

    def show_checked(self, name: str, text: str, reason: str | None) -> None:
        """Use the result of a check: what is wrong with a path; None when nothing is."""
        self._paths[name].show_checked(text, reason)
