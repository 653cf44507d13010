"""Names of agents and queues."""
