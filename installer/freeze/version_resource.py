"""The version resource of the program, which Explorer, task manager and startup list of Windows show."""

import re
from typing import Final

PUBLISHER: Final = "TallyMate"
_NUMBERS: Final = re.compile(r"\d+")


def windows_version(version: str) -> tuple[int, int, int, int]:
    """Return the four numbers that Windows compares.

    Raises:
        ValueError: It is no version like 1.2.3 or 1.2.3rc1; what follows the third number is left out.

    """
    numbers = [_NUMBERS.match(part) for part in version.split(".")[:3]]
    if len(numbers) != 3 or None in numbers:  # noqa: PLR2004 - major, minor and micro
        message = f"{version!r} is no version like 1.2.3"
        raise ValueError(message)
    major, minor, micro = (int(number[0]) for number in numbers if number is not None)
    return major, minor, micro, 0


def version_resource(version: str, description: str) -> str:
    """Return the resource in PyInstaller's format."""
    numbers = windows_version(version)
    strings = {
        "CompanyName": PUBLISHER,
        "FileDescription": "TallyMate",
        "Comments": description,
        "FileVersion": version,
        "InternalName": "TallyMate",
        "LegalCopyright": "MIT licence",
        "OriginalFilename": "TallyMate.exe",
        "ProductName": "TallyMate",
        "ProductVersion": version,
    }
    structs = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in strings.items())
    # English, United States; Unicode (0x0409, 1200).
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0,"
        " OS=0x40004, fileType=1, subtype=0, date=(0, 0)), kids=["
        f"StringFileInfo([StringTable('040904B0', [{structs}])]),"
        " VarFileInfo([VarStruct('Translation', [0x0409, 1200])])])\n"
    )
