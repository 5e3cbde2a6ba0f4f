"""Fits the weights of `PlaceGuess.swift`: where a fact took place whose own words do not say.

usage: guess.py RECORDS.jsonl SET       needs numpy

RECORDS.jsonl is what `dateline extract SET/text/*.txt` prints with a program that guesses no places (`PlaceGuess.least` set to
infinity), SET a folder with gold.jsonl. Every place that an article names is a candidate for every fact without a place of its own
that the annotators found, too; it is right where it has the name that they gave. Prints a weight for each feature.
"""

import collections
import json
import re
import sys

import numpy as np

NAMES = (
    "bias same-sentence same-sentence-within-100 next-sentence two-sentences six-sentences title lead country known-country "
    "mentions commonest takes-part behind-in behind-in-same-sentence"
).split()
AFAR = {"meeting", "visit", "call", "negotiation", "agreement"}


def words(name):
    return re.findall(r"\w+", name.lower().removeprefix("the "))


def same(a, b):
    x, y = words(a), words(b)
    return bool(x and y) and (x[-1] == y[-1] or set(x) <= set(y) or set(y) <= set(x))


def features(fact, place, mentions, commonest, bounds, text):
    sentence = lambda offset: int(np.searchsorted(bounds, offset, side="right")) - 1
    near = min(
        (abs(sentence(p["start"]) - sentence(m["start"])), abs(p["start"] - m["start"]), p["start"])
        for p in mentions for m in fact["mentions"]
    )
    at = sentence(near[2])
    before = text[max(0, near[2] - 12) : near[2]].split()
    behind = bool(before) and before[-1].lower() in ("in", "at", "near", "outside")
    known = (fact.get("place") or {}).get("country")
    country = mentions[0]["isCountry"]
    return [
        1, near[0] == 0 and near[1] >= 100, near[0] == 0 and near[1] < 100, near[0] == 1, near[0] == 2, near[0] >= 6, at == 0,
        at in (1, 2), country, country and known == mentions[0].get("country"), min(3, np.log1p(len(mentions))),
        place == commonest, place in {r.get("name") for r in fact["roles"]}, behind and near[0] > 0, behind and near[0] == 0,
    ]


def fit(x, y, penalty=1.0):
    """Logistic regression by Newton's method."""
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - y) + penalty * weights
        weights -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + penalty * np.eye(x.shape[1]), slope)
    return weights


def main():
    records, folder = sys.argv[1:]
    facts, places = collections.defaultdict(list), collections.defaultdict(lambda: collections.defaultdict(list))
    for line in open(records, encoding="utf-8"):
        record = json.loads(line)
        if record["record"] == "fact":
            facts[record["doc"]].append(record)
        elif record["record"] == "place" and record.get("name") and not record.get("adjective"):
            record["isCountry"] = record["name"] in COUNTRIES
            places[record["doc"]][record["name"]].append(record)
    x, y = [], []
    for line in open(folder + "/gold.jsonl", encoding="utf-8"):
        gold = json.loads(line)
        if gold["kind"] in AFAR or gold.get("note") == "doubtful":
            continue
        text = open(f"{folder}/text/{gold['doc']}.txt", encoding="utf-8", newline="").read()
        bounds = [0] + [m.end() for m in re.finditer(r"\n+|(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])", text)]
        found = next((
            f for f in facts[gold["doc"]] if f["kind"] == gold["kind"] and not (f.get("place") or {}).get("name")
            and any(m["sentence"][0] <= n["start"] < m["sentence"][1] for m in gold["mentions"] for n in f["mentions"])
        ), None)
        named = places[gold["doc"]]
        if found is None or not named:
            continue
        commonest = max(named, key=lambda name: len(named[name]))
        for name, mentions in named.items():
            x.append(features(found, name, mentions, commonest, bounds, text))
            y.append(bool(gold.get("place")) and same(gold["place"], name))
    for name, weight in zip(NAMES, fit(np.array(x, float), np.array(y, float))):
        print(f"{name:28} {weight:6.2f}")
    print(len(y), "candidates,", sum(y), "right")


COUNTRIES = {
    line.split("|")[1].strip()
    for line in open(__file__.rsplit("/Training/", 1)[0] + "/CAtlasData/data/countries.txt", encoding="utf-8")
    if "|" in line and not line.startswith("#")
}

if __name__ == "__main__":
    main()
