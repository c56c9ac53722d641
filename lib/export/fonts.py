"""The bundled fonts, embedded in exported files."""

import base64
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "ui" / "fonts"

_RULE = re.compile(r"@font-face \{(.*?)\}", re.DOTALL)
_DECLARATION = re.compile(r"^\s*([a-z-]+): (.+);$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A font file: the family, the style, its path, and the range of characters it holds."""

    family: str
    style: str
    file: Path
    unicode_range: str

    @property
    def pattern(self) -> str:
        """A regular expression, for Python and JavaScript, of the characters in this font file."""
        spans = [span.strip().removeprefix("U+").split("-") for span in self.unicode_range.split(",")]
        return "[" + "".join("-".join(f"\\u{end:0>4}" for end in span) for span in spans) + "]"

    @property
    def css(self) -> str:
        """The @font-face rule with the font embedded as base64."""
        font = base64.b64encode(self.file.read_bytes()).decode("ascii")
        return (
            f"@font-face{{font-family:'{self.family}';font-style:{self.style};font-weight:200 900;"
            f"src:url(data:font/woff2;base64,{font}) format('woff2');unicode-range:{self.unicode_range}}}"
        )


@cache
def faces() -> tuple[Face, ...]:
    """Return all font files that fonts.css declares."""
    css = (FOLDER / "fonts.css").read_text(encoding="utf-8")
    return tuple(_face(rule) for rule in _RULE.findall(css))


def chart_faces() -> tuple[Face, ...]:
    """Return the font files used in charts: upright ones only."""
    return tuple(face for face in faces() if face.style == "normal")


def css_for(text: str) -> str:
    """Return the @font-face rules that a chart with this text needs."""
    return "\n".join(face.css for face in chart_faces() if re.search(face.pattern, text))


def _face(rule: str) -> Face:
    """Return the font face that a rule of fonts.css declares; raises ValueError if the rule names no file."""
    fields = dict(_DECLARATION.findall(rule))
    file = re.search(r"url\(([^)]+)\)", fields["src"])
    if file is None:
        raise ValueError(f"fonts.css holds a rule without a file: {rule.strip()}")
    return Face(
        family=fields["font-family"].strip('"'),
        style=fields["font-style"],
        file=FOLDER / file[1],
        unicode_range=fields["unicode-range"],
    )
