import pytest

from tests.bench.samples import median, percentile
from tests.bench.table import Row, write_table


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (Row("a rate", 300_000, "/s", 300_000), "ok"),
        (Row("a rate", 299_999, "/s", 300_000), "MISSED"),
        (Row("a delay", 4.99, "ms", 5), "ok"),
        (Row("a delay", 5, "ms", 5), "MISSED"),
        (Row("lost records", 0, "", 0), "ok"),
        (Row("lost records", 1, "", 0), "MISSED"),
        (Row("lost records", -1, "", 0), "MISSED"),
        (Row("nothing was asked for", 5, "ms"), ""),
    ],
)
def test_the_verdict_is_of_the_figure_and_not_of_how_it_is_written(row: Row, verdict: str) -> None:
    assert row.verdict == verdict
    assert row.cells()[-1] == verdict


@pytest.mark.parametrize(
    ("row", "times"),
    [
        (Row("half as fast", 100, "/s", floor=200), 2.0),
        (Row("twice as long", 4, "ms", floor=2), 2.0),
        (Row("no floor", 4, "ms"), None),
        (Row("nothing came", 0, "/s", floor=2), None),
    ],
)
def test_more_than_the_floor_is_always_worse(row: Row, times: float | None) -> None:
    assert row.times_floor == times


def test_the_table_is_aligned_and_its_notes_stand_below() -> None:
    rows = [
        Row("decode", 438_746.4, "/s", 300_000, 54_634_329, "best of 7"),
        Row("socket to data file", 1.449, "ms", 5, 0.12),
        Row("lost", 0, "", 0),
        Row("standing still", 1.25, "%", 1),
    ]
    assert write_table(rows).splitlines() == [
        "what                     figure         wanted          floor  x floor",
        "-------------------  ----------  -------------  -------------  -------  ------",
        "decode               438,746 /s  >= 300,000 /s  54,634,329 /s    124.5  ok",
        "socket to data file     1.45 ms         < 5 ms        0.12 ms     12.1  ok",
        "lost                          0              0                          ok",
        "standing still          1.250 %          < 1 %                          MISSED",
        "",
        "decode: best of 7",
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
def test_there_is_no_percentile_of_nothing(samples: list[float], share: float) -> None:
    with pytest.raises(ValueError, match="no percentile"):
        percentile(samples, share)
