"""The Intake section on arrival rules: those that stand, and a form that tries one on the archive first."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from lib.model.controls import in_one_line
from lib.model.errors import QueryError
from lib.model.filter import Filter
from lib.model.wording import count
from lib.query import facets, stories
from lib.query.filter.address import from_query
from lib.store.journal import arrival_rules, views
from lib.store.journal.arrival_rules import Action, ArrivalRule
from lib.store.journal.marks import LONGEST
from lib.store.journal.views import SavedView
from lib.store.paths import archive_path
from lib.ui.attempt import attempted
from lib.ui.cache import ask
from lib.ui.component import draw, say
from lib.ui.render import paragraph, render
from lib.ui.session import session
from lib.ui.view import EVERYTHING, View
from lib.ui.widgets import one_line, section
from lib.ui.wording import records

ACTIONS: dict[Action, str] = {"mute": "Mute", "star": "Star", "label": "Label"}
SHOWN = 3  # headlines of a trial
SAID = "what became of the rule that was undone"
NO_VIEW = (
    "A rule acts on what arrives in a saved view, and you have saved none yet. Search or choose something on "
    "another page, then save it under “Saved”."
)


def rules_section(view: View) -> None:
    """Show the rules, each with what it has done, and a form for another one."""
    archive = archive_path()
    if not archive.exists():
        section(
            "rules", "Rules", paragraph("There is no archive of your own yet; its rules will stand here.")
        )
        return
    rules, found = arrival_rules.all_rules(archive), views.all_views(archive)
    acted = arrival_rules.done(archive) if rules else {}
    listed = [
        (each.id, each.words, len(acted.get(each.id, ())), arrival_rules.trouble(each, found))
        for each in rules
    ]
    asked, view = view.own.get("rule", ""), replace(view, criteria=EVERYTHING, own={}, archive_name="own")
    muted = view.to("read", Filter(read="muted"))
    shown = render("intake/rules.html", rules=listed, muted=muted, said=st.session_state.pop(SAID, ""))
    section("rules", "Rules", shown, {"undo": undo})
    if found:
        _form(view, rules, found, asked)
    else:
        say("rules-none", NO_VIEW)


def undo(number: str) -> None:
    """Undo the rule with this id, and keep in the session a sentence on what became of its stories."""
    back, stay = arrival_rules.undo(archive_path(), number)
    said = ["The rule is undone."]
    if back:
        said.append(f"{count(back, 'story is as it was', 'stories are as they were')} before.")
    if stay:
        stays = count(stay, "story stays as it is", "stories stay as they are")
        said.append(f"{stays}: you or another rule did the same, or you changed it since.")
    st.session_state[SAID] = " ".join(said)


def _form(view: View, rules: Sequence[ArrivalRule], found: Sequence[SavedView], asked: str) -> None:
    """Show the fields for a rule, what it would find in the archive, and the button that makes it.

    `asked` is the name of the view that the address asks for.
    """
    names = [each.name for each in found]
    with one_line("rule-line"):
        index = names.index(asked) if asked in names else 0
        name = st.selectbox("What arrives in", names, index=index, key=f"rule-view-{asked}")
        action = st.selectbox("Do this", list(ACTIONS), format_func=ACTIONS.__getitem__, key="rule-action")
        label = ""
        if action == "label":
            label = st.text_input(
                "Label", key="rule-label", max_chars=LONGEST, placeholder="Such as: to read"
            )
    saved, label = found[names.index(name)], in_one_line(label)
    try:
        _trial(view, from_query(saved.address))
    except QueryError as error:
        say("rule-refused", str(error), css_class="problem", role="alert")
        return

    if action == "label" and not label:
        say("rule-unlabelled", "Type the label that the stories are to get.")
    elif any((each.view, each.action, each.label) == (name, action, label) for each in rules):
        say("rule-stands", "This rule stands already.")
    else:
        made = partial(arrival_rules.make, view.archive, saved, action, label=label)
        st.button("Make this rule", key="make-rule", on_click=attempted(made))


def _trial(view: View, criteria: Filter) -> None:
    """Show how many stories of the archive the rule's view selects, and the newest of them."""
    with session(view.archive):
        fit, of = ask(facets.counts, (criteria, EVERYTHING))
        newest = records(ask(stories.newest, criteria, limit=SHOWN))
    draw("intake/trial.html", "rule-trial", fit=fit, of=of, newest=newest, view=view)
