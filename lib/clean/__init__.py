"""From a capture to clean articles, with a receipt for everything that was left out."""

from lib.clean.clean import clean

__all__ = ["clean"]
