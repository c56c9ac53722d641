"""The pages of a long list: which one is open, and the addresses of its neighbours."""

from dataclasses import dataclass

from lib.model.wording import count
from lib.ui.view import View, number_in

NEWEST_FIRST = ("← Newer", "Older →")  # words of a list in this order


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The pages of a list: the number of the open page, its entries in words, addresses of its neighbours."""

    view: View
    of: int  # entries of the list
    size: int  # entries of a page
    name: str = "page"  # the parameter of the address
    nouns: tuple[str, str] = ("story", "stories")
    words: tuple[str, str] = ("← Previous", "Next →")  # of the links to its neighbours
    stay: bool = False  # they keep the place on the page

    @property
    def number(self) -> int:
        """The number of the open page, from 1 to the last one."""
        asked = number_in(self.view.own.get(self.name, "")[:9]) or 1
        return min(asked, max(1, -(-self.of // self.size)))

    @property
    def first(self) -> int:
        """The number of entries before the page."""
        return (self.number - 1) * self.size

    @property
    def place(self) -> str:
        """The position of the page in the list: "51–100 of 240 stories", "41 of 41 stories"."""
        ends = dict.fromkeys((self.first + 1, min(self.first + self.size, self.of)))
        return f"{'–'.join(f'{end:,}' for end in ends)} of {count(self.of, *self.nouns)}"

    @property
    def before(self) -> str:
        """The address of the previous page; "" without one."""
        number = self.number - 1
        return self.view.here(**{self.name: str(number) if number > 1 else None}) if number else ""

    @property
    def after(self) -> str:
        """The address of the next page; "" without one."""
        return self.view.here(**{self.name: str(self.number + 1)}) if self.first + self.size < self.of else ""
