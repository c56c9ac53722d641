"""Finds the actors that a story names, in eleven stages.

 1. Sentences are split by rule, line ends first (sentences.py).
 2. Lines in capitals and Title Case get the case that the story uses elsewhere (headline_case.py).
 3. Names of the actor file are matched, checked against the story's day and the words beside them
    (dictionary.py, homographs.py, links.py, offices.py, support.py).
 4. The recogniser adds names that the file lacks (recogniser.py, instrument_codes.py, spans.py,
    separators.py, trimming.py, form_kinds.py); in languages that it does not support, full names add
    persons (full_names.py, inflected_names.py, titled_names.py) and the words of their kind bodies
    (bodies.py).
 5. Ministries are joined to their countries (ministries.py).
 6. The longest of overlapping names wins, names inside it are nested (merging.py).
 7. Datelines, sign-offs and acronyms are resolved; every name gets one kind, corrected by context, and known
    persons in other spellings get their record (datelines.py, acronyms.py, document.py, context_kinds.py,
    spellings.py, nicknames.py).
 8. Further occurrences are added; single surnames mean the person named in full
    (named_in_full.py, persons.py, context_kinds.py).
 9. Capitals become governments or places, countries before an office become titles (capitals.py,
    demonyms.py, country_lists.py, country_titles.py).
10. Media become actors if the story is about them; names supported only by the recogniser are marked unsure
    (media.py, corroboration.py, organisation_signs.py).
11. Every name gets its actor: the record's, or an id made from the fullest form in the story (one_node.py).

Each stage takes names and returns names; none changes its input.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from lib.actors.acronyms import with_acronyms, with_initials
from lib.actors.capitals import with_capitals
from lib.actors.company_forms import without_company_form
from lib.actors.context_kinds import typed_by_context, with_lone_words, with_persons
from lib.actors.corroboration import with_doubts
from lib.actors.country_lists import with_listed_places
from lib.actors.country_titles import with_titles
from lib.actors.datelines import with_datelines
from lib.actors.demonyms import without_languages
from lib.actors.dictionary import Dictionary, slug
from lib.actors.document import (
    with_apostrophes,
    with_bare_bodies,
    with_one_kind,
    with_repeats,
    with_short_forms,
)
from lib.actors.extras import extra_for
from lib.actors.headline_case import true_cased
from lib.actors.hits import from_hits
from lib.actors.homographs import without_homographs
from lib.actors.instrument_codes import without_codes
from lib.actors.language_files import rows_of
from lib.actors.languages import dictionary, reach_of
from lib.actors.links import linked, with_given_names
from lib.actors.media import with_media
from lib.actors.merging import merged, surnames_in
from lib.actors.ministries import with_ministries
from lib.actors.named_actors import actor_of
from lib.actors.nicknames import with_nicknames
from lib.actors.offices import offices
from lib.actors.one_node import with_one_node
from lib.actors.persons import with_surnames
from lib.actors.recognised_names import recognised_names
from lib.actors.sentences import sentences
from lib.actors.signatures import end_without_signature, with_signatures
from lib.actors.spellings import same_spelling, spellings
from lib.actors.story import Name, Passage, Story
from lib.actors.story_countries import filed_in, published_in
from lib.actors.support import unowned_as_outlets, without_unsupported
from lib.actors.words import word_set
from lib.model.article import SILENT_ZONES, Article, Zone
from lib.model.mention import Mention

_HALF = re.compile(r"[\ud800-\udfff]")  # half a character, which neither matcher nor recogniser can read
_FEW_WORDS = 30  # too few to tell a language from another by its words
_ENGLISH = word_set("english_words")
_FOREIGN: tuple[Zone, ...] = ("related", "ticker")  # other stories: their names explain none here


def find(
    article: Article, known: Dictionary | None = None, *, use_recogniser: bool = True
) -> tuple[Mention, ...]:
    """Return the mentions of all actors in the article, in reading order.

    Without the recogniser only names in the actor file are found.
    """
    known = known or dictionary(article.language)
    use_recogniser = use_recogniser and (article.language is not None or is_read(article))
    day = (article.published_at or article.captured_at).date()
    mentions: list[Mention] = []
    for story in _stories(article, day, known):
        names = names_in(story, known, use_recogniser=use_recogniser)
        mentions += [_mention(article, story.passages[name.passage], name) for name in names if name.counted]
    last = max((n for n, block in enumerate(article.blocks) if block.zone == "body"), default=0)
    end = end_without_signature(article.blocks[last].text, article.authors) if article.blocks else 0
    in_text = [m for m in mentions if m.block != last or m.start < end]
    return tuple(sorted(in_text, key=lambda m: (m.block, m.start, -m.end)))


def is_read(article: Article) -> bool:
    """Return whether a recogniser reads the article's language, or its words are English if it has none."""
    if article.language is not None:
        return reach_of(article.language) == "recogniser"
    words = [word.lower() for block in article.blocks for word in block.text.split()]
    return len(words) < _FEW_WORDS or sum(word in _ENGLISH for word in words) > len(words) / 10


