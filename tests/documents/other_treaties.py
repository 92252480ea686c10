"""Four more treaties, in the styles of arms control, of a directive, of a resolution and of a peace accord.

What is to last until a day does not fall due on it, so no promise is expected there.
"""

from __future__ import annotations

ARMS = (
    "1992-03-24",
    """TREATY ON THE REDUCTION OF MORTARS

Signed at Vienna on 24 March 1992

ARTICLE I

The States Parties, which had met in Vienna since 6 March 1989, shall reduce their mortars in three phases. The first
phase shall be completed no later than 16 months after entry into force of this Treaty. By the end of the second phase,
that is, not later than 31 December 1995, each State Party shall have destroyed sixty percent of its excess.

ARTICLE II

1. Each State Party shall notify all others of its holdings within 30 days after signature of this Treaty, and thereafter
by 15 December of each year.

2. Inspections shall begin on 1 January 1993 and shall continue until 31 December 1996.

ARTICLE III

This Treaty shall enter into force on 17 July 1992. It shall remain in force for an unlimited duration. The Depositary
shall convene a conference three years after the entry into force. Mortars built before 1950 are not counted.
""",
    {
        "1993-11-17": None,
        "1995-12-31": "by_end",
        "1992-04-23": None,
        "1993-01-01": "in",
        "1995-07-17": None,
    },
)
DIRECTIVE = (
    "2002-06-12",
    """Directive on Waste Water

Adopted at Brussels on 12 June 2002

Whereas Council Decision of 3 May 1998 laid down a programme; whereas since 1995 waters have grown worse;

Article 4

1. Member States shall bring into force the laws necessary to comply with this Directive by 31 December 2004 at the
latest. They shall forthwith inform the Commission thereof.

2. Member States shall ensure that new plants comply with Annex I with effect from 1 January 2005, and existing plants
not later than 30 October 2007.

Article 5

The Commission shall, before 1 July 2006, submit a report to the Council. The first such report shall cover the years
2003 to 2005.

Article 6

Fees are to be abolished as from 1 March 2003. Each Member State must designate an authority within six months of the
adoption of this Directive. The list has to be reviewed by mid-2008. Directive 75/440 is repealed with effect from
22 December 2007.
""",
    {
        "2004-12-31": "by",
        "2005-01-01": "from",
        "2007-10-30": "by_end",
        "2006-07-01": "before",
        "2003-03-01": "from",
        "2002-12-12": None,
        "2008-05/2008-08": "by",
    },
)
RESOLUTION = (
    "1999-05-17",
    """The Council,

Recalling its resolution of 3 April 1991, and the statement of its President of 29 January 1998,

Noting that the mission left on 16 December 1998,

1. Decides that the mandate shall be extended until 30 November 1999;

2. Requests the Secretary-General to submit a report by 15 July 1999, and to report again no later than 1 November 1999;

3. Demands that the Government shall, within seven days of the adoption of this resolution, hand over the three suspects;

4. Calls upon all States to report to the committee by the end of September 1999 on the steps they have taken;

5. Decides that the measures of paragraph 3 shall take effect on 1 June 1999 and that they shall be lifted six months
after the hand-over of the suspects;

6. Decides to remain seized of the matter.

Adopted at New York on 17 May 1999
""",
    {
        "1999-07-15": "by",
        "1999-11-01": "by_end",
        "1999-05-24": None,
        "1999-09": "by_end",
        "1999-06-01": "in",
        None: None,
    },
)
ACCORD = (
    "1996-12-29",
    """Accord for a Firm Peace

The Government and the Front, having met in the capital on 29 December 1996, have agreed:

(a) The Front will lay down its arms by 3 May 1997 at the latest. Its camps must be closed within 60 days from the date
of signature of this Accord.

(b) The Government undertakes to reform the police during 1997, to raise taxes to 12 percent by the year 2000, and to hold
elections in the autumn of 1999.

(c) Both sides agreed that the Commission would publish its findings not later than twelve months after its creation. In
1994 they had agreed on its mandate.

(d) Refugees shall be able to return from 1 March 1997 onwards. Land is to be given to them prior to 31 December 1998.

(e) The budget for health shall be increased by 50 percent in 2001 compared with that of 1995. The army is to be reduced by
a third in the course of 1997.

Signed on 29 December 1996.
""",
    {
        "1997-05-03": "by",
        "1997-02-27": None,
        "1997": "in",
        "2000": "by",
        "1999-23": "in",
        None: None,
        "1997-03-01": "from",
        "1998-12-31": "before",
        "2001": "in",
    },
)
TREATIES = (ARMS, DIRECTIVE, RESOLUTION, ACCORD)
