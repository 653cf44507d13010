"""The settings in force, and the one way to change them while the program runs."""

import logging
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, SignalInstance

from desktop.acd.limits import Limits
from desktop.live.directory import WatchedDirectory
from desktop.live.files import files_of
from desktop.live.floor import LiveFloor
from desktop.live.recording import Recording
from desktop.live.run import Run, lines_to
from desktop.live.terms import limits_of
from desktop.publish.file_place import DataFileError
from desktop.recording.rolling import SizeLimits
from desktop.settings import (
    BoardSettings,
    LimitSettings,
    QueueLimitSettings,
    RuleSettings,
    Settings,
    SettingsError,
    SettingsSnapshot,
    read_addresses,
)
from desktop.settings.declared import difference
from desktop.system.console import set_level

_log = logging.getLogger(__name__)


class Preferences(QObject):
    """Writes each change to the settings file and applies it at once.

    A change that can't be written still applies until the program ends; `fault_changed` says why.

    Signals:
        changed: Some setting changed.
        boards_changed: Which boards are shown, or how, changed.
        limits_changed: Limits changed.
        alerts_changed: Alert rules changed, or settings that apply to all alerts.
        program_changed: Settings of the program as a whole changed.
        fault_changed: Why the last change can't be kept or applied, as text; None if it can.

    Arguments:
        run: This run of the program.
        live_floor: Owns the lines and the files for other programs.
        recording: Records the stream.
        directory: Reads the names.

    Attributes:
        file: The settings file, without the options of this run.
        settings: The settings of the program in force: the options of this run over those of the file.

    """

    changed = Signal()
    boards_changed = Signal()
    limits_changed = Signal()
    alerts_changed = Signal()
    program_changed = Signal()
    fault_changed = Signal(object)

    def __init__(
        self, run: Run, live_floor: LiveFloor, recording: Recording, directory: WatchedDirectory
    ) -> None:
        super().__init__()
        self.file = run.settings_file
        self.settings = run.settings
        self._is_play = run.is_play
        self._live_floor = live_floor
        self._recording = recording
        self._directory = directory

    @property
    def limits(self) -> Limits:
        """The limits in force."""
        return limits_of(self.file.chosen.limits, self.file.chosen.queue_limits)

    def change(self, **values: object) -> None:
        """Change settings of the program as a whole, by their names."""
        fault = _fault_of(lambda: self.file.change(**values))
        before = self.settings
        # A setting that the site fixed stays as it is.
        in_force = {name: getattr(self.file.chosen.settings, name) for name in values}
        self.settings = replace(before, **in_force)
        self._tell(self._apply(before, self.settings) or fault, self.program_changed)

    def change_board(self, name: str, /, **values: object) -> None:
        """Save what a person did to a board's window; the board shows it already."""
        _fault_of(lambda: self.file.change_board(name, **values))
        self.changed.emit()

    def change_boards(self, boards: Iterable[BoardSettings]) -> None:
        """Replace the boards."""
        self._tell(_fault_of(lambda: self.file.change_boards(boards)), self.boards_changed)

    def change_limits(self, limits: LimitSettings, queue_limits: tuple[QueueLimitSettings, ...]) -> None:
        """Replace the limits."""
        self._tell(_fault_of(lambda: self.file.change_limits(limits, queue_limits)), self.limits_changed)

    def change_rules(self, rules: tuple[RuleSettings, ...]) -> None:
        """Replace the alert rules."""
        self._tell(_fault_of(lambda: self.file.change_rules(rules)), self.alerts_changed)

    def change_alerts(self, **values: object) -> None:
        """Change the settings that apply to all alerts, by their names."""
        self._tell(_fault_of(lambda: self.file.change_alerts(**values)), self.alerts_changed)

    def save_alerts(self, **values: object) -> None:
        """Save what the program keeps for the alerts by itself, such as a window's place."""
        _fault_of(lambda: self.file.change_alerts(**values))

    def restore(self, chosen: SettingsSnapshot) -> None:
        """Restore all settings; one that was given on the command line keeps that value."""
        kept, before = self.file.chosen.settings, self.settings
        fault = _fault_of(lambda: self.file.restore(chosen))
        self.settings = replace(before, **difference(kept, self.file.chosen.settings))  # type: ignore[arg-type]  # by name
        fault = self._apply(before, self.settings) or fault
        for changed in (self.boards_changed, self.limits_changed, self.alerts_changed):
            changed.emit()
        self._tell(fault, self.program_changed)

    def _tell(self, fault: str | None, changed: SignalInstance) -> None:
        self.fault_changed.emit(fault)
        changed.emit()
        self.changed.emit()

    def _apply(self, before: Settings, after: Settings) -> str | None:
        """Apply settings; return why one of them can't be, None if all are."""
        changed = difference(before, after).keys()
        if "log_level" in changed:
            set_level(after.log_level)
        if self._is_play:
            # Real records must not get into a demonstration, nor the demonstration into files.
            return None
        if changed & {"host", "port", "silent_after_s", "reconnect_after_s"}:
            self._live_floor.listen_to(lines_to(read_addresses(after.host, after.port), after))
        fault = self._move_files(changed, after)
        if "record" in changed:
            if after.record:
                self._recording.start()
            else:
                self._recording.switch_off()
        return fault

    def _move_files(self, changed: AbstractSet[str], settings: Settings) -> str | None:
        files = files_of(settings, self.file.path.parent)
        fault = None
        if "data_file" in changed:
            fault = _fault_of(lambda: self._live_floor.files.move_data(files.data_file))
        if "detail_file" in changed:
            fault = _fault_of(lambda: self._live_floor.files.move_detail(files.detail_file)) or fault
        if "directory_file" in changed:
            self._directory.move(files.directory_file)
        if changed & {"record_file", "record_roll_mb", "record_keep_mb"}:
            limits = SizeLimits.of_megabytes(settings.record_roll_mb, settings.record_keep_mb)
            self._recording.move(files.record_file, limits)
        return fault


def _fault_of(change: Callable[[], None]) -> str | None:
    """Make a change; return why it can't be kept or applied, None if it can."""
    try:
        change()
    except (SettingsError, DataFileError) as error:
        _log.warning("%s", error)
        return str(error)
    return None
