import pathlib
import sys

import pytest

from desktop.system.places import data_folder, resources_folder, settings_folder, site_settings_file


@pytest.mark.skipif(sys.platform != "linux", reason="the variables are those of Linux")
def test_the_folders_are_the_persons_own(monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert data_folder() == tmp_path / "data" / "TallyMate"
    assert settings_folder() == tmp_path / "config" / "TallyMate"


@pytest.mark.skipif(sys.platform != "linux", reason="the variables are those of Linux")
def test_the_site_s_settings_are_in_the_first_folder_that_has_some(
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
