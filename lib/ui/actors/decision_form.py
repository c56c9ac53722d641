"""The form "Correct this actor": one decision about the page's actor, with its effect shown in advance."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import streamlit as st

from lib.model.ledger import kind_of
from lib.model.mention import KINDS
from lib.model.wording import count
from lib.query import decisions as query_decisions
from lib.query.decisions import Bound, Impact
from lib.query.filter import names
from lib.ui import decisions
from lib.ui.actors import decided
from lib.ui.cache import ask
from lib.ui.component import draw, say
from lib.ui.jobs import job
from lib.ui.name_finder import name_finder
from lib.ui.options import Option, choices
from lib.ui.render import Link
from lib.ui.view import View, here
from lib.ui.wording import story_count


class Part(NamedTuple):
    """A way to select mentions, as "in stories of {}", with the option of the command `ledger` for it."""

    words: str
    option: str


PARTS = {
    "text": Part("where the text says “{}”", "--words"), "publisher": Part("in stories of {}", "--publisher"),
    "article": Part("in “{}”", "--story"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A decision as entered in the form: arguments of `ledger`, its effect, the key of the actor after it.

    An incomplete decision has no arguments: ().
    """

    arguments: tuple[str, ...] = ()
    reach: Impact | None = None
    becomes: str = ""  # the key under which the page goes on


def form(view: View, actor: str) -> None:
    """Show the button that opens the form, or the open form, and past decisions about the actor."""
    if not actor:
        return
    if view.own.get("desk") == "open":
        _show_form(view, actor)
    else:
        opens = Link(view.here(desk="open"), "Correct this actor", "clear", stay=True)
        say("desk", opens, css_class="")
    decided.show_decisions(view, actor)
    job.status(decisions.PLACE)


def _show_form(view: View, actor: str) -> None:
    """Show the form for a decision about an actor, what it would change, and the button that makes it."""
    name = str(ask(names.actor_name, actor))
    close = Link(view.here(desk=None, do=None, who=None), "Close", "close", stay=True)
    draw("actors/correct.html", "desk", close=close)
    do = choices(view, Option("do", name, {verb: each.words for verb, each in DEEDS.items()}), key="desk-do")[
        "do"
    ]
    with st.container(key="desk-form"):
        asked = DEEDS[do].ask(actor, name)
        words = "Nothing is changed before you press the button, and you can undo it."
        if asked.reach:
            changed = count(asked.reach.mentions, "mention")
            words = f"This is about {changed} in {story_count(asked.reach.stories)}. You can undo it."
        say("desk-preview", words, role="status")
        ready = bool(asked.arguments) and not job.running()
        if st.button(DEEDS[do].button, key=f"desk-press-{do}", disabled=not ready):
            arguments = ["ledger", do, "--archive", str(view.archive), *asked.arguments]
            then = {"ego": asked.becomes} if asked.becomes else {}
            job.begin(decisions.PLACE, "Resolving the stories that this touches", arguments, then)
            st.rerun()


def _merge(actor: str, name: str) -> Asked:
    """Ask which other actor is the same one; return the arguments of `ledger merge`."""
    other = _other_actor("Who is it?", actor)
    if not other:
        return Asked()
    return Asked(arguments=("--", actor, other), reach=ask(query_decisions.reach, actor=actor), becomes=other)


def _split(actor: str, name: str) -> Asked:
    """Ask which mentions of the actor mean another one, and whom; return the arguments of `ledger split`."""
    bound = _bound(actor, name)
    other = _other_actor("Who are they?", actor, new=True)
    if not other or bound is None:
        return Asked()
    kind = [f"--kind={kind_of(actor)}"] if kind_of(actor) in KINDS else []  # somebody new is of the same kind
    return Asked(
        arguments=(_option(bound), f"--as={other}", *kind, "--", actor),
        reach=ask(query_decisions.reach, actor=actor, **{bound.field: bound.value}),
    )


def _rename(actor: str, name: str) -> Asked:
    """Ask for the actor's new name; return the arguments of `ledger rename`."""
    called = st.text_input("Its name", value=name, max_chars=120, key=f"desk-name-{actor}").strip()
    return Asked(arguments=("--", actor, called)) if called not in ("", name) else Asked()


