"""Which pictures of a story can be fetched."""

from pathlib import Path

from lib.model.article import Image
from lib.store import pictures
from tests.builders import archive, article, parsed
from tests.store.asked import rows

INLINE, OTHER = "data:image/gif;base64,R0lGODlhAQABAAAAACw=", "HTTPS://harbour.example/crane.jpg"


def test_a_picture_inside_its_page_stands_for_no_other(tmp_path: Path) -> None:
    images = [
        Image(url=url, alt="", caption=None, credit=None, lead=lead)
        for url, lead in ((INLINE, True), (OTHER, False), (OTHER, False), (None, False))
    ]
    path = archive(tmp_path, parsed(article("Crane lands", "Crane lands", images=tuple(images))))
    ((story,),) = rows(path, "select article_id from stories")
    assert pictures.of_story(path, str(story)).urls == (OTHER,)
    assert pictures.leads(path, [str(story)]) == [OTHER]