def names_in(story: Story, known: Dictionary, *, use_recogniser: bool = True) -> list[Name]:
    """Return the names in one story, each with its kind and, if known, its record (stages 3 to 10)."""
    extra = extra_for(story.language) if use_recogniser else None
    found = recognised_names(story, known) if use_recogniser else [[] for _ in story]
    texts = ((passage, without_codes(passage.text)) for passage in story)
    hits = [name for passage, text in texts for name in from_hits(passage, known.hits(text, story.day))]
    seen = list(chain.from_iterable(found))
    hits = without_homographs(story, with_given_names(story, hits), seen)
    hits = linked(story, hits, seen, offices(known))
    supported = without_unsupported(story, hits, seen)
    ministries = with_ministries(story, supported, known.by_id.get(rows_of(story.language).get("home", "")))
    names = with_signatures(story, _joined(story, ministries, found))
    names = with_datelines(story, unowned_as_outlets(with_nicknames(story, names), hits, supported))
    names = with_one_kind(with_initials(with_acronyms(story, names)))
    names = with_persons(story, typed_by_context(story, names))
    names = with_short_forms(story, with_bare_bodies(names))
    names = same_spelling(spellings(known).known(names, story.day))
    names = with_apostrophes(story, with_repeats(story, names))
    names = with_lone_words(story, with_surnames(story, names, offices(known)))
    names = [name for name in names if name.sense != "never"]  # so far they kept others from their place
    names = with_listed_places(story, without_languages(story, with_capitals(story, names)))
    names = with_one_node(with_titles(story, names))
    names = with_doubts(story, with_media(story, [_with_record(name, known, story.day) for name in names]))
    return extra.with_names(story, names) if extra else names


def _with_record(name: Name, known: Dictionary, day: date | None) -> Name:
    """Return the name with its record if it is a known name but for dots or company form: I.B.M. and IBM."""
    if name.record is not None or name.unsure or not name.counted or name.role == "surname":
        return name
    called = without_company_form(name.canonical or name.surface)
    record = known.by_id.get(f"{name.kind}/{slug(called)}")
    if record is None and name.kind == "organisation" and called.endswith((" Group", " Holdings")):
        record = known.by_id.get(f"organisation/{slug(called.rpartition(' ')[0])}")
    return replace(name, record=record, canonical="") if record and record.valid_on(day) else name


def _joined(story: Story, names: Sequence[Name], found: Sequence[Sequence[Name]]) -> list[Name]:
    """Return the known `names` merged with the names `found` in each passage, in order (stage 6)."""
    apart: list[list[Name]] = [[] for _ in story]
    for name in names:
        apart[name.passage].append(name)
    surnames = surnames_in(chain.from_iterable(found))
    parts = zip(story, apart, found, strict=True)
    return [name for passage, known, seen in parts for name in merged(known, seen, passage, surnames)]


def passages(texts: Sequence[tuple[int, str]]) -> tuple[Passage, ...]:
    """Return (number of the block, text) pairs as passages, with sentences and case (stages 1 and 2)."""
    texts = [(block, _HALF.sub("?", text)) for block, text in texts]
    cased = true_cased([text for _, text in texts])
    return tuple(
        Passage(number=number, block=block, text=text, cased=cased, sentences=tuple(sentences(text)))
        for number, ((block, text), cased) in enumerate(zip(texts, cased, strict=True))
    )


def _stories(article: Article, day: date, known: Dictionary) -> Iterator[Story]:
    """Yield the article's own story, then the blocks of each zone about other stories as a story.

    Of a brief, or an article of such zones alone, all blocks are one story.
    """
    blocks = [(n, block) for n, block in enumerate(article.blocks) if block.zone not in SILENT_ZONES]
    host = (article.form == "brief") or not any(block.zone not in _FOREIGN for _, block in blocks)
    groups: list[list[tuple[int, str]]] = [
        [(n, block.text) for n, block in blocks if host or block.zone not in _FOREIGN]
    ]
    if not host:
        groups += [[(n, block.text) for n, block in blocks if block.zone == zone] for zone in _FOREIGN]
    for number, group in enumerate(groups):
        if group:
            heads = (n for n, (block, _) in enumerate(group) if article.blocks[block].zone == "headline")
            yield Story(
                passages=passages(group), day=day, language=article.language,
                filed_in=filed_in(article, known) if number == 0 else None,
                published_in=published_in(article, known),
                headline=next(heads, None), publishers=(article.publisher, article.site_name or ""),
            )  # fmt: skip


def _mention(article: Article, passage: Passage, name: Name) -> Mention:
    """Return a name as a mention in the article, with its actor and the offsets of its sentence."""
    actor = actor_of(name, article.revision)
    sentence = passage.sentence_of(name.start)
    return Mention(
        article_id=article.id, revision=article.revision, surface=name.surface, canonical=actor.name,
        actor_id=actor.id, kind=actor.kind, role=name.role, block=passage.block, sentence=sentence,
        start=name.start, end=name.end, sentence_start=passage.sentences[sentence][0],
        sentence_end=passage.sentences[sentence][1], undecided=name.undecided, unsure=name.unsure,
    )  # fmt: skip
