"""Clips: reading, volume, and refusing anything else."""

import array
import pathlib
import wave

import pytest

from desktop.system.clip import Clip, ClipError, read_clip

CLIP = Clip(8000, array.array("h", [0, 1000, -1000, 32767, -32768]).tobytes())


def test_a_clip_is_read_as_it_was_written(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "a.wav"
    file.write_bytes(CLIP.to_wav())
    assert read_clip(file) == CLIP


@pytest.mark.parametrize(
    ("volume", "first"), [(100, 1000), (50, 250), (10, 10), (0, 0), (-5, 0), (300, 1000)]
)
def test_half_the_volume_is_a_quarter_of_the_amplitude(volume: int, first: int) -> None:
    assert array.array("h", CLIP.at_volume(volume).data)[1] == first
    assert CLIP.at_volume(volume).length_s == CLIP.length_s


@pytest.mark.parametrize(
    "content", [b"", b"RIFF", b"no sound at all, but some text that is longer than a head"]
)
def test_a_file_that_is_no_sound_is_refused_with_its_name(tmp_path: pathlib.Path, content: bytes) -> None:
    file = tmp_path / "a.wav"
    file.write_bytes(content)
    with pytest.raises(ClipError, match=r"a\.wav"):
        read_clip(file)
    with pytest.raises(ClipError, match=r"b\.wav"):
        read_clip(tmp_path / "b.wav")


@pytest.mark.parametrize(("channels", "seconds"), [(2, 1), (1, 4)])
def test_long_and_stereo_clips_are_refused(tmp_path: pathlib.Path, channels: int, seconds: int) -> None:
    file = tmp_path / "a.wav"
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(channels)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(8000 * seconds * channels * 2))
    with pytest.raises(ClipError, match="one channel"):
        read_clip(file)
