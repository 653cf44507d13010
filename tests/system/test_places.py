import pathlib
import sys

import pytest

from desktop.system.places import (
    PORTABLE,
    SETTINGS_FILE,
    data_folder,
    log_folder,
    resources_folder,
    settings_folder,
    settings_key,
    site_settings_file,
)


@pytest.mark.skipif(sys.platform != "linux", reason="the variables are those of Linux")
def test_the_folders_are_the_person_s_own(monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert data_folder() == tmp_path / "data" / "TallyMate"
    assert settings_folder() == tmp_path / "config" / "TallyMate"


@pytest.mark.skipif(sys.platform != "linux", reason="the variables are those of Linux")
def test_the_site_s_settings_come_from_the_first_folder_that_has_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path
) -> None:
    first, second = (tmp_path / name / "tallymate" / "settings.ini" for name in ("first", "second"))
    monkeypatch.setenv("XDG_CONFIG_DIRS", f"{tmp_path / 'first'}:{tmp_path / 'second'}")
    assert site_settings_file() == first
    second.parent.mkdir(parents=True)
    second.touch()
    assert site_settings_file() == second
    monkeypatch.delenv("XDG_CONFIG_DIRS")
    assert site_settings_file() == pathlib.Path("/etc/xdg/tallymate/settings.ini")


def test_fonts_and_icons_are_found() -> None:
    assert (resources_folder() / "fonts" / "Inter-Bold.otf").is_file()
    assert (resources_folder() / "icons" / "app.svg").is_file()


def test_a_portable_program_keeps_its_files_beside_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path
) -> None:
    monkeypatch.setattr("sys.executable", str(tmp_path / "TallyMate"))
    usual = settings_folder()
    (tmp_path / PORTABLE).write_text("")
    assert settings_folder() == usual  # a checkout is not frozen
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert data_folder() == settings_folder() == tmp_path / "data"
    (tmp_path / PORTABLE).unlink()
    assert settings_folder() == usual


def test_runs_with_other_settings_have_their_own_log(tmp_path: pathlib.Path) -> None:
    assert log_folder(settings_folder() / SETTINGS_FILE) == data_folder() / "logs"
    one, other = tmp_path / "one.ini", tmp_path / "other.ini"
    assert log_folder(one) != log_folder(other)
    assert log_folder(one).parent == data_folder() / "logs"


def test_a_settings_file_has_one_key_whatever_path_leads_to_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path
) -> None:
    (tmp_path / "one.ini").write_text("")
    (tmp_path / "link.ini").symlink_to(tmp_path / "one.ini")
    monkeypatch.chdir(tmp_path)
    keys = {settings_key(pathlib.Path(name)) for name in ("one.ini", "./one.ini", "link.ini")}
    assert keys == {settings_key(tmp_path / "one.ini")}
    assert settings_key(tmp_path / "two.ini") not in keys
