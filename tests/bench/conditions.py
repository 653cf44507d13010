"""The conditions of a measurement."""

import pathlib
from dataclasses import dataclass

from tests.bench.screen import Screen


@dataclass(frozen=True, slots=True)
class Conditions:
    """What all sections share.

    Attributes:
        folder: For the files of the programs that are measured; empty at first.
        screen: Where boards are shown.
        seconds: How long a program that stands still is watched.
        flood_s: How long 10,000 records a second are offered.
        load_s: How long the load lasts that stands for an hour.
        lone_s: How long records arrive one by one.
        samples: How many times a delay is taken.

    """

    folder: pathlib.Path
    screen: Screen
    seconds: float
    flood_s: float
    load_s: float
    lone_s: float
    samples: int
