"""Break-out rounds, rooms and who is in which."""
