"""The settings of the program as a whole."""

from dataclasses import dataclass
from functools import partial

from desktop.settings.addresses import DEFAULT_PORT, PORTS, wrong_addresses
from desktop.settings.declared import check_all, setting

_line = partial(setting, "phone system")
_silence = partial(_line, span=(5, 86400), unit="s")
_recording = partial(setting, "recording")
_start = partial(setting, "start")
_strip = partial(setting, "strip")
_window = partial(setting, "window")
_file = partial(setting, "files", default="", is_path=True)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of the program but for boards, limits and alerts. Fields have their names in the file."""

    host: str = _line(
        "Name or address of the Mitel phone system; blank asks in the window. Several with commas between;"
        " one with another port as name:port.",
        default="",
        check=wrong_addresses,
        title="Phone system",
    )
    port: int = _line(
        "TCP port of its real time events stream.", default=DEFAULT_PORT, span=PORTS, title="Port"
    )
    silent_after_s: float = _silence(
        "Seconds without a byte after which the board shows that nothing is heard.",
        default=60.0,
        title="Say that nothing is heard after",
    )
    reconnect_after_s: float = _silence(
        "Seconds without a byte after which the line is dropped and made again; 0 never does.",
        default=180.0,
        or_zero=True,
        title="Connect again after silence of",
        zero_label="never",
    )
    data_file: str = _file(
        "Where mitel_data.json is kept, from this file's folder on; blank is the data folder.",
        title="Data file",
    )
    detail_file: str = _file(
        "Where a file with more detail for other programs is kept, from this file's folder on; blank: none.",
        title="Detail file",
    )
    directory_file: str = _file(
        "The CSV file with names of agents, groups and paths, from this file's folder on; blank is"
        " directory.csv in that folder.",
        title="File with names",
    )
    record: bool = _recording(
        "Keep the stream as it comes, to be replayed; it tells what each agent did.",
        default=False,
        title="Record the stream",
    )
    record_file: str = _recording(
        "Where it is kept, from this file's folder on; blank is the folder recording in the data folder.",
        default="",
        title="Recording",
        is_path=True,
    )
    record_roll_mb: int = _recording(
        "Megabytes after which a new piece begins, as it does each day.",
        default=16,
        span=(1, 1024),
        title="A new piece after",
        unit="MB",
    )
    record_keep_mb: int = _recording(
        "Megabytes of all pieces together; the oldest are deleted.",
        default=512,
        span=(2, 1048576),
        title="Keep at most",
        unit="MB",
    )
    minimized: bool = _start("Start in the tray.", default=False, title="Start in the tray")
    log_level: str = _start(
        "What is said on the console.",
        default="info",
        choices={"debug": "Everything", "info": "What happens", "warning": "Warnings", "error": "Errors"},
        title="Say on the console",
    )
    strip: bool = _strip(
        "Show the small board for the desk.", default=False, title="Show the small board for the desk"
    )
    strip_place: str = _strip("Where it is.", default="", kept_by_program=True)
    set_up: bool = _window(
        "Whether the assistant of the first start was gone through.", default=False, kept_by_program=True
    )
    told_about_tray: bool = _window(
        "Whether closing the window has said that the tray icon stays.", default=False, kept_by_program=True
    )

    def __post_init__(self) -> None:
        check_all(self)
