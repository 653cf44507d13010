"""What every feature is made from."""

from dataclasses import dataclass

from desktop.live.directory import WatchedDirectory
from desktop.live.floor import LiveFloor
from desktop.live.overview import Overview
from desktop.live.preferences import Preferences
from desktop.live.recording import Recording
from desktop.live.requests import Requests
from desktop.live.run import Run
from desktop.system.autostart import Autostart
from desktop.ui.kit import Kit


@dataclass(frozen=True, slots=True)
class Context:
    """What every feature is made from.

    Attributes:
        kit: What all windows share.
        run: What this run of the program does.
        preferences: The settings in force.
        live_floor: The floor, its lines and the files that publish it.
        overview: The whole floor in a few figures.
        directory: Names of agents and queues.
        recording: Switches the recording on and off.
        autostart: Starts the program at sign-in.
        requests: What features ask of each other.

    """

    kit: Kit
    run: Run
    preferences: Preferences
    live_floor: LiveFloor
    overview: Overview
    directory: WatchedDirectory
    recording: Recording
    autostart: Autostart
    requests: Requests
