"""A worker finds the corrections of a capture, and those of its address, however that is written."""

from lib.ingest.replay import Replay
from tests.builders import correction

ONE = correction("One.", sha256="a", url="https://www.harbour.example/fog?utm_source=x")
TWO = correction("Two.", sha256="b", url="http://harbour.example/fog")
BARE = correction("Bare.", sha256="c")
REPLAY = Replay((ONE, TWO, BARE))


def test_a_capture_has_its_own_corrections() -> None:
    assert (REPLAY.own("a"), REPLAY.own("c"), REPLAY.own("z")) == ((ONE,), (BARE,), ())


def test_another_capture_of_the_address_lends_its_corrections() -> None:
    address = "https://harbour.example/fog"
    assert REPLAY.beside(address, "a") == (TWO,)
    assert REPLAY.beside(address, "new") == (ONE, TWO)
    assert REPLAY.beside("https://harbour.example/rain", "a") == ()


def test_without_an_address_nothing_is_lent() -> None:
    assert REPLAY.beside(None, "new") == ()
    assert Replay().beside(None, "new") == ()
