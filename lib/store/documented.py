"""The documentation of the views for SQL users: meaning, columns, an example."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Documented:
    """The documentation of one view for SQL: its meaning, its columns, and an example question."""

    meaning: str
    columns: Mapping[str, str]  # name -> what it holds
    asks: str  # an example, in English
    example: str  # the same in SQL


_STORY = "the story's own id; it never changes"
_DAY = (
    "day of publication, in the time zone of the archive, or as printed where the page gives no time of day; "
    "empty where it gives none"
)
_ACTOR = "the actor's key, as person/joe-biden; one with ~ was found beside the actor file"
_NAME = {  # columns of a name in a story
    "article_id": _STORY,
    "day": _DAY,
    "actor_id": _ACTOR,
    "actor": "the actor's name",
    "kind": "person, organisation, country, place, group or other",
    "role": "how it is named: name, surname, metonym (the Kremlin), demonym, title, nested",
    "undecided": "whether two persons of the story bear this surname",
    "unsure": "whether nothing but the recogniser speaks for the name",
    "zone": "where it stands: headline, deck, body, quote, caption, ...",
    "block": "number of the paragraph in the story",
}

VIEWS: Mapping[str, Documented] = {
    "stories": Documented(
        meaning="A row for each story and brief: the newest revision of its text.",
        columns={
            "article_id": _STORY,
            "headline": "the headline as printed",
            "kicker": "the words over the headline",
            "deck": "the standfirst under the headline",
            "publisher": "the publisher's domain",
            "section": "the publisher's section",
            "language": "language of the text, as a code: en, de, uk",
            "authors": "list of who signs, as understood from the byline",
            "tags": "list of the publisher's own tags, in its order",
            "day": _DAY,
            "published_at": "moment of publication, in UTC",
            "published_as": "the time of publication as printed",
            "zone_name": "time zone of the printed time",
            "zone_assumed": "whether that zone is assumed, because the page names none",
            "updated_at": "last change that the page gives, in UTC",
            "words": "words of the text, estimated where its script does not space them",
            "read_minutes": "minutes to read, as the page says",
            "has_audio": "whether the page offers the story to listen to",
            "form": "story, brief (an item of a ticker) or live blog",
            "host": "of a brief: the story whose page carried it",
            "canonical_url": "address of the story",
            "captured_at": "when the page was saved, in UTC",
            "revision": "hash of the text: two captures of one story can differ",
            "text": "headline and text, paragraphs parted by a blank line",
        },
        asks="Which publishers had most stories?",
        example="""select publisher, count(*) as stories
from stories
group by publisher
order by stories desc""",
    ),
    "mentions": Documented(
        meaning="A row for each place where a story names an actor, with its sentence.",
        columns={
            **_NAME,
            "sent": "number of the sentence in the story",
            "start": "first letter of the name in its paragraph",
            "end": "letter after the name in its paragraph; a word of SQL, so write it in quotation marks",
            "surface": "the name as printed",
            "sentence": "the sentence that holds it",
        },
        asks="Who is named by title or surname alone, and how?",
        example="""select actor, role, count(*) as mentions
from mentions
where role in ('title', 'surname')
group by actor, role
order by mentions desc
limit 20""",
    ),
    "co_mentions": Documented(
        meaning="A row for each sentence that names two actors, counted as the pages count by default; "
        "sentences that are lists of twelve or more are in it.",
        columns={
            "article_id": _STORY,
            "day": _DAY,
            "a": "one actor of the pair",
            "b": "the other actor",
            "a_id": "the key of the one",
            "b_id": "the key of the other",
            "zone": "where the sentence stands",
            "block": "number of its paragraph in the story",
            "sentence": "the sentence that names both",
        },
        asks="Which two actors are named together in most stories?",
        example="""select a, b, count(distinct article_id) as stories
from co_mentions
group by a, b
order by stories desc
limit 20""",
    ),
    "quotations": Documented(
        meaning="A row for each passage in which a story quotes an actor, as far as its speaker is certain.",
        columns={
            **_NAME,
            "actor": "the name of who is quoted",
            "role": "how the speaker is named: name, surname, metonym (the Kremlin), title",
            "start": "first letter of the passage in its paragraph",
            "end": "letter after the passage in its paragraph; a word of SQL, so write it in quotation marks",
            "words": "the quoted words; parts are joined by …",
            "passage": "the sentences that show who says it",
        },
        asks="Who is quoted in most stories?",
        example="""select actor, count(distinct article_id) as stories, count(*) as quotations
from quotations
where not undecided and not unsure
group by actor
order by stories desc
limit 20""",
    ),
    "tags": Documented(
        meaning="A row for each tag, with the number of its stories; story_tags has the stories.",
        columns={"tag": "the tag, as publishers write it", "stories": "stories that carry it"},
        asks="Which tags are carried most?",
        example="select tag, stories from tags order by stories desc limit 20",
    ),
    "story_tags": Documented(
        meaning="A row for each tag of each story.",
        columns={"article_id": _STORY, "day": _DAY, "tag": "the tag, as publishers write it"},
        asks="How many stories carry each tag, month by month?",
        example="""select date_trunc('month', day) as month, tag, count(*) as stories
from story_tags
where day is not null
group by month, tag
order by month, stories desc""",
    ),
    "authors": Documented(
        meaning="A row for each author, with the number of their stories.",
        columns={
            "author": "who signs",
            "desk": "whether it is a desk or agency and no person",
            "stories": "stories that carry the byline",
        },
        asks="Who wrote most, desks and agencies apart?",
        example="""select author, stories
from authors
where not desk
order by stories desc
limit 20""",
    ),
    "actors": Documented(
        meaning="A row for each person, organisation, country, place and group that a story names.",
        columns={
            "actor_id": _ACTOR,
            "actor": "the name that is shown",
            "kind": "person, organisation, country, place, group or other",
            "stories": "stories that name the actor anywhere, also in captions and cards",
        },
        asks="Which countries are named in most stories?",
        example="""select actor, stories
from actors
where kind = 'country'
order by stories desc
limit 20""",
    ),
    "slots": Documented(
        meaning="A row for each card in a box of a page that was captured: most read, must read, latest.",
        columns={
            "slot": "which box it is",
            "publisher": "the publisher's domain",
            "day": "day of the capture",
            "captured_at": "when the page was saved, in UTC",
            "captured_assumed": "why that moment is assumed; empty where it is known",
            "rank": "place in the box, from 1",
            "headline": "the card's headline",
            "url": "where the card leads",
            "page_id": "the story whose page holds the box",
            "article_id": "the story of this archive that the card leads to, if it is here",
        },
        asks="Which cards were shown in most captures?",
        example="""select headline, slot, count(*) as captures, min(rank) as best_place
from slots
group by headline, slot
order by captures desc
limit 20""",
    ),
}
