"""Makes a set for `dateline-train place-weights --facts` of an agency's stories: what city their datelines mean.

usage: datelines.py STORIES.ndjson.gz cities500.json OUT [--each N] [--list]

An agency's dateline names a city alone where the world knows which is meant, and puts the state or country behind it where it does
not ("ROCHESTER, N.Y., April 7 -"). So of a dateline of one name, the best known bearer is meant: the one with the most people
and names, as `PlacesBuilder.fame` counts. Where the second is nearly as well known, and where only one country has the name, nothing is
taken. Up to N stories of each city (12) are taken, in the order of the file. Writes OUT/text/*.txt and OUT/gold.jsonl, a fact of no
mentions a story, with its place and country; --list prints what was taken for whom.
"""

import argparse
import collections
import gzip
import json
import math
import os
import re
import unicodedata

MONTHS = "jan|feb|march|april|may|june|july|aug|sept|oct|nov|dec"
DATELINE = re.compile(rf"\s*([A-Z][A-Z .'-]+[A-Z]), (?:{MONTHS})[a-z]*\.? \d+ - ", re.IGNORECASE)
# How much better known the best known bearer must be than any of another country: Cambridge and Birmingham are left out.
MARGIN = 15


def folded(name):
    letters = unicodedata.normalize("NFKD", name.lower())
    return "".join(c for c in letters if not unicodedata.combining(c)).replace(".", "").strip()


def fame(city):
    return 9 * math.log10(max(1, city["population"])) + 11 * math.log(1 + len(city["alternatenames"]))


def bearers(path):
    with open(path, encoding="utf-8") as file:
        cities = json.load(file).values()
    found = collections.defaultdict(list)
    for city in cities:
        for name in {folded(city["name"])} | {folded(n) for n in city["alternatenames"] if n.isascii()}:
            found[name].append((fame(city), city["countrycode"]))
    return found


def country(rivals):
    """The country that a name alone means, if that is clear and another has the name, too."""
    best = max(rivals)
    others = [fame for fame, code in rivals if code != best[1]]
    return best[1] if others and max(others) < best[0] - MARGIN else None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stories")
    parser.add_argument("cities")
    parser.add_argument("out")
    parser.add_argument("--each", type=int, default=12)
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    names = bearers(options.cities)
    taken = collections.Counter()
    os.makedirs(options.out + "/text", exist_ok=True)
    with gzip.open(options.stories, "rt", encoding="utf-8") as file, open(
        options.out + "/gold.jsonl", "w", encoding="utf-8"
    ) as gold:
        for line in file:
            story = json.loads(line)
            match = DATELINE.match(story["text"])
            if not match or match[1] != match[1].upper():
                continue
            code = country(names[folded(match[1])]) if folded(match[1]) in names else None
            if code is None or taken[match[1], code] == options.each:
                continue
            taken[match[1], code] += 1
            doc = "dateline-" + story["id"]
            with open(f"{options.out}/text/{doc}.txt", "w", encoding="utf-8") as text:
                text.write(f"date {story['published']}\n\n{story['title']}\n\n{story['text']}\n")
            fact = {"doc": doc, "kind": "event", "status": "happened", "mentions": [], "roles": []}
            gold.write(json.dumps(fact | {"place": match[1], "country": code}) + "\n")
    print(f"{sum(taken.values())} stories of {len(taken)} cities")
    if options.list:
        print(" ".join(f"{name}:{code}:{count}" for (name, code), count in sorted(taken.items())))


if __name__ == "__main__":
    main()
