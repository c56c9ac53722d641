"""Captures from a file, a folder or an upload; a failure is a result."""

from lib.capture.reading import paths, read, read_bytes

__all__ = ["paths", "read", "read_bytes"]
