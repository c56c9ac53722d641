"""Results of parsing as JSON text, and back: dataclasses become objects, their types say how to read them."""

import json
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from datetime import datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from lib.ingest.result import Result
from lib.model.capture import Rejected, Skipped
from lib.model.imported import Imported
from lib.model.parsed import Parsed

KINDS: Mapping[str, type[Result]] = {kind.__name__: kind for kind in (Parsed, Rejected, Skipped, Imported)}


def to_json(result: Result) -> str:
    """Return a result as JSON, without the bytes of its original."""
    return json.dumps(asdict(result), default=_plain)


def from_json(kind: str, text: str) -> Result:
    """Return the result of parsing that a JSON text holds; `kind` is the name of its class, as "Rejected".

    Raises KeyError, TypeError or ValueError if the text holds no such result.
    """
    return cast(Result, _restored(KINDS[kind], _checked(json.loads(text), dict)))


def _plain(value: object) -> str:
    """Return a value for JSON: a datetime in ISO format, "" for bytes; raises TypeError for any other."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return ""
    raise TypeError(f"A {type(value).__name__} has no form in JSON here.")


def _checked(value: Any, kind: type) -> Any:
    """Return the value if it is of the kind; raises TypeError for any other."""
    if isinstance(value, kind):
        return value
    raise TypeError(f"{type(value).__name__} stands where {kind.__name__} is written")


_hints = cache(get_type_hints)


def _restored(hint: Any, value: Any) -> Any:
    """Return a JSON value converted to the hinted type: a dataclass, tuple, datetime or plain value.

    A tuple holds values of one type, and a union is one type or None. Bytes, which the JSON leaves out,
    become b"". Raises KeyError, TypeError or ValueError for what the type cannot hold.
    """
    inner = get_args(hint)
    if get_origin(hint) in (Union, UnionType):
        of_type = next(each for each in inner if each is not NoneType)
        return None if value is None else _restored(of_type, value)
    if get_origin(hint) is tuple:
        return tuple(_restored(inner[0], each) for each in _checked(value, list))
    if isinstance(hint, type) and is_dataclass(hint):
        hints = _hints(hint)
        return hint(**{name: _restored(hints[name], each) for name, each in _checked(value, dict).items()})
    if hint is datetime:
        return datetime.fromisoformat(value)
    if hint is bytes:
        return b""
    return _checked(value, hint) if hint in (str, int, bool) else value
