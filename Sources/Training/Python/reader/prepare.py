"""Puts annotated articles into one file for train.py.

usage: prepare.py OUT.pkl --program DATELINE-TRAIN --scorer FOLDER [--facts NAME=FOLDER …] [--mentions NAME=FOLDER …]
         [--invented NAME=FILE …] [--text NAME=FOLDER …]

Articles are cut and tagged by `dateline-train tokens`. A document is a dict: `words` (rows of the table of forms), `tags`,
`sentences` (first words and the end), and what is known of it:

  kind     per word: 0 none, 1 + row of KINDS, -100 not told
  status   per word: row of STATUSES, -100 not told
  arcs     [(trigger word, [(word, 1 + row of ROLES)], [words not told])]
  mentions [(word, number of the event)]
  told     [(scorer's sentence, kind, sure)] and `scored` (that sentence of each word), for kinds by sentence
"""

import argparse
import collections
import glob
import json
import os
import pickle
import re
import subprocess
import sys
import tempfile

import numpy as np

from labels import KINDS, LIGHT, ROLES, STATUSES

KIND_ROW = {name: row + 1 for row, name in enumerate(KINDS)}
ROLE_ROW = {name: row + 1 for row, name in enumerate(ROLES)}
STATUS_ROW = {name: row for row, name in enumerate(STATUSES)}
# What follows the head of a phrase ("the governor of Texas").
CUT = re.compile(r",|\s(?:of|in|for|from|at|on|to|with|who|that|which|and)\s")


class Forms:
    """A table of the forms of words."""

    def __init__(self):
        self.rows, self.forms = {}, []

    def row(self, form):
        if form not in self.rows:
            self.rows[form] = len(self.forms)
            self.forms.append(form)
        return self.rows[form]


def cut(program, paths):
    """The tokens of files by `dateline-train tokens`: (name, starts, ends, tags, sentence starts and the end)."""
    for first in range(0, len(paths), 500):
        lines = subprocess.run([program, "tokens", *paths[first : first + 500]], capture_output=True, check=True).stdout
        for line in lines.decode().splitlines():
            record = json.loads(line)
            bounds = [s[0] for s in record["sentences"]] + [len(record["start"])]
            yield record["doc"], record["start"], record["end"], record["tag"], bounds


def documents(program, folder, forms, group):
    """Documents of a folder's text files, with their texts and token offsets."""
    paths = sorted(glob.glob(os.path.join(folder, "*.txt")))
    texts = {os.path.basename(p)[:-4]: open(p, encoding="utf-8", newline="").read() for p in paths}
    for name, starts, ends, tags, bounds in cut(program, paths):
        text = texts[name]
        words = np.array([forms.row(text[a:b]) for a, b in zip(starts, ends)], np.int32)
        if len(words):
            yield dict(
                group=group, name=name, words=words, tags=np.array(tags, np.int8), sentences=np.array(bounds, np.int32)
            ), text, starts, ends


def inside(starts, ends, first, last):
    """The tokens that overlap the scalars first..<last."""
    a = np.searchsorted(ends, first, side="right")
    b = np.searchsorted(starts, last, side="left")
    return range(int(a), int(b))


def core(text, first, last):
    """The end of a phrase's core: where "of …", a clause or the next conjunct begins."""
    found = CUT.search(text[first:last])
    return first + found.start() if found and found.start() > 0 else last


def mark(document, text, starts, ends, trigger, kind, status, sure):
    """Labels a trigger's words and returns the first of them that is not light."""
    words = [w for w in inside(starts, ends, *trigger)]
    if not words:
        return None
    heavy = [w for w in words if text[starts[w] : ends[w]].lower() not in LIGHT] or words
    for word in words:
        if not sure:
            if document["kind"][word] == 0:
                document["kind"][word] = -100
        elif word in heavy:
            document["kind"][word] = KIND_ROW[kind]
            document["status"][word] = STATUS_ROW[status]
        elif document["kind"][word] == 0:
            document["kind"][word] = -100
    return heavy[0]


def blank(document):
    count = len(document["words"])
    document.update(
        kind=np.zeros(count, np.int8), status=np.full(count, -100, np.int8), arcs=[], mentions=[]
    )


def fill(fillers, open_words, text, starts, ends, where, role):
    """Adds the words of a phrase: its core fills the role, the rest, or all where there is no such role, is not told."""
    end = core(text, *where)
    for word in inside(starts, ends, *where):
        if role is not None and starts[word] < end:
            fillers.setdefault(word, role)
        else:
            open_words.add(word)


def facts(program, folder, forms, group, sentences):
    """Documents of a folder with text/ and gold.jsonl, the form of the fact sets."""
    gold = collections.defaultdict(list)
    for line in open(os.path.join(folder, "gold.jsonl"), encoding="utf-8"):
        record = json.loads(line)
        if record.get("kind") in KIND_ROW:
            gold[record["doc"]].append(record)
    for document, text, starts, ends in documents(program, os.path.join(folder, "text"), forms, group):
        starts, ends = np.array(starts), np.array(ends)
        blank(document)
        told = set()
        places = sentences(text)
        where = lambda offset: next((i for i, (a, b) in enumerate(places) if a <= offset < b), -1)
        document["scored"] = np.array([where(s) for s in starts], np.int32)
        for number, fact in enumerate(gold[document["name"]]):
            sure = fact.get("note") != "doubtful"
            for order, mention in enumerate(fact["mentions"]):
                told.add((where(mention["start"]), KIND_ROW[fact["kind"]], sure))
                word = mark(
                    document, text, starts, ends, (mention["start"], mention["end"]), fact["kind"], fact["status"], sure
                )
                if word is None:
                    continue
                document["mentions"].append((word, number))
                # Where mentions have no roles of their own, those of the fact stand at its first.
                roles = mention.get("roles", None if order else fact["roles"])
                if not sure or roles is None:
                    continue
                fillers, open_words = {}, set()
                for role in roles:
                    if role.get("start") is None:
                        continue
                    fill(fillers, open_words, text, starts, ends, (role["start"], role["end"]), ROLE_ROW.get(role["role"]))
                document["arcs"].append((word, sorted(fillers.items()), sorted(open_words - set(fillers))))
        document["told"] = sorted(told)
        yield document


