"""The shapes of dates, as patterns over the letters of a text (see `letters`)."""

from __future__ import annotations

import re

_PRE = "(?:t?x(?:p?o)?-?t?)?"
_NUM = "[BYDN]"
_DAY = "t?[DO]"
_COUNT = "(?:jNo?|N-N|N|D|B|j)"
_YEAR_OF = "(?:o?t?(?:z|s|[nv])+U)"
_SHAPES = (
    # Digits alone.
    ("iso", "Y-D-D"),
    ("numeric", "D/D/(?:Y|[DN])|D!D!Y|D-D-[YN]"),
    # Before Christ, and the years of two and three digits that only an era makes one.
    ("bc_month", f"{_PRE}M{_NUM}K"),
    ("bc_season", f"{_PRE}t?[SF]o?{_NUM}K"),
    ("bc_year", f"{_PRE}{_NUM}K"),
    ("bc_left", f"{_NUM}(?=[-a/]{_NUM}K)"),
    ("bc_decade", f"{_PRE}t?[Ee]K"),
    ("century", f"{_PRE}t?O(?:[-a/]?O)?-?CK?"),
    ("era", f"L{_NUM}|{_NUM}L"),
    # Days.
    ("yearly", f"(?:{_DAY}o?M|M!?{_DAY})(?:o|i)?kU|k{_DAY}-?o?M"),
    ("day", f"(?:Wc?i?t?)?{_DAY}-?o?M!?(?:cY|o?Y)"),
    ("day", f"(?:Wc?)?M!?{_DAY}c?Y(?!Q)"),
    ("short_day", f"{_DAY}-M-N|{_DAY}o?M!?c?'[ND]|M!?{_DAY}c?'[ND]"),
    ("right_day", f"{_DAY}-?o?M(?=[-a]{_DAY}o?Mc?Y)|M!?{_DAY}(?=[-a]M{_DAY}c?Y)"),
    ("two_days", f"M!?{_DAY}[-a/]{_DAY}(?:cY)?(?![M%U])"),
    ("day_left", f"{_DAY}(?=(?:c{_DAY})*c?[-a/]{_DAY}o?M)"),
    ("day", f"(?:Wc?i?t?)?{_DAY}-?o?M(?:c?{_YEAR_OF})?"),
    ("day", f"(?:Wc?)?M!?{_DAY}(?![%$U/]|!D)(?:c?{_YEAR_OF})?"),
    # Months and parts of years.
    ("month_left", f"{_PRE}M(?=(?:cM)*c?[-a/]{_PRE}M!?{_DAY}?c?o?Y)"),
    ("season_left", f"{_PRE}t?[SF](?=(?:c[SF])*c?[-a/]{_PRE}[SF]o?Y)"),
    ("month", f"{_PRE}M!?[co]?Y"),
    ("month", f"{_PRE}Mc?{_YEAR_OF}"),
    ("season", f"{_PRE}t?[SF][co]?Y(?:[-/][DN])?"),
    ("season", f"{_PRE}t?[SF]c?{_YEAR_OF}"),
    ("season", "Y[SF]"),
    ("fiscal", f"{_PRE}t?yU?(?:Y(?:[-/][YDN])?|[Ov]-?[hq](?:o?y?Y)?)|t?[Ov]-?y-?[hq](?:o?y?Y)?"),
    ("part", f"t?[Oxv](?:a?[Ox])?-?[qh](?:c?o?t?Y|{_YEAR_OF}|otU)"),
    ("part", "t?Y(?:'Q)?[Ov]-?(?:q|h(?!o))"),
    ("part", "t?O-?q|t?O-?h(?!o)"),
    ("quarter", "tY(?:q|T)|tvT"),
    ("quarter", "t?[nvz]q|(?<=[iow])tq"),
    ("year_ago", "t?U-[bg][qT]?"),
    ("season", "xp?o?t?[SF]|[nvz]F|zS|t?[nvs]S"),
    ("month", f"{_PRE}(?:z|[nv])?M"),
    ("season", "t?S"),
    ("season", "(?<=i)tF(?=[c!Pai])"),
    # Years.
    ("low_year", "(?<=i)B(?=[c!Pait.;])"),
    ("year_span", "Y[-/][DN](?![-/%])"),
    ("short_year", "(?<=[ioFSMtx.])'[DN](?!['M%])"),
    ("year", f"{_PRE}t?Y"),
    ("decade", f"{_PRE}t?(?:E|'e)"),
    # Words that count from another date.
    ("from_now", f"m?{_COUNT}-?UiR"),
    ("count_left", "(?:N|D)(?=(?:c(?:N|D))*c?a(?:N|D)-?U[fbg])"),
    ("from_event", "(?:m?(?:jNo?|N-N|N|D|j)-?|t)U[fb](?=[tz.])"),
    ("counted", f"m?{_COUNT}-?[UC][fbg]"),
    ("same", "[xfb]?i?t?z?s[UC]|[xfb]?i?z[UC]"),
    ("next_alone", "(?<=zUa)n(?=[c!Pai.])"),
    ("bare", "(?<![NDjBnt])U[fb](?=[c!Pai.])"),
    ("next", "x?t?[nv][UC]|tU[bf](?=[c!P)])|tUn(?=[c!P).])"),
    ("end", "[fb]itU(?=[c!Pai.;])"),
    ("end", "t?x(?:p?o|i)t?z?s?[nv]?[UC]|U(?:'Q|-)?x"),
    ("unit", "(?<=[iow])tU(?=[c!Pai;)])"),
    ("day_alone", "(?<=[ia])tO(?=[c!Pai;).])"),
    ("new_year", "U'QU|U'Q(?=\\.)"),
    ("counted_weekday", "t?[Ov]W[oi]M(?:c?Y)?"),
    ("holiday", "[nvz]?(?:H[UW]?|d(?:'Q)?[UW])(?:!?D)?(?:[co]?Y)?"),
    ("weekday", "(?:[nvz])?W"),
    ("time", "t?z?sT|zT|(?<=[iw])tT(?!o)|(?<=a)T"),
    ("beside_day", "tU[bf]R"),
    ("reference", "R-?[Uq]?|tv(?=[!Pca])|(?<=i)tv(?=\\.)"),
)
_STARTS = "(?=[YDOBNMSFWECUqhxnvzsfbjtmLRHiTdy'])"


def _compiled() -> tuple[re.Pattern[str], tuple[str, ...]]:
    pattern = "|".join(f"({shape})" for _, shape in _SHAPES)
    return re.compile(_STARTS + f"(?:{pattern})"), ("", *(name for name, _ in _SHAPES))


SHAPE, NAMES = _compiled()
"""The pattern of all shapes, and the name of each of its groups by number."""
