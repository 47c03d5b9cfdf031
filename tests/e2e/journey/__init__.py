"""The chapters of the journey: before, in and after a session."""
