"""Every setting through its file; every wrong value refused; a person's own lines kept."""

import dataclasses
import os
import pathlib
import shutil
import stat
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.settings import (
    DEFAULT_PORT,
    FIRST_BOARD,
    AlertSettings,
    BoardSettings,
    LimitSettings,
    QueueLimitSettings,
    Settings,
    SettingsError,
    SettingsFile,
    wrong_value,
)
from desktop.settings.ini import MAX_BYTES

FIELDS = {field.name: field for field in dataclasses.fields(Settings)}

# For every setting a value that is not its default.
OTHER: dict[str, object] = {
    "host": "pbx.example",
    "port": 15374,
    "silent_after_s": 12345.25,
    "reconnect_after_s": 0.0,
    "data_file": "C:\\Temp files\\100% tally; #1 = best.json",
    "detail_file": "detail.json",
    "record": True,
    "record_file": "stream.jsonl",
    "record_roll_mb": 1,
    "record_keep_mb": 4,
    "directory_file": "names.csv",
    "minimized": True,
    "log_level": "debug",
    "strip": True,
    "strip_place": "0,0,1920,30",
    "set_up": True,
    "told_about_tray": True,
}


@pytest.fixture
def path(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path / "tallymate.ini"


def section(name: str) -> str:
    return str(FIELDS[name].metadata["section"])


def written(path: pathlib.Path, name: str, value: str) -> pathlib.Path:
    path.write_text(f"[{section(name)}]\n{name} = {value}\n", encoding="utf-8")
    return path


def refusal(path: pathlib.Path) -> str:
    with pytest.raises(SettingsError) as refused:
        SettingsFile(path)
    message = str(refused.value)
    assert len(message.splitlines()) == 1
    return message


# Every setting


def test_every_setting_has_another_value_for_these_tests() -> None:
    assert set(OTHER) == set(FIELDS)
    assert all(getattr(Settings(), name) != value for name, value in OTHER.items())


@pytest.mark.parametrize("name", FIELDS)
def test_a_setting_round_trips_through_the_file(path: pathlib.Path, name: str) -> None:
    SettingsFile(path).change(**{name: OTHER[name]})
    again = SettingsFile(path).chosen.settings
    assert getattr(again, name) == OTHER[name]
    assert type(getattr(again, name)) is type(OTHER[name])
    assert again == dataclasses.replace(Settings(), **{name: OTHER[name]})  # type: ignore[arg-type]  # by name


def test_all_settings_round_trip_together(path: pathlib.Path) -> None:
    SettingsFile(path).change(**OTHER)
    assert dataclasses.asdict(SettingsFile(path).chosen.settings) == OTHER


@pytest.mark.parametrize("name", FIELDS)
def test_a_setting_is_described_in_the_file(path: pathlib.Path, name: str) -> None:
    SettingsFile(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    index = next(i for i, line in enumerate(lines) if line.startswith(f";{name} ="))
    assert lines[index - 1].startswith(f"# {FIELDS[name].metadata['description']}")
    for choice in FIELDS[name].metadata["choices"]:
        assert choice in lines[index - 1]
    heads = [line for line in lines[:index] if line.startswith("[")]
    assert heads[-1] == f"[{section(name)}]"


@pytest.mark.parametrize("name", FIELDS)
def test_every_default_is_accepted(name: str) -> None:
    assert wrong_value(Settings, name, FIELDS[name].default) is None


def test_the_port_is_mitel_s() -> None:
    assert Settings().port == DEFAULT_PORT == 15373


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        *(("record", word, True) for word in ("yes", "true", "on", "1", "Yes", "TRUE")),
        *(("minimized", word, False) for word in ("no", "false", "off", "0", "No", "FALSE")),
        ("port", "1", 1),
        ("port", "65535", 65535),
        ("silent_after_s", "5", 5.0),
        ("silent_after_s", "86400", 86400.0),
        ("silent_after_s", "7.25", 7.25),
        ("host", "2001:db8::1", "2001:db8::1"),
        ("host", "", ""),
        ("host", "pbx, north:15374, [::1]:15375", "pbx, north:15374, [::1]:15375"),
        ("data_file", "  /data/a b.json  ", "/data/a b.json"),
    ],
)
def test_a_handwritten_value_is_read(path: pathlib.Path, name: str, value: str, expected: object) -> None:
    assert getattr(SettingsFile(written(path, name, value)).chosen.settings, name) == expected


