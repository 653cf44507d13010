import pathlib
import sys

import pytest

from desktop.system.places import data_folder, resources_folder, settings_folder


@pytest.mark.skipif(sys.platform != "linux", reason="the variables are those of Linux")
def test_the_folders_are_the_persons_own(monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert data_folder() == tmp_path / "data" / "TallyMate"
    assert settings_folder() == tmp_path / "config" / "TallyMate"


def test_fonts_and_icons_are_found() -> None:
    assert (resources_folder() / "fonts" / "Inter-Bold.otf").is_file()
    assert (resources_folder() / "icons" / "app.svg").is_file()
