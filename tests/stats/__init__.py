"""Tests of lib.stats."""
