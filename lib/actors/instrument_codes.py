"""Blanks out the codes of shares, indices and currencies that agencies print behind names: Apple AAPL.O."""

import re

from lib.actors.words import either

_CODE = re.compile(
    r"(?<![\w.])(?:"
    r"\.[A-Z][A-Z\d]{2,6}"  # an index: .DJI
    rf"|[A-Z\d][A-Z\d]+(?:_?[a-z])?\.(?:{either('exchanges')})"  # a share: AAPL.O, VOWG_p.DE
    r"|[A-Z]{2,4}\d*[A-Z]*=[A-Z]{0,4}"  # a currency or bond: GBP=, EUR=EBS, US10YT=RR
    r"|[A-Z]{1,4}c\d"  # a future: LCOc1
    r"|CM[A-Z]{2}\d"  # a metal in London: CMAL3
    r"|(?:AMEX|ASX|LSE|NASDAQ|Nasdaq|NYSE|OTC|TSXV?)(?: [A-Z]\w+)?: ?[A-Z][A-Z.]{0,5}"  # a share: NYSE: HLM
    r"|\$[A-Z]{2,5}"  # a share in a post: $TSLA
    r")(?![\w=])"
)


def without_codes(text: str) -> str:
    """Return the text with spaces in the place of each instrument's code; offsets stay."""
    return _CODE.sub(lambda code: " " * len(code[0]), text)
