"""Invitations, registrations and places of people in a meeting."""
