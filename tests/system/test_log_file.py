import logging
import pathlib

import pytest

from desktop.system.log_file import EVENTS, KEPT, kept_log


@pytest.fixture
def log() -> logging.Logger:
    logging.getLogger().setLevel(logging.INFO)
    return logging.getLogger("desktop.test")


def test_each_message_is_a_line_with_its_time(log: logging.Logger, tmp_path: pathlib.Path) -> None:
    path = tmp_path / "logs" / "tallymate.log"
    with kept_log(path):
        log.info("The data file is in %s", "C:\\a\nforged")
        log.warning("lost")
    log.warning("after")
    first, second = path.read_text(encoding="utf-8").splitlines()
    assert first.endswith(" INFO The data file is in C:\\a\\nforged")
    assert second.endswith(" WARNING lost")
    assert first[:2] == "20"


def test_agents_events_are_not_logged(log: logging.Logger, tmp_path: pathlib.Path) -> None:
    path = tmp_path / "tallymate.log"
    events = logging.getLogger(EVENTS)
    with kept_log(path):
        events.error("agent 6001 logged in")
        log.info("kept")
    assert "6001" not in path.read_text()
    assert "kept" in path.read_text()


def test_the_log_stays_small(
    log: logging.Logger, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.system.log_file.LARGEST", 3000)
    path = tmp_path / "tallymate.log"
    with kept_log(path):
        for number in range(1000):
            log.info("%d", number)
    files = list(tmp_path.iterdir())
    assert len(files) == 1 + KEPT
    assert all(file.stat().st_size <= 3000 for file in files)
    assert path.read_text().endswith(" 999\n")


def test_an_impossible_folder_is_reported_once(
    tmp_path: pathlib.Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "logs").write_text("in the way")
    with kept_log(tmp_path / "logs" / "tallymate.log"):
        logging.getLogger().warning("more")
    assert [record.getMessage() for record in caplog.records][1:] == ["more"]
    assert "can't be written" in caplog.records[0].getMessage()


@pytest.mark.skipif(not pathlib.Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_silences_only_the_file(
    log: logging.Logger, tmp_path: pathlib.Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "tallymate.log"
    path.symlink_to("/dev/full")
    with kept_log(path):
        for number in range(3):
            log.warning("%d", number)
    said = [record.getMessage() for record in caplog.records]
    assert [text for text in said if "can't be written" not in text] == ["0", "1", "2"]
    assert len(said) == 4
