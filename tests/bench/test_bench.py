import pathlib
import subprocess
import sys

import pytest

from tests.bench.__main__ import ROOT
from tests.bench.data_file import replace_ms
from tests.bench.process import PATIENCE_S


def bench(*options: str) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "tests.bench", *options]
    result = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=PATIENCE_S
    )
    return result.returncode, result.stdout, result.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="reads what only Linux tells of a process")
def test_a_section_prints_its_rows_and_the_machine() -> None:
    code, out, err = bench("file", "--samples", "3")
    assert code == 0, err
    machine, headings, _, first, second, *_ = out.splitlines()
    assert "cores" in machine
    assert headings.split() == ["what", "x", "bare", "at", "most", "figure", "bare"]
    assert first.startswith("socket to data file, median")
    assert second.startswith("socket to data file, 99 %")
    assert err == "Measuring: file ...\n"


def test_an_unknown_section_is_named() -> None:
    code, out, err = bench("everything")
    assert (code, out) == (2, "")
    assert "there is no section 'everything'" in err


@pytest.mark.parametrize("synced", [False, True])
def test_the_bare_minimum_replaces_a_file(tmp_path: pathlib.Path, synced: bool) -> None:  # noqa: FBT001 - a case
    assert replace_ms(tmp_path, b"first", synced=synced) > 0
    assert replace_ms(tmp_path, b"second", synced=synced) > 0
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"second"]
