"""Whether a text may be of another calendar: a cheap test, so that ordinary words get no slower."""

from __future__ import annotations

import re
from functools import cache

_SPACED_BEFORE, _SPACED_BEHIND = ("a. h.", "o. s.", "n. s."), ("a. h.", "o. s.", "n. s.", "a h", "o s", "n s")
_LETTERS = re.compile(r"[a-z]+")

_ERAS = """
ah anno hegirae hegira heg hijra hijri hijrah hidjri os ns julian gregorian style am mundi martyrum martyrs
coptic hebrew jewish ethiopian ethiopic ec an annee republic republican republique islamic muslim
"""
_SPELLINGS = {
    "islamic": """
muharram muharrem moharram safar rabi rabii rabia rebi jumada jumadi jumad djumada joumada rajab radjab receb
redjeb shaban shaaban chaban chaabane saban ramadan ramazan ramadhan shawwal shawal chawwal sevval shavval dhu
dhul zu zul zi zil dhi dhil zilkade zilhicce dhulqada dhulhijja
""",
    "hebrew": """
tishri tishrei tisri tsh heshvan cheshvan marheshvan marcheshvan hesvan csh kislev kislew kisleu ksl tevet
teveth tebet tebeth tvt shevat shvat shebat sebat shv adar veadar adr ads nisan nissan nsn iyyar iyar iyr
sivan siwan svn tammuz tamuz tmz av ab aav elul ellul ell
""",
    "french-republican": """
vendemiaire vend brumaire brum frimaire frim nivose nivo niv pluviose pluv ventose vent germinal germ floreal
flor prairial prai prair messidor mess thermidor therm ther fructidor fruct fruc complementaire
complementaires complementary sansculottides sansculottide culottides culottide comp jour
""",
    "coptic": """
tout thout thoth tut paopi paope baba babah hathor hator hatur hatour athor athyr koiak kiahk kiyahk khoiak
choiak tobi tovi toba tubah tuba tybi meshir amshir mechir paremhat baramhat phamenoth paremoude baramouda
baramoudah baramudah baramuda pharmouthi parmouti pashons bashans pachons paoni paona baunah bauna baounah
payni epip epep abib epiphi mesori mesra misra miesra nasie nasi kogi epagomenal
""",
    "ethiopian": """
meskerem maskaram maskerem tikimt tiqimt teqemt tekemt hidar hedar tahsas tahisas takhsas tir ter terr tirr
yekatit yakatit megabit maggabit magabit miyazya miyaziya miazia ginbot genbot sene sane hamle nehase nahase
nehasse nahasse pagume pagumen paguemen pagwemen
""",
}
MONTH_WORDS = {calendar: frozenset(words.split()) for calendar, words in _SPELLINGS.items()}
"""The words of the months of each calendar, by which few texts need a search for its months."""
_WORDS = frozenset(_ERAS.split()).union(*MONTH_WORDS.values())


def marked(text: str) -> bool:
    """Tells whether a text holds a word or a form that another calendar than the Gregorian has; most have neither.

    >>> marked("15 Ramaḍān 1271"), marked("12/24 March 1801"), marked("spring 1999"), marked("12/24/1801")
    (True, True, False, False)
    """
    plain = text.lower()
    if not plain.isascii() or "'" in plain:
        from dateline.dates.calendars.folding import folded

        plain = folded(text)
    if not _WORDS.isdisjoint(words_in(plain)):
        return True
    if plain.startswith(_SPACED_BEFORE) or plain.endswith(_SPACED_BEHIND):
        return True
    # Few texts have any of these signs, and compiling the patterns takes longer than reading a text.
    if "/" in plain or "(" in plain or "[" in plain or "=" in plain or "@" in plain:
        return any(pattern.search(plain) for pattern in _with_signs())
    bare = plain.rstrip(" .")
    if bare[-1:] == "h":
        return bare[:-1].rstrip()[-1:].isdigit()
    return plain[:2] == "j:" or ("-" in plain and _with_hyphen().search(plain) is not None)


def words_in(plain: str) -> list[str]:
    """Return the words of letters that a text in lower case holds."""
    return _LETTERS.findall(plain.replace(".", ""))


@cache
def _with_signs() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(pattern)
        for pattern in (
            r"\d(?:st|nd|rd|th)? ?[/(\[] ?(?:[a-z]+\.? )?\d{1,2}(?!\d).*[a-z]",  # 12/24 March, 11 October/7 November
            r"[a-z]\.? ?\d{1,2} ?[/(\[] ?(?:[a-z]+\.? )?\d{1,2}(?!\d)",  # March 12/24
            r"[a-z]\.? ?[/(\[] ?(?:\d{1,2} [a-z]|[a-z]{3,9}\.? \d)",  # 25 October (7 November)
            r"[a-z]{3}.*\d{4}[-/]\d{1,4}|\d{4}[-/]\d{1,4},? .*[a-z]{3}",  # 11 Feb 1731/2
            r"^\D*5\d{3} ?[(\[/=]",  # 5563 (1802/3)
            r"\d(?:st|nd|rd|th)(?: c\w*)? ?/ ?\d+th",  # 12th/18th century
            r"\d{1,2} ?/ ?\d{1,2}\.\d{1,2}\.\d{4}|\d\.\d{1,2}\.?(?:\d{4})? ?[/(]",  # 14/26.12.1825
            r"@#d|\d ?h\b",
        )
    )


@cache
def _with_hyphen() -> re.Pattern[str]:
    months = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
    # 28 January 1639-40, 1639-40 January 28
    return re.compile(rf"[a-z]{{3}}.*\d{{4}}-\d{{1,4}}(?!\d|-)|\d{{4}}-\d{{1,4}},? (?:\d{{1,2}} )?(?:{months})")
