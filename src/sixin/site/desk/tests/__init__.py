"""Tests of the desk's first page."""
