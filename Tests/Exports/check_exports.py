#!/usr/bin/env python3
"""Reads what dateline writes for other programs with readers that others have written.

    check_exports.py PROGRAM ARTICLES

Needs the Python packages networkx, pydot, icalendar, rdflib, pyarrow and pyogrio, and for Parquet the program duckdb. Writes
the same answers in every form, reads each one, and compares what it holds with the rows in JSON. Says what differs and leaves
with 1, or says how much agrees and leaves with 0. A reader that is missing is an error: nothing is passed by.
"""

import collections
import datetime
import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile

import icalendar
import networkx
import pyarrow.parquet
import pyogrio
import rdflib

FORMS = ["geojson", "kml", "ics", "graphml", "gexf", "dot", "jsonld", "cameo.tsv", "tml", "parquet"]
ROLES = ["participant", "host", "visitor", "attacker", "target", "speaker", "addressee"]

QUERIES = {
    "facts": "facts status any confidence any | show id, date, kind, status, location, participant",
    "meetings": "meetings status any | show id, date, kind, status, location, participant",
    "attacks": "attacks status any confidence any | show id, date, kind, status, location, attacker, target",
    "statements": "statements status any | show id, date, kind, status, location, speaker, addressee, content",
    "empty": "meetings during 1805 | show id, date, kind, status, location, participant",
    "hostile": "facts since 2040 status any confidence any | show id, date, kind, status, location, participant, text",
    "pairs": "meetings | count by pair(participant)",
    "people": "people | show name, country, facts",
    "articles": "articles | show title, date, outlet",
}

# What means something to one form or another, in names and in sentences.
HOSTILE = """Date: 2041-03-04

Ann <b>Lee</b> met Bob "Ray" in Warsaw on Monday.
Carl Moe of AT&T; Ltd met Dora &lt;Kay&gt; in Oslo, Norway; they spoke of C:\\new\\table ]]> and "quotes".
END:VEVENT Emil Voss met Fred \\" Unger in Berlin on 5 March 2041.
</script><script>alert(1)</script> Gina Hall met Hugo Ort in Paris on 6 March 2041.
"""

failures = []
agreed = collections.Counter()


def expect(holds, what):
    if holds:
        agreed[what.split(":")[0]] += 1
    else:
        failures.append(what)


