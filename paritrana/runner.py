"""Many alike jobs: in this process where they are few, in a pool of bounded processes in chunks where they are many.

An item that takes too much memory or time ends its process. Its chunk is then run again, one item per fresh
process, so that only the guilty one is lost.
"""

import faulthandler
import gc
import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar, cast

Item = TypeVar("Item")
Done = TypeVar("Done")

CHUNK = 50
AHEAD = 4
"""Chunks under way for each process, so that results do not pile up where whoever takes them is slower."""

FEW = 100
PATIENCE = 20
"""An item may take this part of its seconds more than they are: so the watchdog, a thread, is not wound for each."""

MOST = 61
"""Processes that Windows can wait for at a time."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What one item may take: bytes of memory above those of a fresh worker (where the system can tell), seconds."""

    memory: int = 768 * 1024 * 1024
    seconds: float = 30.0


USUAL = Budget()


class Stopped(Exception):
    """An item used up its budget, and nobody said what to make of that."""


def run(
    function: Callable[[Item], Done],
    items: Sequence[Item],
    workers: int | None = None,
    *,
    stopped: Callable[[Item], Done] | None = None,
    budget: Budget = USUAL,
) -> Iterator[Done]:
    """`function` of every item, in the order of the items. With many items `function` must be picklable.

    `stopped` gives the result of an item that used up its budget; without it Stopped is raised.
    """
    count = min(workers if workers is not None else (os.cpu_count() or 1), MOST)
    if count < 2 or len(items) < FEW:
        for item in items:
            yield _here(function, item, stopped)
        return
    chunks = [items[start : start + CHUNK] for start in range(0, len(items), CHUNK)]
    while chunks:
        done = 0
        for found in _pooled(function, chunks, count, budget):
            yield from found
            done += 1
        if done < len(chunks):
            for item in chunks[done]:
                yield _alone(function, item, stopped, budget)
            done += 1
        chunks = chunks[done:]


def _here(function: Callable[[Item], Done], item: Item, stopped: Callable[[Item], Done] | None) -> Done:
    try:
        return function(item)
    except MemoryError:
        return _given_up(item, stopped)


def _given_up(item: Item, stopped: Callable[[Item], Done] | None) -> Done:
    if stopped is None:
        raise Stopped(str(item))
    return stopped(item)


def _pooled(
    function: Callable[[Item], Done], chunks: Sequence[Sequence[Item]], count: int, budget: Budget
) -> Iterator[list[Done]]:
    """The results of one chunk after the other, up to the first that ended its process."""
    with _pool(count, budget, function) as pool:
        waiting = (pool.submit(_chunk, chunk, budget.seconds) for chunk in chunks)
        try:
            started: deque[Future[list[Done]]] = deque(islice(waiting, AHEAD * count))
            while started:
                yield started.popleft().result()
                started.extend(islice(waiting, 1))
        except (BrokenProcessPool, MemoryError):
            return
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _alone(
    function: Callable[[Item], Done], item: Item, stopped: Callable[[Item], Done] | None, budget: Budget
) -> Done:
    with _pool(1, budget, function) as pool:
        try:
            return cast(Done, pool.submit(_chunk, [item], budget.seconds).result()[0])
        except (BrokenProcessPool, MemoryError):
            return _given_up(item, stopped)


def _pool(count: int, budget: Budget, function: Callable[[Any], Any]) -> ProcessPoolExecutor:
    """Workers that know the function from their start: it may carry a whole edition, which no chunk should repeat."""
    return ProcessPoolExecutor(count, initializer=_prepared, initargs=(function, budget.memory))


_work: list[Callable[[Any], Any]] = []
"""In a worker: its function."""


def _prepared(function: Callable[[Any], Any], memory: int) -> None:
    _work[:] = [function]
    gc.freeze()
    _bound(memory)


def _chunk(items: Sequence[Any], seconds: float) -> list[Any]:
    """In a worker: the results of some items. The watchdog ends the process even out of foreign code."""
    (function,) = _work
    done = []
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        wound = float("-inf")
        try:
            for item in items:
                if time.monotonic() - wound > seconds / PATIENCE:
                    wound = time.monotonic()
                    faulthandler.dump_traceback_later(seconds + seconds / PATIENCE, exit=True, file=nowhere)
                done.append(function(item))
        finally:
            faulthandler.cancel_dump_traceback_later()
    return done


def _bound(memory: int) -> None:
    """In a fresh worker: no more memory than this beyond what it has already; nothing where it cannot be told."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = pages * resource.getpagesize() + memory
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (limit if hard < 0 else min(limit, hard), hard))
    except (ImportError, OSError, ValueError):
        return
