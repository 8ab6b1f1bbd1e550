"""Many alike jobs: in this process where they are few, in a pool of processes in chunks where they are many."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Done = TypeVar("Done")

CHUNK = 50
FEW = 200
MOST = 61
"""Processes that Windows can wait for at a time."""


def run(function: Callable[[Item], Done], items: Sequence[Item], workers: int | None = None) -> Iterator[Done]:
    """`function` of every item, in the order of the items. With many items `function` must be picklable."""
    count = min(workers if workers is not None else (os.cpu_count() or 1), MOST)
    if count < 2 or len(items) < FEW:
        yield from map(function, items)
        return
    with ProcessPoolExecutor(count) as pool:
        yield from pool.map(function, items, chunksize=CHUNK)
