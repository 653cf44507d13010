"""The page of files: where everything is kept."""

from collections.abc import Mapping
from functools import partial

from desktop.settings import Settings
from desktop.system.background_check import BackgroundCheck
from desktop.ui.fields import FieldPage
from desktop.ui.labels import heading, plain_label
from desktop.ui.path_editor import PathEditor


class FilesPage(FieldPage):
    """The settings of files.

    Arguments:
        check: Checks whether a file can be kept at a path, by the setting's name.
        usual: The paths of files whose setting is blank, by the settings' names.

    """

    def __init__(self, check: BackgroundCheck, usual: Mapping[str, str]) -> None:
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
            editor.show_usual(usual.get(name, ""))
            editor.check_asked.connect(partial(check.ask, name))
        check.answered.connect(self._on_answered)

    def _on_answered(self, name: str, text: str, reason: str | None) -> None:
        self._paths[name].show_checked(text, reason)
