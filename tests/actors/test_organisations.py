"""Organisations that everybody knows, in sentences of our own, found by the actor file alone."""

import pytest

from lib.actors.find import find_in_text

NOBODY: list[str] = []
CLASSES: dict[str, list[tuple[str, list[str]]]] = {
    "a campus is no other university": [
        ("A team at the University of California, Berkeley, met one of UCLA.",
         ["University of California, Berkeley", "University of California, Los Angeles"]),
        ("He read law at UC Berkeley and at Penn State.",
         ["Pennsylvania State University", "University of California, Berkeley"]),
        ("She left the Autonomous University of Barcelona.", ["Autonomous University of Barcelona"]),
        ("The Medical University of Vienna closed.", ["Medical University of Vienna"]),
    ],
    "a founder's or a town's name is no university": [
        ("Cornell was late, and so was Tufts.", NOBODY),
        ("Cornell University opened. Cornell has 24,000 students.", ["Cornell University"]),
        ("They drove to Princeton and on to Notre Dame.", NOBODY),
    ],
    "laboratories and museums": [
        ("Physicists at CERN wrote to Fermilab.", ["CERN", "Fermilab"]),
        ("The Indian agency ISRO shared it with Jaxa.",
         ["India", "Indian Space Research Organisation", "JAXA"]),
        ("The Louvre lent it to the Metropolitan Museum of Art.", ["Louvre", "Metropolitan Museum of Art"]),
        ("A royal society met.", NOBODY),
        ("The Royal Society of Larkhaven Bakers met.", NOBODY),
    ],
    "a company's name is also a word, a person's or a place's": [
        ("Arm yourself: an orange robin sang on the grab rail.", NOBODY),
        ("Orange is a colour, Kia a name, and Canon a title.", NOBODY),
        ("Ferrari read it aloud, and Bosch and Bentley laughed.", NOBODY),
        ("Parler de tout cela. Safran et Kakao.", NOBODY),
        ("They raised $3M for a harbour.", NOBODY),
        ("Arm Holdings grew. Arm sells plans.", ["Arm"]),
        ("The Kia Motors works closed, and Kia was silent.", ["Kia"]),
        ("Ferrari N.V. sold fewer cars than Ferrari hoped.", ["Ferrari"]),
        ("HP cut jobs.", NOBODY),
        ("Hewlett-Packard cut jobs. HP said no more.", ["Hewlett-Packard"]),
    ],
    "companies": [
        ("PG&E paid less than 3M Company.", ["3M", "Pacific Gas and Electric"]),
        ("Jaguar Land Rover met Korean Air and Air China.",
         ["Air China", "Jaguar Land Rover", "Korean Air"]),
        ("Citroen and Škoda Auto met Lyft's lawyers.", ["Citroën", "Lyft", "Škoda Auto"]),
    ],
}  # fmt: skip
CASES = [(kind, *case) for kind, cases in CLASSES.items() for case in cases]


@pytest.mark.parametrize(("kind", "text", "named"), CASES)
def test_who_is_named(kind: str, text: str, named: list[str]) -> None:
    assert list(find_in_text(text, use_recogniser=False).actors) == sorted(named), kind
