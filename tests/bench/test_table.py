import pytest

from tests.bench.samples import median, percentile
from tests.bench.table import Row, write_readme_table, write_table


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (Row("a rate", 100, "/s", 250, most_times=2.5), "ok"),
        (Row("a rate", 99, "/s", 250, most_times=2.5), "MISSED"),
        (Row("a delay", 5, "ms", 2, most_times=2.5), "ok"),
        (Row("a delay", 5.01, "ms", 2, most_times=2.5), "MISSED"),
        (Row("nothing came", 0, "/s", 250, most_times=2.5), "MISSED"),
        (Row("memory", 95, "MB", 70, most=95), "ok"),
        (Row("memory", 95.01, "MB", 70, most=95), "MISSED"),
        (Row("lost records", 0, "", most=0), "ok"),
        (Row("lost records", 1, "", most=0), "MISSED"),
        (Row("nothing was asked for", 5, "ms", 2), ""),
    ],
)
def test_the_verdict_uses_the_exact_figure_not_the_rounded_one(row: Row, verdict: str) -> None:
    assert row.verdict == verdict
    assert row.cells()[3] == verdict


@pytest.mark.parametrize(
    ("row", "times"),
    [
        (Row("half as fast", 100, "/s", 200), 2.0),
        (Row("twice as long", 4, "ms", 2), 2.0),
        (Row("no bare minimum", 4, "ms"), None),
        (Row("nothing came", 0, "/s", 2), None),
    ],
)
def test_more_than_the_bare_minimum_is_always_worse(row: Row, times: float | None) -> None:
    assert row.times_bare == times


ROWS = [
    Row("decode", 438_746.4, "/s", 54_634_329, most_times=100, note="best of 7"),
    Row("socket to data file", 1.449, "ms", 0.12, most_times=15),
    Row("lost", 0, "", most=0),
    Row("memory", 70.25, "MB", 32.5, most=95),
]


def test_the_table_is_aligned_ratios_first_and_its_notes_stand_below() -> None:
    assert write_table(ROWS).splitlines() == [
        "what                 x bare  at most              figure           bare",
        "-------------------  ------  -------  ------  ----------  -------------",
        "decode                124.5    100 x  MISSED  438,746 /s  54,634,329 /s",
        "socket to data file    12.1     15 x  ok         1.45 ms        0.12 ms",
        "lost                               0  ok               0",
        "memory                  2.2    95 MB  ok         70.2 MB        32.5 MB",
        "",
        "decode: best of 7",
    ]


def test_the_readme_has_the_same_table() -> None:
    assert write_readme_table(ROWS).splitlines() == [
        "| what | times the bare minimum | at most | figure | bare minimum |",
        "| --- | --- | --- | --- | --- |",
        "| decode | 124.5 | 100 x (missed) | 438,746 /s | 54,634,329 /s |",
        "| socket to data file | 12.1 | 15 x | 1.45 ms | 0.12 ms |",
        "| lost |  | 0 | 0 |  |",
        "| memory | 2.2 | 95 MB | 70.2 MB | 32.5 MB |",
    ]


def test_percentiles_are_samples_by_nearest_rank() -> None:
    samples = [float(number) for number in range(200, 0, -1)]
    assert percentile(samples, 0.99) == 198
    assert percentile(samples, 1) == 200
    assert percentile(samples, 0.001) == 1
    assert median(samples) == 100
    assert median([3, 1, 2]) == 2
    assert percentile([7], 0.99) == 7


def test_one_slow_sample_of_a_hundred_is_not_hidden_by_the_99th_percentile_of_fewer() -> None:
    assert percentile([1.0] * 50 + [99.0], 0.99) == 99


@pytest.mark.parametrize(("samples", "share"), [([], 0.5), ([1.0], 0), ([1.0], 1.01)])
def test_a_percentile_needs_samples_and_a_valid_share(samples: list[float], share: float) -> None:
    with pytest.raises(ValueError, match="no percentile"):
        percentile(samples, share)
