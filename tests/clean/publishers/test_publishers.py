"""Which rules are known for a host, and that they can be switched off."""

import threading

from lib.clean import publishers


def test_a_host_is_known_by_the_domain_above_it() -> None:
    domain, rules = publishers.known(("edition.cnn.com",))
    assert domain == "cnn.com" and rules


def test_the_first_host_with_rules_wins() -> None:
    assert publishers.known(("web.archive.org", "cnn.com", "reuters.com"))[0] == "cnn.com"


def test_an_unknown_host_has_no_rules() -> None:
    assert publishers.known(("harbourpost.example", "")) == ("", ())


def test_a_domain_that_only_ends_alike_is_another() -> None:
    assert publishers.known(("notreuters.com",)) == ("", ())


def test_off_holds_within_its_block_and_thread_alone() -> None:
    elsewhere: list[str] = []
    with publishers.off():
        assert publishers.known(("reuters.com",)) == ("", ())
        thread = threading.Thread(target=lambda: elsewhere.append(publishers.known(("reuters.com",))[0]))
        thread.start()
        thread.join()
    assert elsewhere == ["reuters.com"]
    assert publishers.known(("reuters.com",))[0] == "reuters.com"
