"""python3 installer/dev.py soak: seven days of a floor in some minutes, and the checks at their end.

The phone system plays as fast as the program reads, and hangs up after each hour. The program's clock follows
it, a minute at a time. Not compressed are the pauses between writes of the data file (100 ms) and between
paints (33 ms), the ticks of board and tray, and the wait before a reconnect (1 s).
"""

import argparse
import logging
import sys
import time
from collections.abc import Sequence

from desktop.app.screen import Application
from tests.soak.checks import check_growth, check_outcome
from tests.soak.process import IS_KNOWN
from tests.soak.run import Plan, SoakError, soak
from tests.soak.times import DAY_HOURS


def main(arguments: Sequence[str]) -> int:
    """Run the soak; return exit code 1 if a check fails."""
    parser = argparse.ArgumentParser(prog="dev.py soak", description=__doc__)
    parser.add_argument("--days", type=float, default=7.0, help="of the simulated floor")
    parser.add_argument("--agents", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    logging.getLogger("desktop").addHandler(logging.NullHandler())  # each lost line would be reported
    application = Application(["tallymate", "-platform", "offscreen"])
    application.setStyle("Fusion")
    application.setQuitOnLastWindowClosed(False)
    began_s = time.monotonic()
    plan = Plan(max(1, round(options.days * DAY_HOURS)), options.agents, options.seed)
    try:
        outcome = soak(application, plan, lambda line: print(line, flush=True))
    except SoakError as error:
        print(f"dev.py soak: {error}", file=sys.stderr)
        return 1
    checks = check_outcome(outcome)
    if IS_KNOWN:
        checks.append(check_growth(outcome.first_hour, outcome.last_hour))
    for check in checks:
        print(check)
    print(f"{plan.hours} hours of {plan.agents} agents took {time.monotonic() - began_s:.0f} s")
    return 0 if all(check.holds for check in checks) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
