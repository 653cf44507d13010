"""python3 -m tests.wine: the setup under Wine, with a stub instead of the real program.

Needs makensis, wine and a compiler for Windows (Debian: nsis wine wine64 gcc-mingw-w64-x86-64-posix), takes
about a minute. Each step is a line; exit code 0 if all went well, else 1.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Final

from installer.windows.make_setup import make_setup
from tests.wine.wine import UNINSTALL, Wine, WineError, check, wait_until

HERE: Final = pathlib.Path(__file__).resolve().parent
RUN: Final = r"Software\Microsoft\Windows\CurrentVersion\Run"
COMPILER: Final = "x86_64-w64-mingw32-gcc-posix"


class Trial:
    """The steps, in the order in which they happen on a person's PC.

    Arguments:
        wine: Runs them.
        setups: The setup of each version.

    """

    def __init__(self, wine: Wine, setups: dict[str, pathlib.Path]) -> None:
        self._wine = wine
        self._setups = setups
        self._folder = wine.local / "Programs" / "TallyMate"
        self._started = wine.local / "started.txt"
        self._hang = wine.local / "hang.txt"
        self._own = wine.local / "TallyMate"

    def fresh_install(self) -> None:
        """Install where nothing was."""
        self._setup("1.0.0", "/NOSTART")
        self._wine.settle()
        for name in ("TallyMate.exe", "tallymate-cli.exe", "uninstall.exe", "_internal/old.dll"):
            check((self._folder / name).is_file(), f"{name} is missing")
        folder = rf"C:\users\{self._wine.local.parent.parent.name}\AppData\Local\Programs\TallyMate"
        program = rf"{folder}\TallyMate.exe"
        wanted = {
            "DisplayName": "TallyMate",
            "DisplayVersion": "1.0.0",
            "DisplayIcon": program,
            "Publisher": "TallyMate",
            "InstallLocation": folder,
            "UninstallString": rf'"{folder}\uninstall.exe"',
            "QuietUninstallString": rf'"{folder}\uninstall.exe" /S',
            "NoModify": "0x1",
        }
        values = self._wine.registry(UNINSTALL)
        for name, value in wanted.items():
            check(values.get(name) == value, f"{name} is {values.get(name)!r}, not {value!r}")
        check(int(values["EstimatedSize"], 16) > 0, f"EstimatedSize is {values['EstimatedSize']}")
        check(self._autostart() == f'"{program}" --minimized', f"Run is {self._autostart()}")
        check(not self._started.exists(), "it was started in spite of /NOSTART")
        self._look_at_shortcut()

    def install_and_start(self) -> None:
        """Install the same version again: it starts at the end, in the tray."""
        self._setup("1.0.0")
        self._wait_for_start("1.0.0 --minimized")

    def upgrade_what_runs(self) -> None:
        """Upgrade over a running program: it ends by itself and is started again; choice and files stay."""
        self._wine.heard("reg", "delete", rf"HKCU\{RUN}", "/v", "TallyMate", "/f")
        self._own.mkdir(exist_ok=True)
        (self._own / "settings.ini").write_text("[board]\n")
        self._setup("1.1.0")
        self._wait_for_start("1.1.0 --minimized")
        check(self._is_version("1.1.0"), "the program was not replaced")
        check(not (self._folder / "_internal" / "old.dll").exists(), "the old library is still there")
        check(not (self._folder / "_internal.old").exists(), "the old libraries are still there")
        check(self._autostart() is None, "it starts at sign-in although that was taken away")
        check((self._own / "settings.ini").read_text() == "[board]\n", "the settings are not as they were")
        found = self._wine.registry(UNINSTALL).get("DisplayVersion")
        check(found == "1.1.0", f"DisplayVersion is {found}")

    def upgrade_what_hangs(self) -> None:
        """Upgrade over a program that does not answer."""
        check(self._wine.run(self._folder / "TallyMate.exe", "--quit") == 0, "it did not end")
        self._hang.touch()
        self._wine.start(self._folder / "TallyMate.exe")
        self._wait_for_start("1.1.0")
        self._hang.unlink()
        self._setup("1.2.0", "/AUTOSTART=1")
        self._wait_for_start("1.2.0 --minimized")
        check(self._is_version("1.2.0"), "the program was not replaced")
        check(self._autostart() is not None, "it does not start at sign-in in spite of /AUTOSTART=1")

    def downgrade(self) -> None:
        """Refuse an older version unless /DOWNGRADE=1 is given."""
        self._setup("1.0.0", "/NOSTART", code=3)
        check(self._is_version("1.2.0"), "the older version was installed")
        self._setup("1.0.0", "/NOSTART", "/DOWNGRADE=1", "/AUTOSTART=0")
        check(self._is_version("1.0.0"), "the older version was not installed")
        check(self._autostart() is None, "it starts at sign-in in spite of /AUTOSTART=0")

    def what_cannot_be_closed(self) -> None:
        """Leave everything as it was if a file can't be replaced."""
        program = self._folder / "TallyMate.exe"
        other = self._wine.drive / "other.exe"
        shutil.copy(program, other)
        holder = self._wine.start(other, "--hold", self._wine.windows_path(program))
        wait_until((self._wine.local / "held.txt").exists, "the file is not held")
        self._setup("1.2.0", "/NOSTART", code=2)
        holder.kill()
        holder.wait()
        check(self._is_version("1.0.0"), "the program was replaced")
        check((self._folder / "_internal" / "old.dll").is_file(), "the libraries are gone")

    def uninstall(self) -> None:
        """Uninstall while it runs: settings stay, and so do foreign files."""
        theirs = self._folder / "notes.txt"
        theirs.write_text("mine")
        self._wine.start(self._folder / "TallyMate.exe")
        self._wait_for_start("1.0.0")
        self._uninstall()
        check(theirs.read_text() == "mine", "somebody else's file is gone")
        left = [path.name for path in self._folder.iterdir()]
        check(left == ["notes.txt"], f"left over: {left}")
        check((self._own / "settings.ini").exists(), "the settings are gone")
        self._nothing_is_registered()
        theirs.unlink()
        self._folder.rmdir()

    def other_folder_and_purge(self) -> None:
        """Install into a folder with a space, uninstall with /PURGE: nothing is left."""
        # Unquoted, since the setup takes everything after /D= literally.
        self._setup("1.1.0", "/NOSTART", "/AUTOSTART=0", r"/D=C:\Wall", r"boards\TallyMate")
        folder = self._wine.path(r"C:\Wall boards\TallyMate")
        check((folder / "TallyMate.exe").is_file(), "it is not in the other folder")
        check(not self._folder.exists(), "it is in the usual folder")
        found = self._wine.registry(UNINSTALL).get("UninstallString")
        check(found == r'"C:\Wall boards\TallyMate\uninstall.exe"', f"UninstallString is {found}")
        # Without /D the next one installs into the same folder.
        self._setup("1.2.0", "/NOSTART")
        check(b"1.2.0" in (folder / "TallyMate.exe").read_bytes(), "the upgrade went elsewhere")
        check(self._autostart() is None, "it starts at sign-in although that was not wanted")
        self._wine.run(folder / "uninstall.exe", "/S", "/PURGE")
        self._wine.settle()
        check(not folder.exists(), "the folder is still there")
        check(not self._own.exists(), "the settings are still there")
        self._nothing_is_registered()

    def _setup(self, version: str, *options: str, code: int = 0) -> None:
        found = self._wine.run(self._setups[version], "/S", *options)
        check(found == code, f"the setup ended with {found}, not {code}")

    def _uninstall(self) -> None:
        self._wine.run(self._folder / "uninstall.exe", "/S")
        # It continues as a copy of itself, since it deletes itself too.
        self._wine.settle()

    def _wait_for_start(self, line: str) -> None:
        def is_there() -> bool:
            return self._started.exists() and self._started.read_text().splitlines() == [line]

        wait_until(is_there, f"it was not started as {line!r}")
        self._started.unlink()

    def _is_version(self, version: str) -> bool:
        return version.encode() in (self._folder / "TallyMate.exe").read_bytes()

    def _autostart(self) -> str | None:
        return self._wine.registry(RUN).get("TallyMate")

    def _shortcut(self) -> pathlib.Path:
        roaming = self._wine.local.parent / "Roaming"
        return roaming / "Microsoft" / "Windows" / "Start Menu" / "Programs" / "TallyMate.lnk"

    def _look_at_shortcut(self) -> None:
        # Its application ID is written too, which Wine accepts and forgets.
        content = self._shortcut().read_bytes()
        check("TallyMate.exe".encode("utf-16-le") in content, "the shortcut does not name the program")

    def _nothing_is_registered(self) -> None:
        check(not self._wine.registry(UNINSTALL), "it is still among the apps")
        check(self._autostart() is None, "it still starts at sign-in")
        identity = r"Software\Classes\AppUserModelId\TallyMate.TallyMate"
        check(not self._wine.registry(identity), "its identity is still there")
        check(not self._shortcut().exists(), "it is still in the Start menu")


