"""The settings pages of the program as a whole."""

import logging
import pathlib
import platform
from collections.abc import Sequence
from dataclasses import fields

import PySide6
from PySide6.QtCore import QUrl, qVersion
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QWidget

from desktop import __version__
from desktop.acd.wording import connection_sentence
from desktop.live.connection_test import ConnectionTest
from desktop.live.context import Context
from desktop.live.files import files_of, why_not_there
from desktop.live.run import Run
from desktop.settings import Settings
from desktop.settings.declared import settings_in, write_value
from desktop.settings_window.about_page import AboutPage
from desktop.settings_window.files_page import FilesPage
from desktop.settings_window.phone_page import PhonePage
from desktop.settings_window.start_page import StartPage
from desktop.system.autostart import Autostart
from desktop.system.background_check import BackgroundCheck
from desktop.system.places import LOG_FILE
from desktop.ui.feature import SettingsPages
from desktop.ui.page_scroller import scrolled

_log = logging.getLogger(__name__)


class ProgramPages(SettingsPages):
    """The pages of phone systems, files, start-up and of the program itself.

    Arguments:
        context: What every feature is made from.
        support: Actions that help when something goes wrong.

    """

    def __init__(self, context: Context, support: Sequence[QAction]) -> None:
        super().__init__()
        run = self._run = context.run
        self._preferences = context.preferences
        self._file = context.preferences.file
        self._listening = context.listening
        self._autostart = Autostart() if run.is_play else context.autostart
        self._autostart_fault: str | None = None
        self._was_at_sign_in = False
        self._now = context.kit.now
        self._support = support
        self._options = _options_of(run)
        self._test = ConnectionTest(self._now)
        # A network share may take seconds to answer, and the user goes on typing.
        self._check = BackgroundCheck(self._why_not_there)
        self._phone: PhonePage | None = None
        self._files: FilesPage
        self._start: StartPage
        self._about: AboutPage
        self._listening.lines_changed.connect(self._show_status)
        self._listening.files.changed.connect(self._show_places)
        self._preferences.program_changed.connect(self.show_settings)

    def make(self) -> dict[str, QWidget]:
        """Make the pages."""
        self._test.stop()
        self._was_at_sign_in = self._autostart.is_on()
        phone = self._phone = PhonePage(self._test)
        files = self._files = FilesPage(self._check, self._usual())
        start = self._start = StartPage()
        about = self._about = AboutPage(__version__, _made_with(), self._file.problems, self._support)
        for page in (phone, files, start):
            page.changed.connect(self._on_changed)
            if self._run.is_play:
                page.show_page_note(f"{self._run.play}: what is set here counts when that is over.")
        start.autostart_asked.connect(self._on_autostart_asked)
        about.folder_asked.connect(_open_folder)
        self.show_settings()
        self._show_status()
        pages = {"Phone systems": phone, "Files": files, "Start-up": start, "About": about}
        return {title: scrolled(page) for title, page in pages.items()}

    def show_settings(self) -> None:
        """Show the settings in force."""
        if self._phone is None:
            return
        for page in (self._phone, self._files, self._start):
            page.show_settings(self._file.settings)
            page.show_notes(self._options, self._file.site.fixed.settings)
        self._show_autostart()
        self._show_places()

    def close(self) -> None:
        """End a test under way; the pages are gone."""
        self._test.stop()
        self._phone = None

    def stop(self) -> bool:
        """End for good; return whether the check of paths ended in time."""
        self.close()
        return self._check.stop()

    @property
    def is_changed(self) -> bool:
        """Whether the start at sign-in was changed since the pages were made."""
        return self._autostart.is_on() != self._was_at_sign_in

    def restore(self) -> None:
        """Make the program start at sign-in as it did before."""
        self._start_at_sign_in(is_wanted=self._was_at_sign_in)

    def _start_at_sign_in(self, *, is_wanted: bool) -> None:
        """Make the program start at sign-in, or not; the page shows why that failed."""
        self._autostart_fault = None
        try:
            if is_wanted != self._autostart.is_on():
                self._autostart.turn(on=is_wanted)
        except OSError as error:
            self._autostart_fault = f"That could not be changed: {error.strerror or error}"
            _log.warning("The start at sign-in could not be changed: %s", error)
        if self._phone is not None:
            self._show_autostart()

    def _show_autostart(self) -> None:
        self._start.show_autostart(
            is_on=self._autostart.is_on(),
            is_possible=self._autostart.is_possible,
            fault=self._autostart_fault,
        )

    def _show_status(self) -> None:
        is_of_settings = not self._run.is_play and "host" not in self._options
        if self._phone is not None and is_of_settings:
            now = self._now()
            # Each is shown below the name of its phone system.
            self._phone.hosts.show_status(
                tuple(
                    connection_sentence(one, now).replace(f" to {one.source}", "", 1)
                    for one in self._listening.lines.connections
                )
            )

    def _show_places(self) -> None:
        if self._phone is None:
            return
        file, files = self._file, files_of(self._file.settings, self._file.path.parent)
        places = {"Settings": str(file.path)}
        if file.site.path is not None and file.site.path.exists():
            places["Settings of your site"] = str(file.site.path)
        places |= {
            publication.name.capitalize(): str(publication.path) for publication in self._listening.files.all
        }
        places |= {"Names": str(files.directory_file), "Recording": str(files.record_file)}
        if self._run.log_folder is not None:
            places["Log"] = str(self._run.log_folder / LOG_FILE)
        self._about.show_places(places)

    def _usual(self) -> dict[str, str]:
        """Return where files are kept whose settings are blank."""
        usual = files_of(Settings(), self._file.path.parent)
        return {name: str(getattr(usual, name)) for name in ("data_file", "directory_file", "record_file")}

    def _why_not_there(self, name: str, text: str) -> str | None:
        return why_not_there(name, text, self._file.settings, self._file.path)

    def _on_changed(self, name: str, value: object) -> None:
        # From now on the setting counts in place of the option.
        self._options.pop(name, None)
        self._preferences.change(**{name: value})

    def _on_autostart_asked(self, is_wanted: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._start_at_sign_in(is_wanted=is_wanted)
        self._preferences.changed.emit()


def _options_of(run: Run) -> dict[str, str]:
    """Return a note for each setting that an option of this run replaces."""
    said, kept = run.settings, run.settings_file.settings
    declared = settings_in(Settings)
    return {
        setting.name: f"In this run {write_value(value)}, by an option of the command line."
        for setting in fields(said)
        if setting.name in declared and (value := getattr(said, setting.name)) != getattr(kept, setting.name)
    }


def _made_with() -> str:
    python, pyside = platform.python_version(), PySide6.__version__
    return f"Python {python}, Qt {qVersion()}, PySide {pyside}, {platform.platform()}"


def _open_folder(path: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(pathlib.Path(path).parent)))
