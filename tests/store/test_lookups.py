"""Stories are found by address and by capture."""

from pathlib import Path

from lib.store.lookups import stories_at, stories_of
from lib.store.removal import remove
from tests.builders import archive, article, parsed

FOG, RAIN = "https://harbour.example/fog", "https://harbour.example/rain"


def test_stories_are_found_by_address_and_capture(tmp_path: Path) -> None:
    fog, rain = (
        parsed(article(name, name, canonical_url=url)) for name, url in (("Fog", FOG), ("Rain", RAIN))
    )
    path = archive(tmp_path, fog, rain)
    text = stories_at(path, [FOG, "https://harbour.example/other"])
    assert list(text) == [FOG]
    assert stories_of(path, [fog.capture.sha256, "0" * 64]) == {fog.capture.sha256: text[FOG]}
    assert (stories_at(path, []), stories_of(path, [])) == ({}, {})
    remove(path, text[FOG])
    assert (stories_at(path, [FOG]), stories_of(path, [fog.capture.sha256])) == ({}, {})
