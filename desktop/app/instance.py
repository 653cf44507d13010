"""One program for each settings file: a second start asks the first one for its board, or to end.

Exit codes of a second start: 0, the first program shows its board, or need not (``--minimized``); 3, it does
not, and the reason is printed.
Exit codes of ``--quit``: 0, the program ended; 1, it did not end within 15 s; 3, none was running.
"""

import contextlib
import logging
import pathlib
from collections.abc import Callable, Iterator
from typing import Final

from desktop.live.run import Run
from desktop.system.one_instance import OneInstance, Reply, Request, RequestKind
from desktop.system.other_instance import ask_other, wait_for_end
from desktop.system.places import lock_folder, settings_key

NOT_DONE: Final = 3

Say = Callable[[str], None]

_log = logging.getLogger(__name__)


@contextlib.contextmanager
def _one_instance(settings_path: pathlib.Path) -> Iterator[OneInstance | None]:
    """Hold the lock of a settings file meanwhile; yield None where another program holds it."""
    instance = OneInstance(lock_folder(), settings_key(settings_path))
    try:
        is_first = instance.claim()
    except OSError as error:
        # Two programs are better than none.
        _log.warning("Can't detect a second start: %s", error)
        is_first = True
    try:
        yield instance if is_first else None
    finally:
        if is_first:
            instance.release()


def run_as_one(run: Run, say: tuple[Say, Say], go: Callable[[OneInstance], int], *, headless: bool) -> int:
    """Run the program, or have the one that already runs show its board; return the exit code.

    Arguments:
        run: This run of the program.
        say: Two functions that print a line on the console, for success and for failure.
        go: Runs the program.
        headless: Whether this run has no window.

    """
    while True:
        with _one_instance(run.settings_file.path) as instance:
            if instance is not None:
                return go(instance)
        code = _show_first(run, *say, headless=headless)
        if code is not None:
            return code


def _show_first(run: Run, say: Say, tell: Say, *, headless: bool) -> int | None:
    """Ask the running program to show its board; return the exit code, None if it has just ended."""
    already = f"TallyMate is already running with the settings of {run.settings_file.path}"
    if headless:
        say(f"{already}; use --settings with another file to run a second one.")
        return NOT_DONE
    if run.settings.minimized and not run.is_play:
        say(f"{already}.")
        return 0
    kind = RequestKind.FULLSCREEN if run.fullscreen else RequestKind.SHOW
    reply = ask_other(_lock_path(run.settings_file.path), Request(kind, run.screen))
    match reply:
        case Reply.DONE if run.is_play:
            tell(
                f"{already}: its own board is shown, not the {run.source_label.lower()};"
                " end it with --quit first, or use --settings with another file."
            )
            return NOT_DONE
        case Reply.DONE:
            say(f"{already}: its board is shown.")
            return 0
        case Reply.NO_WINDOW:
            tell(f"{already}, without a window; end it with --quit, or use --settings with another file.")
        case Reply.GONE:
            return None
        case _:
            tell(f"{already}, but does not answer.")
    return NOT_DONE


def quit_first(settings_path: pathlib.Path, say: Say) -> int:
    """End the program that runs with these settings; return the exit code."""
    lock_path = _lock_path(settings_path)
    if not lock_path.exists():
        say("TallyMate is not running.")
        return NOT_DONE
    reply = ask_other(lock_path, Request(RequestKind.QUIT))
    if reply is Reply.GONE:
        say("TallyMate is not running.")
        return NOT_DONE
    if reply is Reply.DONE and wait_for_end(lock_path):
        say("TallyMate ended.")
        return 0
    say("TallyMate does not answer." if reply is None else "TallyMate did not end.")
    return 1


def _lock_path(settings_path: pathlib.Path) -> pathlib.Path:
    return OneInstance(lock_folder(), settings_key(settings_path)).lock_path
