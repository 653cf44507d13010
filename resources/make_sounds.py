"""Makes the sounds of alerts from nothing but arithmetic, so that they are everyone's (CC0 1.0).

``python3 resources/make_sounds.py`` writes them into ``resources/sounds``.
"""

import array
import math
import pathlib
import sys
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

FOLDER: Final = pathlib.Path(__file__).parent / "sounds"
RATE: Final = 22_050
"""Samples per second: enough for notes below 2 kHz with their overtones."""
PEAK: Final = 0.45
"""Share of full scale that the loudest sample may reach."""

_ATTACK_S: Final = 0.012
_OVERTONES: Final = ((1, 1.0, 1.0), (2, 0.22, 1.8), (3, 0.07, 2.6), (4.01, 0.03, 4.0))
"""Frequency, strength and decay of each partial, relative to the note's: like a softly struck wooden bar."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note.

    Attributes:
        at_s: Start, in seconds.
        hertz: Frequency.
        strength: Loudness, from 0 to 1.
        decay_s: Seconds in which the loudness falls to a third.

    """

    at_s: float
    hertz: float
    strength: float = 1.0
    decay_s: float = 0.16


SOUNDS: Final = {
    # A question that can wait: a fourth up.
    "attention": (Note(0.0, 659.26, 0.8), Note(0.14, 880.0, 1.0, 0.2)),
    # Something to do now: a triad down, still no bell.
    "trouble": (Note(0.0, 880.0), Note(0.15, 698.46), Note(0.30, 587.33, 1.0, 0.26)),
    # All is well again: low and short.
    "settled": (Note(0.0, 523.25, 0.6, 0.12), Note(0.12, 392.0, 0.6, 0.2)),
}
_TAIL_DECAYS: Final = 4.0


def samples_of(notes: Sequence[Note]) -> "array.array[int]":
    """Return the 16-bit samples of a sound; the first and the last are silence."""
    length_s = max(note.at_s + note.decay_s * _TAIL_DECAYS for note in notes)
    values = [0.0] * round(length_s * RATE)
    for note in notes:
        first = round(note.at_s * RATE)
        for place in range(first, len(values)):
            values[place] += _value(note, (place - first) / RATE)
    fade = round(0.03 * RATE)
    for place in range(fade):
        values[-1 - place] *= place / fade
    loudest = max(abs(value) for value in values)
    strength = max(note.strength for note in notes)
    return array.array("h", (round(value / loudest * PEAK * strength * 32_767) for value in values))


def _value(note: Note, at_s: float) -> float:
    rise = math.sin(min(1.0, at_s / _ATTACK_S) * math.pi / 2) ** 2
    partials = (
        strength
        * math.exp(-at_s * decay / note.decay_s)
        * math.sin(2 * math.pi * note.hertz * multiple * at_s)
        for multiple, strength, decay in _OVERTONES
    )
    return note.strength * rise * sum(partials)


def write(folder: pathlib.Path) -> list[pathlib.Path]:
    """Write all sounds as WAV files; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name, notes in SOUNDS.items():
        samples = samples_of(notes)
        if sys.byteorder == "big":
            samples.byteswap()
        file = folder / f"{name}.wav"
        with wave.open(str(file), "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(RATE)
            sound.writeframes(samples.tobytes())
        files.append(file)
    return files


if __name__ == "__main__":
    for made in write(FOLDER):
        print(made)
