"""The times of the soak."""

import datetime as dt
from typing import Final

START: Final = dt.datetime(2026, 1, 5, 8, tzinfo=dt.UTC)
HOUR_S: Final = 3600
DAY_HOURS: Final = 24
