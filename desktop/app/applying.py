"""Has other settings of the program count while it runs."""

import logging
from collections.abc import Callable

from desktop.live.directory import KeptDirectory
from desktop.live.files import files_of
from desktop.live.listening import Listening, lines_to
from desktop.live.recording import Recording
from desktop.live.run import Run
from desktop.publish.file_place import DataFileError
from desktop.recording.rolling import Limits
from desktop.settings import Settings, read_places
from desktop.system.console import set_level

_log = logging.getLogger(__name__)


class Applying:
    """Moves lines and files to where other settings want them.

    Arguments:
        run: What this run is to do.
        listening: Has the lines and the files for other programs.
        recording: The switch of the recording.
        directory: Has the names.

    """

    def __init__(
        self, run: Run, listening: Listening, recording: Recording, directory: KeptDirectory
    ) -> None:
        self._run = run
        self._listening = listening
        self._recording = recording
        self._directory = directory

    def apply(self, before: Settings, after: Settings) -> str | None:
        """Have settings count; give the reason where one can't, None where all do.

        Arguments:
            before: What counted until now.
            after: What is to count.

        """
        names = Settings.__dataclass_fields__
        changed = {name for name in names if getattr(before, name) != getattr(after, name)}
        if "log_level" in changed:
            set_level(after.log_level)
        if self._run.is_play:
            # What a phone system tells must not get into a demonstration, nor that into anyone's files.
            return None
        if changed & {"host", "port", "silent_after_s", "reconnect_after_s"}:
            self._listening.listen_to(lines_to(read_places(after.host, after.port), after))
        fault = self._move_files(changed, after)
        if "record" in changed:
            self._record(is_wanted=after.record)
        return fault

    def _move_files(self, changed: set[str], settings: Settings) -> str | None:
        files = files_of(settings, self._run.settings_file.path.parent)
        fault = None
        if "data_file" in changed:
            fault = _fault_of(lambda: self._listening.keep_data_file(files.data_file))
        if "detail_file" in changed:
            fault = _fault_of(lambda: self._listening.keep_detail_file(files.detail_file)) or fault
        if "directory_file" in changed:
            self._directory.move(files.directory_file)
        if changed & {"record_file", "record_roll_mb", "record_keep_mb"}:
            limits = Limits.of_megabytes(settings.record_roll_mb, settings.record_keep_mb)
            self._recording.move(files.record_file, limits, self._listening.lines)
        return fault

    def _record(self, *, is_wanted: bool) -> None:
        if is_wanted:
            self._recording.start(self._listening.lines)
        else:
            self._recording.switch_off()


def _fault_of(move: Callable[[], None]) -> str | None:
    """Move a file; give the reason where it stays where it was."""
    try:
        move()
    except DataFileError as error:
        _log.warning("%s", error)
        return str(error)
    return None
