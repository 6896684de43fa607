"""A paper of our own with one of each fault the first pass looks for, and a source that decides one of them."""

from __future__ import annotations

PAPER = """\
Introduction

This study aims to answer the question: "To what extent did the Harbour Office help Malaysia against smuggling \
during 2014-2017?" Smuggling is a threat to personal security (Archer, 2001). The Harbour Safety \
Office (HSO) was founded in \
1999 (HSO, 2009). \
Malaysia ratified the Convention on the Rights of the Child on 17 February 1995 (Lim & Osman, 2018).

Theory

Human security puts people before territory (Archer, 2001). It asks for protection and empowerment.

Results

The Coast

The number of smuggling victims in Malaysia deserves attention because it is increasing each year. In 2014, 310 people \
were identified (HSO, 2015). The number peaked in 2016 at 520 people (HSO, 2018). However, the \
number decreased in 2017 \
to 240 due to the training of the HSO (HSO, 2018).

The Programme

The HSO launched the Harbour Watch Programme in March 2014 to train officers (HSO, 2015). On 3 June 2015, the HSO held \
a seminar for the Government of Malaysia to address the root causes of smuggling (HSO, 2015). About 400 officers \
were trained (HSO, 2018). Therefore, the HSO has fulfilled its role as an actor. \
Poverty leads to smuggling (Lim & Osman, 2018).

Conclusion

This study answers the research question of how the HSO conducts programmes. However, the seminar \
of the HSO in Malaysia had not addressed the root causes of smuggling.
"""

YEARBOOK = """\
Yearbook of the Coast 2018

The government of Malaysia identified 610 smuggling victims in 2015, compared with 520 in 2016.
"""
