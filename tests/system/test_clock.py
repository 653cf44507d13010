from desktop.system import clock


def test_both_clocks_advance() -> None:
    before = clock.now()
    after = clock.now()
    assert after.steady_s >= before.steady_s
    assert before.elapsed_s(after) >= 0
    assert after.wall_s > 1_700_000_000
