import os
import pathlib
import signal
import sys
import time

import pytest

from tests.bench.flood import ReceivedCounts, wait_for
from tests.bench.folder_watch import FolderWatch
from tests.bench.machine import busy_s, own_s
from tests.bench.phone_system import PhoneSystem
from tests.bench.process import Process, Program, cpu_s
from tests.faults.records import call, wire

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads what only Linux tells of a process")

OFF_SCREEN = {"QT_QPA_PLATFORM": "offscreen"}


def numbered(number: int, record: str) -> str:
    return f"{number:02d}{record[2:]}"


def test_the_program_reports_lost_and_unreadable_records(tmp_path: pathlib.Path) -> None:
    with (
        PhoneSystem() as system,
        Program(tmp_path, system.port, OFF_SCREEN, module="tests.bench.probe") as program,
    ):
        program.read("first")
        system.wait_for_client()
        system.send(wire(numbered(1, call("A")), numbered(2, call("E")), numbered(4, call("F")), "gibberish"))
        got = wait_for(program, 3)
        assert (got.records, got.lost, got.unreadable, got.agents) == (3, 1, 1, 1)
        assert got.missing(4) == 1
        assert got.gap_ms > 0


def test_the_program_reports_a_tile_that_shows_another_state(tmp_path: pathlib.Path) -> None:
    with (
        PhoneSystem() as system,
        Program(tmp_path, system.port, OFF_SCREEN, module="tests.bench.probe") as program,
    ):
        assert program.started_ns < int(program.read("first")[-1])
        program.tell("follow")
        system.wait_for_client()
        for record, state in ((call("A"), "idle"), (call("E"), "make_busy"), (call("F"), "idle")):
            sent_ns = time.monotonic_ns()
            # The second paint shows nothing new and is not reported.
            system.send(wire(record, record))
            agent_id, painted, painted_ns = program.read("painted")
            assert (agent_id, painted) == ("6001", state)
            assert sent_ns < int(painted_ns) < time.monotonic_ns()


def test_the_program_reports_how_long_its_window_was_blocked(tmp_path: pathlib.Path) -> None:
    with (
        PhoneSystem() as system,
        Program(tmp_path, system.port, OFF_SCREEN, module="tests.bench.probe") as program,
    ):
        program.read("first")
        os.kill(program.process_id, signal.SIGSTOP)
        time.sleep(1)
        os.kill(program.process_id, signal.SIGCONT)
        assert ReceivedCounts.asked_of(program).gap_ms >= 1000
        program.tell("reset")
        assert ReceivedCounts.asked_of(program).gap_ms < 1000


def test_the_bare_window_reports_its_tile_only_when_it_was_painted(tmp_path: pathlib.Path) -> None:
    with (
        PhoneSystem() as system,
        Process(
            tmp_path, "tests.bench.bare_window", f"{system.port}", "100", "50", environment=OFF_SCREEN
        ) as window,
    ):
        assert window.started_ns < int(window.read("first")[0])
        system.wait_for_client()
        with pytest.raises(ChildProcessError, match="said no 'painted'"):
            window.read("painted", patience_s=0.3)
        for _ in range(3):
            sent_ns = time.monotonic_ns()
            system.send(b"\n")
            assert sent_ns < int(window.read("painted")[0]) < time.monotonic_ns()


def test_a_process_that_ends_or_says_nothing_is_an_error(tmp_path: pathlib.Path) -> None:
    with (
        Process(tmp_path, "platform", environment={}) as process,
        pytest.raises(ChildProcessError, match="platform ended with exit code 0"),
    ):
        process.read("first")
    with (
        Process(tmp_path, "tests.bench.bare_headless", "0", environment={}) as process,
        pytest.raises(ChildProcessError, match="said no 'second' within"),
    ):
        process.read("second", patience_s=0.5)


def test_cpu_time_and_memory_are_those_the_system_reports(tmp_path: pathlib.Path) -> None:
    before_s = time.process_time()
    asked_s = cpu_s(os.getpid())
    assert before_s <= asked_s <= time.process_time()
    with Process(tmp_path, "tests.bench.bare_headless", "0", environment={}) as process:
        process.read("first")
        status = pathlib.Path(f"/proc/{process.process_id}/status").read_text()
        kilobytes = int(status.split("VmRSS:")[1].split()[0])
        assert process.memory()["Rss"] == pytest.approx(kilobytes * 1024 / 1e6, rel=0.02)
        assert process.cpu_s() > 0


def test_child_processes_do_not_count_as_others(tmp_path: pathlib.Path) -> None:
    own_before_s = own_s()
    with Process(tmp_path, "tests.bench.bare_headless", "0", environment={}) as process:
        process.read("first")
        running_s = process.cpu_s()
    assert own_s() - own_before_s >= running_s - 0.02  # the kernel reports it in hundredths of a second
    up_s = float(pathlib.Path("/proc/uptime").read_text().split()[0])
    assert own_s() <= busy_s() <= up_s * (os.cpu_count() or 1)


def test_a_file_is_reported_when_it_is_replaced_and_not_while_it_is_written(tmp_path: pathlib.Path) -> None:
    with FolderWatch(tmp_path) as watch:
        new = tmp_path / "file.new"
        new.write_bytes(b"{}")
        with pytest.raises(TimeoutError):
            watch.wait(0.1)
        before_ns = time.monotonic_ns()
        new.replace(tmp_path / "file")
        assert before_ns < watch.wait(5) < time.monotonic_ns()
        with pytest.raises(TimeoutError):
            watch.wait(0.1)


def test_a_missing_folder_can_not_be_watched(tmp_path: pathlib.Path) -> None:
    with pytest.raises(FileNotFoundError):
        FolderWatch(tmp_path / "missing")
