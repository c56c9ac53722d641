"""The dateline at the start of a story and the wire agency it comes from."""

import re

AGENCIES = (
    "Reuters", "AP", "AFP", "dpa", "Associated Press", "Agence France-Presse", "UPI", "Bloomberg", "Xinhua",
    "TASS", "Interfax", "Ukrinform", "ANSA", "EFE", "APA", "ANI", "PTI", "IANS", "PA", "CNN", "PAP", "CTK",
    "NTB", "Ritzau", "SDA", "Keystone-SDA", "epd", "KNA", "AA", "Anadolu", "Kyodo", "Yonhap", "RIA Novosti",
    "SID", "ATS", "Belga", "ANP", "TT", "STT", "LUSA", "MTI", "AGI", "Adnkronos", "Europa Press", "UNIAN",
    "Canadian Press", "The Canadian Press", "Press Association", "PA Media", "The Associated Press",
    "Australian Associated Press", "AAP", "Deutsche Presse-Agentur", "Agencia EFE",
)  # fmt: skip
_KNOWN = {name.casefold(): name for name in AGENCIES}
_AGENCY = "|".join(re.escape(name) for name in AGENCIES)
_DATELINE = re.compile(
    r"^(?P<place>[A-ZÀ-ŽА-ЯІЇЄ][A-ZÀ-ŽА-ЯІЇЄ.'’ -]{2,40}(?:,\s[A-Za-zÀ-ž. ]{2,30})??"
    r"(?:,\s\w+\.?\s\d{1,2})?)"
    rf"\s*(?:\((?P<wire>{_AGENCY})\))?\s*(?:—|–|-{{1,2}}|:)\s"
)
_WIRED = re.compile(
    rf"^(?P<place>[A-ZÀ-Ž][\w.'’ -]{{2,30}}(?:,\s[\w. ]{{2,30}})?)\s*\((?P<wire>{_AGENCY})\)\s*(?:—"
    rf"|–|-{{1,2}}|:)?\s"
)


def dateline(text: str) -> tuple[str | None, str | None]:
    """Return the place (and day) a story is dated from, and its agency, as printed at the start of its
    text.
    """
    found = _DATELINE.match(text[:120]) or _WIRED.match(text[:120])
    return (found["place"].strip(" ,"), found["wire"]) if found else (None, None)


def is_agency(name: str) -> bool:
    """Return whether a name is that of a news agency."""
    return name.casefold() in _KNOWN


def signed_by_wire(authors: tuple[str, ...]) -> str | None:
    """Return the agency among the authors."""
    return next((_KNOWN[name.casefold()] for name in authors if is_agency(name)), None)
