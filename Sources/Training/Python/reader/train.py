"""Trains the reader of events on annotated articles.

usage: train.py DATA.pkl PARSER.bin LEXICAL.npz OUT.pt [--gold facts,mentions] [--doubt MODEL.pt] [--epochs N] …
       train.py DATA.pkl PARSER.bin LEXICAL.npz OUT.pt --score MODEL.pt …     figures of the mean of several models
"""

import argparse
import collections
import pickle
import random
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import model
from model import features
from labels import KINDS, ROLES, STATUSES

LONGEST, LEAD = 160, 60
TRAINED = ("facts", "mentions", "invented", "silver")


class Corpus:
    """All documents as flat columns."""

    def __init__(self, data, parser, lexical, names=None, minimum=3):
        documents, forms = data["documents"], data["forms"]
        self.documents = documents
        counts = collections.Counter()
        for d in documents:
            if d["group"] in TRAINED:
                counts.update(d["words"].tolist())
        normal = [features.normal(form) for form in forms]
        totals = collections.Counter()
        for row, count in counts.items():
            totals[normal[row]] += count
        self.names = names or [b""] + sorted(form for form, count in totals.items() if count >= minimum)
        # Of two words with one hash the first stays, as in the file.
        row = {features.key(name): place for place, name in reversed(list(enumerate(self.names)))}
        self.learned = torch.tensor([row.get(features.fnv(form), 0) for form in normal])
        self.seen = torch.zeros(len(self.names))
        for form, count in totals.items():
            self.seen[row.get(features.fnv(form), 0)] += count
        self.seen[0] = 0
        place = {features.key(name): n for n, name in reversed(list(enumerate(lexical["names"].tolist())))}
        table = np.concatenate([lexical["vectors"].astype(np.float32), np.zeros((1, model.LEXICAL), np.float32)])
        at = [place.get(features.fnv(features.lower(form)), len(table) - 1) for form in forms]
        self.lexical = torch.tensor(table[at])
        self.parser = parser.stamp
        rows = torch.tensor(parser.rows(forms))
        self.starts = np.cumsum([0] + [len(d["words"]) for d in documents])
        total = self.starts[-1]
        self.words = torch.tensor(np.concatenate([d["words"] for d in documents]).astype(np.int64))
        tags = torch.tensor(np.concatenate([d["tags"] for d in documents]).astype(np.int64))
        column = lambda key: torch.tensor(
            np.concatenate([d.get(key, np.full(len(d["words"]), -100)) for d in documents]).astype(np.int64)
        )
        self.kind, self.status = column("kind"), column("status")
        starts, lengths, self.sentences_of = [], [], []
        self.leads = torch.zeros(len(documents), model.LEXICAL)
        for number, d in enumerate(documents):
            base, first = self.starts[number], len(starts)
            self.leads[number] = self.lexical[d["words"][:LEAD]].mean(0)
            for a, b in zip(d["sentences"][:-1], d["sentences"][1:]):
                for start in range(a, b, LONGEST):
                    starts.append(base + start)
                    lengths.append(min(LONGEST, b - start))
            self.sentences_of.append((first, len(starts)))
        self.sentence_start, self.sentence_length = np.array(starts), np.array(lengths)
        self.sentence_document = np.repeat(np.arange(len(documents)), [b - a for a, b in self.sentences_of])
        self.word_sentence = torch.tensor(np.repeat(np.arange(len(starts)), self.sentence_length))
        self.states = self.encode(parser, rows, tags, total)
        self.arcs(documents)
        low = [form.lower()[:5] for form in forms]
        stems = {s: n for n, s in enumerate(dict.fromkeys(low))}
        self.stem = torch.tensor([stems[s] for s in low])
        self.offset = torch.tensor(np.concatenate([np.arange(len(d["words"])) for d in documents]))
        self.soften(documents, total)

    def soften(self, documents, total):
        """What a teacher says of words: a row of `soft_kind` for each word, row 0 for those of which it says nothing."""
        kinds, statuses = [np.zeros((1, len(KINDS) + 1), np.float16)], [np.zeros((1, len(STATUSES)), np.float16)]
        self.soft = torch.zeros(total, dtype=torch.long)
        count = 1
        for number, d in enumerate(documents):
            if "soft_kind" not in d:
                continue
            size = len(d["words"])
            self.soft[int(self.starts[number]) : int(self.starts[number]) + size] = torch.arange(count, count + size)
            kinds.append(d["soft_kind"])
            statuses.append(d["soft_status"])
            count += size
        self.soft_kind, self.soft_status = torch.tensor(np.concatenate(kinds)), torch.tensor(np.concatenate(statuses))

    @torch.no_grad()
    def encode(self, parser, rows, tags, total):
        states = torch.zeros(total, 2 * parser.hidden, dtype=torch.float16)
        order = np.argsort(self.sentence_length, kind="stable")
        for first in range(0, len(order), 256):
            part = order[first : first + 256]
            index, lengths = self.index(part)
            at = index.clamp(min=0)
            out = parser(rows[self.words[at]], tags[at], lengths)[:, 1:]
            states[index[index >= 0]] = out[index >= 0].half()
        return states

    def index(self, sentences):
        lengths = self.sentence_length[sentences]
        index = self.sentence_start[sentences][:, None] + np.arange(lengths.max())[None]
        index[np.arange(lengths.max())[None] >= lengths[:, None]] = -1
        return torch.tensor(index), torch.tensor(lengths)

    def arcs(self, documents):
        trigger, sentence, filler = [], [], []
        self.arcs_of, self.pairs_of, pairs = [], [], []
        for number, d in enumerate(documents):
            base, first = int(self.starts[number]), len(trigger)
            for t, fillers, left_out in d.get("arcs", []):
                if d["kind"][t] <= 0:
                    continue
                row = int(self.word_sentence[base + t])
                low = int(self.sentence_start[row])
                high = low + int(self.sentence_length[row])
                keep = [(base + w - low, r) for w, r in fillers if low <= base + w < high]
                keep += [(base + w - low, -100) for w in left_out if low <= base + w < high]
                trigger.append(base + t)
                sentence.append(row)
                filler.append(keep)
            self.arcs_of.append((first, len(trigger)))
            first = len(pairs)
            ms = d.get("mentions", [])
            own = [
                (base + a, base + b, float(x == y)) for p, (a, x) in enumerate(ms) for b, y in ms[:p]
                if a != b and d["kind"][a] == d["kind"][b] and d["kind"][a] > 0
            ]
            random.shuffle(own)
            pairs += own[:80]
            self.pairs_of.append((first, len(pairs)))
        self.arc_trigger, self.arc_sentence, self.arc_filler = np.array(trigger), np.array(sentence), filler
        self.pairs = pairs

    def extra(self, a, b):
        """Same beginning, distance, whether in the lead: of pairs of words."""
        x, y = self.stem[self.words[a]], self.stem[self.words[b]]
        far = ((self.offset[a] - self.offset[b]).abs() / 200).clamp(max=1)
        return torch.stack([(x == y).float(), far.float(), (torch.minimum(self.offset[a], self.offset[b]) < 20).float()], 1)

    def top(self, net, numbers, training=False):
        """(states, index, row of each sentence in the batch)"""
        sentences = np.concatenate([np.arange(*self.sentences_of[n]) for n in numbers])
        index, lengths = self.index(sentences)
        at = index.clamp(min=0)
        learned = self.learned[self.words[at]]
        if training:
            # Rare words are unknown more often than frequent ones.
            rare = 0.3 / (1 + self.seen[learned] / 20) + 0.03
            learned = torch.where(torch.rand_like(rare) < rare, torch.zeros_like(learned), learned)
        leads = self.leads[torch.tensor(self.sentence_document[sentences])]
        states = net(self.states[at].float(), self.lexical[self.words[at]], learned, leads, lengths)
        return states, index, {int(s): row for row, s in enumerate(sentences)}


