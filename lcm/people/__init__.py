"""Persons, organisations, domains and signing in."""
