"""What every feature is made from."""

from dataclasses import dataclass

from desktop.live.directory import WatchedDirectory
from desktop.live.listening import Listening
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
        listening: The source of the floor.
        overview: The whole floor in a few figures.
        directory: Names of agents and queues.
        recording: Switches the recording on and off.
        autostart: Starts the program at sign-in.
        requests: What features ask of each other.

    """

    kit: Kit
    run: Run
    preferences: Preferences
    listening: Listening
    overview: Overview
    directory: WatchedDirectory
    recording: Recording
    autostart: Autostart
    requests: Requests