def mixed(scores, hard, table, soft, weight=0.5):
    """Cross-entropy against what was told, what the teacher says (rows of `table`, 0 none), or the mean of both."""
    logs = F.log_softmax(scores, -1)
    is_told, is_taught = hard >= 0, soft > 0
    told = -logs.gather(1, hard.clamp(min=0)[:, None]).squeeze(1)
    part = torch.where(is_told & is_taught, weight, 1.0) * is_told
    result = (part * told).sum()
    rows = is_taught.nonzero().squeeze(1)
    if len(rows):
        taught = -(table[soft[rows]].float() * logs[rows]).sum(-1)
        result = result + (torch.where(is_told[rows], 1 - weight, 1.0) * taught).sum()
    return result / (is_told | is_taught).sum().clamp(min=1)


def losses(net, corpus, numbers, weights, training=True):
    top, index, row_of = corpus.top(net, numbers, training)
    known, at = index >= 0, index.clamp(min=0)
    kind = torch.where(known, corpus.kind[at], torch.full_like(at, -100))
    soft = torch.where(known, corpus.soft[at], torch.zeros_like(at)).flatten()
    parts = {"kind": mixed(net.kind(top).flatten(0, 1), kind.flatten(), corpus.soft_kind, soft)}
    status = torch.where(known, corpus.status[at], torch.full_like(at, -100)).flatten()
    # Only where an event is likely does its status matter.
    eventful = torch.where(corpus.soft_kind[soft, 0].float() < 0.5, soft, torch.zeros_like(soft))
    if (status >= 0).any() or (eventful > 0).any():
        parts["status"] = mixed(net.status(top).flatten(0, 1), status, corpus.soft_status, eventful)
    arcs = np.concatenate([np.arange(*corpus.arcs_of[n]) for n in numbers])
    if len(arcs):
        row = torch.tensor([row_of[s] for s in corpus.arc_sentence[arcs]])
        place = torch.tensor(corpus.arc_trigger[arcs] - corpus.sentence_start[corpus.arc_sentence[arcs]])
        target = torch.where(known[row], torch.zeros_like(index[row]), torch.full_like(index[row], -100))
        for line, arc in enumerate(arcs):
            for word, role in corpus.arc_filler[arc]:
                target[line, word] = role
        distances = torch.arange(top.shape[1])[None] - place[:, None]
        kinds = corpus.kind[torch.tensor(corpus.arc_trigger[arcs])]
        scores = net.roles(top[row, place], top[row], kinds, distances)
        sums = F.cross_entropy(scores.flatten(0, 1), target.flatten(), ignore_index=-100, reduction="sum")
        # A mean over all words drowns the few arcs.
        parts["roles"] = sums / (8 * len(arcs))
    pairs = [p for n in numbers for p in corpus.pairs[slice(*corpus.pairs_of[n])]]
    if pairs:
        a, b = torch.tensor([p[0] for p in pairs]), torch.tensor([p[1] for p in pairs])
        pick = lambda ws: top[
            [row_of[int(s)] for s in corpus.word_sentence[ws]], ws - torch.tensor(corpus.sentence_start)[corpus.word_sentence[ws]]
        ]
        scores = net.pairs(pick(a), pick(b), corpus.extra(a, b))
        parts["pairs"] = F.binary_cross_entropy_with_logits(scores, torch.tensor([p[2] for p in pairs]))
    return sum(weights[k] * v for k, v in parts.items()), {k: v.item() for k, v in parts.items()}


