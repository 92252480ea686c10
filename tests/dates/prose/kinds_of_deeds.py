"""Texts with a deed, a place or a time of day beside the date, with the EDTF of each."""

DEEDS = {
    "a deed or a place in front": {
        "bapt. 3 June 1712": "1712-06-03",
        "bur. 4 Mar 1801": "1801-03-04",
        "will proved 1655": "1655",
        "model 1880, cast 1920": "1880",
        "with effect from 1 January 2021": "2021-01-01/..",
        "in force since 1 July 1997": "1997-07-01/..",
        "done at Vienna this twenty-third day of May, one thousand nine hundred and sixty-nine": "1969-05-23",
        "Done at Minsk on 8 December 1999": "1999-12-08",
        "the period 2001-2005": "2001/2005",
        "in the years 2001-2005": "2001/2005",
        "1 January 2001 to 31 December 2005 inclusive": "2001-01-01/2005-12-31",
    },
    "what stands behind and says nothing of the date": {
        "14 March 1879 (aged 76)": "1879-03-14",
        "1 September 1939 – 2 September 1945 (6 years and 1 day)": "1939-09-01/1945-09-02",
        "2001 (1st ed.)": "2001",
    },
    "times of a day": {
        "the morning of 3 May 1999": "1999-05-03",
        "early hours of 3 May 1999": "1999-05-03",
        "on the night of 3-4 May 1999": "1999-05-03/1999-05-04",
        "noon on 3 May 1999": "1999-05-03",
        "the summer months of 1848": "1848-22",
    },
    "a part of a year in one word": {
        "year-end 1999": "1999-09/1999-12",
        "1133 × 1143 (?)": "[1133?..1143?]",
        "pre 1850": "[..1849]",
        "post 1850": "[1851..]",
    },
}
