"""The vote: polls, ballots, scoring and what phones and stage see."""
