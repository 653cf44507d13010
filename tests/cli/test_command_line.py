"""The command line as a person and another program meet it: the program itself, in a process of its own."""

import json
import pathlib
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from desktop import __version__
from desktop.cli.check import parse_line
from desktop.feed.worker import Line
from tests.program import PATIENCE_S, ROOT, Program, free_port, wait_until

EXIT_SIGNALS = [signal.Signals[name] for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name)]
OPTIONS = (
    *("--host", "--port", "--data-file", "--settings", "--headless", "--demo", "--fullscreen", "--screen"),
    *("--minimized", "--log-level", "--version", "check", "simulate"),
)


@pytest.fixture
def simulator(program: Program) -> Iterator[int]:
    """Run a simulated phone system; return its port."""
    port = free_port()
    process = program.start("simulate", "--port", str(port), "--agents", "12", "--speed", "20")
    try:
        assert process.stdout is not None
        assert f"127.0.0.1:{port}" in process.stdout.readline()
        yield port
    finally:
        process.terminate()
        assert process.wait(PATIENCE_S) == 0
        process.communicate()


def test_without_any_option_the_program_starts(program: Program) -> None:
    """As by a double click."""
    settings = program.home / "config" / "TallyMate" / "settings.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text("[phone system]\nhost = 127.0.0.1\nport = 1\n")
    process = program.start()
    data_file = program.home / "data" / "TallyMate" / "mitel_data.json"
    wait_until(data_file.exists)
    process.terminate()
    process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0


def test_version_and_help_are_printed(program: Program) -> None:
    assert program.run("--version") == (0, f"TallyMate {__version__}\n", "")
    code, out, _ = program.run("--help")
    assert code == 0
    for option in [
        "--host",
        "--port",
        "--data-file",
        "--settings",
        "--headless",
        "--demo",
        "--fullscreen",
        "--screen",
        "--minimized",
        "--log-level",
        "--version",
        "simulate",
    ]:
        assert option in out
    code, out, _ = program.run("simulate", "--help")
    assert code == 0
    for option in ["--port", "--agents", "--groups", "--paths", "--rate", "--seed", "--speed"]:
        assert option in out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("--port 0 --host x", "0 is not from 1 to 65535"),
        ("--port 65536 --host x", "65536 is not from 1 to 65535"),
        ("--port many", "'many' is not a whole number"),
        ("--host a/b", "'a/b' is not a name or an address"),
        ("--headless", "no phone system is named"),
        ("--headless --host x --data-file {home}/nowhere/mitel_data.json", "there is no folder"),
        ("--headless --host x --data-file {home}", "is a folder"),
        ("--headless --host x --data-file /proc/mitel_data.json", "can't be written"),
        ("--headless --host x --settings {home}/nowhere/settings.ini", "can't be written"),
        ("--port 1" + 400 * "0", "is not from 1 to 65535"),
        ("--headless --host x --data-file {home}/" + 300 * "x", "can't be written"),
        ("--screen 0", "0 is not from 1 to 64"),
        ("--log-level loud", "invalid choice"),
        ("--nonsense", "unrecognized arguments"),
        ("nonsense", "invalid choice"),
        ("check :15373", "':15373' is not a name or an address"),
        ("check pbx:99999", "'pbx:99999': port 99999 is not from 1 to 65535"),
        ("check a,b", "'a,b' names more than one"),
        ("--headless --host pbx --host pbx:15373", "'pbx' is named twice"),
        ("check", "the following arguments are required: HOST[:PORT]"),
        ("simulate --port 99999", "99999 is not from 1 to 65535"),
        ("simulate --agents 0", "0 is not from 1 to 9999"),
        ("simulate --speed 0", "0.0 is not from 0.01 to 1000"),
    ],
)
def test_a_wrong_option_is_reported_in_one_clear_line_with_exit_code_2(
    program: Program, options: str, words: str
) -> None:
    code, out, err = program.run(*options.format(home=program.home).split())
    assert code == 2
    assert out == ""
    assert words in err
    assert re.fullmatch(r"tallymate: error: [^\n]+\n", err)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("[phone system]\nport = 70000\n", "[phone system] port: 70000 is not from 1 to 65535\n"),
        ("[phone system]\nport = many\n", "[phone system] port: 'many' is not a whole number\n"),
        ("[board]\ntheme = pink\n", "[board] theme: 'pink' is none of system, light, dark\n"),
        ("nonsense\n", "It does not count any more and is kept as settings.set-aside-"),
        (
            "[file]\nversion = 99\n",
            "was written by a newer version of this program. It does not count",
        ),
    ],
)
def test_a_wrong_setting_is_reported_in_one_clear_line_and_stops_nothing(
    program: Program, simulator: int, content: str, words: str
) -> None:
    settings, data_file = program.home / "settings.ini", program.home / "mitel_data.json"
    settings.write_text(content)
    place = ["--host", "127.0.0.1", "--port", str(simulator), "--data-file", str(data_file)]
    process = program.start("--headless", *place, "--settings", str(settings), "--log-level", "warning")
    wait_until(lambda: data_file.exists() and bool(json.loads(data_file.read_text())["agents"]))
    process.terminate()
    _, err = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0
    assert words in err
    assert err.startswith(f"settings file {settings}")
    assert err.count("\n") == 1