@pytest.mark.parametrize("choice", [(n, c) for n, f in FIELDS.items() for c in f.metadata["choices"]])
def test_every_choice_is_accepted(path: pathlib.Path, choice: tuple[str, str]) -> None:
    name, value = choice
    assert getattr(SettingsFile(written(path, name, value)).chosen.settings, name) == value


# Wrong values


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("port", "0", "0 is not from 1 to 65535"),
        ("port", "65536", "65536 is not from 1 to 65535"),
        ("port", "-1", "-1 is not from 1 to 65535"),
        ("port", "", "'' is not a whole number"),
        ("port", "http", "'http' is not a whole number"),
        ("port", "15373.5", "'15373.5' is not a whole number"),
        ("port", "9" * 5000, "is not a whole number"),
        ("silent_after_s", "4.9", "4.9 is not from 5 to 86400"),
        ("silent_after_s", "86401", "86401 is not from 5 to 86400"),
        ("silent_after_s", "soon", "'soon' is not a number"),
        ("silent_after_s", "nan", "nan is not from 5 to 86400"),
        ("silent_after_s", "inf", "inf is not from 5 to 86400"),
        ("reconnect_after_s", "-1", "-1 is not 0 nor from 5 to 86400"),
        ("reconnect_after_s", "", "'' is not a number"),
        ("log_level", "loud", "'loud' is none of debug, info, warning, error"),
        ("record", "maybe", "'maybe' is neither yes nor no"),
        ("record", "", "'' is neither yes nor no"),
        ("minimized", "2", "'2' is neither yes nor no"),
        ("told_about_tray", "ja", "'ja' is neither yes nor no"),
        ("host", "a b", "'a b' is not a name or an address"),
        ("host", "tcp://pbx", "'tcp://pbx' is not a name or an address"),
        ("host", "pbx\\share", "is not a name or an address"),
        ("reconnect_after_s", "0.001", "0.001 is not 0 nor from 5 to 86400"),
        ("host", "192.168.201.2:0", "'192.168.201.2:0': port 0 is not from 1 to 65535"),
        ("host", "[::1]:x", "'[::1]:x' is not a name or an address"),
        ("host", "pbx, pbx", "'pbx' is named twice"),
        ("host", "pbx,,north", "'' is not a name or an address"),
        ("host", "-x", "'-x' is not a name or an address"),
        ("host", "<b>", "'<b>' is not a name or an address"),
        ("host", "pbx\x7f", "holds what can't be written in one line"),
        ("port", "1_5", "'1_5' is not a whole number"),
        ("data_file", "a\n b", "holds what can't be written in one line"),
    ],
)
def test_a_wrong_value_is_ignored_and_reported_with_its_reason(
    path: pathlib.Path, name: str, value: str, reason: str
) -> None:
    file = SettingsFile(written(path, name, value))
    (problem,) = file.problems
    assert problem.startswith(f"settings file {path}: [{section(name)}] {name}: ")
    assert reason in problem
    assert len(problem.splitlines()) == 1
    assert file.chosen.settings == Settings()
    assert path.read_text(encoding="utf-8") == f"[{section(name)}]\n{name} = {value}\n"


def test_a_wrong_value_affects_no_other(path: pathlib.Path) -> None:
    path.write_text(
        "[phone system]\nhost = pbx\nport = many\n[board]\ntheme = pink\norder = id\n", encoding="utf-8"
    )
    file = SettingsFile(path)
    assert file.chosen.settings == Settings(host="pbx")
    assert file.chosen.boards == (BoardSettings(order="id"),)
    assert len(file.problems) == 2


@pytest.mark.parametrize("value", ["many", "a\n b", "%", "\u202e"])
def test_a_wrong_value_stays_in_the_file_with_its_reason_until_the_setting_is_changed(
    path: pathlib.Path, value: str
) -> None:
    problems = SettingsFile(written(path, "port", value)).problems
    for theme in ("dark", "light"):
        SettingsFile(path).change_board(FIRST_BOARD, theme=theme)
        assert SettingsFile(path).problems == problems
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next(at for at, line in enumerate(lines) if line.startswith("port = "))
    assert lines[line - 1].startswith("# Does not count: ")
    SettingsFile(path).change(port=DEFAULT_PORT)
    assert SettingsFile(path).problems == ()
    assert f";port = {DEFAULT_PORT}\n" in path.read_text(encoding="utf-8")


