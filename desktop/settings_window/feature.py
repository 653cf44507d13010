"""The settings window: pages of all features, one fault line, one notice, one undo."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop.acd.known import PickerItems, known_to
from desktop.live.context import Context
from desktop.settings import SettingsSnapshot
from desktop.ui.feature import Feature, MenuGroup, SettingsPages, WindowFeature
from desktop.ui.theme import LIGHT, Theme
from desktop.ui.windows import come_forward

if TYPE_CHECKING:
    from desktop.settings_window.program_pages import ProgramPages
    from desktop.settings_window.window import SettingsWindow

_LOOK_AGAIN_MS: Final = 1000
"""How often to check for newly seen agents and queues."""


class SettingsFeature(WindowFeature["SettingsWindow"]):
    """The settings window, a new one each time it is opened.

    Arguments:
        context: The parts that all features share.
        features: Returns all features, in the order of their pages.

    """

    settings_titles = ("Phone systems", "Files", "Start-up", "About")

    def __init__(self, context: Context, features: Callable[[], Iterable[Feature]]) -> None:
        super().__init__(context.kit, "Settings...")
        self._shown.closed.connect(self._on_closed)
        self._context = context
        self._features = features
        self._preferences = context.preferences
        self._file = context.preferences.file
        self._theme = LIGHT
        self._program_pages: ProgramPages | None = None
        self._pages: list[SettingsPages] = []
        self._made: dict[SettingsPages, Mapping[str, QWidget]] = {}
        self._take_back: Callable[[], None] | None = None
        self._before = SettingsSnapshot()
        self._known_from: object = None
        self._known = PickerItems((), (), ())
        self._again = QTimer(self)
        self._again.timeout.connect(self._look_for_known)
        self._preferences.changed.connect(self._show_changed)
        self._preferences.fault_changed.connect(self._show_fault)

    def settings_pages(self) -> "ProgramPages":
        """Return the pages of the program as a whole."""
        if self._program_pages is None:
            from desktop.settings_window.program_pages import ProgramPages

            offered = [offer for feature in self._features() for offer in feature.actions()]
            support = [action for group, action in offered if group is MenuGroup.SUPPORT]
            self._program_pages = ProgramPages(self._context, support)
        return self._program_pages

    def start(self) -> None:
        """Report the first problem of the settings; the page about the program lists all of them."""
        problems = self._file.problems
        if not problems or self._context.run.in_person:
            return
        title = "Not all settings count"
        if self._context.kit.tray.is_there():
            more = f" ({len(problems) - 1} more: see Settings, About)" if len(problems) > 1 else ""
            self._context.requests.notify("settings", title, problems[0] + more)
        else:
            self._context.requests.notice_asked.emit(f"{title}: see Settings, About")

    def stop(self) -> bool:
        """Remove the window for good; return whether all pages ended in time."""
        super().stop()
        stopped = [pages.stop() for pages in self._pages]
        return all(stopped)

    def set_theme(self, theme: Theme) -> None:
        """Apply a theme."""
        self._theme = theme
        for pages in self._pages:
            pages.set_theme(theme)
        super().set_theme(theme)

    def _come_forward(self) -> None:
        if self.window is not None:
            come_forward(self.window)

    def _make_window(self) -> "SettingsWindow":
        from desktop.settings_window.window import SettingsWindow

        self._before = self._file.chosen
        self._known_from = None
        self._look_for_known()
        window = SettingsWindow()
        for feature in self._features():
            for title in feature.settings_titles:
                window.add_page(title, partial(self._page, feature, title))
        window.undo.clicked.connect(self._on_undo_asked)
        window.names.clicked.connect(self._context.requests.names_asked)
        window.take_back.clicked.connect(self._on_take_back_asked)
        window.show_fault("Not all settings count: see About." if self._file.problems else None)
        self._again.start(_LOOK_AGAIN_MS)
        return window

    def _page(self, feature: Feature, title: str) -> QWidget:
        """Return a page of a feature, all of which are made when the first of them is chosen."""
        pages = feature.settings_pages()
        if pages is None:
            message = f"{type(feature).__name__} has titles of pages, and no pages"
            raise TypeError(message)
        if pages not in self._pages:
            self._pages.append(pages)
            pages.set_theme(self._theme)
            pages.notice_asked.connect(self._show_notice)
            pages.shown_asked.connect(self._come_forward)
        if pages not in self._made:
            self._made[pages] = pages.make()
            pages.show_known(self._known)
        return self._made[pages][title]

    def close(self) -> None:
        """Apply what is being typed, and remove the window."""
        if self.window is not None:
            self.window.close()
        super().close()

    def _on_closed(self) -> None:
        self._again.stop()
        self._take_back = None
        self._made.clear()
        for pages in self._pages:
            pages.close()

    def _look_for_known(self) -> None:
        """Show the agents and queues that the floor and the directory know."""
        directory, floor = self._context.directory.directory, self._context.live_floor.floor
        counts = len(floor.agents), *(len(queues) for queues in floor.queues.values())
        if self._known_from != (counts, directory):
            self._known_from = counts, directory
            self._known = known_to(floor, directory)
            for pages in self._made:
                pages.show_known(self._known)

    def _show_changed(self) -> None:
        """Allow undoing if there is anything to undo."""
        if self.window is not None:
            is_changed = self._file.chosen.without_kept != self._before.without_kept
            self.window.undo.setEnabled(is_changed or any(pages.is_changed for pages in self._pages))

    def _show_fault(self, fault: str | None) -> None:
        if self.window is not None:
            self.window.show_fault(fault)

    def _show_notice(self, text: str, button: str, take_back: Callable[[], None] | None) -> None:
        """Show what was done and can be undone: only the last one."""
        for pages in self._pages:
            pages.forget_notice()
        self._take_back = take_back
        if self.window is not None:
            self.window.show_notice(text, button)

    def _on_take_back_asked(self) -> None:
        if self._take_back is not None:
            self._take_back()
            self._show_notice("", "", None)

    def _on_undo_asked(self) -> None:
        self._show_notice("", "", None)
        self._preferences.restore(self._before)
        for pages in self._pages:
            pages.restore()
            pages.show_settings()
        self._show_changed()
        self._come_forward()
