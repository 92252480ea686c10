"""Four treaties written for the tests, with what they promise and when it falls due."""

from __future__ import annotations

CUSTOMS = (
    "1995-01-06",
    """Agreement on a Customs Union

Done at Minsk on 6 January 1995

Article 1

The Contracting Parties shall abolish all duties between them not later than 30 June 1995. They shall unify their
tariffs by 1 January 1996.

Article 2

The Parties undertake to create a joint customs committee within three months of the signature of this Agreement. The
committee shall meet at least twice a year.

Article 3

By the end of 1996 the Parties shall adopt a single customs code. Before 1 March 1997 each Party must bring its laws into
line with the code. The Parties will not impose quotas.
""",
    {
        "1995-06-30": "by_end",
        "1996-01-01": "by",
        "1995-04-06": None,
        "1996": "by_end",
        "1997-03-01": "before",
    },
)
MONEY = (
    "2000-11-30",
    """Agreement on a Single Currency

The Governments, meeting in Minsk on 30 November 2000, have agreed as follows.

1. From 1 January 2005 the rouble of the first Party shall be the only legal tender.

2. The central banks shall submit a joint plan no later than 60 days after 30 November 2000.

3. The Parties agree to open a joint issuing centre in the first half of 2004. They shall fix a rate of exchange in the
fourth quarter of 2004.

4. This Agreement shall be ratified before 31 December 2001. It replaces the agreement of 12 April 1994.
""",
    {
        "2005-01-01": "from",
        "2001-01-29": None,
        "2004-40": "in",
        "2004-36": "in",
        "2001-12-31": "before",
    },
)
BORDERS = (
    "1998-05-04",
    """Treaty on the Common Border

Signed on 4 May 1998. This Treaty enters into force on 1 September 1998.

The Parties shall, within 2 years of the entry into force of this Treaty, mark the border on the ground. Each Party is
to withdraw its troops from the zone by 15 March 1999.

The joint commission shall report within 30 days after the exchange of notes. Maps must be exchanged during 1999. The
Parties commit themselves to remove all mines before 2002. In 1997 they had removed the first of them.
""",
    {
        "2000-09-01": None,
        "1999-03-15": "by",
        None: None,
        "1999": "in",
        "2002": "before",
    },
)
TRANSIT = (
    "2000-05-10",
    """Treaty on Transit

Done at Minsk on 10 May 2000. This Treaty shall enter into force on 1 July 2000.

1. The Parties shall adopt a law before the end of 2003. In the course of 2002 they shall abolish all quotas.

2. Between 2004 and 2007 the Parties shall reduce their forces. Each Party shall notify the other on or before
30 June 2002.

3. Two years after the entry into force of this Treaty, each Party shall submit a report. Six months after the signing,
the committee shall meet.

4. Each Party undertakes to destroy all stockpiles as soon as possible but not later than four years after this Treaty
enters into force. The Council shall be convened within sixty (60) days from the date on which this Treaty enters into
force.

5. The Parties shall unite their banks by the year 2008. The deadline for accession is 15 May 2002. It was agreed that
duties would be removed by 1 July 2001. The posts shall be removed upon ratification.

6. Reports shall be submitted by 1 March of each year. Troops shall stay until 1 May 2009. Work is to be completed by
mid-2010.
""",
    {
        "2003": "by_end",
        "2002": "in",
        "2004/2007": "in",
        "2002-06-30": "by",
        "2002-07-01": None,
        "2000-11-10": None,
        "2004-07-01": None,
        "2000-08-30": None,
        "2008": "by",
        "2002-05-15": "by",
        "2001-07-01": "by",
        None: None,
        "2010-05/2010-08": "by",
    },
)
TREATIES = (CUSTOMS, MONEY, BORDERS, TRANSIT)
