#!/usr/bin/env python3
"""Recounts answers of dateline with code of its own.

    recount.py PROGRAM ARTICLES

Asks the program once for all rows of a few sources, then asks it questions about them, answers these itself from the rows,
and compares. Says what differs and leaves with 1, or says how many agree and leaves with 0.
"""

import collections
import datetime
import itertools
import json
import math
import subprocess
import sys
import unicodedata

# What the program answers to `.show near`.
MARK = "100 km"


def ask(program, articles, statements):
    """The rows that each statement prints."""
    arguments = [program, articles, "-q", "--mode", "ndjson"]
    for statement in statements:
        arguments += ["-c", statement, "-c", ".show near"]
    run = subprocess.run(arguments, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit("the program left with %d: %s" % (run.returncode, run.stderr))
    answers, rows = [], []
    for line in run.stdout.splitlines():
        if line == MARK:
            answers.append(rows)
            rows = []
        else:
            rows.append(json.loads(line))
    return answers


# Values.


def fold(text):
    """Small letters without accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def instant(text, is_end):
    """The minute that a date starts at, or the one before which it ends."""
    if "T" in text:
        return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M")
    day = datetime.datetime.strptime(text, "%Y-%m-%d")
    return day + datetime.timedelta(days=1) if is_end else day


def span(row):
    """A fact's stretch of time; None where it has no date."""
    date = row["date"]
    return date and (instant(date["start"], False), instant(date["end"], True))


def period(first, last=None):
    """Days as a stretch of time: a year, a month or a day as it is written, or from one to another."""

    def bounds(text):
        parts = [int(part) for part in text.split("-")]
        start = datetime.datetime(*(parts + [1, 1])[:3])
        if len(parts) == 1:
            return start, datetime.datetime(parts[0] + 1, 1, 1)
        if len(parts) == 2:
            return start, datetime.datetime(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
        return start, start + datetime.timedelta(days=1)

    return bounds(first)[0], bounds(last or first)[1]


def unit(name, day):
    """The day, week, month, quarter or year that a day lies in, as a stretch of time."""
    if name == "day":
        return day, day + datetime.timedelta(days=1)
    if name == "week":
        monday = day - datetime.timedelta(days=day.weekday())
        return monday, monday + datetime.timedelta(days=7)
    if name == "year":
        return datetime.datetime(day.year, 1, 1), datetime.datetime(day.year + 1, 1, 1)
    months = 3 if name == "quarter" else 1
    first = (day.month - 1) // months * months
    end = day.year * 12 + first + months
    return datetime.datetime(day.year, first + 1, 1), datetime.datetime(end // 12, end % 12 + 1, 1)


def written(stretch, precision):
    """A stretch of whole days as the program writes it."""
    last = stretch[1] - datetime.timedelta(days=1)
    return {"start": stretch[0].strftime("%Y-%m-%d"), "end": last.strftime("%Y-%m-%d"), "precision": precision}


def kilometres(a, b):
    """The great circle between two points, by the haversine formula."""
    (la, lo), (lb, lp) = [[math.radians(degree) for degree in point] for point in (a, b)]
    half = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((lp - lo) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(half))


# Keys of groups: the values that a row has, each once.


def unique(values):
    seen = []
    for value in values:
        if value not in seen:
            seen.append(value)
    return seen


def field(name):
    def values(row):
        value = row[name]
        return unique(value) if isinstance(value, list) else [] if value is None else [value]

    return values


def calendar(name):
    def values(row):
        time = span(row)
        if not time:
            return []
        day = time[0].replace(hour=0, minute=0)
        stretch = unit(name, day)
        # A fact of a whole year has no month.
        return [written(stretch, name)] if time[1] <= stretch[1] else []

    return values


def pairs(name):
    return lambda row: [sorted(pair) for pair in itertools.combinations(field(name)(row), 2)]


def grouped(rows, keys):
    """Rows by the values of keys."""
    groups = collections.OrderedDict()
    for row in rows:
        for values in itertools.product(*[key(row) for _, key in keys]):
            groups.setdefault(json.dumps(values, sort_keys=True), (values, []))[1].append(row)
    return [(dict(zip([name for name, _ in keys], values)), members) for values, members in groups.values()]


def count(rows):
    return [{"n": len(rows)}]


def count_by(rows, *keys):
    return [dict(group, n=len(members)) for group, members in grouped(rows, keys)]


def aggregate(rows, name, function, value, *keys):
    found = []
    for group, members in grouped(rows, keys):
        values = [one for member in members for one in field(value)(member)]
        found.append(dict(group, **{name: function(values) if values else None}))
    return found


def earliest(dates):
    return min(dates, key=lambda date: (instant(date["start"], False), instant(date["end"], True)))


def latest(dates):
    return max(dates, key=lambda date: (instant(date["start"], False), instant(date["end"], True)))


KIND = ("kind", field("kind"))
STATUS = ("status", field("status"))
COUNTRY = ("country(location)", field("location.country"))
HIDDEN = ("denied", "failed", "cancelled")


def questions(all_facts, articles, people, points):
    """Pairs of a statement and the rows that answer it."""
    told = [fact for fact in all_facts if fact["status"] not in HIDDEN]
    sure = [fact for fact in all_facts if fact["confidence"] >= 0.5]
    facts = [fact for fact in told if fact in sure]

    def where(test, rows=facts):
        return [row for row in rows if test(row)]

    def during(stretch, rows=facts):
        return where(lambda row: span(row) and stretch[0] <= span(row)[0] and span(row)[1] <= stretch[1], rows)

    def dated(test):
        return where(lambda row: span(row) and test(*span(row)))

    def near(name, distance):
        def test(row):
            place = row["location"]
            if not place or place["latitude"] is None:
                return False
            return kilometres((place["latitude"], place["longitude"]), points[name]) <= distance

        return where(test)

    def with_name(*names):
        return where(lambda row: all(name in row["participant"] for name in names))

    for rows, modifiers in ((facts, ""), (sure, " status any"), (told, " confidence any")):
        yield "facts%s | count" % modifiers, count(rows)
    yield "facts status any confidence any | count", count(all_facts)
    for kind, source in (
        ("meeting", "meetings"), ("visit", "visits"), ("statement", "statements"), ("attack", "attacks"),
        ("agreement", "agreements"),
    ):
        yield source + " | count", count(where(lambda row: row["kind"] == kind))
    for status in ("happened", "planned", "denied", "ongoing"):
        yield "facts where status = %s | count" % status, count(where(lambda row: row["status"] == status, sure))

    # Groups.
    yield "facts | count by kind", count_by(facts, KIND)
    yield "facts | count by status", count_by(facts, STATUS)
    yield "facts status any | count by status", count_by(sure, STATUS)
    yield "facts | count by kind, status", count_by(facts, KIND, STATUS)
    yield "facts | count by main", count_by(facts, ("main", field("main")))
    yield "facts | count by outlet", count_by(facts, ("outlet", field("outlet")))
    yield "facts | count by source", count_by(facts, ("source", field("source")))
    yield "facts | count by sources", count_by(facts, ("sources", field("sources")))
    yield "facts | count by country(location)", count_by(facts, COUNTRY)
    yield "facts | count by participant.country", count_by(facts, ("participant.country", field("participant.country")))
    names = ("Joe Biden", "Xi Jinping", "Volodymyr Zelenskyy", "Andrzej Duda", "NATO")
    yield (
        "facts | count by participant | where participant is one of (%s)" % ", ".join('"%s"' % name for name in names),
        [row for row in count_by(facts, ("participant", field("participant"))) if row["participant"] in names],
    )
    meetings = where(lambda row: row["kind"] == "meeting")
    yield "meetings | count by pair(participant)", count_by(meetings, ("pair(participant)", pairs("participant")))
    for name in ("day", "week", "month", "quarter", "year"):
        yield "facts | count by " + name, count_by(facts, (name, calendar(name)))
    yield "facts | count by kind, month", count_by(facts, KIND, ("month", calendar("month")))
    yield "facts | count by country(location), year", count_by(facts, COUNTRY, ("year", calendar("year")))

    # Periods.
    for text in ("2022", "2023", "2023-02", "2023-04-05"):
        yield "facts during %s | count" % text, count(during(period(text)))
    yield "facts in 2022-11 | count by kind", count_by(during(period("2022-11")), KIND)
    yield "facts from 2023-01 to 2023-06 | count", count(during(period("2023-01", "2023-06")))
    for text in ("2023", "2023-02-20"):
        low, high = period(text)
        yield "facts before %s | count" % text, count(dated(lambda start, end: end <= low))
        yield "facts after %s | count" % text, count(dated(lambda start, end: start >= high))
        yield "facts since %s | count" % text, count(dated(lambda start, end: start >= low))
        yield "facts overlaps %s | count" % text, count(dated(lambda start, end: start < high and low < end))

    # Places.
    for name, distance in (("Warsaw", 300), ("Kyiv", 50), ("Beijing", 1500), ("Berlin", 600), ("London", 5)):
        statement = 'facts near "%s" within %d km | count' % (name, distance)
        yield statement, count(near(name, distance))
    yield 'facts where location.country = "Poland" | count', count(where(lambda row: row["location.country"] == "Poland"))

    # Who.
    for name in ("Joe Biden", "Xi Jinping", "Volodymyr Zelenskyy"):
        yield 'facts with "%s" | count by kind' % name, count_by(with_name(name), KIND)
    yield 'facts with "Joe Biden" and "Volodymyr Zelenskyy" | count', count(with_name("Joe Biden", "Volodymyr Zelenskyy"))
    yield (
        'facts where participant.country = "Ukraine" and status = happened | count',
        count(where(lambda row: "Ukraine" in row["participant.country"] and row["status"] == "happened", sure)),
    )

    # Presence, numbers, logic.
    for name in ("date", "location", "participant", "killed"):
        has = [row for row in facts if field(name)(row)]
        yield "facts where has %s | count" % name, count(has)
        yield "facts where has no %s | count" % name, count(where(lambda row: row not in has))
    yield "facts where sources >= 2 | count", count(where(lambda row: row["sources"] >= 2))
    yield "facts where mentions > 2 | count", count(where(lambda row: row["mentions"] > 2))
    yield "facts where confidence >= 0.9 | count", count(where(lambda row: row["confidence"] >= 0.9, told))
    yield "facts where confidence < 0.5 | count", count(where(lambda row: row["confidence"] < 0.5, told))
    yield "facts where killed >= 1 | count", count(where(lambda row: (row["killed"] or 0) >= 1))
    yield "facts where not (main = yes) | count", count(where(lambda row: not row["main"]))
    yield "facts where kind is one of (meeting, visit) | count", count(where(lambda row: row["kind"] in ("meeting", "visit")))
    yield (
        "facts where kind = meeting or main = yes | count by kind",
        count_by(where(lambda row: row["kind"] == "meeting" or row["main"]), KIND),
    )
    yield (
        'facts where text contains "border" | count',
        count(where(lambda row: any("border" in fold(text) for text in row["text"]))),
    )
    yield "facts except meetings | count", count(where(lambda row: row["kind"] != "meeting"))
    yield "(meetings union visits) | count", count(where(lambda row: row["kind"] in ("meeting", "visit")))

    # Aggregates.
    yield "facts | sum killed", aggregate(facts, "sum", sum, "killed")
    yield "facts | sum sources by kind", aggregate(facts, "sum", sum, "sources", KIND)
    yield "facts | sum killed by kind", aggregate(facts, "sum", sum, "killed", KIND)
    yield "facts | average confidence by kind", aggregate(
        facts, "average", lambda values: sum(values) / len(values), "confidence", KIND)
    yield "facts | max mentions by status", aggregate(facts, "max", max, "mentions", STATUS)
    yield "facts | min date by kind", aggregate(facts, "min", earliest, "date", KIND)
    yield "facts | max date by kind", aggregate(facts, "max", latest, "date", KIND)
    different = lambda values: len(unique(values))
    for name in ("participant", "outlet", "status"):
        yield "facts | count distinct %s by kind" % name, [
            dict(row, n=row["n"] or 0) for row in aggregate(facts, "n", different, name, KIND)]
    yield "facts | distinct kind", [group for group, _ in grouped(facts, [KIND])]
    yield "facts | distinct country(location)", [group for group, _ in grouped(facts, [COUNTRY])]
    yield "facts | percent by status", [
        dict(row, percent=round(row["n"] * 100 / len(facts) + 1e-9, 1)) for row in count_by(facts, STATUS)]

    # Calculated values: none where a field has none; days from the start of one date to that of another.
    def days(one, other):
        return (other.date() - one.date()).days

    def moved(time, count):
        return tuple(end + datetime.timedelta(days=count) for end in time)

    late = [
        (row, days(span(row)[0], instant(published["start"], False)))
        for row in facts if span(row) for published in row["article.date"]]
    yield "facts where sources * 2 > mentions | count", count(where(lambda row: row["sources"] * 2 > row["mentions"]))
    yield "facts where mentions - sources - 1 >= 0 | count", count(
        where(lambda row: row["mentions"] - row["sources"] - 1 >= 0))
    yield "facts where killed / sources > 2 * (1 + 1) | count", count(
        where(lambda row: row["killed"] is not None and row["killed"] / row["sources"] > 4))
    yield "facts | sum (sources + mentions * 2) as weight by kind", [
        dict(group, weight=sum(row["sources"] + row["mentions"] * 2 for row in members))
        for group, members in grouped(facts, [KIND])]
    yield "facts | count by mentions - sources as more", count_by(
        facts, ("more", lambda row: [row["mentions"] - row["sources"]]))
    yield "facts | show -confidence / 2 as half, kind | where half < -0.4 | show half", [
        {"half": -row["confidence"] / 2} for row in facts if -row["confidence"] / 2 < -0.4]
    for text, least in (("7 days", 7), ("2 weeks", 14), ("-1", -1)):
        yield "facts where article.date - date > %s | count" % text, count(
            [row for row in facts if any(other is row and number > least for other, number in late)])
    yield "facts | max (article.date - date) as latest", [{"latest": max(number for _, number in late)}]
    yield "facts where date + 30 days < 2023 | count", count(
        dated(lambda start, end: moved((start, end), 30)[1] <= period("2023")[0]))
    yield "facts where date - 2 weeks during 2023 | count", count(
        dated(lambda start, end: period("2023")[0] <= moved((start, end), -14)[0]
              and moved((start, end), -14)[1] <= period("2023")[1]))
    yield "facts | count by end(date) - start(date) + 1 as days", count_by(
        facts, ("days", lambda row: [days(span(row)[0], span(row)[1] - datetime.timedelta(minutes=1)) + 1] if span(row) else []))

    # Other rows.
    yield "articles | count by outlet", count_by(articles, ("outlet", field("outlet")))
    yield "articles where facts > 5 | count", count([row for row in articles if row["facts"] > 5])
    yield "people | count by country", count_by(people, ("country", field("country")))
    yield "people where mentions >= 5 | count", count([row for row in people if row["mentions"] >= 5])
    yield "articles during 2023 | sum facts", [
        {"sum": sum(row["facts"] for row in during(period("2023"), articles))}]


def comparable(rows):
    """Rows in any order, numbers to nine digits."""

    def plain(value):
        if isinstance(value, bool) or value is None or isinstance(value, str):
            return value
        if isinstance(value, (int, float)):
            return round(float(value), 9)
        if isinstance(value, list):
            return [plain(one) for one in value]
        # Of a pair neither comes first.
        return {key: sorted(one) if key.startswith("pair(") else plain(one) for key, one in value.items()}

    return sorted(json.dumps(plain(row), sort_keys=True) for row in rows)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    program, path = sys.argv[1:]
    cities = ["Warsaw", "Kyiv", "Beijing", "Berlin", "London"]
    given = ask(
        program, path,
        ["facts status any confidence any | show *, participant.country, location.country, article.date", "articles | show *",
         "people | show *"] + ['.place "%s"' % city for city in cities])
    points = {city: (rows[0]["latitude"], rows[0]["longitude"]) for city, rows in zip(cities, given[3:])}
    asked = list(questions(*given[:3], points))
    answers = ask(program, path, [statement for statement, _ in asked])
    if len(answers) != len(asked) or len(asked) < 60:
        sys.exit("%d answers to %d questions" % (len(answers), len(asked)))
    differing = 0
    for (statement, expected), answer in zip(asked, answers):
        mine, its = comparable(expected), comparable(answer)
        if mine == its:
            continue
        differing += 1
        print(statement)
        for row in sorted(set(mine) - set(its)):
            print("  recounted  " + row)
        for row in sorted(set(its) - set(mine)):
            print("  answered   " + row)
    if differing:
        sys.exit("%d of %d answers differ" % (differing, len(asked)))
    print("%d answers agree with a recount of %d facts" % (len(asked), len(given[0])))


if __name__ == "__main__":
    main()
