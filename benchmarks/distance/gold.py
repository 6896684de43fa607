"""What careful readers list of the article: names, dates, numbers, pairs of places that do not agree.

The lists are those of an inventory made before any rule was written. What it left out and yet stands in the article is
kept apart, under names that begin with ``ALSO``: it was added when the first pass had been read, counts as right where
it is proposed, and never as missed. Citations, claims and their lines are not here: they are the worked study's own.
"""

from __future__ import annotations

Lines = tuple[int, int]

#: Full dates, each with how often it stands in the text.
DATES = {"2013-11-16": 1, "2014-11-17": 2, "2014-12-12": 1, "2016-01-11": 1, "2017-08-10": 1}
#: Years of events.
EVENT_YEARS = frozenset(
    ["1971", "1986", "1994", "1997", "1998", "2002", "2008", "2010", "2013", "2014", "2015", "2016", "2017", "2018"]
)
#: Values and a word of what they count, each with how often it stands. Five countries are listed and never counted.
NUMBERS = {
    "152 nationalities": 1, "124 countries": 1, "595 people": 1, "824 people": 1, "455 people": 1, "2 units": 2,
    "600 officers": 1, "2250 users": 1, "6 centers": 1, "7 dimensions": 1, "3 roles": 1, "3 programs": 1,
    "4 countries": 1, "2 approaches": 1,
}  # fmt: skip
#: Every organisation named, by the names that would do.
ORGANISATIONS: tuple[frozenset[str], ...] = tuple(
    frozenset(names)
    for names in (
        ("UNODC", "United Nations Office on Drugs and Crime"),
        ("UNODC Regional Centre for East Asia and the Pacific", "Regional Centre for East Asia and the Pacific"),
        ("UNDCP", "United Nations Drug Control Program"),
        ("Center for International Crime Prevention",),
        ("UNFDAC", "United Nations Fund for Drug Abuse Control"),
        ("UN/ODCCP", "United Nations Office for Drug Control and Crime Prevention"),
        ("UN-ACT", "United Nations Action for Cooperation Against Trafficking in Persons"),
        ("UNDP", "United Nations Development Programme"),
        ("UNICEF", "United Nations Children's Fund"),
        ("ILO", "International Labour Organization"),
        ("General Assembly", "United Nations General Assembly"),
        ("Secretary-General", "United Nations Secretary-General"),
        ("United States Department of State",),
        ("Office to Monitor and Combat Trafficking in Persons",),
        ("United States Embassy in Bangkok", "United States Embassy"),
        ("Royal Thai Government", "Government of Thailand"),
        ("Ministry of Foreign Affairs", "Ministry of Foreign Affairs, Kingdom of Thailand"),
        ("Ministry of Social Development and Human Security",),
        ("Thai Anti-Human Trafficking Action",),
        ("Royal Thai Police",),
        ("RTP PEB", "Royal Thai Police Educational Bureau", "Police Education Bureau of the Royal Thai Police"),
        ("TIJ", "Thailand Institute of Justice"),
    )
)
ALSO_ORGANISATIONS = ("United Nations",)
#: Six persons who act, and the theorists.
PEOPLE = (
    "Luis CdeBaca", "Sihasak Phuangketkeow", "Jeremy Douglas", "Benjamin Smith", "Promtorn Parkart",
    "Kittipong Kittayarak", "Ian Hurd", "Archer", "Tadjbakhsh",
)  # fmt: skip
PLACES = (
    "Ubon Ratchathani", "Udon Thani", "Songkhla", "Yala", "Lampang", "Surat Thani", "Bangkok",
    "Greater Mekong Sub-region", "Europe", "North America", "southern regions",
)  # fmt: skip
ALSO_PLACES = ("Southeast Asia", "East Asia", "Pacific")
COUNTRIES = ("Thailand", "Cambodia", "Laos", "Myanmar", "Vietnam", "Malaysia", "India", "Nigeria")
ALSO_COUNTRIES = ("United States",)
#: Words of which each programme's name has one.
PROGRAMMES = (("eLearning",), ("seminar", "Seminar"), ("Joint Project",))
#: Another body's programme, and one of long before.
ALSO_PROGRAMMES = (("Child Trafficking",), ("Crop Replacement",))
#: Values by period: victims identified, the tier, the world. *missing* is a hole that must be told.
VICTIMS = {"2014": "595", "2015": "missing", "2016": "824", "2017": "455"}
TIERS = {
    **dict.fromkeys(("2010", "2011", "2012", "2013", "2016", "2017"), "Tier 2 Watch List"),
    **dict.fromkeys(("2014", "2015"), "Tier 3"),
    "2018": "Tier 2",
}
WORLD = {"nationalities": "152", "countries": "124"}
#: Levels as the worked study writes them, and as the article does.
LEVELS = {"2WL": "Tier 2 Watch List", "3": "Tier 3", "2": "Tier 2"}
#: What disagrees inside the article, and the lines of both places; a claim against the article's own numbers has one.
CONTRADICTIONS: tuple[tuple[str, Lines, Lines], ...] = (
    ("each year beside a fall", (299, 300), (302, 303)),
    ("a peak beside a missing year", (301, 301), (301, 301)),
    ("ratified 2013 beside 2013-2014", (67, 69), (160, 163)),
    ("eLearning from 2014 to 2016 beside 2014", (367, 371), (474, 477)),
    ("eLearning until 2015 beside adoption in 2016", (483, 485), (487, 489)),
    ("Tier 3 in 2014 beside 2014-2015", (303, 304), (451, 452)),
    ("root causes addressed beside not yet involved: the seminar", (395, 396), (588, 590)),
    ("root causes addressed beside not yet involved: the project", (418, 419), (588, 590)),
    ("trafficking defined twice", (26, 30), (326, 328)),
    ("international organisation defined twice", (217, 220), (220, 222)),
    ("what personal security covers, told twice", (194, 195), (337, 338)),
    ("asked to what extent, answered how", (158, 160), (567, 569)),
    ("three, four or five countries", (62, 65), (368, 371)),
    ("fulfilled beside limitations", (583, 585), (588, 590)),
    ("UNODC formed in 1997 beside its forerunner acting in 1998", (341, 342), (349, 351)),
    ("victims go to Cambodia and Myanmar beside come from them", (40, 44), (420, 423)),
    ("formed by nations beside non-state actor", (220, 222), (577, 578)),
    ("formed by nations beside founded without any", (220, 222), (470, 472)),
    ("no numerical data beside two series", (258, 261), (299, 303)),
    ("a seminar beside seminars", (396, 398), (578, 579)),
    ("drawn in by pressure of 2014 beside present since 1971", (60, 62), (347, 348)),
    ("ratified before the downgrade beside climbed through ratification", (67, 69), (317, 319)),
    ("many cases brought Tier 3 beside more cases on the Watch List", (303, 304), (301, 301)),
)
#: Claims proposed that the worked study does not hold, read against the article afterwards: what is wrong with each.
MISREAD = {
    ("Fulfilled", (19, 21)): "an aim, not said to be reached",
    ("Dated", (48, 48)): "a downgrade taken for an elevation",
    ("Cause", (299, 300)): "why attention is due, not what happened",
    ("Stated", (347, 348)): "a history told, not a role of the crop project",
    ("Fulfilled", (529, 530)): "a criterion of theory, not a finding on the organisation",
}
#: Claims so read that say what the article says: form and lines.
READ_RIGHT = frozenset(
    [
        *(("Opinion", lines) for lines in (
            (6, 8), (48, 50), (279, 281), (303, 304), (322, 323), (451, 452), (483, 485), (489, 491), (562, 563),
            (563, 564), (590, 592),
        )),
        *(("Cause", lines) for lines in (
            (6, 8), (8, 9), (9, 11), (50, 51), (51, 53), (57, 58), (303, 304), (322, 323), (323, 324), (328, 328),
            (436, 437), (438, 440), (452, 453), (487, 489), (563, 564), (564, 565),
        )),
        *(("Fulfilled", lines) for lines in ((17, 19), (458, 461), (576, 577))),
        *(("Change", lines) for lines in ((48, 48), (302, 303), (317, 319))),
        *(("Dated", lines) for lines in ((111, 113), (538, 538), (545, 546))),
        *(("Stated", lines) for lines in (
            (381, 383), (383, 385), (533, 534), (554, 556), (571, 572), (586, 587),
        )),
    ]
)  # fmt: skip
