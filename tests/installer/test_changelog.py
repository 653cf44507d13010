import pytest

from desktop import __version__
from installer.changelog import CHANGELOG, MissingSectionError, main, release_text

TEXT = """# Changelog

## [1.10.0] - unreleased

### Added
- Nothing yet.

## [1.1.0] - 2026-01-05

### Fixed
- A board.

## [1.0.0] - 2025-12-01

### Added
- Boards.
"""


def test_the_text_of_a_release_is_its_section() -> None:
    assert release_text(TEXT, "1.1.0") == "### Fixed\n- A board.\n"
    assert release_text(TEXT, "1.0.0") == "### Added\n- Boards.\n"


@pytest.mark.parametrize("version", ["1.10.0", "1.2.0", "1.1", "1x1.0"])
def test_a_version_without_a_dated_section_is_not_released(version: str) -> None:
    with pytest.raises(MissingSectionError, match="has no section"):
        release_text(TEXT, version)


def test_the_changelog_has_a_section_for_this_version() -> None:
    assert f"\n## [{__version__}] - " in CHANGELOG.read_text(encoding="utf-8")


def test_the_release_stops_without_a_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main("v99.0.0") == 1
    assert "99.0.0" in capsys.readouterr().err