@torch.no_grad()
def probabilities(nets, corpus, numbers):
    """For each document the mean of the nets' kinds (word, kind) and statuses."""
    for first in range(0, len(numbers), 12):
        part = numbers[first : first + 12]
        kinds, statuses = [], []
        for net in nets:
            net.eval()
            top, index, _ = corpus.top(net, part)
            kinds.append(net.kind(top).softmax(-1)[index >= 0])
            statuses.append(net.status(top).softmax(-1)[index >= 0])
        kind, status = torch.stack(kinds).mean(0).numpy(), torch.stack(statuses).mean(0).numpy()
        place = 0
        for n in part:
            size = len(corpus.documents[n]["words"])
            yield n, kind[place : place + size], status[place : place + size]
            place += size


def kinds_by_sentence(documents, kinds, threshold):
    """Right kinds in the right sentences, found, told: what eval/facts.py counts before any merging."""
    right = found = told = 0
    for d, kind in zip(documents, kinds):
        words = np.nonzero(1 - kind[:, 0] > threshold)[0]
        got = {(int(d["scored"][w]), int(kind[w, 1:].argmax()) + 1) for w in words}
        sure = {(s, k) for s, k, certain in d["told"] if certain}
        doubtful = {(s, k) for s, k, certain in d["told"] if not certain} - sure
        right += len(got & sure)
        found += len(got - doubtful)
        told += len(sure)
    return right, found, told


