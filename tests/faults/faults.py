"""All faults, for the tests and for the script that measures how long the window did not answer."""

from typing import Final

from tests.faults import files

FAULTS: Final = (*files.FAULTS,)
