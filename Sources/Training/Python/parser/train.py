"""Trains the parser: see README.md."""

import argparse
import os
import random
import time
from collections import Counter

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import features
from decode import tree
from model import Parser


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", nargs="+", required=True, help="treebank files with PT= tags")
    parser.add_argument("--test", nargs="*", default=[], help="treebank files with PT= tags")
    parser.add_argument("--vectors", required=True, help="folder of glove_6B_50d_emb.npy and its index")
    parser.add_argument("--vector-count", type=int, default=40000)
    parser.add_argument("--hidden", type=int, default=64)
    parser.add_argument("--passes", type=int, default=24)
    parser.add_argument("--minutes", type=float, default=1e9, help="wall time; the rate falls to 0 by then")
    parser.add_argument("--batch", type=int, default=1000, help="padded tokens")
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", required=True)
    return parser.parse_args()


def vectors(folder, count):
    """The commonest words' vectors and rows; row 0 is the word without one."""
    import pandas

    table = np.load(os.path.join(folder, "glove_6B_50d_emb.npy"), mmap_mode="r")[:count].astype(np.float32)
    names = pandas.read_parquet(os.path.join(folder, "glove_6B_index.parquet"))["index"].tolist()[:count]
    rows = {}
    for row, name in enumerate(names):
        rows.setdefault(name.encode(), row + 1)
    return np.concatenate([np.zeros((1, 50), np.float32), table / table.std()]), rows


def batches(encoded, limit, shuffle):
    order = sorted(range(len(encoded)), key=lambda i: len(encoded[i]) + (random.random() * 3 if shuffle else 0))
    result, batch, longest = [], [], 0
    for index in order:
        if batch and (len(batch) + 1) * max(longest, len(encoded[index])) > limit:
            result.append(batch)
            batch, longest = [], 0
        batch.append(index)
        longest = max(longest, len(encoded[index]))
    if batch:
        result.append(batch)
    if shuffle:
        random.shuffle(result)
    return result


def padded(encoded, batch):
    longest = max(len(encoded[i]) for i in batch)
    rows = np.zeros((len(batch), longest, 7), np.int64)
    for slot, index in enumerate(batch):
        rows[slot, : len(encoded[index])] = encoded[index]
    return torch.tensor(rows), torch.tensor([len(encoded[i]) for i in batch])


@torch.no_grad()
def predict(model, encoded):
    """Heads and relation rows of every sentence, decoded to trees."""
    model.eval()
    result = [None] * len(encoded)
    for batch in batches(encoded, 4000, False):
        rows, lengths = padded(encoded, batch)
        scores, label_head, label_dependent = model(rows, lengths)
        scores = F.log_softmax(scores, 2).numpy()
        heads = torch.zeros(rows.shape[:2], dtype=torch.long)
        for slot, index in enumerate(batch):
            count = int(lengths[slot])
            heads[slot, :count] = torch.tensor(tree(scores[slot, :count, :count]).copy())
        heads = heads.clamp(min=0)
        labels = model.labels(label_head, label_dependent, heads)
        labels[:, :, 0] -= 1e9
        labels = torch.where(heads == 0, torch.zeros_like(heads), labels.argmax(2))
        for slot, index in enumerate(batch):
            count = int(lengths[slot])
            result[index] = (heads[slot, 1:count].numpy(), labels[slot, 1:count].numpy())
    model.train()
    return result


def score(model, path, words, rows):
    """UAS and LAS (universal part of the relation) in per cent, punctuation included."""
    corpus = list(features.sentences(path))
    predicted = predict(model, [features.encode(s, words, rows) for s in corpus])
    total = arcs = labelled = 0
    for sentence, (heads, labels) in zip(corpus, predicted):
        for (_, _, head, name), guess, label in zip(sentence, heads, labels):
            total += 1
            arcs += guess == head
            labelled += guess == head and features.RELATIONS[label].split(":")[0] == name.split(":")[0]
    return 100 * arcs / total, 100 * labelled / total


def main():
    option = arguments()
    torch.set_num_threads(1)
    torch.manual_seed(option.seed)
    random.seed(option.seed)
    corpus = [s for path in option.train for s in features.sentences(path)]
    counts = Counter(features.normal(token[0]) for s in corpus for token in s)
    names = [b"", b""] + [word for word, count in counts.items() if count >= 2]
    words = {word: row for row, word in enumerate(names) if row >= 2}
    table, rows = vectors(option.vectors, option.vector_count)
    model = Parser(len(names), table, option.hidden, option.dropout)
    encoded = [features.encode(s, words, rows) for s in corpus]
    optimiser = torch.optim.Adam(
        [p for p in model.parameters() if p.requires_grad], lr=option.rate, betas=(0.9, 0.95)
    )
    steps = len(batches(encoded, option.batch, True)) * option.passes
    start, step, done = time.time(), 0, 0.0
    for turn in range(option.passes):
        right = total = 0
        for batch in batches(encoded, option.batch, True):
            done = max(step / steps, (time.time() - start) / (option.minutes * 60))
            if done >= 1:
                break
            step += 1
            for group in optimiser.param_groups:
                group["lr"] = option.rate * min(1, step / 100) * (1 - done)
            batch_rows, lengths = padded(encoded, batch)
            scores, label_head, label_dependent = model(batch_rows, lengths)
            mask = torch.arange(batch_rows.shape[1])[None] < lengths[:, None]
            mask[:, 0] = False
            heads = batch_rows[:, :, 5]
            labels = model.labels(label_head, label_dependent, heads)[mask]
            loss = F.cross_entropy(scores[mask], heads[mask]) + F.cross_entropy(labels, batch_rows[:, :, 6][mask])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimiser.step()
            right += (scores.argmax(2)[mask] == heads[mask]).sum().item()
            total += mask.sum().item()
        print(f"pass {turn} {right / max(total, 1):.4f} {time.time() - start:.0f} s", flush=True)
        if done >= 1:
            break
    torch.save(
        {"model": model.state_dict(), "words": names, "vector_rows": rows, "hidden": option.hidden}, option.out
    )
    model.round_to_int8()
    for path in option.test:
        print(os.path.basename(path), "UAS %.2f LAS %.2f" % score(model, path, words, rows), flush=True)


if __name__ == "__main__":
    main()
