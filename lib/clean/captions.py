"""Captions and credits: told apart when they stand in one line."""

import re

_CREDIT = re.compile(
    r"^\W*(?:(?:photo(?:graph|graphy|graphie)?s?|image|picture|illustration|foto(?:graf)?|bild|grafik|crédito?s?|credit|source|quelle|bildquelle|bildnachweis"
    r"|фото|video|cr[ée]dit photo|rex|collage|composite)\b\s*(?:credit|by|von|de|courtesy)?\s*[:/©|-]|©|\(c\)|(?:photo|image|picture|foto) (?:by|von|credit)\b"
    r"|(?:getty|ap photo|afp|reuters|dpa|epa|imago|shutterstock|alamy|istock|keystone)\b)",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"\b(?:getty(?: images)?|afp|reuters|ap|associated press|dpa|epa(?:-efe)?|imago|shutterstock|alamy|istock|keystone|pa(?: wire| images| media)?|picture alliance"
    r"|bloomberg|unsplash|pexels|pixabay|zuma(?: press)?|rex(?: features)?|sipa|abaca|handout|courtesy|pool|via|xinhua|tass|ansa|efe|apa|ntb|tt|ritzau|scanpix"
    r"|instagram|facebook|youtube|twitter|wikimedia|press)\b|/|©",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\s*[\(\[（]([^()\[\]（）]{2,90})[\)\]）]\s*\.?\s*$")
_LABELLED = re.compile(
    r"\s*(?:\s[-–—|/]\s|[.|•·])?\s*(?:(?:photo(?:graph)?|image|picture|illustration|foto|bild|credit|crédit(?: photo)?|source|quelle|bildquelle|фото|fotos|photos|créditos?)\s*"
    r"(?:credit|by|von|de)?\s*[:©/]|©|(?:photo|photograph|image|picture|foto) (?:by|von)\s)\s*(.{2,90})$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^\W*(?:(?:photo(?:graph)?s?|image|picture|illustration|fotos?|bild(?:quelle|nachweis)?|credits?|cr[ée]ditos?|crédit(?: photo)?|source|quelle|фото)\s*(?:credit|by|von|de|courtesy of)?"
    r"\s*[:/|©-]|photo(?:graph)? by|foto von|image by|©|\(c\))\s*",
    re.IGNORECASE,
)


def is_credit(text: str) -> bool:
    """Whether a whole line is the credit of a picture."""
    return len(text) <= 120 and bool(_CREDIT.search(text))


def bare_credit(text: str) -> str:
    """The credit without its label."""
    bare = _LABEL.sub("", text).strip(" ()[]|")
    return bare or text.strip()


def split_credit(text: str) -> int | None:
    """Where the credit at the end of a caption begins; None when there is none."""
    if (found := _BRACKETED.search(text)) and found.start() > 0 and _AGENCY.search(found[1]):
        return found.start()
    if (found := _LABELLED.search(text)) and found.start() > 0:
        return found.start() + 1 if text[found.start()] in ".!?" else found.start()
    return None
