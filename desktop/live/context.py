"""The parts that all features share."""

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
    """The parts that all features share; each feature is made from them.

    Attributes:
        kit: The parts that all windows share.
        run: This run of the program.
        preferences: The settings in force.
        live_floor: The floor, its lines and the files that publish it.
        overview: The whole floor in a few figures.
        directory: Names of agents and queues.
        recording: Switches the recording on and off.
        autostart: Starts the program at sign-in.
        requests: The features' requests to each other.

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
