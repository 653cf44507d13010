"""The command line: finds the command, loads what it needs and runs it."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Final

from desktop import UserError
from desktop.cli.options import Parser
from desktop.system.frozen import free_children

PROGRAM_MODULE: Final = "program"
"""The module that runs the program itself, for a command line without a command."""
COMMANDS: Final = {
    "check": "test the connection to a phone system and show what it sends",
    "record": "record the stream to a file",
    "picture": "paint a board to a PNG file, without a screen",
    "replay": "play a recording to other programs, as the phone system sent it",
    "rehearse": "try the alert rules on a recording",
    "simulate": "simulate a phone system to test against",
}
"""Commands with their help. Each has a module of its name with the functions `add_options` and `run`."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code.

    0 on a normal end, 1 if ``check``, ``--quit`` or the self-test failed, 2 for a wrong option or setting,
    3 for a second start whose request was not met, or if ``--quit`` found no program.
    """
    free_children()
    words = sys.argv[1:] if arguments is None else list(arguments)
    parser = make_parser(words)
    options = parser.parse_args(words)
    command: str | None = options.command
    if command not in {None, "record", *words[:1]}:
        parser.error(f"{words[0]} does not go with {command}")
    if options.report is not None and not options.selftest:
        parser.error("--report goes only with --selftest")
    try:
        code: int = _module("selftest" if options.selftest else command or PROGRAM_MODULE).run(options)
    except UserError as error:
        parser.error(str(error))
    return code


def make_parser(words: Sequence[str]) -> Parser:
    """Return the parser of the whole command line, with the options of the commands that occur in it."""
    parser = Parser(
        prog="tallymate",
        description="Shows the agents and queues of a Mitel call centre, and keeps mitel_data.json current.",
        allow_abbrev=False,
    )
    _module(PROGRAM_MODULE).add_options(parser)
    commands: argparse._SubParsersAction[Parser] = parser.add_subparsers(
        dest="command", metavar="command", title="commands", parser_class=Parser
    )
    for name, what in COMMANDS.items():
        command = commands.add_parser(name, help=what, allow_abbrev=False)
        if name in words:
            _module(name).add_options(command)
    return parser


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"desktop.cli.{name}")
