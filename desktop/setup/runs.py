"""The runs that the assistant switches to: a demonstration, or the real phone systems."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from desktop.live.files import DEMONSTRATION, files_of_run
from desktop.live.run import Run
from desktop.settings import Settings


def demonstration_of(run: Run) -> Run:
    """Return the run that shows a simulated phone system, with files of its own.

    Raises:
        SettingsError: Its folder can't be made.
        DataFileError: Its files can't be kept there.

    """
    return _run(run, replace(run.settings_file.chosen.settings, **run.given), run.given, DEMONSTRATION)


def real_of(run: Run, chosen: Mapping[str, Any]) -> Run:
    """Return the run that listens to real phone systems.

    Arguments:
        run: The present run.
        chosen: Settings that replace those of the file and of options, whether they are saved or not.

    Raises:
        SettingsError: A setting is wrong, or the program's folder can't be made.
        DataFileError: The files can't be kept where they are wanted.

    """
    given = {name: value for name, value in run.given.items() if name not in chosen}
    settings = replace(run.settings_file.chosen.settings, **given)
    return _run(run, replace(settings, **chosen), given)


def _run(run: Run, settings: Settings, given: Mapping[str, Any], play: str = "") -> Run:
    of_files = replace(settings, data_file="", detail_file="") if play else settings
    files = files_of_run(of_files, run.settings_file.path.parent, play)
    return Run(
        settings,
        run.settings_file,
        files.data_file,
        files.record_file,
        files.detail_file,
        demo=play == DEMONSTRATION,
        directory_file=None if play == DEMONSTRATION else files.directory_file,
        given=given,
        in_person=True,
        log_folder=run.log_folder,
    )
