"""The reader of events: what it computes, in PyTorch. `Sources/English/Events` does the same in Swift."""

import os
import struct
import sys

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "parser"))
import features
from labels import KINDS, ROLES, STATUSES

LEXICAL, LEARNED, MAP, MENTION, REACH = 64, 32, 48, 32, 20


def run(layer, x, lengths):
    packed = pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
    return pad_packed_sequence(layer(packed)[0], batch_first=True, total_length=x.shape[1])[0]


class Parser(nn.Module):
    """The encoder of parser.bin: two BiLSTM layers over word, tag, suffix, shape and GloVe vectors."""

    def __init__(self, path):
        super().__init__()
        body = open(path, "rb").read()
        magic, numbers = body[:4], struct.unpack("<11I", body[4:48])
        assert magic == b"DLAP", "no parser file"
        _, _, hidden, words, vectors, tags, _, suffixes, shapes, fingerprint, self.stamp = numbers
        assert fingerprint == features.fingerprint(), "the parser was trained with other tags or relations"
        self.place, self.body = 48, body
        word_keys = self.take(np.uint32, words)
        word = self.matrix(words + 1, 32)
        vector_keys = self.take(np.uint32, vectors)
        vector = self.matrix(vectors, 50)
        self.word_row = {int(key): row + 1 for row, key in enumerate(word_keys)}
        self.vector_row = {int(key): row + 1 for row, key in enumerate(vector_keys)}
        table = lambda x: nn.Parameter(torch.tensor(x))
        self.word, self.vector = table(word), table(np.concatenate([np.zeros((1, 50), np.float32), vector]))
        self.tag, self.suffix, self.shape = (
            table(self.matrix(tags, 24)), table(self.matrix(suffixes, 16)), table(self.matrix(shapes, 12))
        )
        self.root = table(self.take(np.float32, 134))
        self.encoder = nn.LSTM(134, hidden, num_layers=2, batch_first=True, bidirectional=True)
        for layer in range(2):
            for direction in ("", "_reverse"):
                get = lambda name: getattr(self.encoder, f"{name}_l{layer}{direction}")
                with torch.no_grad():
                    get("weight_ih").copy_(torch.tensor(self.matrix(4 * hidden, 134 if layer == 0 else 2 * hidden)))
                    get("weight_hh").copy_(torch.tensor(self.matrix(4 * hidden, hidden)))
                    get("bias_ih").copy_(torch.tensor(self.take(np.float32, 4 * hidden)))
                    get("bias_hh").zero_()
        self.hidden = hidden
        del self.body

    def take(self, kind, count):
        size = np.dtype(kind).itemsize * count
        part = np.frombuffer(self.body[self.place : self.place + size], kind).copy()
        self.place += size
        return part

    def matrix(self, rows, columns):
        scale = self.take(np.float32, rows)
        part = self.take(np.int8, rows * columns).reshape(rows, columns)
        self.place += -(self.place - 40) % 4
        return part.astype(np.float32) * scale[:, None]

    def rows(self, forms):
        """(form, [word, vector, suffix, shape])"""
        return np.array(
            [
                (
                    self.word_row.get(features.fnv(features.normal(form)), 0),
                    self.vector_row.get(features.fnv(features.lower(form)), 0),
                    features.suffix_row(form),
                    features.shape_row(form),
                )
                for form in forms
            ],
            np.int64,
        ).reshape(-1, 4)

    def forward(self, rows, tags, lengths):
        """States (sentence, 1 + word, 2 · hidden), the root's first."""
        word, vector, suffix, shape = rows.unbind(-1)
        parts = [self.word[word], self.tag[tags], self.suffix[suffix], self.shape[shape], self.vector[vector]]
        x = torch.cat(parts, -1)
        x = torch.cat([self.root.expand(x.shape[0], 1, -1), x], 1)
        return run(self.encoder, x, lengths + 1)


class Reader(nn.Module):
    """On the parser's states: one BiLSTM layer that also sees what each word means, and the heads."""

    def __init__(self, words, states=128, hidden=64, dropout=0.2):
        super().__init__()
        self.sizes = dict(words=words, states=states, hidden=hidden)
        self.learned = nn.Embedding(words, LEARNED)
        self.lead = nn.Linear(LEXICAL, 32)
        self.layer = nn.LSTM(states + LEXICAL + LEARNED + 32, hidden, batch_first=True, bidirectional=True)
        self.drop = nn.Dropout(dropout)
        top, count = 2 * hidden, len(ROLES) + 1
        self.kind, self.status = nn.Linear(top, len(KINDS) + 1), nn.Linear(top, len(STATUSES))
        self.trigger, self.filler = nn.Linear(top, MAP), nn.Linear(top, MAP)
        self.role = nn.Parameter(torch.randn(count, MAP + 1, MAP + 1) * 0.05)
        self.role_kind, self.role_distance = nn.Embedding(len(KINDS) + 1, count), nn.Embedding(2 * REACH + 1, count)
        nn.init.zeros_(self.role_kind.weight)
        nn.init.zeros_(self.role_distance.weight)
        self.mention = nn.Linear(top, MENTION)
        self.pair_hidden, self.pair = nn.Linear(2 * MENTION + 3, 32), nn.Linear(32, 1)

    def forward(self, states, lexical, learned, leads, lengths):
        """States of the words (sentence, word, 2 · hidden); `states` without the root's."""
        lead = torch.tanh(self.lead(leads))[:, None].expand(-1, states.shape[1], -1)
        x = torch.cat([self.drop(states), self.drop(lexical), self.drop(self.learned(learned)), lead], -1)
        return self.drop(run(self.layer, x, lengths))

    def roles(self, triggers, fillers, kinds, distances):
        """(trigger, word, role); a biaffine score, what the kind wants, and how far the word stands."""
        one = lambda x: torch.cat([F.relu(x), torch.ones_like(x[..., :1])], -1)
        left = torch.einsum("nx,rxy->nry", one(self.trigger(triggers)), self.role)
        scores = torch.einsum("nry,nmy->nmr", left, one(self.filler(fillers)))
        return scores + self.role_kind(kinds)[:, None] + self.role_distance(distances.clamp(-REACH, REACH) + REACH)

    def pairs(self, a, b, extra):
        x, y = torch.relu(self.mention(a)), torch.relu(self.mention(b))
        return self.pair(F.relu(self.pair_hidden(torch.cat([x * y, (x - y).abs(), extra], -1)))).squeeze(-1)

    @torch.no_grad()
    def round_to_int8(self):
        """What the file will hold."""
        for name, parameter in self.named_parameters():
            if parameter.ndim == 2:
                scale = parameter.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
                parameter.copy_((parameter / scale).round() * scale)