def test_the_file_sets_only_values_that_differ_from_the_defaults(path: pathlib.Path) -> None:
    SettingsFile(path).change(host="pbx")
    counting = [
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith((";", "#", "["))
    ]
    assert counting == ["version = 2", "host = pbx"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("port", 0), ("log_level", "all"), ("host", "a b"), ("silent_after_s", 1.0)],
)
def test_a_wrong_value_is_refused_by_the_settings_and_by_their_file(
    path: pathlib.Path, name: str, value: object
) -> None:
    reason = wrong_value(Settings, name, value)
    assert reason is not None
    with pytest.raises(SettingsError, match=f"^{name}: ") as refused:
        Settings(**{name: value})  # type: ignore[arg-type]  # by name
    assert str(refused.value) == f"{name}: {reason}"
    file = SettingsFile(path)
    text = path.read_text(encoding="utf-8")
    with pytest.raises(SettingsError, match=f"^{name}: "):
        file.change(**{name: value})
    assert file.chosen.settings == Settings()
    assert path.read_text(encoding="utf-8") == text


def test_a_setting_in_another_section_is_ignored(path: pathlib.Path) -> None:
    path.write_text("[board]\nhost = pbx\n", encoding="utf-8")
    assert SettingsFile(path).chosen.settings == Settings()


# The file


def test_a_missing_file_is_created_with_the_defaults(path: pathlib.Path) -> None:
    assert SettingsFile(path).chosen.settings == Settings()
    assert path.is_file()
    assert SettingsFile(path).chosen.settings == Settings()
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_an_empty_file_means_the_defaults_and_is_left_alone(path: pathlib.Path) -> None:
    path.write_bytes(b"")
    assert SettingsFile(path).chosen.settings == Settings()
    assert path.read_bytes() == b""


def test_reading_leaves_the_file_as_it_is(path: pathlib.Path) -> None:
    text = "; mine\n[board]\nqueues=both\n\n[mine]\nkey = value\n"
    path.write_text(text, encoding="utf-8")
    assert SettingsFile(path).chosen.boards[0].queues == "both"
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_from_a_windows_editor_is_read(path: pathlib.Path, end: str) -> None:
    text = end.join(["[phone system]", "host = pbx", "port = 15374", ""])
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    found = SettingsFile(path).chosen.settings
    assert (found.host, found.port) == ("pbx", 15374)


def test_foreign_sections_and_keys_are_kept_when_the_file_is_written(path: pathlib.Path) -> None:
    path.write_text(
        "[board]\nqueues = both\nfrom_a_newer_version = 7\n\n[mine]\nkey = 100%; a = b\nempty =\n",
        encoding="utf-8",
    )
    SettingsFile(path).change_board("Board", theme="dark")
    SettingsFile(path).change_board("Board", order="id")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert "key = 100%; a = b" in lines[lines.index("[mine]") :]
    assert "empty = " in lines[lines.index("[mine]") :]
    board = lines[lines.index("[board]") : lines.index("[limits]")]
    assert {"queues = both", "theme = dark", "order = id", "from_a_newer_version = 7"} <= set(board)
    assert lines.count("[board]") == lines.count("[mine]") == 1


def test_a_change_to_the_same_value_does_not_write_the_file(path: pathlib.Path) -> None:
    path.write_text("[board]\nqueues=both\n", encoding="utf-8")
    SettingsFile(path).change_board("Board", queues="both")
    assert path.read_text(encoding="utf-8") == "[board]\nqueues=both\n"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\xff\xfe[\x00b\x00", id="another encoding"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00", id="a picture"),
        pytest.param(b"host = pbx\n", id="no section"),
        pytest.param(b"[phone system\nhost = pbx\n", id="a section that is not closed"),
        pytest.param(b"[phone system]\nhost\n", id="a key with no value"),
        pytest.param(b"[phone system]\nhost = a\nhost = b\n", id="a key twice"),
        pytest.param(b"[board]\n[board]\n", id="a section twice"),
        pytest.param(b'{"host": "pbx"}', id="JSON"),
        pytest.param(b"[phone system]\nhost = pbx\n\n\nfoo\nbar\n", id="several faults"),
    ],
)
def test_a_damaged_file_is_set_aside_and_the_defaults_apply(path: pathlib.Path, content: bytes) -> None:
    path.write_bytes(content)
    file = SettingsFile(path, wall_s=lambda: 1_790_000_000.0)
    assert file.chosen.settings == Settings()
    assert file.chosen.boards == (BoardSettings(),)
    (problem,) = file.problems
    (aside,) = path.parent.glob("tallymate.set-aside-2026*.ini")
    assert aside.read_bytes() == content
    assert problem.startswith(f"settings file {path} ")
    assert problem.endswith(f". It does not count any more and is kept as {aside.name}")
    assert len(problem.splitlines()) == 1
    file.change(host="pbx")
    again = SettingsFile(path)
    assert (again.chosen.settings.host, again.problems) == ("pbx", ())


