"""The sounds in resources are those that the script makes; they are short and gentle."""

import array
import itertools
import pathlib

import pytest

from desktop.system.clip import Clip, read_clip
from desktop.system.sounds import Sound
from resources import make_sounds as sounds
from tests.conftest import RESOURCES

FULL = 32_768


def kept(sound: Sound) -> Clip:
    return read_clip(RESOURCES / "sounds" / sound.file_name)


def samples(clip: Clip) -> "array.array[int]":
    return array.array("h", clip.data)


def test_every_sound_has_a_file(tmp_path: pathlib.Path) -> None:
    made = sorted(file.name for file in sounds.write(tmp_path))
    assert made == sorted(sound.file_name for sound in Sound)
    assert made == sorted(file.name for file in (RESOURCES / "sounds").glob("*.wav"))


@pytest.mark.parametrize("sound", Sound)
def test_the_kept_file_is_what_the_script_makes(sound: Sound) -> None:
    made = sounds.samples_of(sounds.SOUNDS[sound.name.lower()])
    pairs = list(zip(samples(kept(sound)), made, strict=True))
    # Another processor may round the last bit otherwise.
    assert max(abs(one - other) for one, other in pairs) <= 1


@pytest.mark.parametrize("sound", Sound)
def test_a_sound_is_short_and_gentle(sound: Sound) -> None:
    clip = kept(sound)
    values = samples(clip)
    assert 0.3 < clip.length_s < 1.5
    assert max(map(abs, values)) < 0.5 * FULL
    # It begins and ends in silence, since otherwise it would click.
    assert abs(values[0]) < 0.002 * FULL
    assert abs(values[-1]) < 0.002 * FULL
    steepest = max(abs(after - before) for before, after in itertools.pairwise(values))
    assert steepest < 0.25 * FULL
