"""The conditions of a measurement."""

import pathlib
from dataclasses import dataclass

from tests.bench.screen import Screen


@dataclass(frozen=True, slots=True)
class Conditions:
    """The conditions that all sections share.

    Attributes:
        folder: A folder for the measured programs' files; empty at first.
        screen: The screen for boards.
        seconds: Duration of watching an idle program.
        flood_s: Duration of 10,000 records a second.
        load_s: Duration of the load that stands for an hour.
        lone_s: Duration of single records.
        samples: Number of samples of a delay.

    """

    folder: pathlib.Path
    screen: Screen
    seconds: float
    flood_s: float
    load_s: float
    lone_s: float
    samples: int
