"""Reaches a file system or object store by its address, e.g. s3://bucket/folder; errors are sentences."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from lib.model.errors import SubjectError, WireroomError


class PartitionError(SubjectError):
    """Raised when a folder of partitions, or a file in it, cannot be reached or read."""


def extra_module(module: str) -> Any:
    """Import and return a module of the optional extra; raises WireroomError if it is not installed."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        raise WireroomError(
            f"This needs an extra that is not installed ({error.name}); run `make cluster` to install it."
        ) from error


def reach(address: str) -> tuple[Any, str]:
    """Return the fsspec file system and path of an address (s3://bucket/folder); raises PartitionError."""
    try:
        files, path = extra_module("fsspec.core").url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise PartitionError(
            address, f"{address} cannot be reached ({error}); check it, or install what it asks for."
        ) from error
    return files, path


@contextmanager
def reaching(address: str) -> Iterator[None]:
    """Raise errors of the block as PartitionError with the address, except those for a missing file."""
    try:
        yield
    except (FileNotFoundError, WireroomError):
        raise
    except Exception as error:
        why = f"{type(error).__name__}: {error}"
        raise PartitionError(
            address,
            f"{address} cannot be reached ({why}); check the address, the network and your rights there.",
        ) from error
