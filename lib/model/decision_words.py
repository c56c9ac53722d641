"""Decisions about actors in words."""

from lib.model.ledger import Decision, named_by


def sentence_of(decision: Decision, headline: str = "") -> str:
    """Return the decision as a sentence without full stop; `headline` names its story, else its id does."""
    name = decision.name or named_by(decision.actor)
    called = decision.called or named_by(decision.to)
    story = f"in “{headline}”" if headline else f"in the story {decision.article}"
    bounds = [
        "where two can be meant" if decision.doubt else "",
        f"where the text says “{decision.text}”" if decision.text and decision.actor else "",
        story if decision.article else "",
        f"in stories of {decision.publisher}" if decision.publisher else "",
    ]
    within = " ".join(["", *filter(None, bounds)])
    match decision.what:
        case "rename":
            return f"{name} is called {called}"
        case "ignore":
            return f"{name} is no actor{within}"
        case "accept":
            return f"{name} is an actor{within}"
        case "apart":
            return f"{name} and {called} are two"
        case "merge" | "split":
            return f"{name}{within} is {called}"
    return f"“{decision.text}”{within} is {called}"