@torch.no_grad()
def evaluate(nets, corpus, groups):
    for group in groups:
        numbers = [n for n, d in enumerate(corpus.documents) if d["group"] == group]
        kinds, right, total = [], 0, 0
        for n, kind, status in probabilities(nets, corpus, numbers):
            gold = corpus.documents[n]["status"]
            total += (gold >= 0).sum()
            right += (status.argmax(1) == gold)[gold >= 0].sum()
            kinds.append(kind)
        documents = [corpus.documents[n] for n in numbers]
        f1 = lambda t: 200 * t[0] / max(1, t[1] + t[2])
        best = max((f1(kinds_by_sentence(documents, kinds, s / 20)), s / 20) for s in range(3, 16))
        t = kinds_by_sentence(documents, kinds, 0.5)
        hits = np.zeros(3)
        net = nets[0]
        for n in numbers:
            d, base = corpus.documents[n], corpus.starts[n]
            top, index, row_of = corpus.top(net, [n])
            for arc in range(*corpus.arcs_of[n]):
                s = int(corpus.arc_sentence[arc])
                place = int(corpus.arc_trigger[arc] - corpus.sentence_start[s])
                length = int(corpus.sentence_length[s])
                states = top[row_of[s], :length]
                k = corpus.kind[corpus.arc_trigger[arc]][None]
                got = net.roles(states[place][None], states[None], k, torch.arange(length)[None] - place)[0].argmax(-1).numpy()
                mine = {(w, r) for w, r in corpus.arc_filler[arc] if r > 0}
                got = {(w, int(r)) for w, r in enumerate(got) if r and (w, -100) not in corpus.arc_filler[arc]}
                hits += (len(mine & got), len(got), len(mine))
        print(
            f"{group}: kinds by sentence F1 {f1(t):.1f} P {100 * t[0] / max(1, t[1]):.1f} R {100 * t[0] / max(1, t[2]):.1f}; "
            f"best {best[0]:.1f} at {best[1]}; status {100 * right / max(1, total):.1f}; words of roles F1 {200 * hits[0] / max(1, hits[1] + hits[2]):.1f}",
            flush=True,
        )


def add_silver(data, path):
    """Gives articles what a teacher says of their words, and adds those that have nothing else."""
    with open(path, "rb") as file:
        silver = pickle.load(file)
    known = {(d["group"], d["name"]): d for d in data["documents"]}
    row = {form: number for number, form in enumerate(data["forms"])}
    for d in silver["documents"]:
        own = known.get((d["group"], d["name"]))
        if own is not None:
            own["soft_kind"], own["soft_status"] = d["soft_kind"], d["soft_status"]
            continue
        forms = [silver["forms"][word] for word in d["words"]]
        for form in forms:
            if form not in row:
                row[form] = len(data["forms"])
                data["forms"].append(form)
        count = len(forms)
        d["words"] = np.array([row[form] for form in forms], np.int32)
        d.update(kind=np.full(count, -100, np.int8), status=np.full(count, -100, np.int8), arcs=[], mentions=[])
        data["documents"].append(d)


