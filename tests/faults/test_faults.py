"""Each fault, played against the joined program, has the stated outcome."""

import pathlib
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.faults.faults import FAULTS
from tests.faults.stage import Fault, ImpossibleFaultError, Stage, a_stage


@pytest.fixture
def stage(qtbot: QtBot, qapp: QApplication, tmp_path: pathlib.Path) -> Iterator[Stage]:  # noqa: ARG001 - waits for leftovers
    with a_stage(qapp, tmp_path) as stage:
        yield stage


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_each_fault_has_its_stated_outcome(stage: Stage, fault: Fault) -> None:
    try:
        fault.play(stage)
    except ImpossibleFaultError as reason:
        pytest.skip(str(reason))
