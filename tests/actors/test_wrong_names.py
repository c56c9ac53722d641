"""Classes of names that were once taken wrongly, each on texts of our own: who counts by default."""

import pytest

from lib.actors.find import find_in_text

NOBODY: list[str] = []
CLASSES: dict[str, list[tuple[str, list[str]]]] = {
    "an apostrophe as printers set it": [
        ("Nathalie D’Arve, who runs the ferry, left. D’Arve was late.", ["Nathalie D’Arve"]),
        ("The mayor, Moira O’Quill, left early.", ["Moira O’Quill"]),
        ("“No,” said Paolo D’Ancora.", ["Paolo D’Ancora"]),
        ("Judge Sean O’Marrow was late. O’Marrow heard it.", ["Sean O’Marrow"]),
        ("It’s late, said Henri L’Estrade, and he’s tired.", ["Henri L’Estrade"]),
    ],
    "initials are nobody": [
        ("“He never calls,” wrote S.R.M. to the paper. S.R.M. was sad.", NOBODY),
        ("— T.K., by the harbour", NOBODY),
        ("Dear J.D.: Ask him.", NOBODY),
        ("They met P.Q., a man of few words.", NOBODY),
        ("A reader, L.M.N., asked why.", NOBODY),
    ],
    "a person whom the recogniser calls an organisation": [
        ("Soumitra Quill said so. Quill said the ferry was late.", ["Soumitra Quill"]),
        ("Anjana Holm said so. Holm told nobody.", ["Anjana Holm"]),
        ("It was Hitoshi Brell, 46, who left. Brell said no.", ["Hitoshi Brell"]),
        ("Thandeka Moor said so. Moor was late.", ["Thandeka Moor"]),
        ("Oluwaseun Marsh said the ferry was late. Marsh left.", ["Oluwaseun Marsh"]),
    ],
    "what is used or installed is a product": [
        ("Users of Visual Studio can install it. Versions of Visual Studio vary.", NOBODY),
        ("They built it with Quarn Studio and ran it on Quarn Studio.", NOBODY),
        ("Install Brell Technologies on both. Users of Brell Technologies like it.", NOBODY),
        ("An extension for Marn Network came out, and users of Marn Network were glad.", NOBODY),
        ("It is powered by Quarn Service. He uses Quarn Service daily.", NOBODY),
    ],
    "regions are places": [
        ("Rain fell on the Midwest and on Idaho. The Midwest saw most of it.", NOBODY),
        ("She grew up in Boise, Idaho, graduated early and left.", NOBODY),
        ("Merseyside was calm. A spokesman for Merseyside Police came late.", ["Merseyside Police"]),
        ("Farmers in Queensland and Tasmania lost all.", NOBODY),
        ("The Rust Belt and the Bay Area voted.", NOBODY),
    ],
    "honours and ranks are no part of the name": [
        ("Councillor Afrasiab Quill MBE, has said so.", ["Afrasiab Quill"]),
        ("Pauline Marsh OBE, who led it, left.", ["Pauline Marsh"]),
        ("Executive VP Marnie Holm told us. Holm left.", ["Marnie Holm"]),
        ("The lawyer Peter Holm KC said no.", ["Peter Holm"]),
        ("Rosa Quill PhD said no.", ["Rosa Quill"]),
    ],
    "a question opens with no first name": [
        ("Will Google pay for it? Google said no.", ["Google"]),
        ("Will Nissan build it?", ["Nissan"]),
        ("Will Verizon buy it, and when?", ["Verizon"]),
        ("Will AT&T make it free?", ["AT&T"]),
        ("Will Marsh said no. Marsh is 56.", ["Will Marsh"]),
    ],
    "two persons are two": [
        ("The Green Party’s Jill Quill and Cornelis Marn, who is running, left.",
         ["Cornelis Marn", "Green Party", "Jill Quill"]),
        ("Ada Holm vs. Joan Quill was long.", ["Ada Holm", "Joan Quill"]),
        ("Jane Quill and Peter Holm left.", ["Jane Quill", "Peter Holm"]),
    ],
    "a name before a hyphen": [
        ("They came to a Taylor Quill-themed party.", ["Taylor Quill"]),
        ("It was a Susan Marsh-backed bill.", ["Susan Marsh"]),
    ],
    "a work stands in quotation marks": [
        ("She sang in “Mary Quarn,” and in “Ada of the Marsh”.", NOBODY),
        ("They showed “State of the Harbour” again.", NOBODY),
        ("The book Calm Quarn sold well.", NOBODY),
        ("With his musical Quarn Quay he toured.", NOBODY),
        ("He read the memoir Janet Quarn in bed.", NOBODY),
    ],
    "a body's name goes on": [
        ("The Quarn Office for the Care of Boats met.", ["Quarn Office for the Care of Boats"]),
        ("The Marsh Institute of Tidal Research closed.", ["Marsh Institute of Tidal Research"]),
        ("The Quarn Agency for Fair Fares’s support helped.", ["Quarn Agency for Fair Fares"]),
        ("The Quarn Council for Fair Fares met on Monday.", ["Quarn Council for Fair Fares"]),
    ],
    "a credit and an office in capitals": [
        ("© Jane Quarn Visitors on the quay.", NOBODY),
        ("MEC Mamarn urged all to stay. Jacob Mamarn said so.", ["Jacob Mamarn"]),
        ("He was taken to the Walter Quarn hospital.", NOBODY),
        ("Never Trump is a club.", ["Donald Trump"]),
    ],
    "a word with a capital inside is no person": [
        ("The ferry firm QuarnPhillips had its boats sold.", ["QuarnPhillips"]),
        ("Ada McQuill and Sean DeMarn left. McQuill was late.", ["Ada McQuill", "Sean DeMarn"]),
    ],
    "the town under a letter is no part of its writer": [
        ("The fees are high.\nGary Bolen Larkhaven\nThe lamps are out.\nSusan Marsh Upper Quay",
         ["Gary Bolen", "Susan Marsh"]),
        ("The lamps in Larkhaven are out.\nSusan Marsh Larkhaven", ["Susan Marsh"]),
        ("The lamps are out.\nSusan Marsh Larkhaven\nAnd dark.\nPeter P. Holm Larkhaven",
         ["Peter P. Holm", "Susan Marsh"]),
        ("The lamps are out.\nSusan Marsh\nAnd dark.\nMary Jane Holm", ["Mary Jane Holm", "Susan Marsh"]),
    ],
}  # fmt: skip
CASES = [(kind, *case) for kind, cases in CLASSES.items() for case in cases]


@pytest.mark.parametrize(("kind", "text", "named"), CASES)
def test_who_is_named_by_default(kind: str, text: str, named: list[str]) -> None:
    assert list(find_in_text(text).actors) == sorted(named), kind
