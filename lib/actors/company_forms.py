"""The forms of companies that stand at the end of their names: Inc, Ltd, "& Co."."""

import re

from lib.actors.words import either

_COMPANY = re.compile(rf"(?:,?(?:\s(?:&|and))?\s(?:{either('company_forms')})\b\.?)+$")  # "Obi & Co. Ltd"


def without_company_form(surface: str) -> str:
    """Return a company's name without its company form: "Holm" for "Holm Ltd", "Obi" for "Obi & Co"."""
    return _COMPANY.sub("", surface)


def is_company(surface: str) -> bool:
    """Return whether a name ends with a company form: Inc, Ltd."""
    return _COMPANY.search(surface) is not None
