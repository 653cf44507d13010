"""For how long alerts are muted."""

import enum


class MuteFor(enum.Enum):
    """For how long alerts are not to be told; the value is what the menu calls it."""

    QUARTER = "For 15 minutes"
    HOUR = "For 60 minutes"
    TODAY = "For today"
