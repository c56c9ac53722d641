"""Texts that no newsroom writes but pages may hold, each about as long as asked for."""

import random
from collections.abc import Callable, Mapping
from string import ascii_lowercase


def _repeated(text: str) -> Callable[[int], str]:
    return lambda size: (text * (size // len(text) + 1))[:size]


def _persons(size: int) -> str:
    """Return persons of whom no two are the same."""
    chance = random.Random(7)
    surnames = ("".join(chance.choices(ascii_lowercase, k=7)).title() for _ in range(size // 19))
    return " ".join(f"Anna {surname} left." for surname in surnames)


def _acronyms(size: int) -> str:
    """Return bodies that are explained, of whom no two are the same."""
    chance = random.Random(7)
    towns = ("".join(chance.choices(ascii_lowercase, k=6)).title() for _ in range(size // 24))
    return " ".join(f"{town} Grain Board ({town[0]}GB)." for town in towns)


TEXTS: Mapping[str, Callable[[int], str]] = {
    "nothing": lambda size: "",
    "one line": _repeated("Kyiv said that Joe Biden would meet Olaf Scholz in Berlin and speak of NATO. "),
    "capitals": _repeated("KYIV SAID THAT JOE BIDEN WOULD MEET OLAF SCHOLZ IN BERLIN AND SPEAK OF NATO "),
    "one word": _repeated("aB"),
    "no spaces": _repeated("KyivBidenScholz,"),
    "emoji": _repeated("😀🇺🇦 Kyiv "),
    "right to left": _repeated("الرئيس \u202eKyiv\u202c زيلينسكي "),
    "null characters": _repeated("Joe\0Biden \0 Kyiv\0"),
    "Cyrillic": _repeated("Президент Володимир Зеленський зустрівся з Джо Байденом у Києві. "),
    "lines": _repeated("Kyiv\n"),
    "full stops": _repeated("."),
    "quotation marks": _repeated('"“‘'),
    "spaces": _repeated(" "),
    "brackets": _repeated("European Grain Board (EGB) "),
    "datelines": _repeated("KYIV/"),
    "ministries": _repeated("The Ukrainian foreign ministry met the Russian defence ministry. "),
    "surnames": _repeated("Joe Biden met Jill Biden. Biden said so. "),
    "parties": _repeated("The Democratic Party of Spain met the Labour Party. Duda met Castro in Poland. "),
    "marks before an acronym": _repeated(f"The Harbour Board{' -' * 40}x (HB) met. "),
    "combining marks": _repeated("e\u0301"),
    "lone surrogates": _repeated("Kyiv \ud83d "),
    "persons": _persons,
    "acronyms": _acronyms,
}
