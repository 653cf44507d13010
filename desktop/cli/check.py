"""``tallymate check``: tests the connection to a phone system."""

import argparse
from typing import TYPE_CHECKING

from desktop.cli.options import Parser, host, number
from desktop.settings import DEFAULT_PORT, read_addresses
from desktop.system.console import say

if TYPE_CHECKING:
    from desktop.feed.worker import Line


def add_options(parser: Parser) -> None:
    """Add the options of the command."""
    parser.add_argument("address", type=parse_line, metavar="HOST[:PORT]", help="the phone system")
    parser.add_argument(
        "--seconds", type=number(1, 86_400), default=30.0, help="how long to listen (default %(default)s)"
    )


def parse_line(text: str) -> "Line":
    """Read host and port of one phone system."""
    from desktop.feed.worker import Line

    addresses = read_addresses(host(text), DEFAULT_PORT)
    if len(addresses) != 1:
        message = f"{text!r} names {'more than one' if addresses else 'no'} phone system"
        raise argparse.ArgumentTypeError(message)
    return Line(*addresses[0])


def run(options: argparse.Namespace) -> int:
    """Listen to the phone system; return exit code 0 if it sent real records, else 1."""
    from PySide6.QtCore import QCoreApplication

    from desktop.feed.check import ConnectionCheck
    from desktop.system import clock
    from desktop.system.exit_signals import exit_signals

    application = QCoreApplication(["tallymate"])
    check = ConnectionCheck(options.address.host, options.address.port, options.seconds, clock.now)
    check.said.connect(say)
    check.ended.connect(lambda came: application.exit(0 if came else 1))
    with exit_signals(check.conclude):
        try:
            check.start()
            return application.exec()
        finally:
            check.stop()
