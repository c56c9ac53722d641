"""Turns a capture into clean articles, with a record of everything that was cut."""

from lib.clean.clean import clean

__all__ = ["clean"]
