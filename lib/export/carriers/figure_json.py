"""JSON: the recipe is a field beside the figure, which is what the file shows."""

import json

from lib.export.carriers.common import sha256


def accepts(start: bytes) -> bool:
    """Return whether a file's first bytes are those of a JSON object."""
    return start.startswith(b"{")


def put(content: bytes, text: str) -> bytes:
    """Return the JSON with the recipe, given as JSON text, in the field "recipe"."""
    return json.dumps({"recipe": json.loads(text), **json.loads(content)}, ensure_ascii=False).encode()


def get(content: bytes) -> str | None:
    """Return the text of the recipe in the JSON; None if it holds none."""
    held = json.loads(content).get("recipe")
    return json.dumps(held) if held else None


def shows(content: bytes) -> str:
    """Return a SHA-256 of the figure in the file, in canonical JSON."""
    figure = {name: value for name, value in json.loads(content).items() if name != "recipe"}
    return sha256(json.dumps(figure, sort_keys=True).encode())
