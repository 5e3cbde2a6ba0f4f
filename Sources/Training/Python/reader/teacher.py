"""The teacher: a pretrained encoder tuned on annotated articles and treebanks. It does not ship; what it says of unlabelled
news trains the reader (`train.py --silver`) and the tagger.

usage: teacher.py train DATA.pkl ENCODER OUT.pt [--treebank FILE.conllu …] [--doubt PARSER.bin LEXICAL.npz MODEL.pt] …
       teacher.py score DATA.pkl ENCODER MODEL.pt …                      figures of the mean of several teachers
       teacher.py label DATA.pkl ENCODER MODEL.pt … --text TEXT.pkl --out SILVER.pkl
       teacher.py tags  DATA.pkl ENCODER MODEL.pt … --text TEXT.pkl --out SILVER.conllu

Over windows of whole sentences: the kind of event at each word, its status, the words that fill its roles, and (of
treebanks) the tag of each word.
"""

import argparse
import pickle
import random
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from transformers import BertModel, BertTokenizerFast

import train  # before the parser's module of that name is in reach
import model
from model import features
from labels import KINDS, ROLES, STATUSES

WINDOW, MAP = 220, 128
GROUPS = ("mixed", "wikinews", "meetings")


class Windows:
    """Documents cut into windows of whole sentences: piece numbers, and the piece of each word."""

    def __init__(self, tokenizer, documents, forms):
        pieces = tokenizer([form.strip() or "." for form in forms], add_special_tokens=False)["input_ids"]
        unknown = [tokenizer.unk_token_id]
        first, last = tokenizer.cls_token_id, tokenizer.sep_token_id
        for d in documents:
            own = [pieces[w][:12] or unknown for w in d["words"]]
            cuts, size = [0], 0
            for a, b in zip(d["sentences"][:-1], d["sentences"][1:]):
                while b - a > 0:
                    # A sentence that is longer than a window is cut.
                    count, n = 0, 0
                    while a + n < b and count + len(own[a + n]) <= WINDOW:
                        count += len(own[a + n])
                        n += 1
                    if size and size + count > WINDOW:
                        cuts.append(a)
                        size = 0
                    size += count
                    a += n
                    if a < b:
                        cuts.append(a)
                        size = 0
            cuts.append(len(own))
            d["windows"] = []
            for a, b in zip(cuts[:-1], cuts[1:]):
                ids, at = [first], []
                for word in own[a:b]:
                    at.append(len(ids))
                    ids += word
                if b > a:
                    d["windows"].append((a, ids + [last], at))


class Teacher(nn.Module):
    def __init__(self, encoder):
        super().__init__()
        self.encoder = BertModel.from_pretrained(encoder, add_pooling_layer=False)
        size, count = self.encoder.config.hidden_size, len(ROLES) + 1
        self.drop = nn.Dropout(0.1)
        self.kind, self.status = nn.Linear(size, len(KINDS) + 1), nn.Linear(size, len(STATUSES))
        self.tag = nn.Linear(size, len(features.TAGS))
        self.trigger, self.filler = nn.Linear(size, MAP), nn.Linear(size, MAP)
        self.role = nn.Parameter(torch.randn(count, MAP + 1, MAP + 1) * 0.02)
        self.role_kind = nn.Embedding(len(KINDS) + 1, count)
        nn.init.zeros_(self.role_kind.weight)

    def freeze(self, layers):
        """The embeddings and the lowest layers stay as they are: a fifth of the time, and they know the language."""
        if layers:
            for part in [self.encoder.embeddings, *self.encoder.encoder.layer[:layers]]:
                part.requires_grad_(False)

    def forward(self, documents):
        """States of all words of the documents, one after another."""
        windows = [w for d in documents for w in d["windows"]]
        order = sorted(range(len(windows)), key=lambda i: len(windows[i][1]))
        states = [None] * len(windows)
        for start in range(0, len(order), 8):
            part = order[start : start + 8]
            longest = max(len(windows[i][1]) for i in part)
            ids = torch.zeros(len(part), longest, dtype=torch.long)
            mask = torch.zeros(len(part), longest, dtype=torch.long)
            for row, i in enumerate(part):
                size = len(windows[i][1])
                ids[row, :size] = torch.tensor(windows[i][1])
                mask[row, :size] = 1
            out = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
            for row, i in enumerate(part):
                states[i] = out[row, torch.tensor(windows[i][2])]
        return self.drop(torch.cat(states))

    def roles(self, triggers, fillers, kinds):
        """(trigger, word, role)"""
        one = lambda x: torch.cat([F.relu(x), torch.ones_like(x[..., :1])], -1)
        left = torch.einsum("nx,rxy->nry", one(self.trigger(triggers)), self.role)
        return torch.einsum("nry,my->nmr", left, one(self.filler(fillers))) + self.role_kind(kinds)[:, None]


