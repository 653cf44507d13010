"""The settings pages of the program as a whole."""

from collections.abc import Sequence
from dataclasses import fields

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.live.context import Context
from desktop.live.files import files_of, why_not_there
from desktop.live.run import Run
from desktop.settings import Settings
from desktop.settings.declared import settings_in, write_value
from desktop.settings_window.about_page import AboutPage
from desktop.settings_window.files_page import FilesPage
from desktop.settings_window.phone_page import PhonePage
from desktop.settings_window.start_page import StartPage
from desktop.system.background_check import BackgroundCheck
from desktop.ui.feature import SettingsPages
from desktop.ui.fields import FieldPage
from desktop.ui.page_scroller import scrolled


class ProgramPages(SettingsPages):
    """The pages of phone systems, files, start-up and of the program itself.

    Arguments:
        context: The parts that all features share.
        support: Actions that help when something goes wrong.

    """

    def __init__(self, context: Context, support: Sequence[QAction]) -> None:
        super().__init__()
        self._context = context
        self._preferences = context.preferences
        self._file = context.preferences.file
        self._support = support
        self._options = _options_of(context.run)
        # A network share may take seconds to answer while the user is typing.
        self._check = BackgroundCheck(self._why_not_there)
        self._phone: PhonePage | None = None
        self._start: StartPage
        self._about: AboutPage
        self._setting_pages: tuple[FieldPage, ...] = ()
        self._preferences.program_changed.connect(self.show_settings)

    def make(self) -> dict[str, QWidget]:
        """Make the pages."""
        self.close()
        context, run = self._context, self._context.run
        phone = self._phone = PhonePage(context)
        files, start = FilesPage(self._check, self._usual()), StartPage(context)
        self._start, self._about = start, AboutPage(context, self._support)
        self._setting_pages = phone, files, start
        for page in self._setting_pages:
            page.changed.connect(self._on_changed)
            if run.is_play:
                page.show_page_note(f"{run.source_label}: what is set here counts when that is over.")
        self.show_settings()
        phone.show_status()
        pages = {"Phone systems": phone, "Files": files, "Start-up": start, "About": self._about}
        return {title: scrolled(page) for title, page in pages.items()}

    def show_settings(self) -> None:
        """Show the settings in force."""
        for page in self._setting_pages:
            page.show_settings(self._file.chosen.settings)
            page.show_notes(self._options, self._file.site.fixed.settings)
        if self._phone is not None:
            self._about.show_places()

    def close(self) -> None:
        """End a test under way; the pages are gone."""
        if self._phone is not None:
            self._phone.log.stop()
        self._phone, self._setting_pages = None, ()

    def stop(self) -> bool:
        """End for good; return whether the check of paths ended in time."""
        self.close()
        return self._check.stop()

    @property
    def is_changed(self) -> bool:
        """Whether the start at sign-in was changed since the pages were made."""
        return self._phone is not None and self._start.is_autostart_changed

    def restore(self) -> None:
        """Make the program start at sign-in as it did before."""
        if self._phone is not None:
            self._start.restore_autostart()

    def _usual(self) -> dict[str, str]:
        """Return the paths of files whose settings are blank."""
        usual = files_of(Settings(), self._file.path.parent)
        return {name: str(getattr(usual, name)) for name in ("data_file", "directory_file", "record_file")}

    def _why_not_there(self, name: str, text: str) -> str | None:
        return why_not_there(name, text, self._file.chosen.settings, self._file.path)

    def _on_changed(self, name: str, value: object) -> None:
        # From now on the setting replaces the option.
        self._options.pop(name, None)
        self._preferences.change(**{name: value})


def _options_of(run: Run) -> dict[str, str]:
    """Return a note for each setting that an option of this run replaces."""
    said, kept = run.settings, run.settings_file.chosen.settings
    declared = settings_in(Settings)
    return {
        setting.name: f"In this run {write_value(value)}, by an option of the command line."
        for setting in fields(said)
        if setting.name in declared and (value := getattr(said, setting.name)) != getattr(kept, setting.name)
    }
