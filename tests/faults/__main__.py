"""Plays each fault against the program's own parts and measures how long its window was blocked.

python3 installer/dev.py faults [part of a fault's name ...]

The window is on Qt's off screen platform, painted as on any other. The outcomes are the same as in
tests/faults; the time is that for which the event loop of the window did not come back, from when the board
stands to the end of the fault.
"""

import logging
import math
import os
import pathlib
import platform
import sys
import tempfile
import traceback
from collections.abc import Sequence
from typing import Final

# Missing on the offscreen platform: size hints, a tray.
os.environ["QT_LOGGING_RULES"] = "default.warning=false;qt.core.qobject.connect.warning=false"
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QApplication

from tests.faults.faults import FAULTS
from tests.faults.stage import Fault, ImpossibleFaultError, a_stage

WANTED_MS: Final = 100.0
TRIES: Final = 3
RETRY_S: Final = 0.02
"""A lost line is retried after 1 s or more, which is too long for a thousand losses."""
_COLUMNS: Final = "{:<53}  {:<80}  {:>9}"


def main(arguments: Sequence[str]) -> int:
    """Play the faults that are asked for, or all; return 0 if each has its outcome within the time."""
    logging.getLogger().addHandler(logging.NullHandler())
    application = QApplication(["faults"])
    chosen = [fault for fault in FAULTS if not arguments or any(part in fault.name for part in arguments)]
    system = f"{platform.system()}, {os.cpu_count()} cores"
    print(f"Python {platform.python_version()}, Qt {qVersion()}, {system}\n")
    print(_COLUMNS.format("fault", "outcome", "blocked"))
    failures = sum(not _play(application, fault) for fault in chosen)
    print(
        f"\n{len(chosen) - failures} of {len(chosen)} as required. Blocked is the longest time for which the"
    )
    print(f"window did not answer, which must stay under {WANTED_MS:g} ms: the best of up to {TRIES} tries,")
    print("since other load on the computer adds to it.")
    return 1 if failures or not chosen else 0


def _play(application: QApplication, fault: Fault) -> bool:
    """Play one fault; return whether it had its outcome within the time."""
    longest_ms = math.inf
    outcome = fault.outcome
    for _ in range(TRIES):
        try:
            longest_ms = min(longest_ms, _play_once(application, fault))
        except ImpossibleFaultError as reason:
            longest_ms, outcome = 0.0, f"not tried: {reason}"
        except AssertionError as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            why = str(error) or f"{where.line} ({pathlib.Path(where.filename).name}:{where.lineno})"
            longest_ms, outcome = math.inf, f"NOT AS STATED: {why}"
            break
        if longest_ms < WANTED_MS:
            break
    print(_COLUMNS.format(fault.name, outcome, f"{longest_ms:.1f} ms"), flush=True)
    return longest_ms < WANTED_MS


def _play_once(application: QApplication, fault: Fault) -> float:
    """Return the longest time for which the window was blocked, in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        with a_stage(application, pathlib.Path(folder), RETRY_S) as stage:
            fault.play(stage)
        return stage.heartbeat.longest_s * 1000


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
