"""The program listens on no network unless told to, and then by default on this computer only.

Its one local socket, for a second start, is only for its owner (test_one_instance.py).
"""

import json
import pathlib
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pytest

from tests.program import PATIENCE_S, Program, free_port, wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/proc tells who listens")

CAPTURE: Final = pathlib.Path(__file__).parent.parent / "captures" / "floor-24.rte"
_LISTENING: Final = "0A"
_LOOPBACK: Final = "0100007F"


def sockets_of(pid: int) -> set[str]:
    """Return the inodes of a process's sockets."""
    inodes = set()
    for descriptor in pathlib.Path(f"/proc/{pid}/fd").iterdir():
        try:
            target = str(descriptor.readlink())
        except OSError:  # it was closed meanwhile
            continue
        if target.startswith("socket:["):
            inodes.add(target.removeprefix("socket:[").removesuffix("]"))
    return inodes


def listened_on(pid: int) -> set[tuple[str, int]]:
    """Return the addresses and ports on which a process accepts connections or datagrams."""
    own = sockets_of(pid)
    places = set()
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for line in pathlib.Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            _, local, remote, state, *_, inode = line.split()[:10]
            is_open = state == _LISTENING if table.startswith("tcp") else remote.endswith(":0000")
            if inode in own and is_open:
                address, port = local.split(":")
                places.add((address, int(port, 16)))
    for line in pathlib.Path(f"/proc/{pid}/net/unix").read_text().splitlines()[1:]:
        _, _, _, flags, _, _, inode, *name = line.split()
        if inode in own and int(flags, 16) & 0x10000:
            places.add((" ".join(name), 0))
    return places


def networked(places: set[tuple[str, int]]) -> set[tuple[str, int]]:
    """Return those that a network reaches; the only other one is the socket for a second start."""
    local = {place for place in places if place[1] == 0}
    assert len(local) == 1
    return places - local


@contextmanager
def running(program: Program, *options: str) -> Iterator["subprocess.Popen[str]"]:
    process = program.start(*options)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE_S)


@pytest.fixture
def simulator(program: Program) -> Iterator[int]:
    port = free_port()
    with running(program, "simulate", "--port", str(port)) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert listened_on(process.pid) == {(_LOOPBACK, port)}
        yield port


def has_agents(file: pathlib.Path) -> bool:
    return file.exists() and bool(json.loads(file.read_bytes())["agents"])


@pytest.mark.parametrize("with_window", [False, True], ids=["headless", "with a window"])
def test_a_board_listens_on_nothing(program: Program, simulator: int, *, with_window: bool) -> None:
    file = program.home / "mitel_data.json"
    options = ["--host", f"127.0.0.1:{simulator}", "--data-file", str(file)]
    if with_window:
        program.environment["QT_QPA_PLATFORM"] = "offscreen"
    else:
        options.append("--headless")
    with running(program, *options) as process:
        wait_until(lambda: has_agents(file))
        assert len(sockets_of(process.pid)) >= 1
        assert networked(listened_on(process.pid)) == set()


def test_a_recorder_listens_on_nothing(program: Program, simulator: int) -> None:
    file = program.home / "stream.jsonl"
    with running(program, "record", str(file), "--host", f"127.0.0.1:{simulator}") as process:
        wait_until(lambda: file.exists() and b'"data"' in file.read_bytes())
        assert listened_on(process.pid) == set()


@pytest.mark.parametrize("play", [("--demo",), ("--replay", str(CAPTURE))], ids=["demo", "replay"])
def test_replay_and_simulation_listen_on_this_computer_only(program: Program, play: tuple[str, ...]) -> None:
    file = program.home / "mitel_data.json"
    with running(program, "--headless", *play, "--data-file", str(file)) as process:
        wait_until(lambda: has_agents(file))
        places = networked(listened_on(process.pid))
        assert len(places) == 1
        assert {address for address, _ in places} == {_LOOPBACK}


@pytest.mark.parametrize(("listen", "address"), [((), _LOOPBACK), (("--listen", "127.0.0.2"), "0200007F")])
def test_a_replay_listens_on_the_requested_address(
    program: Program, listen: tuple[str, ...], address: str
) -> None:
    port = free_port()
    with running(program, "replay", str(CAPTURE), "--port", str(port), *listen) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert listened_on(process.pid) == {(address, port)}