def open_model(path, corpus=None):
    """A model and its words; `corpus` must have the same parser and words."""
    saved = torch.load(path, weights_only=False)
    if corpus is not None and (saved["words"] != corpus.names or saved.get("parser") != corpus.parser):
        raise SystemExit(f"{path}: of another parser or with other words")
    net = model.Reader(**saved["sizes"])
    net.load_state_dict(saved["model"])
    return net, saved["words"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "parser", "lexical", "out"):
        parser.add_argument(name)
    parser.add_argument("--gold", default=",".join(TRAINED))
    parser.add_argument("--doubt", nargs="*", default=[], help="models of the careful articles: what they find and quick annotators left out counts as not told")
    parser.add_argument("--score", nargs="*", default=[])
    parser.add_argument("--silver", help="what teacher.py says of some of the articles and of others")
    parser.add_argument("--start", help="a model to go on from, as when the careful articles have the last word")
    parser.add_argument("--hidden", type=int, default=64)
    parser.add_argument("--dropout", type=float, default=0.25)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--batch", type=int, default=4000)
    parser.add_argument("--decay", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, default=0, help="train on so many only, for a learning curve")
    parser.add_argument("--threads", type=int, default=1)
    option = parser.parse_args()
    torch.set_num_threads(option.threads)
    torch.manual_seed(option.seed)
    random.seed(option.seed)
    np.random.seed(option.seed)
    with open(option.data, "rb") as file:
        data = pickle.load(file)
    if option.silver:
        add_silver(data, option.silver)
    lexical = np.load(option.lexical, allow_pickle=True)
    start = time.time()
    net, names = open_model(option.score[0]) if option.score else (None, None)
    if option.doubt or option.start:
        names = open_model(option.start or option.doubt[0])[1]
    corpus = Corpus(data, model.Parser(option.parser), lexical, names)
    print(f"{len(corpus.words)} words, {len(corpus.names)} learned, {time.time() - start:.0f} s", flush=True)
    groups = [g for g in ("mixed", "wikinews", "meetings") if any(d["group"] == g for d in data["documents"])]
    if option.score:
        evaluate([open_model(path, corpus)[0] for path in option.score], corpus, groups)
        return
    if option.doubt:
        quick = [n for n, d in enumerate(data["documents"]) if d["group"] == "mentions"]
        changed = 0
        for n, kind, _ in probabilities([open_model(path, corpus)[0] for path in option.doubt], corpus, quick):
            span = slice(int(corpus.starts[n]), int(corpus.starts[n + 1]))
            out = (corpus.kind[span] == 0) & torch.tensor(kind[:, 0] < 0.6)
            corpus.kind[span][out] = -100
            changed += int(out.sum())
        print(changed, "words in doubt", flush=True)
    gold = [n for n, d in enumerate(data["documents"]) if d["group"] in option.gold.split(",")]
    if option.articles:
        gold = random.Random(1).sample(gold, min(option.articles, len(gold)))
    net = model.Reader(len(corpus.names), hidden=option.hidden, dropout=option.dropout)
    if option.start:
        net.load_state_dict(open_model(option.start, corpus)[0].state_dict())
    optimiser = torch.optim.AdamW(net.parameters(), lr=option.rate, betas=(0.9, 0.95), weight_decay=option.decay)
    weights = dict(kind=4.0, status=0.3, roles=0.7, pairs=0.1)

    def save():
        saved = dict(model=net.state_dict(), sizes=net.sizes, words=corpus.names, parser=corpus.parser)
        torch.save(saved, option.out)

    def cut_batches():
        random.shuffle(gold)
        result, batch, size = [], [], 0
        for number in gold:
            batch.append(number)
            size += len(data["documents"][number]["words"])
            if size >= option.batch:
                result.append(batch)
                batch, size = [], 0
        return result + ([batch] if batch else [])

    steps, step, start = option.epochs * len(cut_batches()), 0, time.time()
    for epoch in range(option.epochs):
        sums, batches = collections.Counter(), cut_batches()
        net.train()
        for batch in batches:
            optimiser.param_groups[0]["lr"] = option.rate * min(1, (step + 1) / 60) * max(0.01, 1 - step / steps)
            loss, parts = losses(net, corpus, batch, weights)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimiser.step()
            step += 1
            sums.update(parts)
        print(f"epoch {epoch}", " ".join(f"{k} {v / len(batches):.3f}" for k, v in sums.items()), f"{time.time() - start:.0f} s", flush=True)
        if epoch % 4 == 3 and epoch + 1 < option.epochs:
            evaluate([net], corpus, groups[:1])
        save()
    net.round_to_int8()
    save()
    evaluate([net], corpus, groups)


if __name__ == "__main__":
    main()