def find(text, span, phrase):
    """Where a phrase stands in a sentence; "talks#2" is its second occurrence. None if it does not."""
    numbered = re.fullmatch(r"(.+)#(\d+)", phrase)
    phrase, number = numbered.groups() if numbered else (phrase, None)
    # The annotators saw sentences with single spaces.
    pattern = r"\s+".join(re.escape(part) for part in phrase.split())
    found = list(re.finditer(pattern, text[span[0] : span[1]]))
    if not number:
        # "he" is not the middle of "the".
        whole = rf"(?<!\w){pattern}(?!\w)"
        found = list(re.finditer(whole, text[span[0] : span[1]])) or found
    index = int(number or 1) - 1
    if not pattern or not 0 <= index < len(found):
        return None
    return span[0] + found[index].start(), span[0] + found[index].end()


def annotate(document, text, starts, ends, places, lines):
    """Marks what lines `sentence|trigger|kind|status|event|roles` say of the sentences `places`."""
    starts, ends = np.array(starts), np.array(ends)
    blank(document)
    for line in lines:
        part = [p.strip() for p in line.split("|")]
        if len(part) != 6 or part[2] not in KIND_ROW or part[3] not in STATUS_ROW:
            continue
        number = int(part[0]) if part[0].isdigit() else 0
        if not 1 <= number <= len(places):
            raise SystemExit(f"{document['name']}: no sentence {part[0]}: {line}")
        span = places[number - 1]
        trigger = find(text, span, part[1])
        if trigger is None:
            continue
        word = mark(document, text, starts, ends, trigger, part[2], part[3], True)
        if word is None:
            continue
        document["mentions"].append((word, int(re.sub(r"\D", "", part[4]) or 0)))
        fillers, open_words = {}, set()
        for item in part[5].split(";"):
            role, _, phrase = item.strip().partition("=")
            where = find(text, span, phrase) if phrase else None
            if where is None or role not in ROLE_ROW:
                continue
            fill(fillers, open_words, text, starts, ends, where, ROLE_ROW[role])
        document["arcs"].append((word, sorted(fillers.items()), sorted(open_words - set(fillers))))


def mentions(program, folder, forms, group, sentences):
    """Documents of a folder with in/*.txt and out/*.txt, a line a mention."""
    marked = {os.path.basename(p)[:-4] for p in glob.glob(os.path.join(folder, "out", "*.txt"))}
    for document, text, starts, ends in documents(program, os.path.join(folder, "in"), forms, group):
        if document["name"] in marked:
            with open(os.path.join(folder, "out", document["name"] + ".txt"), encoding="utf-8") as file:
                annotate(document, text, starts, ends, sentences(text), file.read().splitlines())
            yield document


def invented(program, path, forms, group):
    """Documents of a file like invented.txt: blank lines between them; "# name", a sentence a line, "= " before mentions."""
    with open(path, encoding="utf-8") as file:
        blocks = [block.splitlines() for block in re.split(r"\n\s*\n", file.read().strip())]
    told, places = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        for lines in blocks:
            name = lines[0][2:]
            spans, text = [], ""
            for line in lines[1:]:
                if not line.startswith("= "):
                    spans.append((len(text), len(text) + len(line)))
                    text += line + "\n\n"
            told[name], places[name] = [line[2:] for line in lines if line.startswith("= ")], spans
            with open(os.path.join(folder, name + ".txt"), "w", encoding="utf-8") as file:
                file.write(text)
        for document, text, starts, ends in documents(program, folder, forms, group):
            annotate(document, text, starts, ends, places[document["name"]], told[document["name"]])
            yield document


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("--program", required=True)
    parser.add_argument("--scorer", required=True, help="folder of facts.py, whose sentences the annotators saw")
    for kind in ("facts", "mentions", "invented", "text"):
        parser.add_argument("--" + kind, action="append", default=[], metavar="NAME=PATH")
    option = parser.parse_args()
    sys.path.insert(0, option.scorer)
    from facts import sentences

    pairs = lambda items: [item.split("=", 1) for item in items]
    forms, result = Forms(), []
    for group, path in pairs(option.facts):
        result += facts(option.program, path, forms, group, sentences)
    for group, path in pairs(option.mentions):
        result += mentions(option.program, path, forms, group, sentences)
    for group, path in pairs(option.invented):
        result += invented(option.program, path, forms, group)
    for group, path in pairs(option.text):
        result += [document for document, *_ in documents(option.program, path, forms, group)]
    with open(option.out, "wb") as file:
        pickle.dump(dict(documents=result, forms=forms.forms), file, protocol=4)
    groups = collections.Counter()
    size = collections.Counter()
    for document in result:
        groups[document["group"]] += 1
        size[document["group"]] += len(document["words"])
    for group in groups:
        print(group, groups[group], "documents", size[group], "words")
    print(len(forms.forms), "forms")


if __name__ == "__main__":
    main()
