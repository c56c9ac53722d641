"""Reads the YAML files of this folder: actors, their names in other languages, words and contexts."""

from pathlib import Path
from typing import Any

import yaml

from lib.model.errors import SubjectError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # 10 times faster where libyaml is built in


class ActorFileError(SubjectError):
    """Raised when a file of actors, or a record in it, cannot be used."""


def read_yaml(path: Path) -> Any:
    """Return the parsed content of a YAML file; raises ActorFileError if it is not YAML in UTF-8."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        fault = " ".join(str(error).split())
        message = f"{path.name} is no YAML file in UTF-8: {fault}. Correct it, or install Wireroom anew."
        raise ActorFileError(path, message) from error
