"""All faults, for the tests and for the script that measures how long the window is blocked."""

from typing import Final

from tests.faults import clocks, files, lines

FAULTS: Final = (*files.FAULTS, *lines.FAULTS, *clocks.FAULTS)
