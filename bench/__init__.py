"""Measures a real server under load and kills it on purpose; see README.md."""
