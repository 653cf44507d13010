"""No module starts another program, runs a text, or uses a text from outside as a format."""

import ast
import pathlib
from collections.abc import Iterator
from typing import Final

import pytest

DESKTOP: Final = pathlib.Path(__file__).parent.parent.parent / "desktop"
MODULES: Final = sorted(DESKTOP.rglob("*.py"))
STARTERS: Final = {"subprocess", "pty", "multiprocessing", "pickle", "marshal", "shelve", "code", "runpy"}
RUNNERS: Final = {
    "eval",
    "exec",
    "compile",
    "__import__",
    "QProcess",
    "system",
    "popen",
    "posix_spawn",
    "startfile",
}
ALLOWED: Final[dict[str, set[str]]] = {
    # It quotes a command line by the module's rules, and starts nothing.
    "system/windows/autostart.py": {"subprocess"},
    "system/macos/awake.py": {"subprocess"},
    "system/program_player.py": {"subprocess"},
}
"""They start programs of the system, to keep a Mac awake and to play a sound, with no arguments from outside
but our process ID and a file name chosen by the system."""
LOGGING: Final = {"debug", "info", "warning", "error", "exception", "critical"}


def named(tree: ast.AST) -> Iterator[str]:
    """Return every imported module and every called name."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (name.name.split(".")[0] for name in names)
            case ast.ImportFrom(module=str(module), names=names):
                yield module.split(".")[0]
                yield from (name.name for name in names)
            case ast.Call(func=ast.Name(id=name)):
                yield name
            case ast.Call(func=ast.Attribute(attr=name, value=ast.Name(id="os" | "QProcess"))):
                yield name


def formats(tree: ast.AST) -> Iterator[ast.expr]:
    """Return the expressions that are used as a format."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="format" | "format_map", value=value)):
                yield value
            case ast.Call(func=ast.Attribute(attr="log", value=ast.Name(id="_log")), args=[_, text, *_]):
                yield text
            case ast.Call(func=ast.Attribute(attr=attr, value=ast.Name(id="_log")), args=[text, *_]) if (
                attr in LOGGING
            ):
                yield text


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(DESKTOP)))
def test_no_text_is_run_or_used_as_a_format(module: pathlib.Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    allowed = ALLOWED.get(module.relative_to(DESKTOP).as_posix(), set())
    assert (STARTERS | RUNNERS) & set(named(tree)) <= allowed
    assert not [name for name in named(tree) if name.startswith(("execv", "execl", "spawn"))]
    for text in formats(tree):
        assert isinstance(text, ast.Constant), ast.unparse(text)
