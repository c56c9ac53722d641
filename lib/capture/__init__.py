"""Captures from a file, a folder or an upload; a failure is a result."""

from lib.capture.folder import paths
from lib.capture.reading import read, read_bytes

__all__ = ["paths", "read", "read_bytes"]
