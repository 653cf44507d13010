"""One run of the program, as its options and settings ask for it."""

import pathlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from desktop.feed.worker import Line
from desktop.settings import Settings, SettingsFile, read_addresses

if TYPE_CHECKING:
    from desktop.recording.rolling import SizeLimits


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the program, as its options and settings ask for it.

    Attributes:
        settings: The settings, overridden by the options of this run.
        settings_file: The file of the settings, without those options.
        data_file: mitel_data.json.
        recording_file: The recording.
        detail_file: The detail file; None for none.
        demo: Whether to listen to a simulated phone system.
        replay: Recordings to play instead of real phone systems; empty for none.
        speed: Recorded seconds played in one second.
        screen: The screen of the first board in this run, from 1; 0 for the one in the settings.
        fullscreen: Whether the first board fills its screen in this run, whatever the settings say.
        directory_file: The names of agents and queues; None for the example's.
        given: The settings that options of this run override, whatever phone system it shows.
        in_person: Whether the user just asked for this run and expects to see it.
        log_folder: The folder of the log and of crash reports; None for none.

    """

    settings: Settings
    settings_file: SettingsFile
    data_file: pathlib.Path
    recording_file: pathlib.Path
    detail_file: pathlib.Path | None = None
    demo: bool = False
    replay: tuple[pathlib.Path, ...] = ()
    speed: float = 1.0
    screen: int = 0
    fullscreen: bool = False
    directory_file: pathlib.Path | None = None
    given: Mapping[str, Any] = field(default_factory=dict)
    in_person: bool = False
    log_folder: pathlib.Path | None = None

    @property
    def is_play(self) -> bool:
        """Whether a demonstration or a recording is shown instead of real phone systems."""
        return self.demo or bool(self.replay)

    @property
    def minimized(self) -> bool:
        """Whether it starts in the tray."""
        return self.settings.minimized and not self.in_person

    @property
    def source_label(self) -> str:
        """The label of the demonstration or recording shown; blank for real phone systems."""
        return "Demonstration" if self.demo else "Recording" if self.replay else ""

    @property
    def recording_limits(self) -> "SizeLimits":
        """The size limits of the recording."""
        from desktop.recording.rolling import SizeLimits  # noqa: PLC0415 - loaded on first use

        settings = self.settings
        return SizeLimits.of_megabytes(settings.record_roll_mb, settings.record_keep_mb)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The phone systems to listen to."""
        if self.is_play:
            return ()
        settings = self.settings
        return lines_to(read_addresses(settings.host, settings.port), settings)


def lines_to(places: Iterable[tuple[str, int]], settings: Settings) -> tuple[Line, ...]:
    """Return lines to these hosts and ports, with the timeouts of the settings."""
    return tuple(
        Line(host, port, settings.silent_after_s, settings.reconnect_after_s) for host, port in places
    )
