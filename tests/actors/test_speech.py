"""Who says what: paragraphs of our own, each with the speaker a careful reader would name."""

import re

from lib.actors.speech import Quotation, quotations
from lib.actors.speech_units import Named
from tests.cases import every_case

# Persons stand in braces, organisations in brackets; a surname means the person who bears it.
CASES: list[tuple[str, dict[str, str]]] = [
    ("“The harbour stays open,” said {Ida Brandt}.", {"Ida Brandt": "The harbour stays open"}),
    ("{Ida Brandt} said: “The harbour stays open.”", {"Ida Brandt": "The harbour stays open."}),
    ("“The harbour stays open,” the minister, {Ida Brandt}, told reporters.",
     {"Ida Brandt": "The harbour stays open"}),
    ("According to {Ida Brandt}, “the harbour stays open” for now.",
     {"Ida Brandt": "the harbour stays open"}),
    ('"The harbour," {Ida Brandt} said on Monday, "stays open."',
     {"Ida Brandt": "The harbour … stays open."}),
    ("«The harbour stays open», said minister {Ida Brandt}.", {"Ida Brandt": "The harbour stays open"}),
    ("{Ida Brandt}: “The harbour stays open.”", {"Ida Brandt": "The harbour stays open."}),
    ("{Ida Brandt}, the minister of ports, said that “no ship will wait”.",
     {"Ida Brandt": "no ship will wait"}),
    ("{Ida Brandt}, who met {Tom Hale} at noon, said that “no ship will wait”.",
     {"Ida Brandt": "no ship will wait"}),
    ("“No ship will wait,” said the minister of ports, {Ida Brandt}.", {"Ida Brandt": "No ship will wait"}),
    ("“No ship will wait,” said Secretary of State {Ida Brandt}.", {"Ida Brandt": "No ship will wait"}),
    ("{Ida Brandt} called the plan “a gift to the fog”.", {"Ida Brandt": "a gift to the fog"}),
    ("{Ida Brandt} later warned of “a long and cold winter”.", {"Ida Brandt": "a long and cold winter"}),
    ("The [Harbour Board] said in a statement that “all cranes are idle”.",
     {"Harbour Board": "all cranes are idle"}),
    ("“All cranes are idle,” the [Harbour Board] said.", {"Harbour Board": "All cranes are idle"}),
    ("“We waited. We waited for days,” said {Ida Brandt}.", {"Ida Brandt": "We waited. We waited for days"}),
    ("“We waited for days,” said {Ida Brandt}. “Nobody came.”",
     {"Ida Brandt": "We waited for days … Nobody came."}),
    ("{Ida Brandt} arrived at dawn. “We waited for days,” she said.", {"Ida Brandt": "We waited for days"}),
    ("{Tom Hale} has begun. He says that the ships are “a clear and present danger” to the quay.",
     {"Tom Hale": "a clear and present danger"}),
    ("“We waited for days,” said {Ida Brandt}. “Nobody came,” she added.",
     {"Ida Brandt": "We waited for days|Nobody came"}),
    ("“No ship will wait,” said {Ida Brandt}, but {Tom Hale} replied: “They will wait for me.”",
     {"Ida Brandt": "No ship will wait", "Tom Hale": "They will wait for me."}),
    ("{Tom Hale} told {Ida Brandt} that “the quay is lost”.", {"Tom Hale": "the quay is lost"}),
    ("“The quay is lost,” {Tom Hale} told {Ida Brandt}.", {"Tom Hale": "The quay is lost"}),
    ("“The quay is lost,” said {Tom Hale} after meeting {Ida Brandt}.", {"Tom Hale": "The quay is lost"}),
    ("{Tom Hale} has repeatedly said that “the quay is lost”.", {"Tom Hale": "the quay is lost"}),
    ('The word "several" has set all asking. "The quay is lost," said {Tom Hale}.',
     {"Tom Hale": "The quay is lost"}),
    ("“The quay is lost,” wrote {Tom Hale} in a letter to {Ida Brandt}.", {"Tom Hale": "The quay is lost"}),
    ("In the words of {Tom Hale}, “the quay is lost”.", {"Tom Hale": "the quay is lost"}),
    ("{Ida Brandt} read “The Old Man and the Sea” aloud.", {}),
    ("{Ida Brandt} said the harbour stays open.", {}),
    ("“{Ida Brandt} must go,” said a fisherman.", {}),
    ("“The harbour stays open,” a spokesman for Minister {Ida Brandt} said.", {}),
    ("{Ida Brandt}’s lawyer said that “the harbour stays open”.", {}),
    ("“The harbour stays open,” said {Ida Brandt}’s brother.", {}),
    ("{Ida Brandt} met {Tom Hale} at noon. “The harbour stays open,” he said.", {}),
    ("A man spoke to {Ida Brandt} at noon. “The harbour stays open,” he said.", {}),
    ("Mrs. {Brandt} walked past the crew. “The harbour stays open,” he said.", {}),
    ("{Ida Brandt} left. The crew went home. “The harbour stays open,” she said.", {}),
    ("Fishermen told {Ida Brandt} that “the quay is lost”.", {}),
    ("“The quay is lost,” {Tom Hale}, a pilot at the [Harbour Board] and a friend of the [Quay Union], said.",
     {"Tom Hale": "The quay is lost"}),
    ("“The quay is lost,” said the former editor of the [Evening Fog], {Tom Hale}.",
     {"Tom Hale": "The quay is lost"}),
    ("“The quay is lost,” said a [Harbour Board] pilot.", {}),
    ("“The quay is lost,” said a [Harbour Board] spokeswoman.", {"Harbour Board": "The quay is lost"}),
    ("{Tom Hale}’s aunt came first. “The quay is lost,” she said.", {}),
    ("He looked up when I asked about {Tom Hale}. “The quay is lost,” he said.", {}),
    ("After the [Board] accused {Ida Brandt} of lying, a pilot put out a note with “no shame at all”.", {}),
    ("{Ida Brandt} wrote “Winter Fog over Norland”, a novel about her town.", {}),
]  # fmt: skip