def _ignore(actor: str, name: str) -> Asked:
    """Ask which of the actor's mentions are no actor; return the arguments of `ledger ignore`."""
    bound = _bound(actor, name, whole=f"all that mean {name}")
    only, within = ((_option(bound),), {bound.field: bound.value}) if bound else ((), {})
    return Asked(arguments=(*only, "--", actor), reach=ask(query_decisions.reach, actor=actor, **within))


def _identify(actor: str, name: str) -> Asked:
    """Ask for words of one story that mean the actor; return the arguments of `ledger identify`."""
    words = st.text_input("Words in the story", placeholder="Miller", max_chars=120, key="desk-words").strip()
    found: Mapping[str, str] = ask(query_decisions.stories_with, words) if words else {}
    story = st.selectbox(
        "The story", [*found], index=None, format_func=lambda each: found[each],
        placeholder="Choose a story with these words", key=f"desk-story-{words}", disabled=not found,
    )  # fmt: skip
    if not words or not story:
        return Asked()
    return Asked(
        arguments=(f"--as={actor}", f"--story={story}", "--", words),
        reach=ask(query_decisions.reach, text=words, article=story),
    )


def _alias(actor: str, name: str) -> Asked:
    """Ask for another name of the actor; return the arguments of `ledger alias`."""
    words = st.text_input("Its other name, as it is printed", max_chars=120, key="desk-alias").strip()
    if not words:
        return Asked()
    return Asked(arguments=(f"--as={actor}", "--", words), reach=ask(query_decisions.reach, text=words))


class Deed(NamedTuple):
    """A kind of decision in the form: its words behind the actor's name, its button, its fields."""

    words: str
    button: str
    ask: Callable[[str, str], Asked]  # of the actor's key and name


DEEDS: Mapping[str, Deed] = {  # by the verb of `ledger`
    "merge": Deed("is the same as another", "Merge them", _merge),
    "split": Deed("is sometimes someone else", "Separate them", _split),
    "rename": Deed("should have another name", "Rename", _rename),
    "ignore": Deed("is no actor", "Leave it out", _ignore),
    "identify": Deed("is who one story means", "Link the story’s name", _identify),
    "alias": Deed("also goes by another name", "Add the name", _alias),
}


def _other_actor(label: str, actor: str, *, new: bool = False) -> str:
    """Show a field for another actor; return the key of the chosen one, "" if none is chosen.

    With `new`, a name that no actor has yet can be chosen, too.
    """
    view = here()
    known = ask(names.keys, view.own.get("who", ""))
    chosen = known[0] if known else view.own.get("who", "") if new else ""

    def with_other(key: str) -> View:
        return replace(view, own={**view.own, "who": key})

    name_finder(label, view, f"desk-who-{chosen}", with_other, but=(actor,), new=new)
    if chosen in ("", actor):
        return ""
    say("desk-who", f"Chosen: {ask(names.actor_name, chosen)}.", css_class="", role="status")
    return chosen


def _bound(actor: str, name: str, whole: str = "") -> Bound | None:
    """Show a list of parts of an actor's mentions; return the chosen part, None for all of them.

    `whole` are the words for all mentions; without words all cannot be chosen.
    """
    parts: dict[str, Bound] = {_option(each): each for each in ask(query_decisions.bounds, actor)}

    def called(option: str) -> str:
        if not option:
            return whole
        part = parts[option]  # Streamlit takes back the choice of a part that is there no more
        return f"{PARTS[part.field].words.format(part.label)} ({part.mentions:,})"

    chosen = st.selectbox(
        "Which mentions?", [*([""] if whole else []), *parts], index=0 if whole else None, format_func=called,
        placeholder=f"Choose some that mean {name}", key=f"desk-bound-{bool(whole)}-{actor}",
    )  # fmt: skip
    return parts[chosen] if chosen else None


def _option(part: Bound) -> str:
    """Return the option of `ledger` that limits a decision to a part of an actor's mentions."""
    return f"{PARTS[part.field].option}={part.value}"