def ask(program, articles, folder):
    arguments = [program, articles, os.path.join(folder, "hostile"), "-q"]
    for name, query in QUERIES.items():
        for form in FORMS + ["ndjson"]:
            arguments += ["-c", '%s | to "%s/%s.%s"' % (query, folder, name, form)]
    run = subprocess.run(arguments, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit("the program left with %d: %s" % (run.returncode, run.stderr))


def rows_of(folder, name):
    with open("%s/%s.ndjson" % (folder, name), encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def places(row):
    location = row.get("location")
    found = location if isinstance(location, list) else [location]
    return {
        (place["longitude"], place["latitude"])
        for place in found
        if place and place["latitude"] is not None
    }


def date(row):
    value = row.get("date")
    return value[0] if isinstance(value, list) and value else value or None


def check_geojson(path, name, rows):
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    expect(document["type"] == "FeatureCollection", "geojson: %s is no collection" % name)
    features = document["features"]
    expect([f["properties"] for f in features] == rows, "geojson: %s: properties differ" % name)
    for feature, row in zip(features, rows):
        if "id" in row:
            expect(feature["id"] == row["id"], "geojson: %s: id" % name)
        points = places(row)
        if points:
            geometry = feature["geometry"]
            found = [geometry["coordinates"]] if geometry["type"] == "Point" else geometry["coordinates"]
            expect({tuple(p) for p in found} == points, "geojson: %s: points of %s" % (name, row))
    if rows:
        layer = pyogrio.read_info(path)
        expect(layer["features"] == len(rows), "geojson: %s: GDAL reads %s" % (name, layer["features"]))


def check_kml(path, name, rows):
    import xml.etree.ElementTree as tree

    space = "{http://www.opengis.net/kml/2.2}"
    marks = list(tree.parse(path).getroot().iter(space + "Placemark"))
    expect(len(marks) == len(rows), "kml: %s: placemarks" % name)
    for mark, row in zip(marks, rows):
        points = {
            tuple(float(part) for part in point.text.split(","))
            for point in mark.iter(space + "coordinates")
        }
        if places(row):
            expect(points == places(row), "kml: %s: points of %s" % (name, row))
        begin = mark.find(space + "TimeSpan/" + space + "begin")
        if date(row) and "id" in row:
            expect(begin is not None and begin.text[:16] == date(row)["start"], "kml: %s: begin" % name)
    if rows:
        layer = pyogrio.read_info(path)
        expect(layer["features"] == len(rows), "kml: %s: GDAL reads %s" % (name, layer["features"]))


def check_ics(path, name, rows):
    with open(path, "rb") as file:
        data = file.read()
    expect(all(len(line) <= 75 for line in data.split(b"\r\n")), "ics: %s: a line is too long" % name)
    calendar = icalendar.Calendar.from_ical(data)
    expect(not calendar.errors, "ics: %s: %s" % (name, calendar.errors))
    events = calendar.walk("VEVENT")
    dated = [row for row in rows if date(row)]
    expect(len(events) == len(dated), "ics: %s: %d events of %d rows" % (name, len(events), len(dated)))
    expect(len({str(event["UID"]) for event in events}) == len(events), "ics: %s: names twice" % name)
    for event, row in zip(events, dated):
        expect(not event.errors, "ics: %s: %s" % (name, event.errors))
        start, end = event["DTSTART"].dt, event["DTEND"].dt if "DTEND" in event else None
        wanted = date(row)
        if wanted["precision"] == "minute":
            expect(start == datetime.datetime.fromisoformat(wanted["start"]), "ics: %s: start" % name)
            expect(end in (None, datetime.datetime.fromisoformat(wanted["end"])), "ics: %s: end" % name)
        else:
            day = datetime.timedelta(days=1)
            expect(start == datetime.date.fromisoformat(wanted["start"]), "ics: %s: start" % name)
            expect(end == datetime.date.fromisoformat(wanted["end"]) + day, "ics: %s: end" % name)
        if "id" in row:
            expect(str(event["UID"]).startswith(row["id"]), "ics: %s: id" % name)
            planned = row["status"] in ("planned", "requested", "possible")
            off = row["status"] in ("denied", "cancelled", "failed")
            status = "TENTATIVE" if planned else "CANCELLED" if off else "CONFIRMED"
            expect(str(event["STATUS"]) == status, "ics: %s: status of %s" % (name, row))
        for text in row.get("text") or []:
            expect(text[:20] in str(event["DESCRIPTION"]), "ics: %s: text of %s" % (name, row))


def named(row):
    """The names that a row's roles hold, each once."""
    found = []
    for role in ROLES:
        value = row.get(role)
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, str) and each not in found:
                found.append(each)
    return found


def weights(graph, labels):
    """How often each two are joined, by their names."""
    found = collections.Counter()
    for first, second, data in graph.edges(data=True):
        found[frozenset((labels[first], labels[second]))] += int(data["weight"])
    return found


def check_graphs(folder, name, rows):
    graphs = {
        "graphml": networkx.read_graphml("%s/%s.graphml" % (folder, name)),
        "gexf": networkx.read_gexf("%s/%s.gexf" % (folder, name), version="1.3"),
    }
    # What pydot hands on stands in quotation marks, with its escapes.
    import pydot

    def plain(text):
        return text[1:-1].replace("\\\\", "\0").replace('\\"', '"').replace("\0", "\\") if text[:1] == '"' else text

    (parsed,) = pydot.graph_from_dot_file("%s/%s.dot" % (folder, name), encoding="utf-8")
    dot = networkx.MultiGraph()
    for node in parsed.get_nodes():
        dot.add_node(plain(node.get_name()), label=plain(node.get("label")).replace("&amp;", "&"))
    for edge in parsed.get_edges():
        dot.add_edge(plain(edge.get_source()), plain(edge.get_destination()), weight=edge.get("weight"))
    graphs["dot"] = dot
    counted = {}
    for form, graph in graphs.items():
        labels = {node: data["label"] for node, data in graph.nodes(data=True)}
        counted[form] = (sorted(labels.values()), weights(graph, labels))
        expect(not graph.is_directed(), "%s: %s has a direction" % (form, name))
    for form in ("gexf", "dot"):
        expect(counted[form][0] == counted["graphml"][0], "%s: %s: nodes differ from graphml" % (form, name))
        expect(counted[form][1] == counted["graphml"][1], "%s: %s: edges differ from graphml" % (form, name))
    nodes, edges = counted["graphml"]
    if name in ("meetings", "empty", "pairs"):
        wanted = collections.Counter()
        for row in rows:
            if "pair" in row or "pair(participant)" in row:
                pair = row.get("pair") or row["pair(participant)"]
                pair = pair[0] if isinstance(pair[0], list) else pair
                wanted[frozenset(pair)] += row["n"]
            else:
                for two in itertools.combinations(named(row), 2):
                    wanted[frozenset(two)] += 1
        expect(edges == wanted, "graphml: %s: %s, not %s" % (name, edges - wanted, wanted - edges))


def check_jsonld(path, name, rows):
    graph = rdflib.Graph()
    graph.parse(path, format="json-ld")
    space = rdflib.Namespace("https://schema.org/")
    things = {"facts": space.Event, "meetings": space.Event, "attacks": space.Event, "statements": space.Event}
    things.update({"hostile": space.Event, "articles": space.Article, "people": space.Person})
    if name not in things:
        expect(len(graph) == 0, "jsonld: %s: there is something" % name)
        return
    found = set(graph.subjects(rdflib.RDF.type, things[name]))
    if name == "people":
        expect(len(found) == len(rows), "jsonld: people: %d of %d" % (len(found), len(rows)))
        return
    expect(len(found) == len(rows), "jsonld: %s: %d of %d" % (name, len(found), len(rows)))
    starts = {str(graph.value(thing, space.identifier)): thing for thing in found}
    for row in rows:
        if "id" not in row:
            continue
        thing = starts.get(row["id"])
        expect(thing is not None, "jsonld: %s: %s is missing" % (name, row["id"]))
        start = graph.value(thing, space.startDate)
        expect((str(start) if start else None) == (date(row) or {}).get("start"), "jsonld: %s: start" % name)
        status = graph.value(thing, space.eventStatus)
        scheduled = row["status"] in ("happened", "ongoing", "planned")
        wanted = space.EventScheduled if scheduled else space.EventCancelled if row["status"] == "cancelled" else None
        expect(status == wanted, "jsonld: %s: status of %s" % (name, row))


def check_cameo(path, name, rows):
    import csv

    with open(path, encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    facts = [row for row in rows if "id" in row]
    expect([row["id"] for row in found] == [row["id"] for row in facts], "cameo: %s: rows" % name)
    for code, row in zip(found, facts):
        expect(code["kind"] == row["kind"] and code["status"] == row["status"], "cameo: %s: kind" % name)
        expect(code["code"] in [""] + ["%02d" % n for n in range(1, 21)], "cameo: %s: code" % name)


def check_timeml(path, name, rows):
    """Read as ISO-TimeML's own tools do: every link has its ends, every value is one of TIMEX3, tags part no word."""
    import re
    import xml.etree.ElementTree

    document = xml.etree.ElementTree.parse(path).getroot()
    events = {event.get("eid") for event in document.iter("EVENT")}
    instances = {made.get("eiid"): made.get("eventID") for made in document.iter("MAKEINSTANCE")}
    times = {time.get("tid"): time for time in document.iter("TIMEX3")}
    expect(sorted(instances.values()) == sorted(events), "timeml: %s: instances" % name)
    facts = [row for row in rows if "id" in row]
    same = sum(link.get("relType") == "IDENTITY" for link in document.iter("TLINK"))
    expect(len(events) - same == len(facts), "timeml: %s: %d events of %d facts" % (name, len(events) - same, len(facts)))
    for link in document.iter("TLINK"):
        end = link.get("relatedToTime") or link.get("relatedToEventInstance")
        expect(link.get("eventInstanceID") in instances and (end in times or end in instances), "timeml: %s: link" % name)
    value = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d)?)?|-Q[1-4]|-W\d\d)?$|\d{3}X$|P\d+D$")
    for time in times.values():
        expect(value.match(time.get("value")), "timeml: %s: value %s" % (name, time.get("value")))
        for end in (time.get("beginPoint"), time.get("endPoint")):
            expect(end is None or end in times, "timeml: %s: point" % name)
    dated = sum(1 for row in facts if row.get("date"))
    linked = {link.get("eventInstanceID") for link in document.iter("TLINK") if link.get("relatedToTime")}
    expect(len(linked) >= dated, "timeml: %s: %d linked to times of %d" % (name, len(linked), dated))


