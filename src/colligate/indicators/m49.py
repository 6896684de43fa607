"""Regions and groups of the United Nations' M49 standard, by code.

Source: UN Statistics Division, *Standard country or area codes for statistical use* (M49), and the regional groupings
of the SDG reports.
"""

from __future__ import annotations

REGIONS = {
    "001": "World",
    "002": "Africa",
    "003": "North America",
    "005": "South America",
    "009": "Oceania",
    "011": "Western Africa",
    "013": "Central America",
    "014": "Eastern Africa",
    "015": "Northern Africa",
    "017": "Middle Africa",
    "018": "Southern Africa",
    "019": "Americas",
    "021": "Northern America",
    "029": "Caribbean",
    "030": "Eastern Asia",
    "034": "Southern Asia",
    "035": "South-eastern Asia",
    "039": "Southern Europe",
    "053": "Australia and New Zealand",
    "054": "Melanesia",
    "057": "Micronesia",
    "061": "Polynesia",
    "062": "Central Asia and Southern Asia",
    "142": "Asia",
    "143": "Central Asia",
    "145": "Western Asia",
    "150": "Europe",
    "151": "Eastern Europe",
    "154": "Northern Europe",
    "155": "Western Europe",
    "199": "Least developed countries",
    "202": "Sub-Saharan Africa",
    "419": "Latin America and the Caribbean",
    "432": "Landlocked developing countries",
    "513": "Europe and Northern America",
    "514": "Developed regions",
    "515": "Developing regions",
    "543": "Oceania (excluding Australia and New Zealand)",
    "722": "Small island developing States",
    "747": "Northern Africa and Western Asia",
    "753": "Eastern Asia and South-eastern Asia",
}

#: Given to Kosovo in the UN's databases, which ISO 3166 has no code for.
KOSOVO = "412"
