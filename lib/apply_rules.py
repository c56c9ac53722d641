"""What the reader's arrival rules do to the stories that have arrived."""

from pathlib import Path

from lib.model.errors import QueryError
from lib.model.wording import count
from lib.query import new_since
from lib.query.filter.address import from_query
from lib.store.archive import open_for_reading
from lib.store.journal import arrival_rules, views


def apply_rules(archive: Path) -> list[str]:
    """Apply each arrival rule to the stories stored since it was made; return what was done, in sentences.

    There is one for each rule that acted or cannot act. Rules act in the order in which they were made, each
    on what the earlier ones left. The archive says which stories came, the journal on which of them the rule
    has acted: so a kill in between leaves them to the next call, and none is acted on twice.
    """
    rules = arrival_rules.all_rules(archive)
    if not rules or not archive.exists():
        return []
    said, held = [], views.all_views(archive)
    address = {each.name: each.address for each in held}
    for rule in rules:
        if rule.view not in address:
            said.append(f"{rule.words}: {arrival_rules.trouble(rule, held)}")
            continue
        try:
            with open_for_reading(archive) as db:
                found = new_since.since(db, from_query(address[rule.view]), rule.batch)
        except QueryError as error:
            said.append(f"{rule.words}: this did nothing. {error}")
            continue
        if number := arrival_rules.act(archive, rule, [*found["article_id"]]):
            said.append(f"{rule.words}: {count(number, 'story', 'stories')}.")
    return said
