"""Rows: from a record sent by the phone system to the data file replaced, on a quiet floor."""

import json
import os
import pathlib
import random
import time
from collections.abc import Iterator
from typing import Final

from tests.bench.conditions import Conditions
from tests.bench.folder_watch import FolderWatch
from tests.bench.phone_system import PATIENCE_S, PhoneSystem
from tests.bench.process import Program
from tests.bench.samples import median, percentile
from tests.bench.streams import Script
from tests.bench.table import Row

AGENTS: Final = 60
PAUSE_S: Final = 0.12
"""The publisher pauses 100 ms after a write."""
MEDIAN_TIMES: Final = 6
WORST_TIMES: Final = 6
_MS: Final = 1e6


def measure_data_file(conditions: Conditions) -> Iterator[Row]:
    """Change an agent's state repeatedly, and wait each time until the file shows it.

    The bare minimum is measured in between, so that other work of the disk disturbs both alike.
    """
    script = Script(AGENTS)
    folder, beside = conditions.folder / "data-file", conditions.folder / "bare-file"
    beside.mkdir()
    delays, bare, synced = [], [], []
    with PhoneSystem() as system, Program(folder, system.port, None) as program:
        system.wait_for_client()
        system.send(script.opening)
        _wait_until_settled(program.data_file)
        with FolderWatch(folder) as watch:
            for index in range(conditions.samples):
                delays.append(_take(script, system, program.data_file, watch, index))
                content = program.data_file.read_bytes()
                bare.append(replace_ms(beside, content, synced=False))
                synced.append(replace_ms(beside, content, synced=True))
    note = (
        f"{len(delays)} samples, {AGENTS} agents, headless, in {conditions.folder.parent} (TMPDIR chooses the"
        f" disk); bare: open, write and rename, in turns with it;"
        f" with fsync, as the program does, that takes {median(synced):.2f} ms"
        f" (99 %: {percentile(synced, 0.99):.2f} ms)"
    )
    yield Row("socket to data file, median", median(delays), "ms", median(bare), MEDIAN_TIMES, note=note)
    slowest, bare_slowest = percentile(delays, 0.99), percentile(bare, 0.99)
    yield Row("socket to data file, 99 %", slowest, "ms", bare_slowest, WORST_TIMES)


def _wait_until_settled(file: pathlib.Path) -> None:
    """Wait until the file has all agents and was not replaced for half a second."""
    end_s = time.monotonic() + PATIENCE_S
    before = -1
    while time.monotonic() < end_s:
        time.sleep(0.5)
        written = file.stat().st_mtime_ns if file.exists() else -1
        if written == before != -1 and len(json.loads(file.read_bytes())["agents"]) == AGENTS:
            return
        before = written
    message = f"{file} does not come to rest"
    raise TimeoutError(message)


def _take(script: Script, system: PhoneSystem, file: pathlib.Path, watch: FolderWatch, index: int) -> float:
    """Take one sample in milliseconds."""
    time.sleep(PAUSE_S + random.uniform(0, 0.01))
    agent_id = script.anew[index % len(script.anew)]
    record, is_busy = script.toggle(agent_id)
    sent_ns = time.monotonic_ns()
    system.send(record)
    while True:
        replaced_ns = watch.wait(PATIENCE_S)
        word = json.loads(file.read_bytes())["agents"][agent_id]
        if (word == "busy") == is_busy:
            return (replaced_ns - sent_ns) / _MS


def replace_ms(folder: pathlib.Path, content: bytes, *, synced: bool) -> float:
    """Replace a file in the simplest way; return the milliseconds it took."""
    began_ns = time.monotonic_ns()
    new = folder / "bare.json.new"
    with new.open("wb") as file:
        file.write(content)
        if synced:
            file.flush()
            os.fsync(file.fileno())
    new.replace(folder / "bare.json")
    return (time.monotonic_ns() - began_ns) / _MS
