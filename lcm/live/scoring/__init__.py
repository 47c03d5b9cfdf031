"""From ballots to what they say together, each kind in its own way; exact sums, no database."""
