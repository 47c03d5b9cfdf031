"""A vote before it is opened: its kind, its words, and who will count together."""
