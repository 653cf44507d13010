import os
import sys

import pytest

from desktop.system.frozen import free_children, is_frozen, take_identity


@pytest.mark.skipif(sys.platform != "linux", reason="the loader of Linux")
@pytest.mark.parametrize("before", [None, "", "/opt/lib"])
def test_a_started_program_finds_its_own_libraries(
    monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/the/bundle")
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    if before is not None:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    free_children()
    assert os.environ["LD_LIBRARY_PATH"] == "/the/bundle"  # not frozen: the variable is the user's own
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert is_frozen()
    free_children()
    assert os.environ.get("LD_LIBRARY_PATH") == (before or None)
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ


def test_except_on_windows_there_is_no_identity_to_set() -> None:
    if sys.platform != "win32":
        take_identity()