def test_a_file_that_was_set_aside_is_reported_whatever_stops_the_start(
    program: Program,
) -> None:
    settings = program.home / "settings.ini"
    settings.write_text("nonsense\n")
    code, _, err = program.run("--headless", "--settings", str(settings))
    assert code == 2
    first, second = err.splitlines()
    assert "is kept as settings.set-aside-" in first
    assert second.startswith("tallymate: error: no phone system is named")


def test_an_impossible_place_for_the_data_file_stops_the_start(
    program: Program,
) -> None:
    settings = program.home / "settings.ini"
    settings.write_text("[files]\ndata_file = /nowhere/mitel_data.json\n")
    code, _, err = program.run("--headless", "--host", "x", "--settings", str(settings))
    assert code == 2
    assert "there is no folder /nowhere" in err
    assert err.count("\n") == 1


def test_the_site_s_settings_apply_beneath_the_named_file(program: Program, simulator: int) -> None:
    site = program.home / "site" / "tallymate" / "settings.ini"
    site.parent.mkdir(parents=True)
    site.write_text(
        f"[phone system]\nhost = 127.0.0.1\nport = {simulator}\n[start]\nlog_level = warning\nmood = 1\n"
    )
    program.environment["XDG_CONFIG_DIRS"] = str(program.home / "site")
    settings, data_file = program.home / "mine.ini", program.home / "mitel_data.json"
    settings.write_text(f"[files]\ndata_file = {data_file}\n")
    process = program.start("--headless", "--settings", str(settings))
    wait_until(lambda: data_file.exists() and bool(json.loads(data_file.read_text())["agents"]))
    process.terminate()
    expected = f"the site's settings file {site}: [start] mood is no setting of this program\n"
    assert process.communicate(timeout=PATIENCE_S) == ("", expected)


def test_the_settings_file_is_made_and_options_are_not_saved_in_it(program: Program, simulator: int) -> None:
    settings = program.home / "mine.ini"
    process = program.start(
        "--headless", "--host", "127.0.0.1", "--port", str(simulator), "--settings", str(settings)
    )
    wait_until(settings.exists)
    process.terminate()
    process.communicate(timeout=PATIENCE_S)
    assert ";host = \n" in settings.read_text()
    assert ";port = 15373\n" in settings.read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("number", EXIT_SIGNALS)
def test_headless_prints_events_in_plain_words_keeps_the_file_and_ends_cleanly(
    program: Program, simulator: int, number: signal.Signals
) -> None:
    data_file = program.home / "mitel_data.json"
    process = program.start(
        "--headless", "--host", "127.0.0.1", "--port", str(simulator), "--data-file", str(data_file)
    )
    assert process.stdout is not None
    lines: list[str] = []
    while not (
        any(" answered an ACD call by path 86" in x for x in lines) and any("Group 61" in x for x in lines)
    ):
        lines.append(process.stdout.readline())
        assert lines[-1], "it ended"
    process.send_signal(number)
    out, err = process.communicate(timeout=PATIENCE_S)
    lines += out.splitlines(keepends=True)
    assert process.returncode == 0
    assert err == ""
    assert lines[0] == f"Data file: {data_file}\n"
    told = [line for line in lines if line.startswith(("Agent ", "Group ", "Path "))]
    assert any(re.fullmatch(r"Agent 60\d\d answered an ACD call by path 86\d\n", line) for line in told)
    assert any(
        re.fullmatch(r"Group 61\d: \d+ waiting, \d+ logged in, longest \d\d:\d\d\n", line) for line in told
    )
    # The last state is on disk: the file agrees with the last line.
    agents = json.loads(data_file.read_text())["agents"]
    last = {}
    for line in told:
        match = re.match(r"Agent (\d+) (logged out|logged in|answered|started the work timer)", line)
        if line.startswith("Agent"):
            last[line.split()[1]] = match[2] if match else ""
    words = {"logged out": "out", "logged in": "in", "answered": "busy", "started the work timer": "timer"}
    for agent_id, did in last.items():
        assert agent_id in agents
        if did:
            assert agents[agent_id] == words[did], agent_id


