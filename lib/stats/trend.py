"""How a share moves over time: counts beside what they are counted of."""

import math

import pandas as pd

_NORMAL = 1.959963984540054  # standard normal quantile of .975


def rates(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with columns share, low and high: count of `of`, with a 95 % interval.

    Takes the columns count and of; a row whose `of` is 0 has no share (NaN): where nothing was captured,
    nothing can be said. The interval is Wilson's (1927, doi 10.1080/01621459.1927.10502953).
    """
    told = [_wilson(int(count), int(of)) for count, of in zip(frame["count"], frame["of"], strict=True)]
    share, low, high = zip(*told, strict=True) if told else ((), (), ())
    return frame.assign(
        share=pd.Series(share, index=frame.index, dtype="float64"),
        low=pd.Series(low, index=frame.index, dtype="float64"),
        high=pd.Series(high, index=frame.index, dtype="float64"),
    )


def _wilson(count: int, of: int) -> tuple[float, float, float]:
    if of == 0:
        return math.nan, math.nan, math.nan
    share, square = count / of, _NORMAL**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    reach = _NORMAL / (1 + square / of) * math.sqrt(share * (1 - share) / of + square / (4 * of**2))
    return share, max(0.0, middle - reach), min(1.0, middle + reach)
