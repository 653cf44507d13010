"""One input of the fuzzer, with a text form in which it can be read, kept and replayed."""

import enum
from dataclasses import dataclass


class Target(enum.Enum):
    """The target of an input."""

    STREAM = "stream"
    """The decoder and the floor."""
    DATA_FILE = "data file"
    RECORDING = "recording"


class Pause(enum.Enum):
    """An interruption between two reads."""

    SILENCE = "silence"
    """Long enough for a complete tail to be taken."""
    LOSS = "loss"
    """The line drops; what follows comes over the next connection."""


Step = bytes | Pause
"""One read, or an interruption."""


@dataclass(frozen=True, slots=True)
class Case:
    """One input; as text it can be read, kept and replayed.

    Attributes:
        target: What it is for.
        steps: In order; a file is one step.

    """

    target: Target
    steps: tuple[Step, ...]

    def to_text(self) -> str:
        """Write it: the target, then a line for each step, bytes in hex."""
        lines = [step.value if isinstance(step, Pause) else f"read {step.hex()}" for step in self.steps]
        return "\n".join((self.target.value, *lines)) + "\n"

    @staticmethod
    def from_text(text: str) -> "Case":
        """Read what `to_text` wrote.

        Raises:
            ValueError: It is something else.

        """
        target, *lines = text.splitlines()
        steps = [
            bytes.fromhex(line.removeprefix("read")) if line.startswith("read") else Pause(line)
            for line in lines
        ]
        return Case(Target(target), tuple(steps))
