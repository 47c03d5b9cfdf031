"""Meetings and their programme."""
