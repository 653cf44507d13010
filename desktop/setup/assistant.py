"""The assistant of the first start: it turns the user's answers into settings and another run."""

import logging
import os
import pathlib
from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal

from desktop.live.context import Context
from desktop.live.files import files_of, why_not_there
from desktop.live.run import Run
from desktop.publish.file_place import DataFileError
from desktop.settings import Settings, SettingsError
from desktop.setup.answers import Answers
from desktop.setup.runs import demonstration_of, real_of
from desktop.setup.window import AssistantWindow
from desktop.system.background_check import BackgroundCheck
from desktop.ui.on_demand_window import OnDemandWindow
from desktop.ui.screen_button import ScreenPlace, screen_size
from desktop.ui.sight import Sight, Verdict
from desktop.ui.windows import come_forward

_DATA_FILE: Final = "data_file"
_GOES_ON: Final = ("is ", "can't ")
"""Beginnings of reasons that continue a sentence about the file."""

_log = logging.getLogger(__name__)


class SetupAssistant(OnDemandWindow[AssistantWindow]):
    """The assistant: shows its window, a new one each time, and applies the answers.

    Signals:
        run_chosen: The program is to switch to that `Run`.

    Arguments:
        context: The parts that all features share.

    """

    run_chosen = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(context.kit.brushes, self._make_window)
        self._kit = context.kit
        self._run = context.run
        self._preferences = context.preferences
        self._floor = context.live_floor.floor
        self._autostart = context.autostart
        self._requests = context.requests
        self._check = BackgroundCheck(self._why_not_there)
        self._check.answered.connect(self._on_path_answered)
        self._begun_with = Answers()
        self._shown_fault = ""
        self._kit.application.screenAdded.connect(self._on_screens_changed)
        self._kit.application.screenRemoved.connect(self._on_screens_changed)

    def show(self) -> None:
        """Show the window, a new one unless it is open."""
        come_forward(self.ask())

    def stop(self) -> bool:
        """Remove the window for good; return whether the thread ended in time."""
        self.close()
        return self._check.stop()

    def _make_window(self) -> AssistantWindow:
        self._shown_fault = ""
        self._begun_with = self._present_answers()
        window = AssistantWindow(self._kit, self._begun_with, self._screens(), self._judged, self._fixed)
        window.answered.connect(self._on_answered)
        window.demonstration_asked.connect(self._on_demonstration_asked)
        window.files.file_asked.connect(partial(self._check.ask, _DATA_FILE))
        if self._run.is_play:
            # The user wants a phone system, and knows the program.
            window.go_to(1)
        return window

    def _judged(self, sight: Sight) -> Verdict:
        answers: list[Verdict] = []
        agents = 0 if self._run.is_play else len(self._floor.agents)
        self._requests.verdict_asked.emit(sight, agents, answers.append)
        return answers[0]

    def _on_path_answered(self, _: str, path: str, wrong: str | None) -> None:
        if self.window is not None:
            self.window.files.show_wrong(path, wrong)

    def _why_not_there(self, name: str, text: str) -> str | None:
        if not text:
            return "The file needs a place."
        path = pathlib.Path(os.path.expanduser(text))  # noqa: PTH111 - never raises
        if not (text.isprintable() and path.is_absolute()):
            return "The whole path is needed, from the drive or the root on."
        reason = why_not_there(name, text, self._preferences.settings, self._run.settings_file.path)
        if reason is None:
            return None
        return f"That {reason}." if reason.startswith(_GOES_ON) else f"{reason[0].upper()}{reason[1:]}."

    def _on_screens_changed(self) -> None:
        if self.window is not None:
            self.window.show_screens(self._screens())

    def _screens(self) -> tuple[ScreenPlace, ...]:
        return tuple(
            ScreenPlace(number, at.model() or at.name(), at.geometry(), screen_size(at))
            for number, at in enumerate(self._kit.application.screens(), 1)
        )

    @property
    def _fixed(self) -> frozenset[str]:
        """The settings that only the site sets, of the program and of boards."""
        fixed = self._run.settings_file.site.fixed
        return fixed.settings | fixed.of_boards | ({"fullscreen"} if "boards" in fixed.kinds else set())

    @property
    def _here(self) -> Run:
        """This run with those of its options that no setting replaced since."""
        settings = self._preferences.settings
        given = self._run.given
        return replace(
            self._run, given={name: given[name] for name in given if given[name] == getattr(settings, name)}
        )

    def _present_answers(self) -> Answers:
        """Return the answers in the present settings, with a guess at the television's screen."""
        file = self._run.settings_file
        settings = replace(file.chosen.settings, **self._here.given)
        board = file.chosen.boards[0]
        return Answers(
            settings.host,
            settings.port,
            str(files_of(settings, file.path.parent).data_file),
            self._autostart.is_on() if self._autostart.is_possible else None,
            board.fullscreen,
            board.screen or self._likely_wall(),
            board.diagonal_in,
            board.distance_m,
        )

    def _likely_wall(self) -> int:
        """Return the number of the first screen that is not the primary one, or 1."""
        application = self._kit.application
        screens, primary = application.screens(), application.primaryScreen()
        return next((at for at, screen in enumerate(screens, 1) if screen != primary), 1)

    def _on_demonstration_asked(self) -> None:
        if self._run.demo:
            self.close()
            return
        try:
            run = demonstration_of(self._here)
        except (SettingsError, DataFileError) as error:
            self._show_fault(str(error))
            return
        self._switch_to(run)

    def _on_answered(self, answers: Answers) -> None:
        chosen = self._chosen(answers)
        try:
            # Before anything is saved: answers that can't be used must change nothing.
            run = real_of(self._here, chosen)
        except (SettingsError, DataFileError) as error:
            self._show_fault(str(error))
            return
        fault = self._save(answers, chosen)
        if fault and fault != self._shown_fault:
            # Unsaved answers apply until the program ends; a user who was told that may continue.
            self._shown_fault = fault
            self._show_fault(f"{fault}. Finish goes on all the same.")
            return
        self._switch_to(run)

    def _chosen(self, answers: Answers) -> dict[str, Any]:
        """Return the settings of the answers; the path of the file only if it was changed."""
        chosen: dict[str, Any] = {"host": answers.host, "port": answers.port, "set_up": True, "strip": False}
        if answers.data_file != self._begun_with.data_file:
            usual = files_of(Settings(), self._run.settings_file.path.parent).data_file
            chosen[_DATA_FILE] = "" if pathlib.Path(answers.data_file) == usual else answers.data_file
        if answers.is_wall:
            chosen["minimized"] = False
        return {name: value for name, value in chosen.items() if name not in self._fixed}

    def _save(self, answers: Answers, chosen: dict[str, Any]) -> str:
        """Save the answers; return why that failed, blank if it did not."""
        file = self._run.settings_file
        faults = []
        board: dict[str, Any] = {"shown": True, "fullscreen": answers.is_wall}
        if answers.is_wall:
            board |= {
                "screen": answers.screen,
                "diagonal_in": answers.diagonal_in,
                "distance_m": answers.distance_m,
            }
        for change in (
            partial(file.change_board, file.chosen.boards[0].name, **board),
            partial(file.change, **chosen),
        ):
            try:
                change()
            except SettingsError as error:
                faults.append(str(error))
        try:
            if answers.at_sign_in is not None and answers.at_sign_in != self._autostart.is_on():
                self._autostart.turn(on=answers.at_sign_in)
        except OSError as error:
            faults.append(f"the start at sign-in could not be changed: {error.strerror or error}")
        return "; ".join(dict.fromkeys(faults))

    def _show_fault(self, fault: str) -> None:
        _log.warning("%s", fault)
        if self.window is not None:
            self.window.show_fault(fault)

    def _switch_to(self, run: Run) -> None:
        self.close()
        self.run_chosen.emit(run)
