"""The words around a name, with tests of what they show: a person, a company, a town, a work."""

import re

from lib.actors.forms import CLUBS, is_given
from lib.actors.office_words import is_title_word
from lib.actors.story import Name, Occurrence, Story
from lib.actors.words import either, word_set

_WORD_BEFORE = re.compile(r"([\w'’.-]+)[ ,]+$")
_SAYS = re.compile(  # "Holm said", "Holm, who later told"
    rf"\s*(,)?\s*(?:(?:has|had|also|later|then)\s+)*(?:{either('acts_of_persons')})\b"
    r"(?(1)(?! (?:[A-Z]|an? |the |his |her |its |their )))"  # In Norden, said Holm
)
_RULES = re.compile(  # "Holm was born", "Holm resigned"
    rf"\s+(?:(?:has|had|was|is|later|then) )*(?:{either('acts_of_rulers')})\b"
)
_AGE = r"(?:\d|1[01])\d"
_WHO = re.compile(rf"\s*(?:,\s*(?:who|whose|whom|aged)\b|,\s*{_AGE}\s?,|(?:him|her)self\b|\(\s?{_AGE}\s?\))")
_FROM_THERE = re.compile(r"\b(?:of|at|from|in|for)\s+$")
_STAYS = re.compile(r"\b(?:at|from|in|near)\s+$")
_SAID = re.compile(r"(?:said|says|added|wrote|asked|recalled|explained)\s+$")
_HONORIFIC = re.compile(rf"\b(?:{either('honorifics')})\.?\s+$")
_OF_A_COMPANY = re.compile(rf"\s*(?:['’]s?\s+)?(?:{either('parts_of_companies')})\b")  # "Holm's shares"
_AT_A_COMPANY = re.compile(r"\b(?:board|CEO|co-?founders?|shareholders?) of (?:the )?$")
_HEADS = either("heads_of_companies")
_HEADED = re.compile(rf"\b(?:{_HEADS}|headquarters|director|subsidiary|offices) (?:of|at) (?:the )?$")
_HEADS_IT = re.compile(rf"['’]?s? (?:{_HEADS}|director|boss|president)\b")  # "Norden Tools boss"
_SITE = re.compile(  # "Holm airport", "the Holm power plant"
    r"\s(?:(?:nuclear |thermal |hydroelectric |hydro)?(?:power )?(?:plant|station)|"
    rf"{either('kinds_of_site')}|{either('named_after_people')})\b"
)
_SITE_CALLED = re.compile(  # "Ada Holm Primary School", "Holm Bridge"
    r"\s(?:(?:Concert|Primary|Elementary|Middle|High|Secondary|Grammar|Public|Memorial|Community|Junior) )*"
    rf"(?:{either('sites_called_after_people')})s?\b|\s(?:concert|lecture|exhibition) hall\b"
)
_PRIZE = re.compile(rf"\s(?i:{either('prizes')})s?\b")
_PLAYED_AFTER = re.compile(r"\s*,?\s*\(?(?:who (?:is|was) )?(?:played|portrayed|voiced) by\b")
_PLAYED = re.compile(  # before a figure: "the fictional detective Edith Holm", "cast as Edith Holm"
    r"\b(?:fictional(?: [a-z-]+){0,3}|(?:characters?|protagonists?)(?: called| named|,)?|superhero(?:es)?|"
    r"(?:role|turn|cast|star(?:s|red|ring)?|play(?:s|ed|ing)?) as)\s+[\"“‘]?$"
)
_ACTED_BY = re.compile(r"\s\(([A-Z][\w'’-]+) [A-Z][\w'’-]+\)")
_AS = re.compile(r"\b[A-Z][\w'’-]+ as $")
_PLAYS = re.compile(  # before a figure: "Rosa Marn plays Edith Holm"
    r"\b[A-Z][\w'’-]+(?:, [^,.]{2,40},)? (?:also )?(?:plays|played|portrays|portrayed|voices|voiced) $"
)
_CINEMA = re.compile(rf"\b(?:{either('words_of_cinema')})\b")  # in a passage where somebody "plays" a figure
_AS_ENDS = re.compile(r"[.;)]|,? in the\b")
_STAGE = re.compile(rf"\b(?:{either('words_of_films')})\b")  # in a passage: "Holm (Rosa Marn)"
_SOLD = re.compile(  # behind a product: "Holm costs $9", "Holm's battery"
    r"(?: \d+)?(?:\s+(?:costs? [$£€]|retails? (?:for|at)|(?:go(?:es|ing)|went) on sale|"
    rf"(?:ships?|comes?) with)|['’]s? (?:[a-z-]+ )?(?:{either('parts_of_products')})\b)"
)
_WORK = re.compile(  # "Norden Nights, a film by", "Norden Nights, her first novel.", "Norden Nights sequel"
    rf"[\"”’]?\s*,\s+(?:a|an|the|his|her|their|its|our)\s+(?:[\w'’-]+\s+){{0,3}}?(?:{either('works')}|"
    r"(?:board|card|computer|mobile|video) game)"
    rf"(?=\s*[,.;:)]|\s+(?:{either('goes_on_with_works')})\b)|[\"”’]?\s(?:{either('behind_works')})\b"
)
_THERE = re.compile(  # before a town: "based in Holm", "police in Holm"
    rf"\b(?:(?:{either('stands_in_towns')}) (?:in|near|outside)|(?:moved|relocated|commut\w+) (?:back )?to|"
    r"(?:guests?|rooms?|stay(?:s|ed|ing)?) at|check(?:s|ed|ing) into)\s+$",
    re.IGNORECASE,
)
_TOWN_OF = re.compile(  # before a town: "grew up in Holm", "the mayor of Holm"
    r"\b(?:(?:born|raised|gr[eo]w(?:s|ing)? up|lives?|lived|living) (?:in|near|outside)|"
    r"(?:city|town|village|suburb|neighbou?rhood|residents?|mayor|outskirts) of)\s+$",
    re.IGNORECASE,
)
_OF_A_WORK = re.compile(  # before a work: "an episode of Norden Nights"
    rf"\b(?:{either('parts_of_works')}) (?:of|to|for) (?:the )?[\"“‘]?$"
)
_BY_A_MAKER = re.compile(  # in a passage on the cinema: "the director of Norden Nights"
    r"\b(?:director|producers?|stars?|creators?|(?:screen)?writers?) of (?:the )?$"
)
_A_WORK_IS = re.compile(r" (?:episodes?|premiere|finale|trailer|soundtrack|screenings?|showrunner)\b")
_IN_AN_EVENT = re.compile(  # before an event: "she qualified for the Norden 500"
    r"\b(?:(?:winners?|champions?|editions?|stages?|final) of|qualif\w+ for|compet\w+ (?:in|at)) (?:the )?$"
)
_OF_AN_EVENT = re.compile(rf" (?:{either('behind_events')})\b")  # "Nordenfest organisers"
_PHRASE_ENDS = re.compile(  # "the White Gulls lost", "the White Gulls, who"
    rf"\s*(?:[,.;:!?)]|(?:{either('behind_whole_names')}|\w{{2,}}ed)\b)"
)
_PARTY = re.compile(r"\s(?:party|trade union|union|faction)\b")
_THE = re.compile(r"\b[Tt]he\s+$")
_CALLED = re.compile(  # before a thing: "the ship called Ada Holm"
    rf"\b(?:{either('named_things')})s?\s+(?:named\s+|called\s+)?(?:[A-Z][\w.’' ]{{2,30}} and )?[\"“‘]?$",
    re.IGNORECASE,
)
_CRAFT = re.compile(r"\s(?:[Ss]pacecraft|probe|orbiter|rover|lander|space telescope)\b")
_QUOTE = re.compile(r"(?<!\w)(?<!party )(?:[\"“‘]|'(?<=\s'))(?:The )?$")
_QUOTED = re.compile(r"[,.]?[\"”’'](?!\w)(?! (?:party|movement|group|company|brigade|bloc)\b)")
_IN = re.compile(  # before a place: "near Holm", but not "shares in Holm"
    r"(?<!shares )(?<!stake )(?<!invest )(?<!invested )(?<!confidence )(?<!believe )(?<!believed )(?<!faith )"
    rf"\b(?:in|near|outside|(?:north|south|east|west) of|(?:{either('ways_to_places')}) (?:at|from|to))\s+$"
)
_OPENING = re.compile(r"(?:^|[\n.!?:]|[-–—•*])[\s\"“‘(]*$")
_PAPER = f"(?:{either('outlet_endings')}|{either('paper_words')})"
_PAPER_BEFORE = re.compile(rf"\b[Tt]he (?:[A-Z]\w+ )?(?:({_PAPER}) (?:and|&) )?$")
_PAPER_AFTER = re.compile(rf" (?:and|&) {_PAPER}\b")
_PAPERS = word_set("outlet_endings") | word_set("paper_words")
_COMPANIES = word_set("kinds_of_company")
_BODIES = word_set("organisation_words") | word_set("shop_endings") | CLUBS
_GIVEN_NAMES = word_set("given_names")
_POSTS = word_set("posts_in_capitals")


