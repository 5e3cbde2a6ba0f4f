"""Two-layer BiLSTM with biaffine arc scores (Dozat and Manning 2017), small enough for a CPU."""

import torch
import torch.nn as nn
import torch.nn.functional as F

from features import RELATIONS, SHAPE_ROWS, SUFFIX_ROWS, TAGS

WORD, TAG, SUFFIX, SHAPE, VECTOR = 32, 24, 16, 12, 50
INPUT = WORD + TAG + SUFFIX + SHAPE + VECTOR
ARC = 64
REACH = 20


class Parser(nn.Module):
    def __init__(self, words, vectors, hidden, dropout=0.1):
        super().__init__()
        self.word = nn.Embedding(words, WORD)
        self.tag = nn.Embedding(len(TAGS), TAG)
        self.suffix = nn.Embedding(SUFFIX_ROWS, SUFFIX)
        self.shape = nn.Embedding(SHAPE_ROWS, SHAPE)
        for table in (self.word, self.tag, self.suffix, self.shape):
            nn.init.normal_(table.weight, 0, 0.3)
        self.vector = nn.Embedding.from_pretrained(torch.as_tensor(vectors), freeze=True)
        self.root = nn.Parameter(torch.randn(INPUT) * 0.3)
        self.encoder = nn.LSTM(INPUT, hidden, 2, batch_first=True, bidirectional=True, dropout=dropout)
        self.head = nn.Linear(2 * hidden, ARC)
        self.dependent = nn.Linear(2 * hidden, ARC)
        self.label_head = nn.Linear(2 * hidden, ARC)
        self.label_dependent = nn.Linear(2 * hidden, ARC)
        self.label = nn.Linear(ARC, len(RELATIONS))
        self.biaffine = nn.Parameter(torch.randn(ARC, ARC) / ARC**0.5 * 0.5)
        self.head_bias = nn.Linear(ARC, 1)
        self.distance = nn.Parameter(torch.zeros(2 * REACH + 1))
        self.drop = nn.Dropout(dropout)

    def forward(self, rows, lengths):
        """Arc scores [sentence, dependent, head] and the label maps of heads and dependents."""
        batch, longest, _ = rows.shape
        word, vector = rows[:, :, 0], rows[:, :, 1]
        if self.training:
            word = torch.where(torch.rand(word.shape) < 0.12, torch.ones_like(word), word)
            vector = torch.where(torch.rand(vector.shape) < 0.05, torch.zeros_like(vector), vector)
        parts = (
            self.word(word),
            self.tag(rows[:, :, 2]),
            self.suffix(rows[:, :, 3]),
            self.shape(rows[:, :, 4]),
            self.vector(vector),
        )
        x = torch.cat(parts, 2)
        x = torch.cat([self.root.expand(batch, 1, -1), x[:, 1:]], 1)
        mask = torch.arange(longest)[None] < lengths[:, None]
        x = self.drop(x) * mask[:, :, None]
        packed = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
        states, _ = self.encoder(packed)
        states, _ = nn.utils.rnn.pad_packed_sequence(states, batch_first=True, total_length=longest)
        states = self.drop(states)
        head, dependent = F.relu(self.head(states)), F.relu(self.dependent(states))
        scores = dependent @ self.biaffine @ head.transpose(1, 2) + self.head_bias(head).transpose(1, 2)
        place = torch.arange(longest)
        scores = scores + self.distance[(place[None] - place[:, None]).clamp(-REACH, REACH) + REACH]
        scores = scores.masked_fill(~mask[:, None, :], -1e9)
        scores = scores.masked_fill(torch.eye(longest, dtype=torch.bool)[None], -1e9)
        return scores, self.label_head(states), self.label_dependent(states)

    def labels(self, label_head, label_dependent, heads):
        """Label scores of the arcs to `heads`."""
        chosen = torch.gather(label_head, 1, heads[:, :, None].expand(-1, -1, ARC))
        return self.label(F.relu(chosen + label_dependent))

    @torch.no_grad()
    def round_to_int8(self):
        """Rounds every matrix to int8 with one scale a row, as parser.bin stores it."""
        for name, weight in self.named_parameters():
            if weight.dim() == 2:
                scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
                weight.copy_(torch.round(weight / scale) * scale)
