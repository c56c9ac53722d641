"""The papers, their people and their tags are made up, and told apart."""

from lib.sample.newsroom import newsroom


def test_no_paper_has_an_address_that_could_exist() -> None:
    assert all(domain.endswith(".example") for domain in newsroom().publishers)


def test_no_name_is_a_person_and_a_desk() -> None:
    assert not set(newsroom().people) & set(newsroom().desks)


def test_no_tag_is_there_twice() -> None:
    tags = [tag.casefold() for tag in newsroom().tags]
    assert len(set(tags)) == len(tags)


def test_every_label_names_the_work_and_the_paper() -> None:
    for paper in newsroom().publishers.values():
        assert "Written for Wireroom from the public record" in paper.label
        assert paper.name.removeprefix("The ") in paper.label
