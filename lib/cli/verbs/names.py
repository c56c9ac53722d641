"""`names`: list, join and separate tags, authors, publishers and sections."""

import argparse

from lib.cli.places import decisions_below, readable

HELP = "list the tags, authors, publishers and sections that you have joined; join two, or part them again"
SAYS = {
    "join": "list one name under another from now on, on every page and chart; stories stay as they are",
    "undo": "part them, as if they had never been joined",
}
FIELDS = ("tag", "author", "publisher", "section")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    made = decisions_below(parser, SAYS)
    join, undo = made["join"], made["undo"]
    join.add_argument("field", choices=FIELDS, help="what both are names of")
    join.add_argument("name", metavar="NAME", help="as it is listed now")
    join.add_argument("to", metavar="OTHER", help="what it is called from now on")
    undo.add_argument("number", metavar="ID", help="as the list shows it")


def run(options: argparse.Namespace) -> int:
    """Join two names, undo a join or list the joins, as the options say; print the outcome and return 0."""
    from lib.store.archive import open_for_reading
    from lib.store.journal import joined_names
    from lib.store.names import spelling

    path = readable(options)
    if options.do == "join":
        key, before = spelling.key(options.name), joined_names.groups(joined_names.read(path), options.field)
        if key and key not in before:
            with open_for_reading(path) as reading:
                joined_names.check_name(reading, options.field, options.name)
        made = joined_names.join(path, options.field, options.name, options.to)
        now = joined_names.groups(joined_names.read(path), made.field)[key]
        with_it = f" So is “{before[key]}”, as which it was listed." if key in before else ""
        print(f"{made.id}  The {made.field} “{made.name}” is “{now}” from now on.{with_it}")
    elif options.do == "undo":
        made = joined_names.undo(path, options.number)
        print(f"Undone: the {made.field} “{made.name}” is no longer “{made.to}”.")
    else:
        listed, undone = joined_names.recorded(path)
        for each in listed:
            end = " (undone)" if each.id in undone else ""
            when = f"{each.made_at:%Y-%m-%d %H:%M}"
            print(f"{each.id}  {when}  The {each.field} “{each.name}” is “{each.to}”.{end}")
        if not listed:
            print("You have joined no names. A name's own page on Browse asks whether it is another's.")
    return 0