def check_parquet(path, name, rows):
    table = pyarrow.parquet.read_table(path).to_pylist()
    expect(len(table) == len(rows), "parquet: %s: %d rows of %d" % (name, len(table), len(rows)))

    def same(value, wanted):
        if isinstance(wanted, dict):
            return value is not None and all(same(value[key], wanted[key]) for key in wanted)
        if isinstance(wanted, list):
            return len(value) == len(wanted) and all(map(same, value, wanted))
        if isinstance(value, datetime.datetime):
            return value == datetime.datetime.fromisoformat(wanted)
        return value == wanted

    for value, wanted in zip(table, rows):
        expect(value.keys() == wanted.keys() and all(same(value[k], wanted[k]) for k in wanted),
               "parquet: %s: %s, not %s" % (name, value, wanted))


def main():
    if shutil.which("duckdb") is None:
        sys.exit("there is no duckdb")
    program, articles = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, "hostile"))
        with open(os.path.join(folder, "hostile", "h.txt"), "w", encoding="utf-8") as file:
            file.write(HOSTILE)
        ask(program, articles, folder)
        expect(len(rows_of(folder, "empty")) == 0, "rows: empty has some")
        for name in ("facts", "meetings", "attacks", "statements", "hostile", "pairs", "people", "articles"):
            expect(len(rows_of(folder, name)) > 0, "rows: %s has none" % name)
        for name in QUERIES:
            rows = rows_of(folder, name)
            start = "%s/%s." % (folder, name)
            check_geojson(start + "geojson", name, rows)
            check_kml(start + "kml", name, rows)
            check_ics(start + "ics", name, rows)
            check_graphs(folder, name, rows)
            check_jsonld(start + "jsonld", name, rows)
            check_cameo(start + "cameo.tsv", name, rows)
            check_timeml(start + "tml", name, rows)
            check_parquet(start + "parquet", name, rows)
    for failure in failures[:40]:
        print(failure)
    if failures:
        sys.exit("%d differ" % len(failures))
    print("all agree: " + ", ".join("%s %d" % pair for pair in sorted(agreed.items())))


main()
