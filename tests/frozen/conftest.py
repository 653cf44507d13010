"""The frozen program, as ``python3 installer/dev.py freeze`` made it."""

import os
import pathlib
import sys

import pytest

from tests.program import ROOT

FOLDER = ROOT / "dist" / "TallyMate"


@pytest.fixture(scope="session")
def folder() -> pathlib.Path:
    """Return the folder; skip if it is missing or older than the source, or fail if one must be there."""
    if sys.platform != "linux":
        pytest.skip("the frozen program of other systems is tried out by its release")
    program = FOLDER / "tallymate"
    sources = [*(ROOT / "desktop").rglob("*.py"), *(ROOT / "resources").rglob("*.svg"), ROOT / "build.spec"]
    newest = max(path.stat().st_mtime for path in sources)
    is_current = program.exists() and program.stat().st_mtime > newest
    if not is_current and not os.environ.get("TALLYMATE_FROZEN"):
        pytest.skip("python3 installer/dev.py freeze makes it")
    assert is_current
    return FOLDER


@pytest.fixture
def frozen(folder: pathlib.Path) -> str:
    return str(folder / "tallymate")
