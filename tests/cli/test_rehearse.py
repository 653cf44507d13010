"""``tallymate rehearse`` as a person meets it: the program itself, on a recorded afternoon."""

import datetime as dt
import pathlib
import re
from zoneinfo import ZoneInfo

import pytest

from desktop.recording.entries import BytesCame, Entry, RecordingBegan, entry_line
from desktop.settings import SettingsFile
from tests.program import Program
from tests.support import call, group, wire

PBX = "pbx.example:15373"
DAY = dt.datetime(2026, 1, 5, tzinfo=ZoneInfo("Europe/Berlin"))
RULES = """
[alert More than 3 longer than 1:30]
what = callers-waiting
limit = 4
longest_s = 90
start_after_s = 0
end_after_s = 0
quiet = 12:00-13:00
hours = 8:00-18:00

[alert Seven callers]
what = callers-waiting
limit = 7
start_after_s = 0
end_after_s = 0

[alert Do not disturb]
what = do-not-disturb
limit = 1200

[alert Off]
on = no
what = ringing
"""


def at(clock: str) -> float:
    hour, minute, *second = map(int, clock.split(":"))
    return (DAY + dt.timedelta(hours=hour, minutes=minute, seconds=sum(second))).timestamp()


def queue(begins: str, ends: str, waiting: int, longest_s: int) -> dict[float, tuple[int, int]]:
    """Return the reports, one every 15 seconds, while so many callers wait."""
    begins_s, ends_s = at(begins), at(ends)
    return {
        begins_s + after_s: (waiting, min(5999, longest_s + after_s))
        for after_s in range(0, round(ends_s - begins_s), 15)
    }


def afternoon() -> list[Entry]:
    """Return an afternoon from noon to four, with a report of Sales every 15 seconds."""
    waits = (
        # At lunch the rule is quiet.
        queue("12:10", "12:20", 6, 60)
        # Four callers, at first without the longest wait that the rule asks for, then with it.
        | queue("13:30", "13:31", 4, 15)
        | queue("14:00", "14:05", 4, 60)
        # Four times seven callers, for 15 to 30 seconds; twice for some minutes.
        | queue("14:20", "14:20:15", 7, 0)
        | queue("14:30", "14:30:30", 7, 0)
        | queue("14:40", "14:40:15", 7, 0)
        | queue("14:50", "14:50:15", 7, 0)
        | queue("15:00", "15:04", 7, 0)
        | queue("15:30", "15:33", 8, 0)
    )
    entries: list[Entry] = []
    for index in range(4 * 240 + 1):
        at_s = at("12:00") + 15 * index
        waiting, longest_s = waits.get(at_s, (0, 0))
        text = f"{longest_s // 60:02d}{longest_s % 60:02d}"
        entries.append(BytesCame(at_s, PBX, wire(group("610", waiting, longest=text))))
    entries += [
        BytesCame(at("12:30:01"), PBX, wire(call("A"), call("C"))),
        BytesCame(at("13:00:01"), PBX, wire(call("D"))),
    ]
    return sorted(entries, key=lambda entry: entry.at_s)


@pytest.fixture
def recording(tmp_path: pathlib.Path) -> pathlib.Path:
    path = tmp_path / "afternoon.jsonl"
    path.write_bytes(b"".join(map(entry_line, (RecordingBegan(at("12:00")), *afternoon()))))
    return path


def tried(program: Program, *options: object, zone: str = "Europe/Berlin") -> list[str]:
    program.environment |= {"TZ": zone}
    code, said, err = program.run("rehearse", *map(str, options))
    assert (code, err) == (0, "")
    return said.splitlines()


def test_an_afternoon_alerts_as_a_supervisor_expects(program: Program, recording: pathlib.Path) -> None:
    settings = program.home / "rules.ini"
    settings.write_text(RULES, encoding="utf-8")
    (program.home / "directory.csv").write_text(
        "kind,number,name,groups\ngroup,610,Sales,\nagent,6001,Ben Keller,610\n", encoding="utf-8"
    )
    before = settings.read_bytes()
    lines = tried(program, recording, "--settings", settings)
    assert lines[:7] == [
        "Tried on 4:00:00 of recording, 2026-01-05 12:00:00 to 2026-01-05 16:00:00 (CET).",
        "More than 3 longer than 1:30: would have alerted 3 times.",
        "    The longest at 14:00, for 4 minutes 30 seconds: Sales: 4 callers waiting, longest 1:30",
        "Seven callers: would have alerted 6 times, 4 of them for under a minute; suggested delay 30 s.",
        "    The longest at 15:00, for 4 minutes: Sales: 7 callers waiting, longest 0:00",
        "Do not disturb: would have alerted once.",
        "    It was at 12:50, for 9 minutes 30 seconds: Ben K. is in do not disturb for 20:30",
    ]
    # The default rules are there as well.
    assert lines[7].startswith("Callers waiting: ")
    assert settings.read_bytes() == before


def test_hours_are_in_this_computer_s_time_zone(program: Program, recording: pathlib.Path) -> None:
    settings = program.home / "rules.ini"
    settings.write_text(RULES, encoding="utf-8")
    lines = tried(program, recording, "--settings", settings, zone="Asia/Tokyo")
    # There it is eight in the evening, after the rule's hours.
    assert "2026-01-05 20:00:00 to 2026-01-06 00:00:00 (JST)" in lines[0]
    assert lines[1] == "More than 3 longer than 1:30: would not have alerted."
    assert lines[2].startswith("Seven callers: would have alerted 6 times")


def test_without_settings_the_rules_of_a_new_installation_are_tried(
    program: Program, recording: pathlib.Path
) -> None:
    files = set(program.home.rglob("*"))
    lines = tried(program, recording)
    names = [line.partition(":")[0] for line in lines[1:] if not line.startswith(" ")]
    assert names[:3] == ["Callers waiting", "Longest waiting", "Nobody free"]
    assert lines[-1] == "File not written: a recording says nothing of it."
    assert set(program.home.rglob("*")) == files


def test_without_rules_there_is_nothing_to_rehearse(program: Program, recording: pathlib.Path) -> None:
    settings = program.home / "rules.ini"
    SettingsFile(settings).change_rules([])
    assert tried(program, recording, "--settings", settings)[1:] == ["There is no alert rule to try."]


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["missing.jsonl"], "missing.jsonl can't be read: No such file or directory"),
        (["RECORDING", "--settings", "missing.ini"], "settings file missing.ini is not there"),
        (["RECORDING", "--settings", "WRONG"], "hours: 'noon' are no hours like 8:00-17:00"),
        ([], "the following arguments are required: FILE"),
    ],
)
def test_errors_are_reported_in_one_line(
    program: Program, recording: pathlib.Path, options: list[str], reason: str
) -> None:
    wrong = program.home / "wrong.ini"
    wrong.write_text("[alert a]\nhours = noon\n", encoding="utf-8")
    places = {"RECORDING": str(recording), "WRONG": str(wrong)}
    code, said, err = program.run("rehearse", *(places.get(option, option) for option in options))
    assert (code, said) == (2, "")
    assert re.fullmatch(r"tallymate: error: [^\n]+\n", err)
    assert reason in err
