"""Reads captures from a file, a folder or an upload; a failure is a result, never an exception."""

from lib.capture.folders import paths
from lib.capture.reading import read, read_bytes, write_only

__all__ = ["paths", "read", "read_bytes", "write_only"]
