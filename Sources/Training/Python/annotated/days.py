"""Makes sets for `dateline-train date-weights` that say of facts without a date whether they were of the article's days.

usage: days.py OUT --facts FOLDER --reuters reuters.ndjson.gz

days.tsv has, of facts that the program found and for which no words give a day: the set, the document, the kind, where its word stands (Unicode
scalars), and P where it took place on the day of the article or in the three days before it, O where it was at another time, or is still
to come. FOLDER is the folder of annotated facts that they were found in ("facts"): OUT/facts is the same with "recent" added to its
gold.jsonl. Of stories of the agency ("reuters") OUT/agency has the texts, and these facts alone.
"""

import argparse
import collections
import gzip
import json
import os
import shutil

HERE = os.path.dirname(os.path.abspath(__file__))


def labels():
    rows = collections.defaultdict(dict)
    with open(os.path.join(HERE, "days.tsv"), encoding="utf-8") as file:
        for line in file:
            source, doc, kind, start, label = line.split()
            rows[source, doc][kind, int(start)] = label == "P"
    return rows


def write(folder, texts, facts):
    os.makedirs(folder + "/text", exist_ok=True)
    for doc, text in texts.items():
        with open(f"{folder}/text/{doc}.txt", "w", encoding="utf-8", newline="") as file:
            file.write(text)
    with open(folder + "/gold.jsonl", "w", encoding="utf-8") as file:
        file.writelines(json.dumps(fact) + "\n" for fact in facts)
    print(f"{folder}: {len(facts)} facts, {sum('recent' in fact for fact in facts)} with a label")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("--facts", required=True)
    parser.add_argument("--reuters", required=True)
    option = parser.parse_args()
    rows = labels()
    with open(option.facts + "/gold.jsonl", encoding="utf-8") as file:
        facts = [json.loads(line) for line in file]
    for fact in facts:
        for (kind, start), recent in rows.get(("facts", fact["doc"]), {}).items():
            # Where an annotator's words and the program's overlap, it is the same fact.
            if kind == fact["kind"] and not fact["date"] and any(m["start"] <= start < m["end"] for m in fact["mentions"]):
                fact["recent"] = recent
    write(option.out + "/facts", {}, facts)
    shutil.copytree(option.facts + "/text", option.out + "/facts/text", dirs_exist_ok=True)
    texts, facts = {}, []
    with gzip.open(option.reuters, "rt", encoding="utf-8") as file:
        for line in file:
            story = json.loads(line)
            for (kind, start), recent in rows.get(("reuters", story["id"]), {}).items():
                text = f"date {story['published']}\n\n{story['title']}\n\n{story['text']}\n"
                texts[story["id"]] = text
                if not text[start : start + 1].strip() or text[start - 1 : start].isalnum():
                    raise SystemExit(f"story {story['id']} is another text: no word stands at {start}")
                end = start + len(text[start:].split(maxsplit=1)[0].rstrip(".,;:"))
                mention = {"start": start, "end": end, "sentence": [start, end]}
                fact = {"doc": story["id"], "kind": kind, "status": "happened", "mentions": [mention], "roles": []}
                facts.append(fact | {"recent": recent})
    write(option.out + "/agency", texts, facts)


if __name__ == "__main__":
    main()