def make_setups(folder: pathlib.Path) -> dict[str, pathlib.Path]:
    """Make setups of three versions of the stub; the first one has a library that later ones lack."""
    setups = {}
    for version in ("1.0.0", "1.1.0", "1.2.0"):
        files = folder / version / "TallyMate"
        (files / "_internal").mkdir(parents=True)
        program = files / "TallyMate.exe"
        definition = f'-DSTUB_VERSION="{version}"'
        subprocess.run([COMPILER, "-O2", "-mwindows", definition, HERE / "stub.c", "-o", program], check=True)
        shutil.copy(program, files / "tallymate-cli.exe")
        (files / "tallymate.png").write_bytes(b"png")
        (files / "_internal" / ("old.dll" if version == "1.0.0" else "new.dll")).write_bytes(b"library")
        icon = folder / "stub.ico"
        icon.write_bytes(_dot())
        setups[version] = make_setup(files, version, icon, folder / f"TallyMate-{version}-setup.exe")
    return setups


def _dot() -> bytes:
    """Return an icon of one size, with any content."""
    bitmap = (40).to_bytes(4, "little") + (16).to_bytes(4, "little") + (32).to_bytes(4, "little")
    bitmap += b"\1\0\x20\0" + bytes(24) + bytes(16 * 16 * 4) + bytes(16 * 4)
    head = b"\0\0\1\0\1\0" + b"\x10\x10\0\0\1\0\x20\0"
    return head + len(bitmap).to_bytes(4, "little") + (22).to_bytes(4, "little") + bitmap


def main() -> int:
    """Do every step; stop at the first that fails."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="tallymate-setups-") as folder:
        setups = make_setups(pathlib.Path(folder))
        with Wine() as wine:
            trial = Trial(wine, setups)
            steps: tuple[Callable[[], None], ...] = (
                trial.fresh_install,
                trial.install_and_start,
                trial.upgrade_what_runs,
                trial.upgrade_what_hangs,
                trial.downgrade,
                trial.what_cannot_be_closed,
                trial.uninstall,
                trial.other_folder_and_purge,
            )
            for step in steps:
                print(f"{time.monotonic() - began:5.0f} s  {step.__doc__}", flush=True)
                try:
                    step()
                except WineError as error:
                    print(f"FAILED  {error}")
                    return 1
    print(f"{time.monotonic() - began:5.0f} s  All is well.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
