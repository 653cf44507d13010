"""The files that the spec builds in besides the program: the icons, the version resource, the notice."""

import pathlib
from typing import Final

from PySide6.QtGui import QGuiApplication

from desktop import __version__
from installer.freeze.icon import icon_bytes, painted, png
from installer.freeze.notice import notice, parts
from installer.freeze.version_resource import version_resource

DESCRIPTION: Final = "Shows the agents and queues of a Mitel call centre at a glance"
_PICTURE_PX: Final = 128


def make_materials(drawing: pathlib.Path, folder: pathlib.Path) -> None:
    """Write the materials into a folder; make it when missing.

    Arguments:
        drawing: The icon's SVG.
        folder: Gets ``tallymate.ico``, ``tallymate.png``, ``version.txt`` and ``NOTICE.txt``.

    """
    folder.mkdir(exist_ok=True)
    # Fonts and images need an application, but no screen.
    application = QGuiApplication(["freeze", "-platform", "offscreen"])
    (folder / "tallymate.ico").write_bytes(icon_bytes(drawing))
    (folder / "tallymate.png").write_bytes(png(painted(drawing, _PICTURE_PX)))
    application.shutdown()
    (folder / "version.txt").write_text(version_resource(__version__, DESCRIPTION), encoding="utf-8")
    (folder / "NOTICE.txt").write_text(notice(parts()), encoding="utf-8")
