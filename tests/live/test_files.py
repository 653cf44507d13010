"""The places of files, and what is wrong with a place."""

import os
import pathlib
import sys

import pytest

from desktop.live.files import files_of, why_not_there
from desktop.settings import Settings


@pytest.fixture
def home(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    return tmp_path


def why(home: pathlib.Path, name: str, text: str, **settings: object) -> str | None:
    return why_not_there(name, text, Settings(**settings), home / "settings.ini")  # type: ignore[arg-type]  # by name


def test_a_path_starts_beside_the_settings_or_in_the_home_folder(home: pathlib.Path) -> None:
    files = files_of(
        Settings(data_file="a.json", detail_file="~/b.json", directory_file="x/../c.csv"), home / "in"
    )
    assert files.data_file == home / "in" / "a.json"
    assert files.detail_file == home / "b.json"
    assert files.directory_file == home / "in" / "c.csv"


def test_every_file_but_the_detail_file_has_a_default_place(home: pathlib.Path) -> None:
    files = files_of(Settings(), home)
    assert files.data_file.name == "mitel_data.json"
    assert files.detail_file is None
    assert files.directory_file == home / "directory.csv"
    assert files.record_file.name == "stream.jsonl"


@pytest.mark.parametrize("name", ["data_file", "detail_file", "directory_file", "record_file"])
@pytest.mark.parametrize("text", ["a.file", "ä ö.file"])
def test_a_free_path_in_an_existing_folder_is_accepted(home: pathlib.Path, name: str, text: str) -> None:
    assert why(home, name, text) is None
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("name", ["data_file", "detail_file", "directory_file"])
def test_a_missing_folder_is_reported(home: pathlib.Path, name: str) -> None:
    assert why(home, name, "gone/a.file") == f"there is no folder {home / 'gone'}"


def test_the_folder_of_a_recording_may_be_missing_if_it_can_be_made(home: pathlib.Path) -> None:
    assert why(home, "record_file", "new/and/newer/a.jsonl") is None
    (home / "letter").touch()
    assert why(home, "record_file", "letter/a.jsonl") == f"there is no folder {home / 'letter'}"
    assert why(home, "record_file", "letter/new/a.jsonl") == f"{home / 'letter'} is no folder"


@pytest.mark.parametrize("name", ["data_file", "detail_file", "directory_file", "record_file"])
def test_a_folder_in_its_place_is_reported(home: pathlib.Path, name: str) -> None:
    (home / "folder").mkdir()
    assert why(home, name, "folder") == "is a folder"


def test_a_foreign_file_in_the_recording_s_place_is_reported(home: pathlib.Path) -> None:
    (home / "letter").write_text("Dear all")
    assert why(home, "record_file", "letter") == "another file stands there, which is kept as it is"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="rights of POSIX, not for root")
def test_a_folder_that_can_not_be_written_is_reported(home: pathlib.Path) -> None:
    (home / "closed").mkdir(mode=0o500)
    assert why(home, "data_file", "closed/a.json") == "can't be written: Permission denied"


@pytest.mark.parametrize(
    ("name", "text", "settings", "reason"),
    [
        ("data_file", "d.json", {"detail_file": "x/../d.json"}, "that is already in use for: detail file"),
        ("detail_file", "settings.ini", {}, "that is already in use for: settings"),
        ("data_file", "directory.csv", {}, "that is already in use for: file with names"),
        ("directory_file", "r", {"record_file": "r"}, "that is already in use for: recording"),
    ],
)
def test_no_two_settings_may_name_the_same_file(
    home: pathlib.Path, name: str, text: str, settings: dict[str, object], reason: str
) -> None:
    assert why(home, name, text, **settings) == reason


def test_an_impossible_file_name_is_reported(home: pathlib.Path) -> None:
    assert why(home, "data_file", "a\0b") == "no file is called that"
    assert "can't be written" in (why(home, "data_file", "x" * 300) or "")
