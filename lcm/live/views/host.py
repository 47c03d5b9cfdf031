"""The host's page of a vote."""
