"""A short sound in memory."""

import array
import io
import pathlib
from dataclasses import dataclass
from typing import Final

LONGEST_S: Final = 3.0
"""Longest clip that is accepted."""
_SAMPLE_BYTES: Final = 2


class ClipError(Exception):
    """A file is not a valid clip; the text says which and why."""


@dataclass(frozen=True, slots=True)
class Clip:
    """A sound with one channel and 16-bit little-endian samples.

    Attributes:
        rate: Samples per second.
        data: The samples.

    """

    rate: int
    data: bytes

    @property
    def length_s(self) -> float:
        """Its length in seconds."""
        return len(self.data) / _SAMPLE_BYTES / self.rate

    def at_volume(self, volume: int) -> "Clip":
        """Return it at a volume from 0 to 100, where 50 sounds half as loud."""
        share = (max(0, min(100, volume)) / 100) ** 2
        samples = array.array("h", self.data)
        samples = array.array("h", (round(sample * share) for sample in samples))
        return Clip(self.rate, samples.tobytes())

    def to_wav(self) -> bytes:
        """Return it as the content of a WAV file."""
        import wave  # noqa: PLC0415 - loaded on first use

        file = io.BytesIO()
        with wave.open(file, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(_SAMPLE_BYTES)
            sound.setframerate(self.rate)
            sound.writeframes(self.data)
        return file.getvalue()


def read_clip(file: pathlib.Path) -> Clip:
    """Read a WAV file.

    Raises:
        ClipError: It can't be read, has another format or is too long.

    """
    import wave  # noqa: PLC0415 - loaded on first use

    try:
        with wave.open(str(file), "rb") as sound:
            form = sound.getnchannels(), sound.getsampwidth()
            rate, count = sound.getframerate(), sound.getnframes()
            if form != (1, _SAMPLE_BYTES) or not rate or count > rate * LONGEST_S:
                message = f"{file}: no sound of one channel, 16 bits and at most {LONGEST_S:g} s"
                raise ClipError(message)
            return Clip(rate, sound.readframes(count))
    except (OSError, EOFError, wave.Error) as error:
        message = f"{file}: {error}"
        raise ClipError(message) from error