def handles(pid: int, number: signal.Signals) -> bool:
    """Return whether a process has a handler of its own for a signal."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    caught = re.search(r"SigCgt:\s*([0-9a-f]+)", status)
    return caught is not None and bool(int(caught[1], 16) >> (number - 1) & 1)


@pytest.mark.skipif(sys.platform != "linux", reason="the moment is read from /proc")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("after_ms", [0, 20, 50, 80, 120, 160, 250])
def test_a_signal_at_any_moment_of_the_start_ends_it_cleanly(
    program: Program, number: signal.Signals, after_ms: int
) -> None:
    process = program.start("--headless", "--demo", "--log-level", "warning")
    # Python itself handles SIGINT before the program does; SIGTERM is handled only by the program.
    wait_until(lambda: handles(process.pid, signal.SIGTERM))
    time.sleep(after_ms / 1000)
    process.send_signal(number)
    time.sleep(0.005)
    process.send_signal(number)
    out, err = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, out, err) == (0, "", "")


def test_an_unknown_setting_is_reported(program: Program, simulator: int) -> None:
    settings = program.home / "settings.ini"
    settings.write_text("[bord]\ntheme = dark\n[board]\ntheem = dark\n")
    options = ["--host", "127.0.0.1", "--port", str(simulator), "--settings", str(settings)]
    process = program.start("--headless", "--log-level", "warning", *options)
    assert process.stderr is not None
    lines = [process.stderr.readline(), process.stderr.readline()]
    assert lines == [
        f"settings file {settings}: [bord] theme is no setting of this program\n",
        f"settings file {settings}: [board] theem is no setting of this program\n",
    ]
    process.terminate()
    process.communicate(timeout=PATIENCE_S)


def test_the_log_level_silences_the_console(program: Program, simulator: int) -> None:
    data_file = program.home / "mitel_data.json"
    process = program.start(
        *("--headless", "--host", "127.0.0.1", "--port", str(simulator), "--data-file", str(data_file)),
        *("--log-level", "warning"),
    )
    wait_until(lambda: data_file.exists() and bool(json.loads(data_file.read_text())["agents"]))
    process.terminate()
    assert process.communicate(timeout=PATIENCE_S) == ("", "")


def test_without_a_display_the_program_says_so_in_one_line_and_runs_headless(
    program: Program, simulator: int
) -> None:
    process = program.start("--host", "127.0.0.1", "--port", str(simulator))
    assert process.stdout is not None
    while "logged in" not in process.stdout.readline():
        assert process.poll() is None
    process.terminate()
    _, err = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0
    assert err == "No display (DISPLAY is not set): continuing headless.\n"
    assert (program.home / "data" / "TallyMate" / "mitel_data.json").exists()


def test_a_demonstration_keeps_its_own_data_file(program: Program) -> None:
    process = program.start("--demo", "--headless")
    assert process.stdout is not None
    while "logged in" not in process.stdout.readline():
        assert process.poll() is None
    process.terminate()
    process.communicate(timeout=PATIENCE_S)
    folder = program.home / "data" / "TallyMate"
    assert json.loads((folder / "demo" / "mitel_data.json").read_text())["agents"]
    assert not (folder / "mitel_data.json").exists()


def test_a_check_succeeds_on_a_phone_system_and_fails_on_a_closed_port(
    program: Program, simulator: int
) -> None:
    code, out, err = program.run("check", f"127.0.0.1:{simulator}", "--seconds", "2")
    assert (code, err) == (0, "")
    assert out.startswith(f"Port: {simulator} at 127.0.0.1 is open (")
    assert out.endswith("The connection is good.\n")
    code, out, err = program.run("check", f"127.0.0.1:{free_port()}")
    assert (code, err) == (1, "")
    assert ": refused (" in out
    assert out.endswith("The connection can't be used.\n")


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("pbx", Line("pbx", 15373)),
        ("pbx:1234", Line("pbx", 1234)),
        ("192.168.201.2:1234", Line("192.168.201.2", 1234)),
        ("[fe80::1]:1234", Line("fe80::1", 1234)),
        ("[fe80::1]", Line("fe80::1", 15373)),
        ("fe80::1", Line("fe80::1", 15373)),
    ],
)
def test_an_address_is_parsed_as_people_write_it(place: str, line: Line) -> None:
    assert parse_line(place) == line


def test_the_same_seed_is_the_same_stream_for_the_first_client(program: Program) -> None:
    streams = []
    for seed in ("5", "5", "6"):
        port = free_port()
        process = program.start("simulate", "--port", str(port), "--seed", seed, "--speed", "100")
        assert process.stdout is not None
        process.stdout.readline()
        received = b""
        with socket.create_connection(("127.0.0.1", port)) as client:
            while len(received) < 8_000:
                received += client.recv(65_536)
        process.terminate()
        process.communicate(timeout=PATIENCE_S)
        streams.append(received[:8_000])
    assert streams[0] == streams[1] != streams[2]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_a_closed_pipe_is_no_error(program: Program) -> None:
    data_file = program.home / "mitel_data.json"
    process = program.start("--headless", "--demo", "--data-file", str(data_file))
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    wait_until(lambda: data_file.exists() and "busy" in json.loads(data_file.read_text())["agents"].values())
    process.terminate()
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait(PATIENCE_S) == 0


def test_an_unusable_home_folder_is_reported(program: Program) -> None:
    program.environment |= {"XDG_CONFIG_HOME": "/proc/nowhere", "XDG_DATA_HOME": "/proc/nowhere"}
    code, _, err = program.run("--headless", "--host", "x")
    assert code == 2
    assert re.fullmatch(r"tallymate: error: folder /proc/nowhere/TallyMate can't be made: [^\n]+\n", err)


def test_a_port_in_use_is_reported(program: Program, simulator: int) -> None:
    code, out, _ = program.run("simulate", "--port", str(simulator))
    assert code == 2
    assert "can't listen on 127.0.0.1" in out


@pytest.mark.skipif(sys.platform != "linux", reason="the exit of a window program, off screen")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_program_with_a_window_ends_cleanly_too(program: Program, number: signal.Signals) -> None:
    program.environment["QT_QPA_PLATFORM"] = "offscreen"
    data_file = program.home / "mitel_data.json"
    process = program.start("--demo", "--data-file", str(data_file))
    wait_until(lambda: data_file.exists() and bool(json.loads(data_file.read_text())["agents"]))
    process.send_signal(number)
    _, err = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0
    # The offscreen platform prints what it lacks: size hints and a tray.
    assert [
        line for line in err.splitlines() if "propagateSizeHints" not in line and "Tray" not in line
    ] == []


@pytest.mark.skipif(sys.platform != "linux", reason="off screen")
def test_a_missing_screen_is_reported(program: Program) -> None:
    program.environment["QT_QPA_PLATFORM"] = "offscreen"
    code, _, err = program.run("--demo", "--screen", "9")
    assert code == 2
    assert err == "tallymate: error: there is no screen 9: this computer has 1\n"


@pytest.mark.skipif(sys.platform != "linux", reason="off screen")
def test_a_tv_that_is_off_at_the_start_does_not_prevent_the_board(program: Program) -> None:
    program.environment["QT_QPA_PLATFORM"] = "offscreen"
    settings = program.home / "settings.ini"
    settings.write_text("[start]\nscreen = 9\n")
    data_file = program.home / "mitel_data.json"
    process = program.start("--demo", "--settings", str(settings), "--data-file", str(data_file))
    wait_until(lambda: data_file.exists() and bool(json.loads(data_file.read_text())["agents"]))
    process.terminate()
    _, err = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0
    assert "Board: there is no screen 9 yet\n" in err


STUCK_WRITER = """
import sys, time
from desktop.__main__ import main
from desktop.publish import writer
from desktop.system.worker_thread import WorkerThread

def hang(path, content):
    print("hanging", flush=True)
    time.sleep(60)
writer.replace_file = hang
stop = WorkerThread.stop
WorkerThread.stop = lambda thread, timeout_ms=0: stop(thread, 200)
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_hanging_share_does_not_keep_the_program_from_ending(program: Program) -> None:
    command = [sys.executable, "-c", STUCK_WRITER, "--headless", "--demo", "--log-level", "warning"]
    with subprocess.Popen(
        command, cwd=ROOT, env=program.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "hanging\n"
        process.terminate()
        _, err = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 1
    assert err == "The data file's folder or the network does not respond; ending without it.\n"
