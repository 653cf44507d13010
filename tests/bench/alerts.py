"""Rows: 1,000 alert rules evaluated after one change on a floor of 1,000 agents."""

import random
import time
from collections.abc import Iterator
from typing import Final

from desktop.acd.alerts.engine import Engine
from desktop.acd.alerts.rule import COUNTS, Condition, Rule
from desktop.acd.alerts.subjects import Subjects
from desktop.acd.directory import Directory
from desktop.acd.floor import Floor
from desktop.acd.limits import Limits
from desktop.acd.moment import Moment
from desktop.protocol.decoder import Decoder
from tests.bench.conditions import Conditions
from tests.bench.samples import median, percentile
from tests.bench.table import Row

AGENTS: Final = 1_000
RULES: Final = 1_000
QUEUES: Final = 10
CHANGES: Final = 8_000
A_SECOND: Final = 20
MOST_TIMES: Final = 60
"""Times a comparison of one figure with the limit of each rule."""
_SOURCE: Final = "127.0.0.1:15373"
_MS: Final = 1e3
_CODES: Final = "ABCDEFGHIJLMTU"


def measure_alerts(conditions: Conditions) -> Iterator[Row]:  # noqa: ARG001 - every section is asked alike
    """Change one agent or one queue at a time, and evaluate the rules."""
    every = list(Condition)
    sets = {
        "of every kind": [every[index % len(every)] for index in range(RULES)],
        "all of one kind": [Condition.DO_NOT_DISTURB] * RULES,
    }
    for name, conditions_of_rules in sets.items():
        rules = tuple(
            Rule(f"rule {index}", condition, limit=_limit(condition, index), start_after_s=index % 7)
            for index, condition in enumerate(conditions_of_rules)
        )
        times = change_times_ms(rules)
        note = (
            f"{len(times):,} changes, {A_SECOND} a second, each with what came due, in CPU time;"
            f" median {median(times):.2f} ms, most {max(times):.2f} ms; bare: a comparison with every limit"
        )
        what = f"alerts, {RULES:,} rules {name} x {AGENTS:,} agents, one change, 99 %"
        bare = percentile(compare_times_ms(rules), 0.99)
        yield Row(what, percentile(times, 0.99), "ms", bare, MOST_TIMES, note=note)


def change_times_ms(rules: tuple[Rule, ...], changes: int = CHANGES) -> list[float]:
    """Return the milliseconds of each change, including what has come due by then."""
    floor, decoder = Floor(), Decoder()
    engine = Engine(Subjects(floor))
    engine.set_up(rules, Directory(), Limits(), _moment(0))
    chance = random.Random(1)
    for record in _opening():
        engine.take(floor.apply(decoder.receive_data(record), _moment(0), _SOURCE), _moment(0))
    times = []
    for change in range(changes):
        now = _moment(change / A_SECOND)
        found = floor.apply(decoder.receive_data(_record(chance)), now, _SOURCE)
        began_s = time.thread_time()
        engine.advance(now)
        engine.take(found, now)
        times.append((time.thread_time() - began_s) * _MS)
    return times


def compare_times_ms(rules: tuple[Rule, ...], changes: int = CHANGES) -> list[float]:
    """Return the milliseconds of comparing a figure with the limit of each rule, once per change."""
    times = []
    for figure in range(changes):
        began_s = time.thread_time()
        sum(figure >= rule.limit for rule in rules)
        times.append((time.thread_time() - began_s) * _MS)
    return times


def _limit(condition: Condition, index: int) -> float:
    return 1 + index % 10 if condition in COUNTS else 20 + index % 300


def _moment(second: float) -> Moment:
    return Moment(1_000.0 + second, 1_790_000_000.0 + second)


def _opening() -> Iterator[bytes]:
    for agent in range(AGENTS):
        yield _call("A", agent)
    for number in range(QUEUES):
        yield _group(number, 0)


def _record(chance: random.Random) -> bytes:
    if chance.random() < 0.2:
        return _group(chance.randrange(QUEUES), chance.randrange(10))
    return _call(chance.choice(_CODES), chance.randrange(AGENTS))


def _call(code: str, agent: int) -> bytes:
    return f"\x0201{code}083000{1000 + agent:<7}{6000 + agent:<7}01\r\n".encode()


def _group(number: int, waiting: int) -> bytes:
    longest = "0030" if waiting else "0000"
    return f"\x0201K083000{600 + number}{waiting:03d}050{longest}0000000\r\n".encode()