ABROAD: list[tuple[str, dict[str, str]]] = [
    ("„Der Hafen bleibt offen“, sagte {Ida Brandt}.", {"Ida Brandt": "Der Hafen bleibt offen"}),
    ("{Ida Brandt} sagte »der Hafen bleibt offen« und »wann kommt das Schiff?« sagte {Jon Vale}.",
     {"Ida Brandt": "der Hafen bleibt offen", "Jon Vale": "wann kommt das Schiff?"}),
    ("{Ida Brandt} a dit « le port reste ouvert » et « où est le bateau ? » a dit {Jon Vale}.",
     {"Ida Brandt": "le port reste ouvert", "Jon Vale": "où est le bateau ?"}),
    ("„Der Hafen bleibt offen“, so Ministerin {Ida Brandt} am Montag.",
     {"Ida Brandt": "Der Hafen bleibt offen"}),
    ("»Der Hafen bleibt offen«, erklärte die Ministerin {Ida Brandt}.",
     {"Ida Brandt": "Der Hafen bleibt offen"}),
    ("{Ida Brandt} sagte: „Der Hafen bleibt offen.“", {"Ida Brandt": "Der Hafen bleibt offen."}),
    ("{Ida Brandt} (SPD) warnte vor „einem langen Winter“.", {"Ida Brandt": "einem langen Winter"}),
    ("Laut {Ida Brandt} ist „der Hafen offen“.", {"Ida Brandt": "der Hafen offen"}),
    ("„Der Hafen bleibt offen“, sagte die Sprecherin der Stadt, {Ida Brandt}.",
     {"Ida Brandt": "Der Hafen bleibt offen"}),
    ("« Le port reste ouvert », a déclaré la ministre {Ida Brandt}.", {"Ida Brandt": "Le port reste ouvert"}),
    ("Selon {Ida Brandt}, « le port reste ouvert ».", {"Ida Brandt": "le port reste ouvert"}),
    ("«El puerto sigue abierto», dijo {Ida Brandt}.", {"Ida Brandt": "El puerto sigue abierto"}),
    ("“El puerto sigue abierto”, aseguró el ministro de Puertos, {Tom Hale}.",
     {"Tom Hale": "El puerto sigue abierto"}),
    ("«Il porto resta aperto», ha detto {Ida Brandt}.", {"Ida Brandt": "Il porto resta aperto"}),
    ("“O porto continua aberto”, afirmou {Ida Brandt}.", {"Ida Brandt": "O porto continua aberto"}),
    ("”Hamnen är öppen”, säger {Ida Brandt}.", {}),
    ("„Der Hafen bleibt offen“, sagte der Anwalt von {Ida Brandt}.", {}),
    ("„Der Hafen bleibt offen“, sagte der Sprecher der Ministerin {Ida Brandt}.", {}),
    ("« Le port reste ouvert », a déclaré l’avocat de {Ida Brandt}.", {}),
    ("“The harbour stays open,” so {Ida Brandt} went home.", {}),
    ("„Der Hafen bleibt offen“, sagte der [Hafenbund]-Pilot.", {}),
    ("{Tom Hale} su {Ida Brandt}: «Il porto resta aperto».", {}),
    ("{Ida Brandt}s Anwalt sagte: „Der Hafen bleibt offen.“", {}),
    ("The council laid the blame on President {Ida Brandt}: “The harbour was left to rot for years.”", {}),
]  # fmt: skip


def read(marked: str) -> list[Quotation]:
    """Return the quotations of a marked paragraph."""
    names, text = [], ""
    for piece in re.split(r"([{\[][^}\]]+[}\]])", marked):
        if piece[:1] in ("{", "["):
            kind = "person" if piece[0] == "{" else "organisation"
            name = {"Brandt": "Ida Brandt"}.get(piece[1:-1], piece[1:-1])
            names.append(Named(
                start=len(text), end=len(text) + len(piece) - 2, key=f"{kind}/{name}",
                kind="person" if kind == "person" else "organisation",
            ))  # fmt: skip
            piece = piece[1:-1]
        text += piece
    return quotations(text, names)


@every_case(("marked", "wanted"), [*CASES, *ABROAD])
def test_a_careful_reader_s_speakers_are_found(marked: str, wanted: dict[str, str]) -> None:
    note: dict[str, list[str]] = {}
    for each in read(marked):
        note.setdefault(each.speaker.key.partition("/")[2], []).append(each.words)
    assert {speaker: "|".join(words) for speaker, words in note.items()} == wanted


def test_the_sentences_shown_hold_name_and_words() -> None:
    text = "It rained. {Ida Brandt} arrived at dawn. “We waited for days,” she said. It rained on."
    (found,) = read(text)
    plain = text.translate({ord("{"): None, ord("}"): None})
    assert plain[found.start : found.end] == "Ida Brandt arrived at dawn. “We waited for days,” she said."
