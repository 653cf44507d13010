"""What one run of the program is to do."""

import pathlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from desktop.feed.worker import Line
from desktop.settings import Settings, SettingsFile, read_places

if TYPE_CHECKING:
    from desktop.recording.rolling import Limits


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of the program is to do.

    Attributes:
        settings: The settings with the options of this run over them.
        settings_file: Where they are kept, without those options.
        data_file: Where mitel_data.json is kept.
        recording_file: Where the stream is recorded.
        detail_file: Where the detail file is kept; None for none.
        demo: Whether to listen to a simulated phone system.
        replay: Recordings whose phone systems to listen to; none for real ones.
        speed: How many recorded seconds are replayed in one.
        screen: The screen of the first board for this run alone, from 1; 0 leaves it to the settings.
        fullscreen: Whether the first board fills its screen in this run, whatever the settings say.
        directory_file: Where the names of agents and queues are; None for those of the example.
        given: The settings that options of this run stand in for, whatever phone system it shows.
        in_person: Whether someone just asked for it, and wants to see it.
        log_folder: Where the program's own log and crashes are kept; None for nowhere.

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
        """Whether what is shown is not what happens."""
        return self.demo or bool(self.replay)

    @property
    def minimized(self) -> bool:
        """Whether it starts in the tray."""
        return self.settings.minimized and not self.in_person

    @property
    def play(self) -> str:
        """What is shown instead of what happens; blank when that is shown."""
        return "Demonstration" if self.demo else "Recording" if self.replay else ""

    @property
    def recording_limits(self) -> "Limits":
        """How large the recording becomes."""
        from desktop.recording.rolling import Limits  # noqa: PLC0415 - loaded on first use

        settings = self.settings
        return Limits.of_megabytes(settings.record_roll_mb, settings.record_keep_mb)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The phone systems to listen to."""
        if self.is_play:
            return ()
        settings = self.settings
        return lines_to(read_places(settings.host, settings.port), settings)


def lines_to(places: Iterable[tuple[str, int]], settings: Settings) -> tuple[Line, ...]:
    """Return lines to these hosts and ports, as patient as the settings say."""
    return tuple(
        Line(host, port, settings.silent_after_s, settings.reconnect_after_s) for host, port in places
    )
