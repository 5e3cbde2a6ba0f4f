"""From arc scores to a single-rooted tree: the best head of each token, or Eisner's algorithm (1996) where that
is no tree."""

import numpy as np


def is_tree(heads):
    count = len(heads)
    if sum(1 for token in range(1, count) if heads[token] == 0) != 1:
        return False
    for token in range(1, count):
        seen = set()
        while token > 0:
            if token in seen:
                return False
            seen.add(token)
            token = heads[token]
    return True


def tree(scores):
    """Heads of rows 1…; scores[dependent, head] are log probabilities, row 0 is the root's."""
    heads = scores.argmax(1)
    heads[0] = -1
    return heads if is_tree(heads) else eisner(scores)


def eisner(scores):
    count = scores.shape[0]
    value = np.zeros((count, count, 2, 2))
    value[:, :, :, 0] = -1e9
    split = np.zeros((count, count, 2, 2), np.int32)
    for width in range(1, count - 1):
        for left in range(1, count - width):
            right = left + width
            inner = value[left, left:right, 1, 1] + value[left + 1 : right + 1, right, 0, 1]
            best = int(inner.argmax())
            value[left, right, 0, 0] = inner[best] + scores[left, right]
            value[left, right, 1, 0] = inner[best] + scores[right, left]
            split[left, right, :, 0] = left + best
            inner = value[left, left:right, 0, 1] + value[left:right, right, 0, 0]
            best = int(inner.argmax())
            value[left, right, 0, 1] = inner[best]
            split[left, right, 0, 1] = left + best
            inner = value[left, left + 1 : right + 1, 1, 0] + value[left + 1 : right + 1, right, 1, 1]
            best = int(inner.argmax())
            value[left, right, 1, 1] = inner[best]
            split[left, right, 1, 1] = left + 1 + best
    totals = [scores[root, 0] + value[1, root, 0, 1] + value[root, count - 1, 1, 1] for root in range(1, count)]
    root = 1 + int(np.argmax(totals))
    heads = np.full(count, -1)
    heads[root] = 0
    spans = [(1, root, 0, 1), (root, count - 1, 1, 1)]
    while spans:
        left, right, direction, complete = spans.pop()
        if left == right:
            continue
        middle = split[left, right, direction, complete]
        if not complete:
            if direction == 0:
                heads[left] = right
            else:
                heads[right] = left
            spans += [(left, middle, 1, 1), (middle + 1, right, 0, 1)]
        elif direction == 0:
            spans += [(left, middle, 0, 1), (middle, right, 0, 0)]
        else:
            spans += [(left, middle, 1, 0), (middle, right, 1, 1)]
    return heads