def losses(net, documents):
    states, total = net(documents), 0
    column = lambda name, none: torch.tensor(
        np.concatenate([np.asarray(d.get(name, np.full(len(d["words"]), none)), np.int64) for d in documents])
    )
    for name, head, weight in (("kind", net.kind, 1.0), ("status", net.status, 0.1), ("gold_tags", net.tag, 0.2)):
        target = column(name, -100)
        if (target >= 0).any():
            total = total + weight * F.cross_entropy(head(states), target, ignore_index=-100)
    base, sums, count = 0, 0, 0
    for d in documents:
        arcs = [arc for arc in d.get("arcs", []) if d["kind"][arc[0]] > 0]
        for a, _, at in d["windows"]:
            own = [arc for arc in arcs if a <= arc[0] < a + len(at)]
            if not own:
                continue
            triggers = torch.tensor([base + arc[0] for arc in own])
            kinds = torch.tensor([int(d["kind"][arc[0]]) for arc in own])
            target = torch.zeros(len(own), len(at), dtype=torch.long)
            for row, (_, fillers, left_out) in enumerate(own):
                for word, role in fillers:
                    if a <= word < a + len(at):
                        target[row, word - a] = role
                for word in left_out:
                    if a <= word < a + len(at):
                        target[row, word - a] = -100
            scores = net.roles(states[triggers], states[base + a : base + a + len(at)], kinds)
            sums = sums + F.cross_entropy(scores.flatten(0, 1), target.flatten(), ignore_index=-100, reduction="sum")
            count += len(own)
        base += len(d["words"])
    return total + sums / (8 * count) if count else total


@torch.no_grad()
def predictions(nets, documents):
    """(document, kinds, statuses, tags) of each, probabilities, the mean of the nets."""
    for first in range(0, len(documents), 8):
        part = documents[first : first + 8]
        found = []
        for net in nets:
            net.eval()
            states = net(part)
            found.append([head(states).softmax(-1) for head in (net.kind, net.status, net.tag)])
        kind, status, tag = [torch.stack([f[i] for f in found]).mean(0).numpy() for i in range(3)]
        base = 0
        for d in part:
            span = slice(base, base + len(d["words"]))
            yield d, kind[span], status[span], tag[span]
            base += len(d["words"])


def evaluate(nets, documents):
    for group in GROUPS:
        own = [d for d in documents if d["group"] == group]
        kinds, right, total = [], 0, 0
        for d, kind, status, _ in predictions(nets, own):
            kinds.append(kind)
            total += (d["status"] >= 0).sum()
            right += (status.argmax(1) == d["status"])[d["status"] >= 0].sum()
        f1 = lambda t: 200 * t[0] / max(1, t[1] + t[2])
        t = train.kinds_by_sentence(own, kinds, 0.5)
        best = max((f1(train.kinds_by_sentence(own, kinds, s / 20)), s / 20) for s in range(3, 16))
        print(
            f"{group}: kinds by sentence F1 {f1(t):.1f} P {100 * t[0] / max(1, t[1]):.1f} R {100 * t[0] / max(1, t[2]):.1f}; "
            f"best {best[0]:.1f} at {best[1]}; status {100 * right / max(1, total):.1f}",
            flush=True,
        )
    own = [d for d in documents if d["group"] == "test"]
    for name in dict.fromkeys(d["name"] for d in own):
        right = total = 0
        for d, _, _, tag in predictions(nets, [d for d in own if d["name"] == name]):
            right += (tag.argmax(1) == d["gold_tags"]).sum()
            total += len(tag)
        print(f"{name}: tags {100 * right / total:.2f}", flush=True)


def treebank(path, forms, group):
    """A treebank's sentences, a dozen to a document."""
    row, result, some = {f: n for n, f in enumerate(forms)}, [], []

    def close():
        words, tags, starts = [], [], [0]
        for sentence in some:
            for form, tag, _, _ in sentence:
                if form not in row:
                    row[form] = len(forms)
                    forms.append(form)
                words.append(row[form])
                tags.append(features.TAG_INDEX.get(tag, -100))
            starts.append(len(words))
        result.append(dict(group=group, name=path.split("/")[-1], words=words, gold_tags=np.array(tags), sentences=starts))

    for sentence in features.sentences(path):
        some.append(sentence)
        if len(some) == 12:
            close()
            some = []
    if some:
        close()
    return result


def doubt(data, option):
    """What a reader of the careful articles finds in quickly read ones, and they leave out, counts as not told."""
    parser, lexical, path = option.doubt
    lexical = np.load(lexical, allow_pickle=True)
    _, names = train.open_model(path)
    corpus = train.Corpus(data, model.Parser(parser), lexical, names)
    quick = [n for n, d in enumerate(data["documents"]) if d["group"] == "mentions"]
    for n, kind, _ in train.probabilities([train.open_model(path, corpus)[0]], corpus, quick):
        own = data["documents"][n]["kind"]
        own[(own == 0) & (kind[:, 0] < 0.6)] = -100


