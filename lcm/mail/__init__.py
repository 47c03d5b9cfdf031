"""The outbox: the only way mail leaves lcm."""
