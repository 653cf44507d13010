"""The phone system of the soak, a process of its own: an hour for each connection, and a minute at the end.

It prints its port in a line, and at the end, in another line, the expected result of the bytes it sent.
"""

import argparse
import json
import pathlib
import random
import socket
import struct
import sys
import time
from collections.abc import Callable, Sequence
from typing import Final

from desktop.simulator.floor import SimulatedFloor
from desktop.simulator.plan import Chunking, Plan, chunks
from tests.soak.calculation import Calculation
from tests.soak.shared import Shared
from tests.soak.times import HOUR_S, START

SLICE_S: Final = 60
"""Time played before waiting for the program; the clock may be ahead by it."""
AWAY_S: Final = 5
"""Seconds at the start of an hour that are lost, since the line is down."""
LEFT_OUT: Final = 1 / 500
TOLD_TWICE: Final = 1 / 2000
CUT_EVERY: Final = 5
CUT_AT: Final = 12
"""Every few hours the line ends inside a record, which must never be taken."""
PATIENCE_S: Final = 60.0
LOOK_S: Final = 0.0002


class Hours:
    """Plays hour after hour to one client at a time.

    Arguments:
        plan: The floor.
        shared: The progress of both processes.

    """

    def __init__(self, plan: Plan, shared: Shared) -> None:
        self._floor = SimulatedFloor(plan, START)
        self._chance = random.Random(plan.seed)
        self._shared = shared
        self._sent_bytes = 0
        self.calculation = Calculation(START.timestamp())

    def play(self, hour: int, client: socket.socket, lasts_s: int = HOUR_S) -> None:
        """Send one hour, counted from 0, or the beginning of it."""
        chunking = list(Chunking)[hour % len(Chunking)]
        began_s = hour * HOUR_S
        self._floor.records_until(began_s + AWAY_S)
        for elapsed_s in range(began_s + SLICE_S, began_s + lasts_s + 1, SLICE_S):
            records = self._told(self._floor.records_until(elapsed_s))
            self._shared.simulated_s = elapsed_s
            for piece in chunks(records, chunking, self._chance):
                self._send(client, elapsed_s, piece)
            self._wait_until_heard()

    def hang_up(self, hour: int, client: socket.socket) -> None:
        """End the connection in one of the possible ways."""
        elapsed_s = (hour + 1) * HOUR_S
        if hour % CUT_EVERY == 0:
            for record in self._floor.records_until(elapsed_s + AWAY_S)[:1]:
                self._send(client, elapsed_s, record[:CUT_AT])
                self._wait_until_heard()
        if hour % 2:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        client.close()
        self.calculation.hung_up()

    def _told(self, records: list[bytes]) -> list[bytes]:
        """Drop some records and repeat some, as a busy phone system may."""
        told: list[bytes] = []
        for record in records:
            fate = self._chance.random()
            if fate >= LEFT_OUT:
                told += [record] * (2 if fate > 1 - TOLD_TWICE else 1)
        return told

    def _send(self, client: socket.socket, at_s: float, data: bytes) -> None:
        client.sendall(data)
        self._sent_bytes += len(data)
        self.calculation.sent(at_s, data)

    def _wait_until_heard(self) -> None:
        _wait_until(
            lambda: self._shared.heard_bytes >= self._sent_bytes,
            f"of {self._sent_bytes} bytes sent not all are heard",
        )


def _accept(server: socket.socket) -> socket.socket:
    client, _ = server.accept()
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return client


def _let_look(shared: Shared, hour: int) -> None:
    """Announce that an hour was sent, and wait until the program was examined."""
    shared.hours_sent = hour + 1
    _wait_until(lambda: shared.hours_over > hour, f"hour {hour + 1} is not over")


def _wait_until(holds: Callable[[], bool], fault: str) -> None:
    """Poll until the other process, which cannot wake this one, has got so far.

    Raises:
        TimeoutError: It has ended, or makes no progress.

    """
    end = time.monotonic() + PATIENCE_S
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(fault)
        time.sleep(LOOK_S)


def main(arguments: Sequence[str]) -> None:
    """Play all hours, publish the expected result, and hang up when told to."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--hours", type=int, required=True)
    parser.add_argument("--agents", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--shared", type=pathlib.Path, required=True)
    options = parser.parse_args(arguments)
    shared = Shared(options.shared)
    plan = Plan(options.agents, rate=options.agents / 30, seed=options.seed)
    hours = Hours(plan, shared)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(PATIENCE_S)
        print(server.getsockname()[1], flush=True)
        for hour in range(options.hours):
            with _accept(server) as client:
                hours.play(hour, client)
                _let_look(shared, hour)
                hours.hang_up(hour, client)
        with _accept(server) as client:
            # Too short for every agent to be named: the others are not confirmed.
            hours.play(options.hours, client, SLICE_S)
            print(json.dumps(hours.calculation.result()), flush=True)
            _let_look(shared, options.hours)
    shared.close()


if __name__ == "__main__":
    main(sys.argv[1:])
