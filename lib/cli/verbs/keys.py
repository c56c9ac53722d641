"""`keys`: list and withdraw the keys with which other machines open the app."""

import argparse

HELP = "list the keys that `make run SHARE=1` gave out, or withdraw them"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    parser.add_argument(
        "--withdraw", metavar="ID", action="append", default=[], help="withdraw a key by its id"
    )


def run(options: argparse.Namespace) -> int:
    """Withdraw keys, or print each key's id and the time it was made; return 0."""
    from lib.store.files import keys
    from lib.store.paths import keys_path

    for name in options.withdraw:
        keys.withdraw(keys_path(), name)
        print(f"The key {name} is withdrawn and no longer opens anything.")
    if options.withdraw:
        return 0
    held = keys.read(keys_path())
    for key in held:
        print(f"{key.id}  made {key.made_at}")
    if not held:
        print("No key opens Wireroom from another machine; `make run SHARE=1` gives one out.")
    return 0
