"""W3C Web Annotation (2017) both ways, and Hypothesis's export and API format in."""
