"""The program with a screen, one run after another; a module of its own, since a service loads no windows."""

import gc
import logging

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QApplication

from desktop.app.desk import Desk
from desktop.app.service import make_live_floor, make_recording, run_until_told
from desktop.live.run import Run
from desktop.publish.file_place import DataFileError
from desktop.settings import SettingsError
from desktop.system import services
from desktop.system.autostart import Autostart, start_command
from desktop.system.frozen import take_identity
from desktop.system.one_instance import OneInstance
from desktop.system.places import SETTINGS_FILE, settings_folder

_log = logging.getLogger(__name__)


class Application(QApplication):
    """Qt's application, with a signal for the system's request to quit.

    Qt itself would ask the windows first and stop at one that refuses, as a board does while there is a tray.

    Signals:
        quit_asked: The dock, the session or Qt itself asks the program to quit.

    """

    quit_asked = Signal()

    def event(self, event: QEvent) -> bool:
        """Handle a request to quit; leave the rest to Qt."""
        if event.type() is QEvent.Type.Quit:
            self.quit_asked.emit()
            return True
        return super().event(event)


def _autostart(run: Run) -> Autostart:
    """Return the service that starts the program at sign-in with the settings file of this run."""
    path = run.settings_file.path.absolute()
    usual = settings_folder() / SETTINGS_FILE
    return services.autostart(start_command(() if path == usual else ("--settings", str(path))))


def run_with_screen(run: Run, instance: OneInstance) -> int:
    """Show the floor until told to end; return the exit code."""
    take_identity()
    application = Application(["tallymate"])
    application.quit_asked.connect(application.exit)
    application.setApplicationName("TallyMate")
    application.setDesktopFileName("tallymate")
    application.setStyle("Fusion")
    application.setQuitOnLastWindowClosed(False)
    screens = application.screens()
    if run.screen > len(screens):
        message = f"there is no screen {run.screen}: this computer has {len(screens)}"
        raise SettingsError(message)
    instance.quit_asked.connect(application.quit_asked)
    instance.listen(has_window=True)
    return show_in_turn(application, run, instance)


def show_in_turn(application: QApplication, run: Run, instance: OneInstance | None = None) -> int:
    """Show one run after another until told to end; return the exit code."""
    before: Run | None = None
    fault = ""
    while True:
        try:
            code, next_run = _show(application, run, fault, instance)
        except DataFileError as error:
            if before is None:
                raise
            run, before, fault = before, None, str(error)
            _log.error("%s", fault)
            continue
        if next_run is None:
            return code
        before, run, fault = run, next_run, ""
        # Windows may only be destroyed on this thread; later, Python might collect them on another one.
        # Closed windows go first: Python can't see what is still connected to their signals.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()


def _show(
    application: QApplication, run: Run, fault: str, instance: OneInstance | None
) -> tuple[int, Run | None]:
    live_floor = make_live_floor(run)
    recording = make_recording(run, live_floor)
    desk = Desk(application, run, live_floor, recording, autostart=_autostart(run))
    if instance is not None:
        instance.show_asked.connect(desk.on_show_asked)

    def show() -> None:
        desk.open()
        if fault:
            desk.context.requests.notify("program", "The program goes on as before", fault)

    code = run_until_told(application, run, live_floor, recording, show, desk.close)
    return code, desk.next_run
