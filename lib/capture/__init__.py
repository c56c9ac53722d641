"""From a file, a folder or an upload to captures; whatever goes wrong comes back as a result."""

from lib.capture.folder import paths
from lib.capture.reading import read, read_bytes

__all__ = ["paths", "read", "read_bytes"]
