"""The places where a file for other programs can be kept."""

import errno
import os
import pathlib
import stat
import sys

import pytest

from desktop.publish.file_place import DataFileError, check_writable, keep_copy
from tests.support import START


@pytest.fixture
def data_file(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path / "mitel_data.json"


@pytest.mark.parametrize("there", [None, b"", b"anything"])
def test_checking_a_writable_place_leaves_it_as_it_is(data_file: pathlib.Path, there: bytes | None) -> None:
    if there is not None:
        data_file.write_bytes(there)
    check_writable(data_file, "data file")
    names = [file.name for file in data_file.parent.iterdir()]
    assert names == ([] if there is None else [data_file.name])
    if there is not None:
        assert data_file.read_bytes() == there


def test_a_missing_folder_is_named(tmp_path: pathlib.Path) -> None:
    data_file = tmp_path / "missing" / "mitel_data.json"
    with pytest.raises(DataFileError) as refused:
        check_writable(data_file, "data file")
    assert str(refused.value) == f"data file {data_file}: there is no folder {tmp_path / 'missing'}"


def test_a_file_in_the_folder_s_place_is_named(tmp_path: pathlib.Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DataFileError, match="there is no folder"):
        check_writable(tmp_path / "file" / "mitel_data.json", "data file")


def test_a_folder_in_the_file_s_place_is_named(data_file: pathlib.Path) -> None:
    data_file.mkdir()
    with pytest.raises(DataFileError) as refused:
        check_writable(data_file, "data file")
    assert str(refused.value) == f"data file {data_file} is a folder"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices of POSIX")
def test_a_pipe_or_a_device_in_the_file_s_place_is_named(tmp_path: pathlib.Path) -> None:
    pipe = tmp_path / "mitel_data.json"
    os.mkfifo(pipe)
    for path in (pipe, pathlib.Path("/dev/null")):
        with pytest.raises(DataFileError) as refused:
            check_writable(path, "data file")
        assert str(refused.value) == f"data file {path} is no plain file"


@pytest.mark.skipif(sys.platform != "linux", reason="/proc takes no new files, not even from root")
@pytest.mark.parametrize("name", ["mitel_data.json", "version"])
def test_a_folder_where_nothing_can_be_written_is_named(name: str) -> None:
    data_file = pathlib.Path("/proc") / name
    with pytest.raises(DataFileError) as refused:
        check_writable(data_file, "data file")
    assert str(refused.value).startswith(f"data file {data_file} can't be written: ")
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_into_a_missing_folder_can_not_be_written(tmp_path: pathlib.Path) -> None:
    link = tmp_path / "mitel_data.json"
    link.symlink_to(tmp_path / "nowhere" / "mitel_data.json")
    with pytest.raises(DataFileError, match="there is no folder"):
        check_writable(link, "data file")


def test_an_incomplete_copy_is_not_left_behind(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mitel_data.json"
    file.write_bytes(b"{")

    def disk_full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    # A stand-in for a full disk: tests may not fill one.
    monkeypatch.setattr("desktop.publish.file_place.shutil.copyfileobj", disk_full)
    with pytest.raises(DataFileError, match="No space left on device"):
        keep_copy(file, START, "data file")
    assert [path.name for path in tmp_path.iterdir()] == ["mitel_data.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644])
def test_a_copy_may_be_read_by_whoever_may_read_the_file(tmp_path: pathlib.Path, mode: int) -> None:
    file = tmp_path / "mitel_data.json"
    file.write_bytes(b"{")
    file.chmod(mode)
    assert stat.S_IMODE(keep_copy(file, START, "data file").stat().st_mode) == mode
