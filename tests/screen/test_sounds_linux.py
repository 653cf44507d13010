"""Sounds on a real PulseAudio server that writes into a file instead of a sound card."""

import array
import os
import pathlib
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from desktop.system.clip import read_clip
from desktop.system.linux.sounds import PulsePlayer, linux_player
from desktop.system.sounds import PlayerError, Sound
from tests.conftest import RESOURCES
from tests.screen.desktop import PATIENCE_S, wait_until

pytestmark = [
    pytest.mark.screen,
    pytest.mark.skipif(sys.platform != "linux", reason="PulseAudio"),
]

TROUBLE = read_clip(RESOURCES / "sounds" / Sound.TROUBLE.file_name)


TOOLS = ("pulseaudio", "pactl", "parec")


@pytest.fixture
def kept(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[pathlib.Path]:
    """Start a server; return the file with its output."""
    tools = {tool: shutil.which(tool) for tool in TOOLS}
    missing = [tool for tool, place in tools.items() if place is None]
    if missing and not os.environ.get("CI"):
        pytest.skip(f"not installed: {', '.join(missing)}")
    assert not missing
    file, socket = tmp_path / "kept.raw", tmp_path / "server"
    form = f"rate={TROUBLE.rate} channels=1"
    modules = [
        f"--load=module-null-sink sink_name=card norewinds=1 format=s16le {form}",
        f"--load=module-native-protocol-unix socket={socket} auth-anonymous=1",
    ]
    for name, value in (("PULSE_SERVER", f"unix:{socket}"), ("HOME", str(tmp_path))):
        monkeypatch.setenv(name, value)
    options = ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", *modules]
    environment = os.environ | {"XDG_RUNTIME_DIR": str(tmp_path)}
    server = subprocess.Popen(
        [str(tools["pulseaudio"]), *options],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def ask(*command: str) -> str:
        return subprocess.run(
            [str(tools["pactl"]), *command], check=False, capture_output=True, text=True, timeout=PATIENCE_S
        ).stdout

    wait_until(lambda: bool(ask("info")), "no sound server")
    taken = ["--device=card.monitor", "--raw", f"--rate={TROUBLE.rate}", "--channels=1", "--latency-msec=20"]
    with file.open("wb") as output:
        recorder = subprocess.Popen([str(tools["parec"]), *taken], stdout=output, stderr=subprocess.DEVNULL)
        wait_until(lambda: bool(ask("list", "short", "source-outputs")), "nothing is kept")
        yield file
        recorder.terminate()
        recorder.wait(10)
    server.terminate()
    server.wait(10)


def loudest(kept: pathlib.Path, start: int = 0) -> int:
    """Return the greatest amplitude from that byte on."""
    data = kept.read_bytes()[start:]
    return max(map(abs, array.array("h", data[: len(data) // 2 * 2])), default=0)


def test_a_sound_is_played_at_its_volume(kept: pathlib.Path) -> None:
    pulse = linux_player()
    assert isinstance(pulse, PulsePlayer)
    before = time.monotonic()
    pulse.play(TROUBLE, lambda: False)
    assert time.monotonic() - before > TROUBLE.length_s * 0.5
    wait_until(lambda: loudest(kept) == pytest.approx(0.45 * 32_767, rel=0.05), "not heard")
    start = kept.stat().st_size // 2 * 2
    pulse.play(TROUBLE.at_volume(50), lambda: False)
    quarter = 0.45 * 32_767 / 4
    wait_until(lambda: loudest(kept, start) == pytest.approx(quarter, rel=0.1), "not a quarter as loud")


def test_a_hush_ends_a_sound_soon(kept: pathlib.Path) -> None:  # noqa: ARG001 - the server
    before = time.monotonic()
    linux_player().play(TROUBLE, lambda: time.monotonic() - before > 0.1)
    assert time.monotonic() - before < TROUBLE.length_s * 0.5


def test_without_a_server_an_error_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/none")
    pulse = linux_player()
    if not isinstance(pulse, PulsePlayer):
        pytest.skip("PulseAudio's library is not installed")
    with pytest.raises(PlayerError, match="can't be reached"):
        pulse.play(TROUBLE, lambda: False)
