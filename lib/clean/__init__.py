"""Turns a capture into clean articles, with a record of everything that was cut."""
