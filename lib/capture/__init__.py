"""Reads captures from a file, a folder or an upload; a failure is a result, never an exception."""

from lib.capture.folders import paths
from lib.capture.reading import only, read, read_bytes

__all__ = ["only", "paths", "read", "read_bytes"]
