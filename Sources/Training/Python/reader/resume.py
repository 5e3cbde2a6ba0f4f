"""Opens events.bin again, to train the reader on from there. The file holds hashes of words, so the words of what it writes are hashes.

usage: resume.py EVENTS.bin MODEL.pt LEXICAL.npz
"""

import struct
import sys

import numpy as np
import torch

import model
from labels import KINDS, ROLES, STATUSES


class Parts:
    """The parts of a file in order."""

    def __init__(self, body):
        self.body, self.place = body, 0

    def take(self, kind, count):
        found = np.frombuffer(self.body, kind, count, self.place).copy()
        self.place += found.nbytes
        return found

    def padded(self, kind, count):
        found = self.take(kind, count)
        self.place += -found.nbytes % 4
        return found

    def names(self):
        return self.padded(np.uint8, int(self.take("<u4", 1)[0])).tobytes().decode().split(" ")

    def matrix(self, rows, columns):
        scale = self.take("<f4", rows)
        return self.padded(np.int8, rows * columns).reshape(rows, columns).astype(np.float32) * scale[:, None]


def main():
    path, out, lexical = sys.argv[1:]
    with open(path, "rb") as file:
        body = file.read()
    assert body[:4] == b"DLEV", f"{path}: no reader of events"
    version, size, parser, hidden, states, lexical_width, learned_width, lead, _, _, _, _, known, learned = struct.unpack_from(
        "<14I", body, 4
    )
    assert (version, size) == (2, len(body)), f"{path}: another version, or cut short"
    assert (lexical_width, learned_width) == (model.LEXICAL, model.LEARNED), f"{path}: of another width"
    parts = Parts(body[60:])
    assert (parts.names(), parts.names(), parts.names()) == (KINDS, STATUSES, ROLES), f"{path}: of other labels"
    parts.take("<u4", len(KINDS))
    keys = parts.take("<u4", known)
    # As frequent as each other: what is written again must keep all of them.
    np.savez(lexical, names=keys.astype(object), vectors=parts.matrix(known, model.LEXICAL), counts=np.ones(known, int))
    words = [0] + parts.take("<u4", learned).tolist()
    net = model.Reader(len(words), states=states, hidden=hidden)
    found = {"learned.weight": parts.matrix(len(words), model.LEARNED)}

    def dense(name):
        rows, columns = net.get_parameter(name + ".weight").shape
        found[name + ".weight"], found[name + ".bias"] = parts.matrix(rows, columns), parts.take("<f4", rows)

    dense("lead")
    for direction in ("", "_reverse"):
        widths = (states, model.LEXICAL + model.LEARNED, lead)
        found[f"layer.weight_ih_l0{direction}"] = np.concatenate([parts.matrix(4 * hidden, width) for width in widths], 1)
        found[f"layer.weight_hh_l0{direction}"] = parts.matrix(4 * hidden, hidden)
        # One bias is written for both.
        found[f"layer.bias_ih_l0{direction}"] = parts.take("<f4", 4 * hidden)
        found[f"layer.bias_hh_l0{direction}"] = np.zeros(4 * hidden, np.float32)
    for name in ("kind", "filler", "status", "trigger", "mention"):
        dense(name)
    for name in ("role", "role_kind.weight", "role_distance.weight"):
        shape = net.get_parameter(name).shape
        found[name] = parts.take("<f4", shape.numel()).reshape(shape)
    for name in ("pair_hidden", "pair"):
        dense(name)
    assert parts.place == len(body) - 60, f"{path}: {len(body) - 60 - parts.place} bytes too many"
    net.load_state_dict({name: torch.tensor(value) for name, value in found.items()})
    torch.save(dict(model=net.state_dict(), sizes=net.sizes, words=words, parser=parser), out)
    print(out, len(words) - 1, "words;", lexical, known, "words")


if __name__ == "__main__":
    main()
