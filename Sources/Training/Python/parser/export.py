"""Writes parser.bin from a trained model, and what the model finds in treebank files: see README.md.

The layout is that of Sources/English/Parsing/ParserModel+Loading.swift: little-endian; a matrix is its rows'
scales as Float32, then int8 rows, padded to 4 bytes.
"""

import argparse
import os
import struct

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import torch
import torch.nn.functional as F

import features
from model import Parser
from train import batches, padded, predict

MAGIC, VERSION = b"DLAP", 2


def matrix(weight):
    weight = weight.detach().numpy().astype(np.float32)
    scale = np.maximum(np.abs(weight).max(1), 1e-8).astype(np.float32) / 127
    rows = np.clip(np.round(weight / scale[:, None]), -127, 127).astype(np.int8)
    body = scale.astype("<f4").tobytes() + rows.tobytes()
    return body + b"\0" * (-len(body) % 4)


def floats(values):
    return values.detach().numpy().astype("<f4").ravel().tobytes()


def keyed(names, weight):
    """Hashes in ascending order and the rows in that order; of two words with one hash the first stays."""
    rows = {}
    for name, row in names:
        rows.setdefault(features.fnv(name), row)
    keys = sorted(rows)
    order = torch.tensor([rows[key] for key in keys])
    return np.array(keys, "<u4").tobytes(), weight[order], len(keys)


def write(model, words, vector_rows, path):
    hidden = model.encoder.hidden_size
    word_keys, word_rows, word_count = keyed(
        [(name, row) for row, name in enumerate(words) if row >= 2], model.word.weight
    )
    vector_keys, vector_table, vector_count = keyed(vector_rows.items(), model.vector.weight)
    parts = [word_keys, matrix(torch.cat([model.word.weight[1:2], word_rows]))]
    parts += [vector_keys, matrix(vector_table)]
    parts += [matrix(model.tag.weight), matrix(model.suffix.weight), matrix(model.shape.weight), floats(model.root)]
    for layer in range(2):
        for direction in ("", "_reverse"):
            get = lambda name: getattr(model.encoder, f"{name}_l{layer}{direction}")
            parts += [matrix(get("weight_ih")), matrix(get("weight_hh")), floats(get("bias_ih") + get("bias_hh"))]
    for part in (model.head, model.dependent, model.label_head, model.label_dependent):
        parts += [matrix(part.weight), floats(part.bias)]
    parts += [matrix(model.biaffine), floats(model.head_bias.weight), floats(model.distance)]
    parts += [matrix(model.label.weight), floats(model.label.bias)]
    body = b"".join(parts)
    header = MAGIC + struct.pack(
        "<11I", VERSION, 48 + len(body), hidden, word_count, vector_count, len(features.TAGS),
        len(features.RELATIONS), features.SUFFIX_ROWS, features.SHAPE_ROWS,
        features.fingerprint(), features.fnv(body),
    )
    with open(path, "wb") as file:
        file.write(header + body)
    print(path, 48 + len(body), "bytes")


@torch.no_grad()
def calibrate(model, corpus):
    """Divides the arc scores by the temperature at which held-out heads are likeliest, so that the probabilities of
    arcs mean what they say (Guo et al. 2017). The best heads stay the best."""
    model.eval()
    scores, heads = [], []
    for batch in batches(corpus, 4000, False):
        rows, lengths = padded(corpus, batch)
        found, _, _ = model(rows, lengths)
        for slot, count in enumerate(lengths.tolist()):
            scores += list(found[slot, 1:count, :count])
            heads += rows[slot, 1:count, 5].tolist()
    loss = lambda t: sum(F.cross_entropy(s / t, torch.tensor(h)) for s, h in zip(scores, heads)).item() / len(heads)
    temperature = min((1 + step / 20 for step in range(61)), key=loss)
    print(f"temperature {temperature}: loss {loss(1):.4f} -> {loss(temperature):.4f}")
    for weight in (model.biaffine, model.head_bias.weight, model.head_bias.bias, model.distance):
        weight /= temperature


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model")
    parser.add_argument("out", help="parser.bin")
    parser.add_argument("--predict", nargs="*", default=[], help="treebank files; each writes FILE.predicted")
    parser.add_argument("--calibrate", nargs="*", default=[], help="held-out treebank files")
    option = parser.parse_args()
    torch.set_num_threads(1)
    saved = torch.load(option.model, weights_only=False)
    state = saved["model"]
    model = Parser(len(saved["words"]), torch.zeros_like(state["vector.weight"]), saved["hidden"])
    model.load_state_dict(state)
    words = {word: row for row, word in enumerate(saved["words"]) if row >= 2}
    held = [
        features.encode(s, words, saved["vector_rows"]) for path in option.calibrate for s in features.sentences(path)
    ]
    if held:
        calibrate(model, held)
    write(model, saved["words"], saved["vector_rows"], option.out)
    model.round_to_int8()
    for path in option.predict:
        corpus = list(features.sentences(path))
        found = predict(model, [features.encode(s, words, saved["vector_rows"]) for s in corpus])
        with open(path + ".predicted", "w") as file:
            for sentence, (heads, labels) in zip(corpus, found):
                for index, (token, head, label) in enumerate(zip(sentence, heads, labels)):
                    name = features.RELATIONS[label]
                    file.write(f"{index + 1}\t{token[0]}\t_\t_\t{token[1]}\t_\t{head}\t{name}\t_\t_\n")
                file.write("\n")


if __name__ == "__main__":
    main()
