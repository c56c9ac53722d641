"""Generated stories in the shape of a real news archive, for measurements: `make(path, stories)`.

Each story has about 30 sentences in 12 paragraphs, 27 mentions of 8 actors, 4 tags, one or two authors; names
follow Zipf's law and hang together by topic. Half of the sentences name nobody, the others one to three
actors; a person is named in full once, then by the surname, a country now and then by its demonym.
"""

import hashlib
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import accumulate, islice
from pathlib import Path

from lib.model.article import Article, Block
from lib.model.capture import Capture
from lib.model.cleaned import Cleaned
from lib.model.mention import KINDS, Kind, Mention, Role
from lib.model.parsed import Parsed, StoryAddresses
from lib.store.archive import checkpoint, create
from lib.store.batches.stories import save
from lib.store.lock import writer_lock
from lib.store.upkeep.compact import compact_if_due

FIRST_DAY = datetime(2022, 1, 1, tzinfo=UTC)
DAYS = 1096
BATCH = 1000
NAMED = (0, 0, 0, 0, 0, 1, 1, 2, 2, 3)  # actors in a sentence, each as likely


@dataclass
class Spent:
    """Seconds spent in save(), on the wall and of the processor."""

    wall: float = 0.0
    cpu: float = 0.0

    @contextmanager
    def measured(self) -> Iterator[None]:
        """Add what the block takes."""
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.wall += time.perf_counter() - wall
        self.cpu += time.process_time() - cpu


def make(path: Path, stories: int, *, seed: int = 1) -> Spent:
    """Make an archive of so many generated stories."""
    create(path, archive_zone="UTC")
    source, spent = World(stories, seed).stories(), Spent()
    while batch := list(islice(source, BATCH)):
        with spent.measured():
            save(path, batch, checkpointed=False)
    with spent.measured():
        checkpoint(path)
    with writer_lock(path):
        compact_if_due(path)  # as the end of an ingest does
    return spent


@dataclass
class Zipf:
    """Draws numbers below `size`, small ones more often."""

    size: int
    random: random.Random
    weights: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self.weights = list(accumulate(1 / (rank + 2) ** 1.05 for rank in range(self.size)))

    def draw(self, count: int) -> list[int]:
        """So many numbers, with repeats."""
        return self.random.choices(range(self.size), cum_weights=self.weights, k=count)