def tune(option, data, forms, documents):
    if option.doubt:
        doubt(data, option)
    gold = [d for d in documents if d["group"] in option.gold.split(",")]
    trees = [d for d in documents if d["group"] == "treebank"]
    torch.manual_seed(option.seed)
    random.seed(option.seed)
    net = Teacher(option.encoder)
    if option.start:
        net.load_state_dict(torch.load(option.start))
    net.freeze(option.frozen)
    body = [p for p in net.encoder.parameters() if p.requires_grad]
    heads = [p for n, p in net.named_parameters() if not n.startswith("encoder")]
    rates = [option.rate, option.rate * 7.5]
    optimiser = torch.optim.AdamW([dict(params=body), dict(params=heads)], lr=option.rate, weight_decay=0.01)

    def cut():
        order = gold + random.sample(trees, min(len(trees), int(len(trees) * option.trees)))
        random.shuffle(order)
        batch, size = [], 0
        for d in order:
            batch.append(d)
            size += sum(len(w[1]) for w in d["windows"])
            if size >= option.batch:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    steps, step, start = option.epochs * len(list(cut())), 0, time.time()
    for epoch in range(option.epochs):
        net.train()
        sums = count = 0
        for batch in cut():
            factor = min(1, (step + 1) / 100) * max(0.02, 1 - step / steps)
            for group, rate in zip(optimiser.param_groups, rates):
                group["lr"] = rate * factor
            loss = losses(net, batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            step += 1
            sums, count = sums + loss.item(), count + 1
            if step % 50 == 0:
                print(f"step {step} of {steps} loss {sums / count:.3f} {time.time() - start:.0f} s", flush=True)
        torch.save(net.state_dict(), option.models[0])
        evaluate([net], documents)


def open_teachers(option):
    nets = []
    for path in option.models:
        net = Teacher(option.encoder)
        net.load_state_dict(torch.load(path))
        nets.append(net)
    return nets


def label(option, nets):
    """Adds what the teachers say to the documents of `--text`: probabilities of kinds and statuses at half precision."""
    with open(option.text, "rb") as file:
        text = pickle.load(file)
    text["documents"] = [d for d in text["documents"] if d["group"] in option.gold.split(",")]
    Windows(BertTokenizerFast.from_pretrained(option.encoder), text["documents"], text["forms"])
    start, words = time.time(), 0
    for d, kind, status, _ in predictions(nets, text["documents"]):
        d["soft_kind"], d["soft_status"] = kind.astype(np.float16), status.astype(np.float16)
        del d["windows"]
        words += len(d["words"])
        if words // 100000 != (words - len(d["words"])) // 100000:
            print(words, f"words {time.time() - start:.0f} s", flush=True)
            with open(option.out, "wb") as file:
                done = [d for d in text["documents"] if "soft_kind" in d]
                pickle.dump(dict(documents=done, forms=text["forms"]), file, protocol=4)
    with open(option.out, "wb") as file:
        pickle.dump(text, file, protocol=4)


def tags(option, nets):
    """Writes the documents of `--text` as a treebank without arcs, tagged by the teachers."""
    with open(option.text, "rb") as file:
        text = pickle.load(file)
    Windows(BertTokenizerFast.from_pretrained(option.encoder), text["documents"], text["forms"])
    with open(option.out, "w", encoding="utf-8") as file:
        for d, _, _, tag in predictions(nets, text["documents"]):
            best, sure = tag.argmax(1), tag.max(1)
            for a, b in zip(d["sentences"][:-1], d["sentences"][1:]):
                for n, w in enumerate(range(a, b)):
                    form = text["forms"][d["words"][w]]
                    columns = [n + 1, form, "_", "_", features.TAGS[best[w]], "_", 0, "_", "_", f"P={sure[w]:.3f}"]
                    file.write("\t".join(map(str, columns)) + "\n")
                file.write("\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["train", "score", "label", "tags"])
    parser.add_argument("data")
    parser.add_argument("encoder", help="the folder of a BERT model")
    parser.add_argument("models", nargs="+")
    parser.add_argument("--treebank", nargs="*", default=[])
    parser.add_argument("--test", nargs="*", default=[])
    parser.add_argument("--trees", type=float, default=0.34, help="part of the treebanks that a pass sees")
    parser.add_argument("--doubt", nargs=3, metavar=("PARSER", "LEXICAL", "MODEL"))
    parser.add_argument("--gold", default="facts,mentions,invented")
    parser.add_argument("--start", help="a teacher to go on from")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--frozen", type=int, default=2, help="lowest layers that are not tuned")
    parser.add_argument("--batch", type=int, default=2500, help="pieces")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--text")
    parser.add_argument("--out")
    option = parser.parse_args()
    torch.set_num_threads(option.threads)
    with open(option.data, "rb") as file:
        data = pickle.load(file)
    forms, documents = data["forms"], data["documents"]
    if option.what in ("label", "tags"):
        return (label if option.what == "label" else tags)(option, open_teachers(option))
    known = list(documents)
    for path in option.treebank:
        known += treebank(path, forms, "treebank")
    for path in option.test:
        known += treebank(path, forms, "test")
    Windows(BertTokenizerFast.from_pretrained(option.encoder), known, forms)
    if option.what == "score":
        evaluate(open_teachers(option), known)
    else:
        tune(option, data, forms, known)


if __name__ == "__main__":
    main()
