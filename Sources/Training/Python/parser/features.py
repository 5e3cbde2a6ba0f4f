"""What the parser sees of a token. `Sources/English/Parsing/WordFeatures.swift` does the same on bytes."""

import re

import numpy as np

UNIVERSAL_KEPT = {"nsubj:pass", "aux:pass", "acl:relcl", "nmod:poss", "compound:prt", "obl:unmarked", "obl:agent"}
TO_DEP = {"dep", "goeswith", "orphan", "dislocated", "reparandum"}
TO_PARATAXIS = {"list", "vocative"}

# The order of `Relation` in Sources/English/Tags.swift without `none`.
RELATIONS = (
    "root acl acl:relcl advcl advmod amod appos aux aux:pass case cc ccomp compound compound:prt conj cop csubj "
    "dep det discourse expl fixed flat iobj mark nmod nmod:poss nsubj nsubj:pass nummod obj obl obl:agent "
    "obl:unmarked parataxis punct xcomp"
).split()

# The order of `XPOS` in Sources/English/Tags.swift.
TAGS = (
    "CC CD DT EX FW IN JJ JJR JJS LS MD NN NNS NNP NNPS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN "
    "VBP VBZ WDT WP WP$ WRB ADD AFX GW HYPH NFP XX , . : $ # `` '' -LRB- -RRB-"
).split()

def fingerprint():
    """What `ParserModel.fingerprint` is, too: the program reads only a file that has its own."""
    return fnv((" ".join(TAGS) + "\n" + " ".join(RELATIONS)).encode())


def key(name):
    """The hash by which a file knows a word: of a model that was opened from a file the words are hashes already."""
    return name if isinstance(name, int) else fnv(name.encode() if isinstance(name, str) else name)


SUFFIX_ROWS = 2000
SHAPE_ROWS = 256
RELATION_INDEX = {name: row for row, name in enumerate(RELATIONS)}
TAG_INDEX = {name: row for row, name in enumerate(TAGS)}


def relation(name):
    """The label the parser learns for a treebank's relation."""
    if name in UNIVERSAL_KEPT:
        return name
    base = name.split(":")[0]
    if base in TO_DEP:
        return "dep"
    if base in TO_PARATAXIS:
        return "parataxis"
    return base if base in RELATION_INDEX else "dep"


def plain(form):
    """The form's bytes with curly quotes as straight ones."""
    text = form.encode()
    if b"\xe2\x80" not in text:
        return text
    for curly, straight in ((b"\x98", b"'"), (b"\x99", b"'"), (b"\x9c", b'"'), (b"\x9d", b'"')):
        text = text.replace(b"\xe2\x80" + curly, straight)
    return text


def lower(form):
    """ASCII letters in lower case; other bytes as they are."""
    return plain(form).lower()


def normal(form):
    return re.sub(rb"[0-9]", b"0", lower(form))


def fnv(text):
    """FNV-1a, 32 bits."""
    value = 2166136261
    for byte in text:
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value


def shape(form):
    """Classes of the first twelve bytes, runs cut to two: "2011" is dd, "McCain" is XxXx x."""
    classes = bytearray()
    for byte in plain(form)[:12]:
        if 65 <= byte <= 90:
            kind = 88
        elif 97 <= byte <= 122:
            kind = 120
        elif 48 <= byte <= 57:
            kind = 100
        elif byte >= 128:
            kind = 117
        else:
            kind = byte
        if len(classes) >= 2 and classes[-1] == kind == classes[-2]:
            continue
        classes.append(kind)
    return bytes(classes)


def suffix_row(form):
    return fnv(normal(form)[-3:]) % SUFFIX_ROWS


def shape_row(form):
    return fnv(shape(form)) % SHAPE_ROWS


def sentences(path):
    """Sentences of a treebank file: lists of (form, xpos, head, relation). A predicted tag stands in the last
    column as `PT=UPOS XPOS`; without one the treebank's own is taken."""
    sentence = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                if sentence:
                    yield sentence
                sentence = []
            elif line[0] != "#":
                column = line.split("\t")
                if not column[0].isdigit():
                    continue
                tag = column[4]
                for item in column[9].split("|"):
                    if item.startswith("PT="):
                        tag = item[3:].split(" ")[-1]
                sentence.append((column[1], tag, int(column[6]), column[7]))
    if sentence:
        yield sentence


def encode(sentence, words, vectors):
    """Rows of the five tables, head and relation of every token; row 0 is the root's."""
    rows = np.zeros((len(sentence) + 1, 7), np.int64)
    for index, (form, tag, head, name) in enumerate(sentence):
        rows[index + 1] = (
            words.get(normal(form), 1),
            vectors.get(lower(form), 0),
            TAG_INDEX.get(tag, TAG_INDEX["XX"]),
            suffix_row(form),
            shape_row(form),
            head,
            RELATION_INDEX[relation(name)],
        )
    return rows
