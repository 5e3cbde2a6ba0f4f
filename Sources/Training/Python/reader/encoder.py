"""BERT's encoder (Devlin et al. 2019) in plain PyTorch, with the weights of all-MiniLM-L6-v2 (Wang et al. 2020).

usage: encoder.py MODEL_FOLDER OUT.npz [DATA.pkl.xz]   packs the weights as int8 rows with a scale each, a quarter of
their size; with prepared data only the pieces that its words have.
"""

import json
import os
import sys

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


class Layer(nn.Module):
    def __init__(self, width, heads, inner):
        super().__init__()
        self.heads = heads
        self.joined, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.first, self.second = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x, mask):
        batch, length, width = x.shape
        parts = self.joined(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(parts[0], parts[1], parts[2], attn_mask=mask)
        x = self.first(x + self.drop(self.out(mixed.transpose(1, 2).reshape(batch, length, width))))
        return self.second(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Pieces (batch, length), 0 where there is none, to states (batch, length, width)."""

    def __init__(self, pieces, width=384, layers=6, heads=12, inner=1536, longest=512):
        super().__init__()
        self.piece, self.place = nn.Embedding(pieces, width), nn.Embedding(longest, width)
        self.norm, self.drop = nn.LayerNorm(width, eps=1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(width, heads, inner) for _ in range(layers))

    def forward(self, pieces):
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.drop(self.norm(self.piece(pieces) + self.place(places)))
        mask = (pieces > 0)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x


def load(path):
    """The encoder of a packed file and the row of each piece number in it."""
    packed = np.load(path)
    state = {}
    for key in packed.files:
        if key.endswith(".scale") or key in ("piece_numbers", "special"):
            continue
        value = packed[key]
        if key + ".scale" in packed.files:
            value = value.astype(np.float32) * packed[key + ".scale"][:, None]
        state[key] = torch.tensor(value.astype(np.float32))
    encoder = Encoder(len(state["piece.weight"]))
    encoder.load_state_dict(state)
    return encoder, {int(n): row for row, n in enumerate(packed["piece_numbers"])}


def main():
    import lzma
    import pickle

    from safetensors.numpy import load_file

    folder, out = sys.argv[1:3]
    weights = load_file(os.path.join(folder, "model.safetensors"))
    numbers = list(range(len(weights["embeddings.word_embeddings.weight"])))
    if len(sys.argv) > 3:
        with lzma.open(sys.argv[3]) as file:
            pieces = pickle.load(file)["pieces"]
        # Padding, unknown, beginning and end stand first.
        numbers = [0, 100, 101, 102] + sorted({p for word in pieces for p in word} - {0, 100, 101, 102})
    state = {
        "piece.weight": weights["embeddings.word_embeddings.weight"][numbers],
        "place.weight": weights["embeddings.position_embeddings.weight"]
    }
    kind = weights["embeddings.token_type_embeddings.weight"][0]
    state["place.weight"] = state["place.weight"] + kind
    state["norm.weight"] = weights["embeddings.LayerNorm.weight"]
    state["norm.bias"] = weights["embeddings.LayerNorm.bias"]
    for row in range(6):
        source, target = f"encoder.layer.{row}.", f"layers.{row}."
        for end in ("weight", "bias"):
            parts = [weights[source + f"attention.self.{name}.{end}"] for name in ("query", "key", "value")]
            state[target + "joined." + end] = np.concatenate(parts)
            for name, old in (
                ("out", "attention.output.dense"), ("up", "intermediate.dense"), ("down", "output.dense"),
                ("first", "attention.output.LayerNorm"), ("second", "output.LayerNorm"),
            ):
                state[target + f"{name}.{end}"] = weights[source + f"{old}.{end}"]
    packed = {"piece_numbers": np.array(numbers, np.int32)}
    for key, value in state.items():
        if value.ndim == 2:
            scale = np.abs(value).max(1) / 127 + 1e-12
            packed[key + ".scale"] = scale.astype(np.float32)
            packed[key] = np.round(value / scale[:, None]).astype(np.int8)
        else:
            packed[key] = value.astype(np.float32)
    np.savez(out, **packed)
    print(out, os.path.getsize(out), "bytes")


if __name__ == "__main__":
    main()
