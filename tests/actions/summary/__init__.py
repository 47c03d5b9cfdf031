"""Tests of the summary: sending and looking."""
