"""Stories are found by address and by capture; one of which only a part is stored is not whole."""

from dataclasses import replace
from pathlib import Path

from lib.model.article import Doubt
from lib.model.feed import SUMMARY
from lib.store.identity import address_key
from lib.store.removal import remove
from lib.store.stories import save
from lib.store.whole import stories_at, stories_of, whole_stories
from tests.builders import archive, article, parsed

FOG, RAIN = "https://harbour.example/fog", "https://harbour.example/rain"


def test_stories_are_found_by_address_and_capture(tmp_path: Path) -> None:
    fog, rain = (
        parsed(article(name, name, canonical_url=url)) for name, url in (("Fog", FOG), ("Rain", RAIN))
    )
    path = archive(tmp_path, fog, rain)
    told = stories_at(path, [FOG, "https://harbour.example/other"])
    assert list(told) == [FOG]
    assert stories_of(path, [fog.capture.sha256, "0" * 64]) == {fog.capture.sha256: told[FOG]}
    assert (stories_at(path, []), stories_of(path, [])) == ({}, {})
    remove(path, told[FOG])
    assert (stories_at(path, [FOG]), stories_of(path, [fog.capture.sha256])) == ({}, {})
    assert whole_stories(path) == {address_key(RAIN)}


def test_a_story_is_whole_once_a_capture_bears_all_of_it(tmp_path: Path) -> None:
    told = parsed(article("Fog", canonical_url=FOG))
    doubt = Doubt(kind="only a part", reason=SUMMARY, weight=0.2)
    part = replace(told, cleaned=replace(told.cleaned, doubts=(doubt,)))
    path = archive(tmp_path, part, parsed(article("Rain", canonical_url=RAIN)))
    assert whole_stories(path) == {address_key(RAIN)}
    save(path, [parsed(article("Fog", "All of it.", canonical_url=FOG))])
    assert whole_stories(path) == {address_key(RAIN), address_key(FOG)}
