"""The menus' actions on files: the folder of the data file, and the recording."""

from collections.abc import Sequence

from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QDesktopServices

from desktop.live.context import Context
from desktop.recording.recorder import RecordingState
from desktop.ui.feature import Feature, MenuGroup
from desktop.ui.menu_text import plain


class FileActions(Feature):
    """Opens the data file's folder, and switches the recording.

    Arguments:
        context: The parts that all features share.

    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._fault: str | None = None
        self._open_folder = QAction("", self)
        self._open_folder.triggered.connect(self._on_open_folder)
        self._record = QAction("", self)
        self._record.setCheckable(True)
        fixed = context.preferences.file.site.fixed.settings
        self._record.setEnabled(not context.run.is_play and "record" not in fixed)
        self._record.triggered.connect(self._on_record_asked)
        context.preferences.program_changed.connect(self._show)
        context.recording.state_changed.connect(self._on_recording_changed)
        self._show()

    def actions(self) -> Sequence[tuple[MenuGroup, QAction]]:
        """Return the actions for the menus."""
        return tuple((MenuGroup.SET_UP, action) for action in (self._open_folder, self._record))

    def _show(self) -> None:
        """Show where the files are, and whether the stream is recorded."""
        recording = self._context.recording
        is_on = recording.state is not None
        self._open_folder.setText(plain(f"Data file: {self._context.live_floor.files.data.path}"))
        where = f" to {recording.path}" if is_on else ""
        fault = f": {self._fault}" if self._fault is not None else ""
        self._record.setChecked(is_on)
        self._record.setText(plain(f"Record the stream{where}{fault}"))

    def _on_open_folder(self) -> None:
        folder = self._context.live_floor.files.data.path.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _on_record_asked(self, is_wanted: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._context.preferences.change(record=is_wanted)

    def _on_recording_changed(self, state: RecordingState | None) -> None:
        before, self._fault = self._fault, state.fault if state is not None else None
        self._show()
        if self._fault is not None and self._fault != before:
            self._context.requests.notify("recording", "The stream can't be recorded", self._fault)
