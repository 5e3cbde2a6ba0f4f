"""Puts the articles together again whose annotations lie here: they are the project's own, the texts are not, and are not here.

usage: texts.py OUT [--worldwide worldwide-train.tsv] [--polnear FOLDER] [--wikinews wikinews.ndjson] [--reuters reuters.ndjson.gz]

Writes OUT/facts/text/*.txt with OUT/facts/gold.jsonl, the form that `prepare.py --facts` and `dateline-train country-weights` read (a
mention has roles of its own), and OUT/names.tsv, which `dateline-train names --worldwide` reads. What comes of another text than was
annotated is left out and counted.

  documents.jsonl.xz  {"doc", "source", "name", "pieces": [[start, end], …], "head", "hash"}: stretches of an article, joined by blank lines
  facts.jsonl.xz      a fact a line: kind, status, mentions and roles as offsets, place, country, date and source as they were told
  names.jsonl.xz      {"doc", "names": [[start, end, type], …]}

All offsets are in Unicode scalars.
"""

import argparse
import gzip
import hashlib
import json
import lzma
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
CLOSING = re.compile(r"[.,;:!?%)\]}’”…]|n['’]t|['’](s|re|ve|ll|d|m|S)?|''")
TOKEN = re.compile(r"\d[\d,.]*\d|\w+(?:[’']\w+)?|\S")
CLITIC = re.compile(r"(\w+)([’'](?:s|re|ve|ll|m|d)|n[’']t)$")


def joined(tokens):
    """A line of tokens as a newspaper prints it."""
    text, quote = "", ""
    for token in tokens:
        if not text:
            text = token
        elif token == '"':
            text += token if quote else " " + token
        elif quote == "open" or CLOSING.fullmatch(token) or text[-1] in "([{$£€“‘":
            text += token
        else:
            text += " " + token
        if token == '"':
            quote = "" if quote else "open"
        elif quote == "open":
            quote = "in"
    text = re.sub(r"(\w) - (\w)", r"\1-\2", text)
    text = re.sub(r"(\d) ?, (\d{3})\b", r"\1,\2", text)
    text = re.sub(r"(\w) / (\w)", r"\1/\2", text)
    return re.sub(r"(\$) (\d)", r"\1\2", text)


def worldwide(path):
    with open(path, encoding="utf-8") as file:
        for block in file.read().split("-DOCSTART-")[1:]:
            name, *paragraphs = block.split("\n\n")
            lines = [[row.split("\t")[0] for row in p.splitlines() if row.strip()] for p in paragraphs]
            lines = [line for line in lines if line]
            if lines and lines[0][0].startswith("http"):
                lines = lines[1:]
            text = "\n\n".join(map(joined, lines)).strip()
            yield name.strip(), re.sub(r"([’']) (s|re|ve|ll|t|d|m)\b", r"\1\2", text)


def polnear(folder):
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            yield name, file.read().strip()


def wikinews(path):
    with open(path, encoding="utf-8") as file:
        for record in map(json.loads, file):
            yield record["id"], (record["title"] + "\n\n" + record["text"]).strip()


def reuters(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for number, record in enumerate(map(json.loads, file)):
            yield str(number), ((record.get("title") or "") + "\n\n" + record["text"]).strip()


SOURCES = dict(worldwide=worldwide, polnear=polnear, wikinews=wikinews, reuters=reuters)


def read(name):
    with lzma.open(os.path.join(HERE, name), "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def tagged(text, names):
    """Tokens and tags (BIO) of a text, a token a line."""
    at = {}
    for start, end, kind in names:
        at.update((place, (start, kind)) for place in range(start, end))
    for line in re.finditer(r"[^\n]+", text):
        last = None
        for match in TOKEN.finditer(text, *line.span()):
            cut = CLITIC.fullmatch(match.group())
            middle = match.start() + len(cut[1]) if cut else match.end()
            for start, end in [(match.start(), middle), (middle, match.end())]:
                if start == end:
                    continue
                name = at.get(start)
                yield f"{text[start:end]}\t" + (f"{'I' if name == last else 'B'}-{name[1]}" if name else "O")
                last = name
        yield ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    for source in SOURCES:
        parser.add_argument("--" + source)
    option = parser.parse_args()
    whole = {
        (source, name): text
        for source, articles in SOURCES.items() if getattr(option, source)
        for name, text in articles(getattr(option, source))
    }
    texts, left = {}, 0
    for document in read("documents.jsonl.xz"):
        article = whole.get((document["source"], document["name"]), "")
        text = document["head"] + "\n\n".join(article[a:b] for a, b in document["pieces"]) + "\n"
        if digest(text) == document["hash"]:
            texts[document["doc"]] = text
        else:
            left += 1
    folder = os.path.join(option.out, "facts", "text")
    os.makedirs(folder, exist_ok=True)
    facts = [fact for fact in read("facts.jsonl.xz") if fact["doc"] in texts]
    for doc in {fact["doc"] for fact in facts}:
        with open(os.path.join(folder, doc + ".txt"), "w", encoding="utf-8", newline="") as file:
            file.write(texts[doc])
    with open(os.path.join(option.out, "facts", "gold.jsonl"), "w", encoding="utf-8") as file:
        for fact in facts:
            text = texts[fact["doc"]]
            for mention in fact["mentions"]:
                mention["text"] = text[mention["start"] : mention["end"]]
            for role in fact["roles"]:
                role["name"] = text[role["start"] : role["end"]]
            file.write(json.dumps(fact) + "\n")
    count = 0
    with open(os.path.join(option.out, "names.tsv"), "w", encoding="utf-8") as file:
        for document in read("names.jsonl.xz"):
            text = texts.get(document["doc"])
            if text is not None:
                count += 1
                file.write(f"-DOCSTART- {document['doc']}\n\n" + "\n".join(tagged(text, document["names"])) + "\n")
    print(f"{len(facts)} facts, names of {count} texts; {left} texts are not there, or are others")


if __name__ == "__main__":
    main()
