"""Text that an attacker might send or put into a file: markup, paths, formats, commands."""

from typing import Final

from tests.support import call

AGENTS: Final = (
    "<b>6001",
    "<img s>",
    "</span>",
    "&amp;&x",
    "&lt;b&g",
    "../../x",
    "/etc/x",
    "..\\..\\x",
    "C:\\x.js",
    "~/x",
    "%s%s%n",
    "%(x)s",
    "{0}{1}",
    "{x!r}",
    "$(id)",
    "`id`",
    ";id;",
    "|id",
    "\"';--",
    "[*]x",
    "a\\tb",
    "CON",
    "-rf",
    "*",
)
"""At most seven characters, as permitted in an agent ID; a record with others is refused."""
STEERING: Final = (
    "\x1b[2J",
    "\x1b]0;x\x07",
    "\x9b31m",
    "\x00\x08",
    "\x7f",
    "\x0b",
    "\x0c",
    "\x1c",
    "\x85",
    "\xa0",
    "\xad",
)
"""Terminal control and line separators: refused in an agent ID, permitted after a button number."""
REST: Final = "<img src=x>../../x%s{0}$(id)\"'&amp;"


def calls() -> list[str]:
    """Return an ACD call of each hostile agent by a path of that name, followed by hostile text."""
    return [f"{call('G', agent, '01', agent)}{REST}" for agent in AGENTS]


def steering_calls() -> list[str]:
    """Return calls with good numbers and control characters after them."""
    return [f"{call('G', f'6{number:03d}', '01', 'P860')}{text}" for number, text in enumerate(STEERING)]


def refused_calls() -> list[str]:
    """Return calls with control characters in the agent ID; in UTF-8 too, as a right-to-left override."""
    override = "\u202e".encode().decode("latin-1")
    return [call("G", text[:7], "01", "P860") for text in (*STEERING, override)]
