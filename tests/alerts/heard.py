"""Stands in for what is heard of a phone system, for tests without one."""

from PySide6.QtCore import QObject, Signal

from desktop.acd.floor import Floor
from desktop.protocol.decoder import Decoder
from tests.acd.alerts.watched import PBX
from tests.support import Clock, wire


class Files(QObject):
    """Stands in for the files for other programs: none is kept."""

    changed = Signal()


class Heard(QObject):
    """Stands in for what is heard of a phone system: a real floor."""

    floor_changed = Signal(object)
    floor_forgotten = Signal()
    lines_changed = Signal(object)

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.floor, self.files = Floor(), Files()
        self._clock = clock

    def hear(self, *records: str) -> None:
        changes = self.floor.apply(Decoder().receive_data(wire(*records)), self._clock(), PBX)
        self.floor_changed.emit(changes)
