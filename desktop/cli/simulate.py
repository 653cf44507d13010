"""``tallymate simulate``: a simulated phone system."""

import argparse
import datetime as dt
from typing import Final

from PySide6.QtCore import QCoreApplication

from desktop.cli.options import Parser, add_listening, number, whole
from desktop.simulator.plan import Plan, Stage
from desktop.simulator.server import SimulatorServer
from desktop.system import clock
from desktop.system.console import say
from desktop.system.exit_signals import exit_signals

STARTS: Final = dt.datetime(2026, 1, 5, 8, tzinfo=dt.UTC)
"""Start of the simulated phone system's clock: the same seed makes the same stream."""
_MOST_AGENTS: Final = 9_999
_MOST_QUEUES: Final = 100


def add_options(parser: Parser) -> None:
    """Add the options of the command."""
    plan = Plan()
    add_listening(parser)
    add = parser.add_argument
    for name, most, what in (
        ("agents", _MOST_AGENTS, "agents"),
        ("groups", _MOST_QUEUES, "agent groups"),
        ("paths", _MOST_QUEUES, "paths"),
    ):
        of_plan = getattr(plan, name)
        add(f"--{name}", type=whole(1, most), default=of_plan, help=f"number of {what} (default {of_plan})")
    add(
        "--rate",
        type=number(0, 10_000),
        default=plan.rate,
        help="average number of call events a second (default %(default)s)",
    )
    add(
        "--seed",
        type=int,
        default=plan.seed,
        help="the same seed makes the same stream (default %(default)s)",
    )
    add("--speed", type=number(0.01, 1000), default=1.0, help="speed of its clock (default %(default)s)")


def run(options: argparse.Namespace) -> int:
    """Send the stream until told to end; return the exit code."""
    plan = Plan(options.agents, options.groups, options.paths, options.rate, options.seed)
    place = f"{options.listen}:{options.port}"
    application = QCoreApplication(["tallymate"])
    server = SimulatorServer(plan, Stage(STARTS, options.listen, options.port, options.speed), clock.now)
    failures: list[str] = []
    server.failed.connect(failures.append)
    server.listening.connect(
        lambda port: say(
            f"Simulated phone system on {options.listen}:{port}: {plan.agents} agents, {plan.groups} groups,"
            f" {plan.paths} paths. The shift begins when the first client connects."
        )
    )
    with exit_signals(application.exit):
        try:
            server.start()
            if failures:
                say(f"tallymate: error: can't listen on {place}: {failures[0]}")
                return 2
            return application.exec()
        finally:
            server.stop()