class Context:
    """The text around a name, 60 characters before and 90 after, with tests of what it shows."""

    def __init__(self, story: Story, name: Name | Occurrence) -> None:
        self._text, self._word = story.text_of(name), name.surface
        self._before, self._after = story.before(name, 60), story.after(name, 90)

    @property
    def surely_of_a_person(self) -> bool:
        """Whether only a person can be meant: after "Mr", or before "who" or an age ("Holm, 42,")."""
        described = _WHO.match(self._after) and not _FROM_THERE.search(self._before)
        return bool(described or _HONORIFIC.search(self._before))

    @property
    def of_a_person(self) -> bool:
        """Whether the name is a given name, surely a person's, has a title, or says something."""
        return self._word in _GIVEN_NAMES or self.is_titled or self.surely_of_a_person or self.speaks

    @property
    def of_a_case(self) -> bool:
        """Whether the name is one side of a case at law: Holm v. Board of Pilots."""
        return self._before.endswith((" v. ", " v. the ")) or self._after.startswith(" v. ")

    @property
    def is_titled(self) -> bool:
        """Whether an office or a title precedes the name: President Holm."""
        before = _WORD_BEFORE.search(self._before)
        return before is not None and (is_title_word(before[1]) or before[1] in _POSTS)

    @property
    def speaks(self) -> bool:
        """Whether the name says something: "Holm said", but not "a man from Norden said"."""
        says = _SAYS.match(self._after) and not (self.after_the or _STAYS.search(self._before))
        return bool(says or _SAID.search(self._before))

    @property
    def rules(self) -> bool:
        """Whether a verb of single persons or rulers follows the name: is born, calls an election."""
        return _RULES.match(self._after) is not None

    @property
    def of_a_site(self) -> bool:
        """Whether a word for a site follows the name: Holm power station, Holm airport, Holm hospital."""
        return _SITE.match(self._after) is not None

    @property
    def of_a_body(self) -> bool:
        """Whether the words around are typical of a company, a party or a union: shares, the CEO of."""
        before = _WORD_BEFORE.search(self._before)
        if before is not None and before[1].lower() in _COMPANIES:
            return True
        behind = _OF_A_COMPANY.match(self._after) or _PARTY.match(self._after)
        return bool(behind or _AT_A_COMPANY.search(self._before))

    @property
    def of_a_thing(self) -> bool:
        """Whether a ship, storm, work, product, spacecraft or fictional character has the name."""
        behind = (_CRAFT, _WORK, _PLAYED_AFTER, _SOLD)
        if self._is_work_or_event or any(pattern.match(self._after) for pattern in behind):
            return True
        played = _PLAYED.search(self._before) and not self._after.startswith(("'s", "’s"))
        if played or _CALLED.search(self._before):
            return True
        # An actor's name stands beside it where a film or a game is described: Holm (Rosa Marn).
        if _PLAYS.search(self._before):
            return _CINEMA.search(self._text) is not None
        actor = _ACTED_BY.match(self._after)
        beside = (actor and is_given(actor[1])) or (_AS.search(self._before) and _AS_ENDS.match(self._after))
        return bool(beside) and _STAGE.search(self._text) is not None

    @property
    def _is_work_or_event(self) -> bool:
        """Whether people watch, read or compete in what is named, and the name is no body's or person's."""
        words, owns = self._word.split(), self._after.startswith(("'s", "’s"))
        if self._word.isupper() or owns or is_given(words[0]) or not _BODIES.isdisjoint(words):
            return False
        before = _OF_A_WORK.search(self._before) or _IN_AN_EVENT.search(self._before)
        if before and (self._before.endswith("the ") or _PHRASE_ENDS.match(self._after)):
            return True
        if _A_WORK_IS.match(self._after) or _OF_AN_EVENT.match(self._after):
            return True
        return bool(_BY_A_MAKER.search(self._before) and _CINEMA.search(self._text))

    @property
    def is_headed(self) -> bool:
        """Whether the name has a founder, director or employees: "founder of Holm", "Holm's director"."""
        return bool(_HEADED.search(self._before) or _HEADS_IT.match(self._after))

    @property
    def of_a_paper(self) -> bool:
        """Whether the name is one half of a newspaper's name: "Post" or "Courier" of the Post and Courier."""
        before = _PAPER_BEFORE.search(self._before)
        if before is None or self._word.split()[-1] not in _PAPERS:
            return False
        return before[1] is not None or _PAPER_AFTER.match(self._after) is not None

    @property
    def of_a_namesake(self) -> bool:
        """Whether a word for a prize, street or site follows the name: the Ada Holm medal."""
        after = self._after
        return self.of_a_site or bool(_PRIZE.match(after) or _SITE_CALLED.match(after))

    @property
    def of_a_team(self) -> bool:
        """Whether "the" precedes the name and the phrase ends with it, as a team's: the White Gulls lost."""
        return self.after_the and _PHRASE_ENDS.match(self._after) is not None

    @property
    def of_a_work(self) -> bool:
        """Whether quotation marks enclose just the name, and no word after them shows a company or party."""
        return _QUOTED.match(self._after) is not None and _QUOTE.search(self._before) is not None

    @property
    def after_the(self) -> bool:
        """Whether "the" precedes the name."""
        return _THE.search(self._before) is not None

    @property
    def after_in(self) -> bool:
        """Whether a preposition of place precedes the name: in Norden."""
        return _IN.search(self._before) is not None and not self._after.startswith(("'", "’", " ’", " '"))

    @property
    def there(self) -> bool:
        """Whether the words before the name say that somebody or something is there: born in, based in."""
        lives = self.of_a_town or _THERE.search(self._before) is not None
        return lives and not self._after.startswith(("'", "’"))

    @property
    def of_a_town(self) -> bool:
        """Whether the words before the name show a town: "raised in Norden", "the town of Norden"."""
        return _TOWN_OF.search(self._before) is not None

    @property
    def opens_sentence(self) -> bool:
        """Whether the name begins a sentence, so that its capital proves nothing."""
        return _OPENING.search(self._before) is not None
