"""What careful readers list of the article: names, dates, numbers, from an inventory made before any rule was.

Citations, claims and their lines are not here: they are read from the worked study itself.
"""

from __future__ import annotations

#: Full dates, each with how often it stands in the text.
DATES = {"2013-11-16": 1, "2014-11-17": 2, "2014-12-12": 1, "2016-01-11": 1, "2017-08-10": 1}
#: Years of events, as the inventory lists them.
EVENT_YEARS = frozenset(
    ["1971", "1986", "1994", "1997", "1998", "2002", "2008", "2010", "2013", "2014", "2015", "2016", "2017", "2018"]
)
#: Values of the numbers that count something.
NUMBERS = frozenset(["152", "124", "595", "824", "455", "2", "600", "2250", "6", "7", "3", "4", "5"])
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
        ("Secretary-General", "United Nations Secretary-General", "United Nations"),
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
#: Six persons who act, and the theorists who are named outside of citations.
PEOPLE = (
    "Luis CdeBaca", "Sihasak Phuangketkeow", "Jeremy Douglas", "Benjamin Smith", "Promtorn Parkart",
    "Kittipong Kittayarak", "Ian Hurd", "Archer", "Tadjbakhsh",
)  # fmt: skip
PLACES = (
    "Ubon Ratchathani", "Udon Thani", "Songkhla", "Yala", "Lampang", "Surat Thani", "Bangkok",
    "Greater Mekong Sub-region", "Southeast Asia", "Europe", "North America", "East Asia", "Pacific",
    "southern regions",
)  # fmt: skip
COUNTRIES = ("Thailand", "Cambodia", "Laos", "Myanmar", "Vietnam", "Malaysia", "India", "Nigeria", "United States")
#: Words of which each programme's name has one.
PROGRAMMES = (("eLearning",), ("seminar", "Seminar"), ("Joint Project",), ("Child Trafficking",), ("Crop Replacement",))
#: Values by period, of the number of victims and of the tier; *missing* is a hole that must be told.
VICTIMS = {"2014": "595", "2015": None, "2016": "824", "2017": "455"}
TIERS = {
    **dict.fromkeys(("2010", "2011", "2012", "2013", "2016", "2017"), "Tier 2 Watch List"),
    **dict.fromkeys(("2014", "2015"), "Tier 3"),
    "2018": "Tier 2",
}
#: Contradictions inside the article that words or numbers can show: what, and the lines of both places.
CONTRADICTIONS: tuple[tuple[str, tuple[int, int], tuple[int, int]], ...] = (
    ("each year beside a fall", (299, 300), (302, 303)),
    ("a peak beside a missing year", (301, 301), (301, 301)),
    ("ratified 2013 beside 2013-2014", (67, 69), (160, 163)),
    ("eLearning from 2014 to 2016 beside 2014", (367, 371), (474, 477)),
    ("eLearning until 2015 beside adoption in 2016", (483, 485), (487, 489)),
    ("Tier 3 in 2014 beside 2014-2015", (303, 304), (451, 452)),
    ("root causes addressed beside not yet involved: the seminar", (395, 396), (588, 590)),
    ("root causes addressed beside not yet involved: the project", (418, 419), (588, 590)),
    ("trafficking defined twice", (26, 28), (326, 328)),
    ("international organisation defined twice", (217, 220), (220, 222)),
    ("what personal security covers, told twice", (194, 195), (337, 338)),
    ("asked to what extent, answered how", (158, 160), (567, 569)),
    ("three, four or five countries", (62, 65), (370, 371)),
    ("fulfilled beside limitations", (583, 584), (588, 590)),
)
