"""Decoding by one named encoding, strictly or with a replacement character for each byte that is lost."""

from dataclasses import dataclass

from lib.model.wording import count

REPLACEMENT = "\ufffd"  # stands where bytes could not be decoded


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Decoded text, its encoding, and a doubt if the encoding may be wrong or letters are lost."""

    content: str
    encoding: str
    doubt: str | None


def strict(data: bytes, codec: str) -> Decoded | None:
    """Return the text if all of its bytes fit the encoding, else None."""
    try:
        return Decoded(content=data.decode(codec), encoding=codec, doubt=None)
    except (UnicodeDecodeError, LookupError):  # the caller tries another encoding
        return None


def lenient(data: bytes, codec: str) -> Decoded:
    """Return the text with replacement characters for bytes that do not fit, and a doubt that counts them."""
    content = data.decode(codec, errors="replace")
    lost = content.count(REPLACEMENT) - data.count(REPLACEMENT.encode())
    doubt = f"{count(lost, 'place')} could not be read as {codec}" if lost > 0 else None
    return Decoded(content=content, encoding=codec, doubt=doubt)
