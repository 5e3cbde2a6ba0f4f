#!/usr/bin/env python3
"""build.py PROFILES OUTPUT [--ngrams N]: the table by which a text's language is told, from n-gram profiles.

PROFILES is the folder `profiles` of the Python package langdetect (Apache-2.0): of each language the counts of one to three
letters in a row, at the borders of words with a space. OUTPUT holds, for each group of languages that share a script, the
languages, the rows of letters that tell them apart, and of each the logarithm of its probability in each language.

All numbers are little-endian:
  "DLLANG01"
  number of groups (u32), then for each group
    number of languages (u32), number of rows (u32)
    the languages' codes, 8 bytes each, filled with zero bytes
    the rows' keys (u64, ascending): three letters of 16 bits, the last in the lowest
    the rows' values (u8 each, languages in order): 16 times the binary logarithm of the probability, from -16 on
"""
import argparse, json, math, os, re, struct

GROUPS = [
    "af ca cs cy da de en es et fi fr hr hu id it lt lv nl no pl pt ro sk sl so sq sv sw tl tr vi".split(),
    "bg mk ru uk".split(), "ar fa ur".split(), "hi mr ne".split(),
]

def counts(folder, language):
    frequencies = json.load(open(os.path.join(folder, language), encoding="utf-8"))["freq"]
    found = {}
    for letters, count in frequencies.items():
        if len(letters) != 3 or max(map(ord, letters)) > 0xFFFF: continue
        key = letters.lower()
        if len(key) == 3 and not re.search(r"[0-9]", key): found[key] = found.get(key, 0) + count
    return found

def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("profiles")
    parser.add_argument("output")
    parser.add_argument("--ngrams", type=int, default=300, help="of each language, the most frequent")
    options = parser.parse_args()
    data = b"DLLANG01" + struct.pack("<I", len(GROUPS))
    for languages in GROUPS:
        tables = [counts(options.profiles, language) for language in languages]
        sums = [sum(table.values()) for table in tables]
        chosen = set()
        for table in tables:
            chosen.update(sorted(table, key=lambda key: (-table[key], key))[:options.ngrams])
        rows = sorted((sum(ord(c) << (16 * (2 - i)) for i, c in enumerate(key)), key) for key in chosen)
        data += struct.pack("<II", len(languages), len(rows))
        for language in languages: data += language.encode().ljust(8, b"\0")
        for number, _ in rows: data += struct.pack("<Q", number)
        for _, key in rows:
            for table, total in zip(tables, sums):
                probability = (table.get(key, 0) + 0.5) / (total + 0.5 * len(rows))
                data += bytes([max(0, min(255, round(16 * (16 + math.log2(probability)))))])
        print(languages[0], len(languages), "languages", len(rows), "rows")
    open(options.output, "wb").write(data)
    print(len(data), "bytes")

main()
