"""A whole IATI activity, and the standard's schema with the one part that it leaves to others."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

_XML = b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">
<xs:attribute name="lang" type="xs:string"/><xs:attribute name="base" type="xs:anyURI"/></xs:schema>"""

WHOLE = """<?xml version="1.0" encoding="UTF-8"?>
<iati-activities version="2.03" generated-datetime="2016-05-04T10:00:00Z">
  <iati-activity xml:lang="en" default-currency="USD" hierarchy="1">
    <iati-identifier>XM-DAC-41128-THA-01</iati-identifier>
    <reporting-org ref="XM-DAC-41128" type="40"><narrative>Office on Crime</narrative></reporting-org>
    <title><narrative>Border training</narrative><narrative xml:lang="fr">Formation</narrative></title>
    <description type="1">
      <narrative>Trains border officers \N{GRINNING FACE}.</narrative>
      <narrative xml:lang="fr">Forme des agents.</narrative>
    </description>
    <description type="2"><narrative>Fewer victims.</narrative></description>
    <participating-org ref="XM-DAC-41128" type="40" role="4"><narrative>Office on Crime</narrative></participating-org>
    <participating-org role="1" type="10"><narrative>Ministry of Aid</narrative></participating-org>
    <participating-org role="2" type="10"><narrative>Ministry of Justice</narrative></participating-org>
    <other-identifier ref="ABC-1" type="A1"/>
    <activity-status code="2"/>
    <activity-date type="1" iso-date="2014-01-01"/>
    <activity-date type="2" iso-date="2014-02-03"/>
    <activity-date type="3" iso-date="2017-12-31"/>
    <contact-info type="1"><email>a@example.org</email></contact-info>
    <recipient-country code="TH" percentage="100"/>
    <location ref="BKK"><name><narrative>Bangkok</narrative></name>
      <administrative code="1609350" vocabulary="G1" level="1"/>
      <point srsName="http://www.opengis.net/def/crs/EPSG/0/4326"><pos>13.75 100.5</pos></point></location>
    <sector vocabulary="1" code="15130" percentage="60"/>
    <sector vocabulary="1" code="15160" percentage="30"><narrative>Human rights</narrative></sector>
    <policy-marker vocabulary="1" code="1" significance="2"/>
    <budget type="1" status="2"><period-start iso-date="2014-01-01"/><period-end iso-date="2014-12-31"/>
      <value value-date="2014-01-01">250000</value></budget>
    <transaction><transaction-type code="3"/><transaction-date iso-date="2014-03-01"/>
      <value value-date="2014-03-01" currency="EUR">1000.50</value>
      <receiver-org><narrative>Ministry of Justice</narrative></receiver-org></transaction>
    <transaction><transaction-type code="3"/><transaction-date iso-date="2014-03-01"/>
      <value value-date="2014-03-01" currency="EUR">2000</value></transaction>
    <document-link url="https://example.org/eval.pdf" format="application/pdf">
      <title><narrative>Evaluation</narrative></title><category code="A07"/><language code="en"/></document-link>
    <related-activity ref="XM-DAC-41128-THA" type="1"/>
    <result type="1"><title><narrative>Officers trained</narrative></title>
      <indicator measure="1"><title><narrative>Number of officers</narrative></title>
        <baseline year="2013" value="0"/>
        <period><period-start iso-date="2014-01-01"/><period-end iso-date="2014-12-31"/>
          <target value="100"/><target value="50"><dimension name="sex" value="female"/></target>
          <actual value="80"><comment><narrative>Rain</narrative></comment></actual></period>
      </indicator></result>
    <x:mark xmlns:x="http://example.org/ours">kept</x:mark>
  </iati-activity>
</iati-activities>
"""


class _Resolver(etree.Resolver):
    def resolve(self, system_url, public_id, context):  # noqa: ARG002 - lxml's own signature
        return self.resolve_string(_XML, context) if system_url.endswith("xml.xsd") else None


def schema(folder: Path) -> etree.XMLSchema:
    """Return the standard's schema of activities."""
    parser = etree.XMLParser()
    parser.resolvers.add(_Resolver())
    return etree.XMLSchema(etree.parse(str(folder / "iati-activities-schema.xsd"), parser))


def alike(xml: bytes) -> bytes:
    """Return the first activity of a file in canonical form, without white space between elements."""
    activity = etree.fromstring(xml, etree.XMLParser(remove_comments=True))[0]
    for element in activity.iter():
        element.text, element.tail = (element.text or "").strip(), (element.tail or "").strip()
    return etree.tostring(activity, method="c14n")