class World:
    """Words, actors, tags, authors and publishers that the stories are made of."""

    def __init__(self, stories: int, seed: int) -> None:
        self.random = random.Random(seed)
        self.count = stories
        letters = "abcdefghijklmnopqrstuvwxyz"
        self.words = [
            "".join(self.random.choices(letters, k=self.random.randint(2, 11))) for _ in range(30_000)
        ]
        self.word = Zipf(len(self.words), self.random)
        self.actor = Zipf(max(100, int(30 * stories**0.5)), self.random)
        self.tag = Zipf(max(50, min(5_000, stories // 40)), self.random)
        self.author = Zipf(max(20, stories // 50), self.random)
        self.publisher = Zipf(500, self.random)
        self.topics = [(self.actor.draw(12), self.tag.draw(6)) for _ in range(500)]

    def stories(self) -> Iterator[Parsed]:
        """Yield the stories in the order of their days."""
        for number in range(self.count):
            yield self.story(number)

    def story(self, number: int) -> Parsed:
        """Return one story with its capture and mentions."""
        topic_actors, topic_tags = self.random.choice(self.topics)
        actors = list(dict.fromkeys([*self.random.sample(topic_actors, 5), *self.actor.draw(4)]))[:8]
        blocks, mentions = self.text(number, actors)
        published = FIRST_DAY + timedelta(
            days=number * DAYS / self.count, seconds=self.random.randrange(3600)
        )
        article = self.article(
            number, blocks, published, [*self.random.sample(topic_tags, 2), *self.tag.draw(2)]
        )
        note = f"generated {number}".encode()
        capture = Capture(
            url=None, captured_at=published, captured_assumed=None, media_type="text/plain", content="",
            origin=f"{number}.txt", sha256=hashlib.sha256(note).hexdigest(), original=note,
        )  # fmt: skip
        cleaned = Cleaned(article=article, briefs=(), related=(), cuts=())
        url = article.canonical_url
        addresses = StoryAddresses(main=url, sure=(url,) if url else ())
        return Parsed(capture=capture, cleaned=cleaned, mentions=mentions, addresses=addresses)

    def article(self, number: int, blocks: Sequence[Block], published: datetime, tags: list[int]) -> Article:
        """Return the story of these blocks."""
        headline, publisher = blocks[0].text, self.publisher.draw(1)[0]
        revision = hashlib.sha256(f"{headline}{published}".encode()).hexdigest()[:16]
        return Article(
            id="", form="story", revision=revision, publisher=f"paper-{publisher}.example", slug=None,
            canonical_url=f"https://paper-{publisher}.example/{revision}", section=f"Section {number % 6}",
            language=self.random.choice(("en", "en", "en", "de", "uk")), headline=headline, kicker=None,
            deck=None, byline=None, dateline=None, wire=None, read_minutes=3, has_audio=False,
            authors=tuple(f"Author {name}" for name in self.author.draw(self.random.choice((1, 1, 2)))),
            tags=tuple(f"tag {name}" for name in dict.fromkeys(tags)), published_at=published,
            published_as=published.isoformat(), published_zone=None, updated_at=None, blocks=tuple(blocks),
            images=(), captured_at=published, provenance={},
        )  # fmt: skip

    def text(self, number: int, actors: list[int]) -> tuple[list[Block], tuple[Mention, ...]]:
        """Return a headline and twelve paragraphs, and who is named in them."""
        drawn = iter(self.word.draw(700))
        headline = " ".join(self.words[word] for word in islice(drawn, 9)) + f" {number}"
        blocks, mentions = [Block(zone="headline", text=headline, at=0, end=len(headline))], []
        at, full = len(headline) + 1, set[int]()
        for paragraph in range(1, 13):
            sentences, length = [], 0
            for sentence in range(self.random.choice((2, 2, 3, 3))):
                words = [self.words[word] for word in islice(drawn, 19)]
                named = self.random.sample(actors, min(len(actors), self.random.choice(NAMED)))
                note = " ".join([*(f"Actor{actor}" for actor in named), *words]) + "."
                place = length
                for actor in named:
                    role = self.role(actor, known=actor in full)
                    told_at = (paragraph, sentence, length, length + len(note))
                    mentions.append(_mention(actor, role, place, told_at))
                    place += len(f"Actor{actor} ")
                full.update(named)
                sentences.append(note)
                length += len(note) + 1
            text = " ".join(sentences)
            blocks.append(Block(zone="body", text=text, at=at, end=at + len(text)))
            at += len(text) + 1
        return blocks, tuple(mentions)

    def role(self, actor: int, *, known: bool) -> Role:
        """Return how an actor is named that the story has named already, or not yet."""
        match _kind(actor):
            case "person" if known:
                return "surname"
            case "country" if self.random.random() < 1 / 3:
                return "demonym"
            case _:
                return "name"


def _kind(actor: int) -> Kind:
    return KINDS[actor % len(KINDS)]


def _mention(actor: int, role: Role, place: int, told_at: tuple[int, int, int, int]) -> Mention:
    """Return the actor in the sentence with this block, number, start and end."""
    surface, kind = f"Actor{actor}", _kind(actor)
    block, sentence, start, end = told_at
    return Mention(
        article_id="", revision="", surface=surface, canonical=f"Actor {actor}",
        actor_id=f"{kind}/actor-{actor}", kind=kind, role=role, block=block, sentence=sentence,
        start=place, end=place + len(surface), sentence_start=start, sentence_end=end,
    )  # fmt: skip
