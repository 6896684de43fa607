"""An exported library of three reports, written as Zotero writes one, in several formats."""

from __future__ import annotations

import json
from pathlib import Path

NAMESPACES = (
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/" '
    'xmlns:link="http://purl.org/rss/1.0/modules/link/" xmlns:vcard="http://nwalsh.com/rdf/vCard#" '
    'xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/"'
)
GLOBAL = "The office trained six hundred officers in five provinces in the course of the year 2014.\n" * 3
LOCAL = "The ministry opened four shelters along the northern border and staffed them with nurses.\n" * 3
PAGE = "<html><body><p>A seminar on forged papers was held in Chiang Mai for two days.</p></body></html>"


def rdf(body: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF {NAMESPACES}>{body}</rdf:RDF>\n'


def report(title: str = "Global report", *, date: str = "March 5, 2014", more: str = "") -> str:
    return f"""
    <bib:Report rdf:about="https://example.org/global">
        <z:itemType>report</z:itemType>
        <dcterms:isPartOf><bib:Series><dc:title>Blue series</dc:title></bib:Series></dcterms:isPartOf>
        <dc:publisher><foaf:Organization>
            <vcard:adr><vcard:Address><vcard:locality>Vienna</vcard:locality></vcard:Address></vcard:adr>
            <foaf:name>Office on Drugs</foaf:name></foaf:Organization></dc:publisher>
        <bib:authors><rdf:Seq>
            <rdf:li><foaf:Person><foaf:surname>Office on Drugs and Crime</foaf:surname></foaf:Person></rdf:li>
            <rdf:li><foaf:Person><foaf:surname>Berg</foaf:surname><foaf:givenName>Jan</foaf:givenName></foaf:Person></rdf:li>
        </rdf:Seq></bib:authors>
        <dcterms:isReferencedBy rdf:resource="#item_13"/>
        <link:link rdf:resource="#item_11"/><link:link rdf:resource="#item_12"/>
        <dc:subject>police</dc:subject><dc:subject><z:AutomaticTag><rdf:value>borders</rdf:value></z:AutomaticTag></dc:subject>
        <dc:title>{title}</dc:title><dc:date>{date}</dc:date><z:language>en</z:language>
        <dc:identifier><dcterms:URI><rdf:value>https://example.org/global</rdf:value></dcterms:URI></dc:identifier>
        <prism:number>V.14</prism:number><dcterms:dateSubmitted>2020-02-03 10:00:00</dcterms:dateSubmitted>{more}
    </bib:Report>
    <z:Attachment rdf:about="#item_11"><z:itemType>attachment</z:itemType>
        <rdf:resource rdf:resource="files/11/Office 2014 - Global.txt"/><dc:title>Full text</dc:title>
        <link:type>text/plain</link:type></z:Attachment>
    <z:Attachment rdf:about="#item_12"><z:itemType>attachment</z:itemType><dc:title>Catalogue page</dc:title>
        <dc:identifier><dcterms:URI><rdf:value>https://example.org/page</rdf:value></dcterms:URI></dc:identifier>
        <z:linkMode>3</z:linkMode></z:Attachment>
    <bib:Memo rdf:about="#item_13">
        <rdf:value>&lt;p&gt;Read &lt;b&gt;twice&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;Check table 2.&lt;/p&gt;</rdf:value>
    </bib:Memo>
"""


ARTICLE = """
    <bib:Article rdf:about="#item_20">
        <z:itemType>journalArticle</z:itemType>
        <dcterms:isPartOf rdf:resource="urn:issn:1234-5678"/>
        <link:link rdf:resource="#item_21"/><dc:title>Shelters on the border</dc:title><dc:date>2015-07</dc:date>
        <bib:pages>1-9</bib:pages>
    </bib:Article>
    <bib:Journal rdf:about="urn:issn:1234-5678"><dc:title>Journal of Borders</dc:title>
        <prism:volume>3</prism:volume><prism:number>2</prism:number>
        <dc:identifier>DOI 10.1234/borders</dc:identifier><dc:identifier>ISSN 1234-5678</dc:identifier></bib:Journal>
    <z:Attachment rdf:about="#item_21"><z:itemType>attachment</z:itemType>
        <rdf:resource rdf:resource="files/21/Shelters.txt"/><dc:title>PDF</dc:title></z:Attachment>
"""
REST = """
    <bib:Document rdf:about="https://example.org/seminar"><z:itemType>webpage</z:itemType>
        <dcterms:isPartOf><z:Website><dc:title>Example news</dc:title></z:Website></dcterms:isPartOf>
        <link:link rdf:resource="#item_31"/><link:link rdf:resource="#item_32"/><dc:title>A seminar</dc:title>
        <dc:rights>all reserved</dc:rights></bib:Document>
    <z:Attachment rdf:about="#item_31"><z:itemType>attachment</z:itemType>
        <rdf:resource rdf:resource="files/31/seminar.html"/><dc:title>Snapshot</dc:title></z:Attachment>
    <z:Attachment rdf:about="#item_32"><z:itemType>attachment</z:itemType>
        <rdf:resource rdf:resource="files/32/gone.txt"/><dc:title>Slides</dc:title></z:Attachment>
    <bib:Memo rdf:about="#item_40"><rdf:value>Ask the ministry.</rdf:value></bib:Memo>
    <z:Collection rdf:about="#collection_1"><dc:title>Thesis</dc:title>
        <dcterms:hasPart rdf:resource="#item_20"/></z:Collection>
"""


def shelf(place: Path, body: str = "", name: str = "Library.rdf") -> Path:
    """Write an export with its files into a folder."""
    for path, words in (
        ("files/11/Office 2014 - Global.txt", GLOBAL), ("files/21/Shelters.txt", LOCAL),
        ("files/31/seminar.html", PAGE),
    ):  # fmt: skip
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_text(words)
    (place / name).write_text(rdf(body or report() + ARTICLE + REST))
    return place


def better(items: list[dict[str, object]]) -> str:
    return json.dumps(
        {"config": {"label": "BetterBibTeX JSON"}, "collections": {"A": {"name": "Thesis"}}, "items": items}
    )
