"""Other calendars: dates of the Julian, Hebrew, Islamic, French Republican, Coptic and Ethiopian calendars as EDTF.

EDTF knows the Gregorian calendar alone, so a day of another calendar becomes the Gregorian day, and a month or year
some day among its days. `marks` says cheaply whether a text may be of another calendar; all else is imported when it
is. The rules stand in docs/semantics/calendars.md.
"""
