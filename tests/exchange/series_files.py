"""Small files of values, each as its publisher would write it."""

from __future__ import annotations

import json
from typing import Any

SDMX_CSV_2 = """\
STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,SERIES,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT,OBS_STATUS,DECIMALS
dataflow,UN:TIP(1.0.0),I,A,THA,VICTIMS,2014,1.25,PS,3,A,2
dataflow,UN:TIP(1.0.0),I,A,THA,VICTIMS,2015,,PS,3,M,2
dataflow,UN:TIP(1.0.0),I,A,THA,VICTIMS,2016,2.5,PS,3,E,2
dataflow,UN:TIP(1.0.0),I,A,THA,VICTIMS,2017,3,PS,3,B,2
dataflow,UN:TIP(1.0.0),D,A,THA,VICTIMS,2018,9,PS,3,A,2
dataflow,UN:TIP(1.0.0),I,A,XKX,VICTIMS,2014-Q2,4,PS,0,P,2
"""

SDMX_CSV_1_BOTH = """\
DATAFLOW;FREQ: Frequency;GEO: Area;TIME_PERIOD: Time;OBS_VALUE: Observation;OBS_STATUS: Status
ESTAT:NA_MAIN(1.6): National accounts;M: Monthly;EL: Greece;2014-01;12,4;A: Normal value
ESTAT:NA_MAIN(1.6): National accounts;M: Monthly;DE: Germany;2014-02;10,8;A: Normal value
"""


def component(name: str, *values: str, position: int = 0) -> dict[str, Any]:
    return {"id": name, "keyPosition": position, "values": [{"id": value, "name": value.lower()} for value in values]}


def sdmx_json_1() -> dict[str, Any]:
    """Exchange rates as the standard's own worked example has them: two currencies on two days."""
    return {
        "meta": {"id": "m1"},
        "data": {
            "structure": {
                "dimensions": {
                    "dataSet": [component("FREQ", "D"), component("CURRENCY_DENOM", "EUR", position=2)],
                    "series": [component("CURRENCY", "NZD", "RUB", position=1)],
                    "observation": [component("TIME_PERIOD", "2013-01-18", "2013-01-21", position=5)],
                },
                "attributes": {
                    "dataSet": [],
                    "series": [{"id": "TITLE", "values": [{"name": "NZ dollar"}, {"name": "Russian rouble"}]}],
                    "observation": [{"id": "OBS_STATUS", "values": [{"id": "A"}, {"id": "M"}]}],
                },
            },
            "dataSets": [
                {
                    "action": "Information",
                    "series": {
                        "0": {"attributes": [0], "observations": {"0": [1.5931, 0], "1": [1.5925, 0]}},
                        "1": {"attributes": [1], "observations": {"0": [40.3426, 0], "1": [None, 1]}},
                    },
                }
            ],
        },
    }


def sdmx_json_2() -> dict[str, Any]:
    """A flat message: every dimension at the observation, two measures, an attribute of a partial key."""
    return {
        "data": {
            "structures": [
                {
                    "dimensions": {
                        "observation": [
                            component("REF_AREA", "THA", "LAO", position=0),
                            component("TIME_PERIOD", "2014", "2015", position=1),
                        ]
                    },
                    "measures": {"observation": [{"id": "OBS_VALUE"}, {"id": "WEIGHT"}]},
                    "attributes": {
                        "dataSet": [{"id": "UNIT_MEASURE", "values": [{"id": "PS"}]}],
                        "dimensionGroup": [{"id": "AGENCY", "values": [{"value": "Police"}, {"value": "Ministry"}]}],
                        "observation": [
                            {"id": "OBS_STATUS", "values": [None, {"id": "E"}], "default": "A"},
                            {"id": "COMMENT"},
                        ],
                    },
                }
            ],
            "dataSets": [
                {
                    "structure": 0,
                    "attributes": [0],
                    "dimensionGroupAttributes": {"0:": [1], "1:": [0]},
                    "observations": {"0:0": [595, 1], "0:1": [None, 0.5], "1:1": [12, 2, 1, "counted twice"]},
                }
            ],
        }
    }


def un_sdg(*records: dict[str, Any], total: int | None = None) -> dict[str, Any]:
    base = {
        "goal": ["16"], "target": ["16.2"], "indicator": ["16.2.2"], "series": "VC_HTF_DETV",
        "seriesDescription": "Detected victims of human trafficking, by age and sex (number)", "valueType": "Float",
        "time_detail": None, "upperBound": None, "lowerBound": None, "source": "UNODC", "footnotes": [""],
        "attributes": {"Nature": "C", "Units": "NUMBER"},
        "dimensions": {"Age": "ALLAGE", "Sex": "BOTHSEX", "Reporting Type": "G"},
    }  # fmt: skip
    return {"size": len(records), "totalElements": total or len(records), "data": [base | record for record in records]}


def world_bank(*records: dict[str, Any], pages: int = 1) -> list[Any]:
    base = {
        "indicator": {"id": "SP.POP.TOTL", "value": "Population, total"}, "country": {"id": "TH", "value": "Thailand"},
        "countryiso3code": "THA", "unit": "", "obs_status": "", "decimal": 0,
    }  # fmt: skip
    head = {"page": 1, "pages": pages, "per_page": 50, "total": len(records), "lastupdated": "2024-01-01"}
    return [head, [base | record for record in records]]


def as_json(value: object) -> str:
    return json.dumps(value)
