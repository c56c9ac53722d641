"""Tests of lib.query."""
