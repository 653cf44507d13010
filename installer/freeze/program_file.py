"""Checks what Windows shows of a program that is not running: its icon and its version."""

import re

from installer.freeze.icon import images_in


def faults_of(program: bytes, icon: bytes, version: str) -> tuple[str, ...]:
    """Return what a program's resources lack, in words.

    Arguments:
        program: The content of the .exe file, which stores resources unchanged.
        icon: The content of the .ico file it was built with.
        version: The expected version.

    """
    faults = [
        f"its icon of {size} pixels is missing" for size, image in images_in(icon) if image not in program
    ]
    for name, value in (("ProductName", "TallyMate"), ("ProductVersion", version), ("FileVersion", version)):
        # Name, zeros up to the next four bytes, value (learn.microsoft.com/windows/win32/menurc/string-str).
        text = re.escape(f"{name}\0".encode("utf-16-le")) + b"(?:\0\0)?"
        if re.search(text + re.escape(f"{value}\0".encode("utf-16-le")), program) is None:
            faults.append(f"its {name} is not {value}")
    return tuple(faults)
