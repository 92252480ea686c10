"""How sources spell the months of each calendar, as patterns of folded texts (see `folding`).

The spellings are those of catalogues (ALA-LC and IJMES transliteration, Turkish and French forms), of GEDCOM's codes
and of common English.
"""

from __future__ import annotations

import re
from functools import cache

_AL = r"(?: ?(?:al|ul|as|ath|at|l|el|us|uth|ut))?[ -]?"
_DHU = r"(?:dh|z|d)h?[uio](?: ?[aui]?l)? ?"

_GREGORIAN = (
    "jan(?:uary|ry|y)?", "feb(?:ruary|ry|y)?", "mar(?:ch)?", "apr(?:il|l)?|apl", "may", "june?", "july?",
    "aug(?:ust|t)?", "sep(?:tember|tr|r|t)?|7b(?:er|re)", "oct(?:ober|r)?|8b(?:er|re)", "nov(?:ember|r)?|9b(?:er|re)",
    "dec(?:ember|r)?|(?:10|x)b(?:er|re)",
)  # fmt: skip

MONTHS: dict[str, tuple[str, ...]] = {
    "gregorian": _GREGORIAN,
    "julian": _GREGORIAN,
    "islamic": (
        "(?:al )?mu[hk]arr?[ae]m",
        "[sc]afar",
        rf"rab(?:i|e{{1,2}})u?{_AL}(?:a[wv]{{1,2}}al|ula|i|1)(?: i)?",
        rf"rab(?:i|e{{1,2}})u?{_AL}(?:(?:th|s|t)ani|a[k]?h?ir|akhar|akhira|ii|2)",
        rf"d?j[ou]u?mad[aie]?{_AL}(?:ula|oula|ola|a[wv]{{1,2}}al|i|1)",
        rf"d?j[ou]u?mad[aie]?{_AL}(?:(?:th|s|t)ani(?:ya)?h?|akhira?h?|ukhra|ii|2)",
        "(?:rad?jab|red?jeb|receb)",
        "(?:sh|ch|s)a{1,2}bane?",
        "rama[dz]h?an",
        "(?:sh|ch|s)[ae][wv]{1,2}al",
        rf"{_DHU}[qk]a?[iy]?d[ae]h?",
        rf"{_DHU}(?:hi?d?j{{1,2}}[aeh]{{1,2}}|hicce)t?",
    ),
    "hebrew": (
        "(?:niss?an|nsn)",
        "(?:i?y{1,2}ar|iyar|iyr)",
        "(?:si[vw]an|svn)",
        "(?:tamm?uz|tmz)",
        "(?:menac?hem )?(?:aa?[vb]|aav)",
        "(?:ell?ul|ell)",
        "(?:ti[sc]h?r[ei]i?|tsh)",
        "(?:(?:mar ?)?c?h?esh[vw]an|marheshvan|csh)",
        "(?:kisl[ei][vwf]|kislew|ksl)",
        "(?:te[vb]eth?|tvt)",
        "(?:sh?e?[vb]at|shv)",
        "(?:adar(?: (?:i|1|rishon|aleph|alef))?|adr)",
        "(?:adar (?:ii|2|sheni|bet|beth)|ve ?adar|ads)",
    ),
    "french-republican": (
        "vend(?:emiaire)?", "brum(?:aire)?", "frim(?:aire)?", "niv(?:o|ose?|os)", "pluv(?:iose)?", "vent(?:ose)?",
        "germ(?:inal)?", "flor(?:eal)?", "prair?(?:ial)?", "mess(?:idor)?", "therm?(?:idor)?", "fruct?(?:idor)?",
        "(?:(?:jours? )?complementaires?|sans ?culottides?|complementary days?|comp)",
    ),
    "coptic": (
        "(?:th?out|thoth|tut)", "(?:paopi|babah?|paope)", "(?:h?ath?[oy]r|hat[ou]r)", "(?:k[iy]+ahk|kh?oiak|choiak)",
        "(?:to[bv]i|t[uo]ba[h]?|tybi)", "(?:meshir|amshir|mechir)", "(?:paremhat|bar[ao]mhat|phamenoth)",
        "(?:paremoude|baramo?u?dah?|pharmouthi|parmouti)", "(?:pashons|bashans|pachons)",
        "(?:paoni|ba?o?una?h?|payni|paona)",
        "(?:ep[ei]p|abib|epiphi)", "(?:mesori|mi?e?sra)", "(?:pi kogi enavot|nas[ie]e?|kogi|epagomenal?e?)",
    ),
    "ethiopian": (
        "m[ae]sk[ae]r[ae]m", "t[ei][kq]em[i]?t|ti[kq]imt", "h[ie]dar", "ta[hk]h?[ie]?sas", "t[ie]rr?", "y[ae]katit",
        "m[ae]gg?abit", "mi[iy]?y?azi?[iy]?a", "g[ie]nbot", "s[ae]n[ei]", "haml[ei]", "n[ae]has+[ei]",
        "pag[uw]?[aei]?m[ei]n?",
    ),
}  # fmt: skip

DAYS_OF_THE_END = {
    "vertu": 1, "genie": 2, "travail": 3, "opinion": 4, "recompenses": 5, "revolution": 6,
}  # fmt: skip
"""The days that end a Republican year, by their names."""


UNNUMBERED_ADAR = 14
"""The number of Adar in a text that does not say which of two; in a common year there is one."""


@cache
def months_in(calendar: str) -> re.Pattern[str]:
    """Return the pattern that finds a month of a calendar in a text; its only group is named mN for month N."""
    # Names that continue others come first: Rabi II before Rabi I, Adar II before Adar.
    numbered = reversed(list(enumerate(MONTHS[calendar], 1)))
    return re.compile(r"\b(?:" + "|".join(f"(?P<m{number}>{pattern})" for number, pattern in numbered) + r")\b")


def with_numbers(text: str, calendar: str) -> str:
    """Return a text with its months as numbers behind a sign, so that the patterns of dates suit every calendar.

    >>> with_numbers("15 rabi al akhir 1271", "islamic"), with_numbers("adar 5763", "hebrew")
    ('15 #4 1271', '#14 5763')
    """
    numbered = months_in(calendar).sub(_number, text.replace("#", " "))
    return re.sub(r"(#\d+) (?=#\d)", r"\1-", numbered)  # a hyphen between two months was one of a span


def _number(found: re.Match[str]) -> str:
    month = int(str(found.lastgroup)[1:])
    return f"#{UNNUMBERED_ADAR if found[0] in ('adar', 'adr') else month}"