def test_files_set_aside_in_one_second_are_all_kept(path: pathlib.Path) -> None:
    for content in (b"first", b"second", b"third"):
        path.write_bytes(content)
        SettingsFile(path, wall_s=lambda: 1_790_000_000.0)
    asides = path.parent.glob("tallymate.set-aside-*.ini")
    assert {aside.read_bytes() for aside in asides} == {b"first", b"second", b"third"}


@pytest.mark.skipif(sys.platform == "win32", reason="modes are another matter there")
def test_the_file_that_replaces_a_damaged_one_has_no_wider_permissions(path: pathlib.Path) -> None:
    path.write_bytes(b"damaged")
    path.chmod(0o600)
    SettingsFile(path)
    assert [stat.S_IMODE(one.stat().st_mode) for one in path.parent.iterdir()] == [0o600, 0o600]


@pytest.mark.skipif(sys.platform == "win32", reason="rights are another matter there")
def test_a_damaged_file_that_can_not_be_set_aside_is_not_overwritten(
    path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(b"damaged")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(pathlib.Path, "rename", refuse)
    file = SettingsFile(path)
    (problem,) = file.problems
    assert problem.endswith(
        "it can't be set aside: Permission denied. It does not count, and changes are not kept"
    )
    with pytest.raises(SettingsError, match="can't be set aside"):
        file.change(host="pbx")
    assert file.chosen.settings.host == "pbx"
    assert path.read_bytes() == b"damaged"


def test_a_file_that_can_not_be_read_is_not_overwritten(
    path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text("[phone system]\nhost = pbx\n", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "no")

    with monkeypatch.context() as patched:
        patched.setattr(pathlib.Path, "open", refuse)
        file = SettingsFile(path)
    (problem,) = file.problems
    assert problem == (
        f"settings file {path} can't be read: Permission denied. It does not count, and changes are not kept"
    )
    with pytest.raises(SettingsError, match="can't be read"):
        file.change(port=15374)
    assert path.read_text(encoding="utf-8") == "[phone system]\nhost = pbx\n"


def test_a_file_of_a_newer_version_is_set_aside(path: pathlib.Path) -> None:
    content = "[file]\nversion = 3\n[phone system]\nhost = pbx\n"
    path.write_text(content, encoding="utf-8")
    file = SettingsFile(path)
    assert file.chosen.settings == Settings()
    assert "was written by a newer version of this program" in file.problems[0]
    (aside,) = path.parent.glob("tallymate.set-aside-*.ini")
    assert aside.read_text(encoding="utf-8") == content


def test_an_oversized_file_is_set_aside(path: pathlib.Path) -> None:
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    assert "it is larger than any settings" in SettingsFile(path).problems[0]


@pytest.mark.parametrize("content", ["damaged", "[phone system]\nport = many\n"])
def test_a_file_opened_for_reading_stays_as_it_is_and_errors_are_raised(
    path: pathlib.Path, content: str
) -> None:
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"^settings file "):
        SettingsFile(path, is_read_only=True)
    assert path.read_text(encoding="utf-8") == content
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_a_folder_in_the_file_s_place_is_reported_in_one_line(path: pathlib.Path) -> None:
    path.mkdir()
    assert refusal(path) == f"settings file {path} is no plain file"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes among files")
def test_a_pipe_in_the_file_s_place_is_not_waited_for(path: pathlib.Path) -> None:
    os.mkfifo(path)
    assert refusal(path) == f"settings file {path} is no plain file"


@pytest.mark.skipif(sys.platform == "win32", reason="modes and links are another matter there")
def test_a_change_keeps_the_mode_of_the_file_and_a_link_to_it(tmp_path: pathlib.Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    file, link = shared / "site.ini", tmp_path / "tallymate.ini"
    file.write_text("[phone system]\nhost = pbx\n")
    file.chmod(0o640)
    link.symlink_to(file)
    SettingsFile(link).change(host="other")
    assert link.is_symlink()
    assert "host = other" in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert sorted(found.name for found in shared.iterdir()) == ["site.ini"]


def test_a_missing_folder_is_reported_in_one_line(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "missing" / "tallymate.ini"
    assert refusal(path).startswith(f"settings file {path} can't be written: ")


def test_a_file_that_can_not_be_replaced_is_left_as_it_is(path: pathlib.Path) -> None:
    file = SettingsFile(path)
    text = path.read_text(encoding="utf-8")
    path.with_name(path.name + ".new").mkdir()
    with pytest.raises(SettingsError, match="can't be written: ") as refused:
        file.change(log_level="debug")
    assert len(str(refused.value).splitlines()) == 1
    assert path.read_text(encoding="utf-8") == text


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=60),
        st.lists(
            st.sampled_from(
                ["[board]", "[phone system]", "port = ", "theme = dark", "x", "=", "\n", " ", "%"]
            ),
            max_size=12,
        ).map(lambda parts: "\n".join(parts).encode()),
    )
)
def test_any_file_gives_settings_and_its_content_is_not_lost(path: pathlib.Path, content: bytes) -> None:
    for old in path.parent.iterdir():
        old.unlink()
    path.write_bytes(content)
    file = SettingsFile(path)
    assert all(len(problem.splitlines()) == 1 for problem in file.problems)
    assert content in [found.read_bytes() for found in path.parent.iterdir()]
    file.change(host="pbx", log_level="debug")
    again = SettingsFile(path)
    assert (again.chosen.settings, again.chosen.boards) == (file.chosen.settings, file.chosen.boards)


