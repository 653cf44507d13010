"""TallyMate: the agents and queues of a Mitel call centre at a glance."""

__version__ = "0.1.0"
