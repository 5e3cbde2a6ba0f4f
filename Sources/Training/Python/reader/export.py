"""Writes events.bin, the model that dateline embeds. Its layout is read by `EventModel+Loading.swift`.

usage: export.py MODEL.pt LEXICAL.npz OUT.bin [--words N] [--temperature T]
"""

import argparse
import os
import struct

import numpy as np
import torch

import model
from model import features
from labels import KINDS, ROLES, ROLES_OF, STATUSES

MAGIC, VERSION = b"DLEV", 2


def matrix(weight):
    weight = np.asarray(weight, np.float32)
    scale = np.maximum(np.abs(weight).max(1), 1e-8).astype(np.float32) / 127
    rows = np.clip(np.round(weight / scale[:, None]), -127, 127).astype(np.int8)
    body = scale.astype("<f4").tobytes() + rows.tobytes()
    return body + b"\0" * (-len(body) % 4)


def floats(values):
    return np.asarray(values, "<f4").ravel().tobytes()


def names(items):
    text = " ".join(items).encode()
    return struct.pack("<I", len(text)) + text + b"\0" * (-len(text) % 4)


def keyed(pairs):
    """Hashes in ascending order and their rows; of two words with one hash the first stays."""
    rows = {}
    for name, row in pairs:
        rows.setdefault(features.key(name), row)
    keys = sorted(rows)
    return np.array(keys, "<u4").tobytes(), [rows[key] for key in keys]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    parser.add_argument("lexical")
    parser.add_argument("out")
    parser.add_argument("--words", type=int, default=40000, help="words with a lexical vector, the most frequent")
    parser.add_argument("--temperature", type=float, default=1.0, help="divides the scores of kinds")
    option = parser.parse_args()
    saved = torch.load(option.model, weights_only=False)
    state = {k: v.numpy() for k, v in saved["model"].items()}
    sizes = saved["sizes"]
    hidden, top = sizes["hidden"], 2 * sizes["hidden"]
    with np.load(option.lexical, allow_pickle=True) as file:
        lexical = {key: file[key] for key in file.files}
    order = np.argsort(-lexical["counts"], kind="stable")[: option.words]
    lexical_keys, rows = keyed((lexical["names"][row], row) for row in order)
    vectors = lexical["vectors"][rows].astype(np.float32)
    learned_keys, learned_rows = keyed((name, row) for row, name in enumerate(saved["words"]) if row)
    learned = state["learned.weight"][[0] + learned_rows]
    dense = lambda name: matrix(state[name + ".weight"]) + floats(state[name + ".bias"])
    masks = [sum(1 << ROLES.index(role) for role in ROLES_OF[kind].split()) for kind in KINDS]
    parts = [names(KINDS), names(STATUSES), names(ROLES), struct.pack(f"<{len(KINDS)}I", *masks)]
    parts += [lexical_keys, matrix(vectors), learned_keys, matrix(learned), dense("lead")]
    width, words = sizes["states"], model.LEXICAL + model.LEARNED
    for direction in ("", "_reverse"):
        get = lambda name: state[f"layer.{name}_l0{direction}"]
        weight = get("weight_ih")
        parts += [matrix(weight[:, :width]), matrix(weight[:, width : width + words]), matrix(weight[:, width + words :])]
        parts += [matrix(get("weight_hh")), floats(get("bias_ih") + get("bias_hh"))]
    parts += [matrix(state["kind.weight"] / option.temperature), floats(state["kind.bias"] / option.temperature)]
    parts += [dense("filler"), dense("status"), dense("trigger"), dense("mention")]
    parts += [floats(state["role"]), floats(state["role_kind.weight"]), floats(state["role_distance.weight"])]
    parts += [dense("pair_hidden"), dense("pair")]
    body = b"".join(parts)
    header = MAGIC + struct.pack(
        "<14I", VERSION, 60 + len(body), saved["parser"], hidden, width, model.LEXICAL, model.LEARNED, len(state["lead.bias"]), model.MAP,
        model.MENTION, len(state["pair_hidden.bias"]), model.REACH, len(lexical_keys) // 4, len(learned_keys) // 4,
    )
    with open(option.out, "wb") as file:
        file.write(header + body)
    print(option.out, 60 + len(body), "bytes;", top, "states of", len(vectors), "words")


if __name__ == "__main__":
    main()