plain = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=20)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data_file=plain,
    record_file=plain,
    port=st.integers(1, 65535),
    silent_after_s=st.integers(20, 9999).map(lambda quarters: quarters / 4),
    minimized=st.booleans(),
)
def test_any_settings_are_read_back(path: pathlib.Path, **values: object) -> None:
    path.unlink(missing_ok=True)
    SettingsFile(path).change(**values)
    assert SettingsFile(path).chosen.settings == dataclasses.replace(Settings(), **values)  # type: ignore[arg-type]  # by name


# Restoring chosen settings


def test_chosen_settings_are_restored_in_the_file_too(path: pathlib.Path) -> None:
    file = SettingsFile(path)
    file.change(port=15374)
    before = file.chosen
    file.change(**OTHER)
    file.change_boards((BoardSettings("Sales", page_s=9), BoardSettings("Service")))
    file.change_limits(LimitSettings(waiting_trouble=9), (QueueLimitSettings("group 101"),))
    file.change_rules(())
    file.change_alerts(volume=10, muted_until=5.0)
    file.restore(before)
    assert file.chosen.without_kept == before.without_kept
    assert SettingsFile(path).chosen == file.chosen


def test_what_the_program_itself_remembers_is_not_restored(path: pathlib.Path) -> None:
    file = SettingsFile(path)
    before = file.chosen
    file.change(set_up=True, strip_place="1,2,3,4", port=1)
    file.change_board(FIRST_BOARD, window_place="5,6,7,8", shown=False, page_s=9)
    file.change_alerts(muted_until=5.0, volume=1)
    file.restore(before)
    assert file.chosen.settings == Settings(set_up=True, strip_place="1,2,3,4")
    assert file.chosen.boards == (BoardSettings(window_place="5,6,7,8", shown=False),)
    assert file.chosen.alerts == AlertSettings(muted_until=5.0)


def test_restoring_the_present_settings_does_not_write_the_file(path: pathlib.Path) -> None:
    file = SettingsFile(path)
    path.unlink()
    file.restore(file.chosen)
    assert not path.exists()
    file.change(port=1)
    path.unlink()
    file.restore(dataclasses.replace(file.chosen, settings=Settings()))
    assert SettingsFile(path).chosen.settings == Settings()


def test_restoring_takes_effect_even_if_the_file_can_not_be_written(tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    file = SettingsFile(folder / "tallymate.ini")
    before = file.chosen
    file.change(port=1)
    shutil.rmtree(folder)
    with pytest.raises(SettingsError):
        file.restore(before)
    assert file.chosen.settings == Settings()
