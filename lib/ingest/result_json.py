"""Results of parsing as JSON text, and back: dataclasses become objects, their types say how to read them."""

import json
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from datetime import datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from lib.ingest.result import Result
from lib.model.article import Parsed
from lib.model.capture import Rejected, Skipped
from lib.model.imported import Imported

KINDS: Mapping[str, type[Result]] = {kind.__name__: kind for kind in (Parsed, Rejected, Skipped, Imported)}


def to_json(result: Result) -> str:
    """Return a result as JSON, without the bytes of its original."""
    return json.dumps(asdict(result), default=_plain)


def from_json(kind: str, text: str) -> Result:
    """Return the result of a kind from its JSON; raises KeyError, TypeError or ValueError if it is none."""
    value = json.loads(text)
    if not isinstance(value, dict):
        raise TypeError(f"A {kind} is written as an object, not as {type(value).__name__}.")
    return cast(Result, _restored(KINDS[kind], value))


def _plain(value: object) -> str:
    """Return a value for JSON: a datetime in ISO format, "" for bytes; TypeError for any other."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return ""
    raise TypeError(f"A {type(value).__name__} has no form in JSON here.")


_hints = cache(get_type_hints)


def _restored(hint: Any, value: Any) -> Any:
    """Return a JSON value converted to the hinted type: a dataclass, tuple, datetime or plain value.

    A tuple holds values of one type, and a union is one type or None. Bytes, which the JSON leaves out,
    become b"".
    """
    if value is None:
        return None
    inner = get_args(hint)
    if get_origin(hint) in (Union, UnionType):
        return _restored(next(each for each in inner if each is not NoneType), value)
    if get_origin(hint) is tuple:
        return tuple(_restored(inner[0], each) for each in value)
    if isinstance(hint, type) and is_dataclass(hint):
        hints = _hints(hint)
        return hint(**{name: _restored(hints[name], each) for name, each in value.items()})
    if hint is datetime:
        return datetime.fromisoformat(value)
    return b"" if hint is bytes else value
