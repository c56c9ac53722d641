"""Whoever sends a newsletter is its author where the name is a person's."""

from lib.clean.clean import clean
from tests.capture.captured import the_capture
from tests.capture.letters import letter
from tests.cases import every_case

PERSONS = {  # sender -> author
    "Ann Lee <ann@harbourpost.example>": "Ann Lee",
    "Ann Lee from Harbour Post <news@harbourpost.example>": "Ann Lee",
    '"Ann Lee | Harbour Post" <news@harbourpost.example>': "Ann Lee",
    '"Lee, Ann" <ann@harbourpost.example>': "Ann Lee",
    "Anna de Vries <anna@harbourpost.example>": "Anna de Vries",
    "Ludwig van Dam <desk@mailer.example>": "Ludwig van Dam",
    "Gavin Newsom <gavin@mailer.example>": "Gavin Newsom",
    "Emily Post <emily.post@mailer.example>": "Emily Post",
}
PAPERS = [
    "Harbour Post <news@harbourpost.example>", "Harbour Post <news@mailer.example>",
    "Marlow Weekly <desk@mailer.example>", "Harbour Hill <desk@harbourhill.example>",
    "news@harbourpost.example", "First Thing <letters@mailer.example>",
    "Harbour Playbook <letters@mailer.example>", "Good Morning <morning@mailer.example>",
    "New Larkhaven <desk@mailer.example>", "Letters from <desk@mailer.example>",
]  # fmt: skip


@every_case(("sender", "author"), [*PERSONS.items(), *((paper, None) for paper in PAPERS)])
def test_a_person_is_an_author_and_a_paper_is_none(sender: str, author: str | None) -> None:
    found = clean(the_capture(letter(sender=sender), "box.eml")).article.authors
    assert found == ((author,) if author else ())
