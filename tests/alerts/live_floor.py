"""A stand-in for the live floor, for tests without a phone system."""

from PySide6.QtCore import QObject, Signal

from desktop.acd.floor import Floor
from desktop.protocol.decoder import Decoder
from tests.acd.alerts.watched import PBX
from tests.support import Clock, wire


class FilesStandIn(QObject):
    """A stand-in for the files for other programs: none is kept."""

    changed = Signal()


class LiveFloorStandIn(QObject):
    """A stand-in for the live floor: a real floor without lines."""

    floor_changed = Signal(object)
    floor_forgotten = Signal()
    lines_changed = Signal(object)

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.floor, self.files = Floor(), FilesStandIn()
        self._clock = clock

    def hear(self, *records: str) -> None:
        changes = self.floor.apply(Decoder().receive_data(wire(*records)), self._clock(), PBX)
        self.floor_changed.emit(changes)
