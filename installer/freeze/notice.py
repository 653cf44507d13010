"""The parts of the frozen program and their licences, as a text and as a list for tools."""

import json
import platform
import sys
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata

from desktop import __version__


@dataclass(frozen=True, slots=True)
class Part:
    """Something that the frozen program contains.

    Attributes:
        name: Its name.
        version: Its version.
        licence: Its licence, an SPDX expression.
        source: The address of its source.
        package: Its name on PyPI; blank if it is not there.
        terms: The text of its licence if the notice must contain it, else blank.

    """

    name: str
    version: str
    licence: str
    source: str
    package: str = ""
    terms: str = ""


def parts() -> tuple[Part, ...]:
    """Return all parts, in the versions installed here."""
    qt = metadata.version("PySide6_Essentials")
    source = "https://download.qt.io/official_releases/QtForPython/"
    only_here: tuple[Part, ...] = ()
    if sys.platform == "linux":
        jeepney = metadata.distribution("jeepney")
        terms = jeepney.read_text("licenses/LICENSE") or ""
        origin = "https://gitlab.com/takluyver/jeepney"
        only_here = (Part("Jeepney", jeepney.version, "MIT", origin, "jeepney", terms),)
    return (
        Part("Python", platform.python_version(), "PSF-2.0", "https://www.python.org/downloads/source/"),
        Part("Qt", qt, "LGPL-3.0-only", "https://download.qt.io/official_releases/qt/"),
        Part("PySide6", qt, "LGPL-3.0-only", source, "PySide6-Essentials"),
        Part("Shiboken6", metadata.version("shiboken6"), "LGPL-3.0-only", source, "shiboken6"),
        Part(
            "PyInstaller bootloader",
            metadata.version("pyinstaller"),
            "GPL-2.0-or-later WITH Bootloader-exception",
            "https://github.com/pyinstaller/pyinstaller",
            "pyinstaller",
        ),
        Part("Inter", "4", "OFL-1.1", "https://github.com/rsms/inter"),
        *only_here,
    )


def notice(contained: Sequence[Part]) -> str:
    """Return the text for people."""
    lines = [f"{part.name} {part.version}: {part.licence}, {part.source}" for part in contained]
    return "\n".join(
        [
            f"TallyMate {__version__} is under the MIT licence, see LICENSE. It contains:",
            "",
            *lines,
            "",
            "Qt and PySide6 are used as they come, as libraries of their own in this folder: they can be",
            "replaced by others of the same version.",
            "",
            *(f"{part.name}:\n\n{part.terms}" for part in contained if part.terms),
        ]
    )


def bill_of_materials(contained: Sequence[Part], made_at: str) -> str:
    """Return the list for tools, in the form of CycloneDX 1.5 (cyclonedx.org/docs/1.5/json).

    Arguments:
        contained: The parts.
        made_at: The time in ISO 8601.

    """
    components = []
    for part in contained:
        licence = "expression" if " " in part.licence else "license"
        said = part.licence if licence == "expression" else {"id": part.licence}
        component = {
            "type": "library",
            "name": part.name,
            "version": part.version,
            "licenses": [{licence: said}],
            "externalReferences": [{"type": "distribution", "url": part.source}],
        }
        if part.package:
            component["purl"] = f"pkg:pypi/{part.package.lower()}@{part.version}"
        components.append(component)
    program = {"type": "application", "name": "TallyMate", "version": __version__}
    content = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        # The same parts have the same serial number.
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(components))}",
        "version": 1,
        "metadata": {"timestamp": made_at, "component": program},
        "components": components,
    }
    return json.dumps(content, indent=1) + "\n"
