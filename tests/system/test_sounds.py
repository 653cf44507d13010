"""Sounds: one at a time, hushed at once, on a thread of their own, with a stand-in for the player."""

import logging
import pathlib
import sys
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from desktop.system import services
from desktop.system.clip import Clip, read_clip
from desktop.system.linux.sounds import linux_player
from desktop.system.program_player import ProgramPlayer
from desktop.system.sounds import Player, PlayerError, Sound, Sounds
from desktop.system.windows.sounds import WindowsPlayer
from tests.conftest import RESOURCES

FOLDER = RESOURCES / "sounds"
PATIENCE_S = 10.0
CLIP = Clip(8000, bytes(1600))


class StandIn(Player):
    """A stand-in for a player that plays until the test ends it."""

    def __init__(self) -> None:
        super().__init__()
        self.played: list[Clip] = []
        self.hushed = 0
        self.threads: set[int] = set()
        self.begun = threading.Semaphore(0)
        self.ended = threading.Semaphore(0)
        self.may_end = threading.Event()

    def play(self, clip: Clip, is_hushed: Callable[[], bool]) -> None:
        self.played.append(clip)
        self.threads.add(threading.get_ident())
        self.begun.release()
        while not self.may_end.wait(0.005):
            if is_hushed():
                self.hushed += 1
                break
        self.ended.release()


@pytest.fixture
def stand_in() -> StandIn:
    return StandIn()


@pytest.fixture
def sounds(stand_in: StandIn) -> Iterator[Sounds]:
    sounds = Sounds(FOLDER, lambda: stand_in)
    yield sounds
    stand_in.may_end.set()
    assert sounds.stop(PATIENCE_S)


def clip(sound: Sound, volume: int = 100) -> Clip:
    return read_clip(FOLDER / sound.file_name).at_volume(volume)


def test_a_sound_is_played_once_and_not_on_this_thread(sounds: Sounds, stand_in: StandIn) -> None:
    stand_in.may_end.set()
    sounds.play(Sound.TROUBLE, 40)
    assert stand_in.ended.acquire(timeout=PATIENCE_S)
    assert stand_in.played == [clip(Sound.TROUBLE, 40)]
    assert threading.get_ident() not in stand_in.threads
    assert not stand_in.begun.acquire(timeout=0.0) or not stand_in.begun.acquire(timeout=0.05)


def test_of_waiting_sounds_only_the_most_urgent_is_played(sounds: Sounds, stand_in: StandIn) -> None:
    sounds.play(Sound.ATTENTION, 100)
    assert stand_in.begun.acquire(timeout=PATIENCE_S)
    for sound in (Sound.SETTLED, Sound.TROUBLE, Sound.ATTENTION, Sound.TROUBLE, Sound.SETTLED):
        sounds.play(sound, 100)
    stand_in.may_end.set()
    for _ in range(2):
        assert stand_in.ended.acquire(timeout=PATIENCE_S)
    assert stand_in.played == [clip(Sound.ATTENTION), clip(Sound.TROUBLE)]


def test_a_hush_ends_the_sound_and_drops_the_waiting_one(sounds: Sounds, stand_in: StandIn) -> None:
    sounds.play(Sound.TROUBLE, 100)
    assert stand_in.begun.acquire(timeout=PATIENCE_S)
    sounds.play(Sound.TROUBLE, 100)
    sounds.hush()
    assert stand_in.ended.acquire(timeout=PATIENCE_S)
    assert stand_in.hushed == 1
    # The next one is heard again.
    stand_in.may_end.set()
    sounds.play(Sound.ATTENTION, 100)
    assert stand_in.ended.acquire(timeout=PATIENCE_S)
    assert stand_in.played == [clip(Sound.TROUBLE), clip(Sound.ATTENTION)]


def test_at_no_volume_there_is_no_sound_and_no_thread(sounds: Sounds, stand_in: StandIn) -> None:
    sounds.play(Sound.TROUBLE, 0)
    assert not [thread for thread in threading.enumerate() if thread.name.endswith(" sounds")]
    assert stand_in.played == []


def test_the_end_does_not_wait_for_a_hanging_sound_server() -> None:
    free = threading.Event()
    begun = threading.Event()

    class StuckPlayer(Player):
        def play(self, clip: Clip, is_hushed: Callable[[], bool]) -> None:  # noqa: ARG002 - the player's signature
            begun.set()
            free.wait(PATIENCE_S)

    sounds = Sounds(FOLDER, StuckPlayer)
    sounds.play(Sound.TROUBLE, 100)
    assert begun.wait(PATIENCE_S)
    before = time.monotonic()
    assert not sounds.stop(0.05)
    assert time.monotonic() - before < PATIENCE_S / 2
    free.set()
    assert sounds.stop(PATIENCE_S)


@pytest.mark.parametrize("folder", [FOLDER, pathlib.Path("/nowhere")])
def test_a_failure_is_logged_once(folder: pathlib.Path, caplog: pytest.LogCaptureFixture) -> None:
    tried = threading.Semaphore(0)

    class FailingPlayer(Player):
        def play(self, clip: Clip, is_hushed: Callable[[], bool]) -> None:
            tried.release()
            super().play(clip, is_hushed)

    sounds = Sounds(folder, lambda: FailingPlayer("no sound card"))
    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            sounds.play(Sound.TROUBLE, 100)
            tried.acquire(timeout=PATIENCE_S if folder is FOLDER else 0.2)
        assert sounds.stop(PATIENCE_S)
    assert len(caplog.records) == 1
    assert "Alerts can't be heard" in caplog.text


def run(tmp_path: pathlib.Path, script: str) -> ProgramPlayer:
    file = tmp_path / "play.py"
    file.write_text(script)
    return ProgramPlayer((sys.executable, str(file), str(tmp_path / "came.wav")))


def test_a_player_gets_the_sound_and_no_file_is_left(tmp_path: pathlib.Path) -> None:
    script = "import shutil, sys; shutil.copy(sys.argv[2], sys.argv[1]); print(sys.argv[2])"
    run(tmp_path, script + "; open(sys.argv[1] + '.name', 'w').write(sys.argv[2])").play(CLIP, lambda: False)
    assert read_clip(tmp_path / "came.wav") == CLIP
    assert not pathlib.Path((tmp_path / "came.wav.name").read_text()).exists()


def test_a_player_is_ended_by_a_hush(tmp_path: pathlib.Path) -> None:
    before = time.monotonic()
    run(tmp_path, "import time; time.sleep(60)").play(CLIP, lambda: time.monotonic() - before > 0.2)
    assert time.monotonic() - before < PATIENCE_S


def test_a_failing_or_missing_player_is_an_error(tmp_path: pathlib.Path) -> None:
    with pytest.raises(PlayerError, match="code 3"):
        run(tmp_path, "import sys; sys.exit(3)").play(CLIP, lambda: False)
    with pytest.raises(PlayerError, match="nowhere"):
        ProgramPlayer(("/nowhere/player",)).play(CLIP, lambda: False)


@pytest.mark.skipif(sys.platform == "win32", reason="there it would be heard")
def test_windows_player_is_an_error_on_other_systems() -> None:
    with pytest.raises(PlayerError, match="not Windows"):
        WindowsPlayer().play(CLIP, lambda: False)


@pytest.mark.skipif(sys.platform != "linux", reason="Linux")
def test_without_the_library_another_player_is_chosen_or_the_error_says_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert isinstance(services.player(), Player)
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(PlayerError, match=r"neither libnone\.so nor aplay"):
        linux_player("libnone.so").play(CLIP, lambda: False)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    assert isinstance(linux_player("libnone.so"), ProgramPlayer)
