"""Trying a vote with phones that do not exist."""
