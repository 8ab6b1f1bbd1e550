"""Measuring: CPU medians side by side, peak memory in a process of its own, and one table for all."""

import ctypes
import gc
import multiprocessing
import resource
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROCESS = Path("/proc/self")
"""Of Linux; elsewhere there are no peaks to tell."""


@dataclass(frozen=True, slots=True)
class Row:
    """One way of doing a job: CPU seconds (user and system), and what stands beside it."""

    name: str
    seconds: float
    note: str = ""


def medians(ways: Mapping[str, Callable[[], Any]], runs: int = 5) -> dict[str, float]:
    """The median CPU seconds of each way. The ways take turns, so that a busy machine slows all of them."""
    for way in ways.values():
        way()
    spent: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(runs):
        for name, way in ways.items():
            spent[name].append(cpu(way))
    return {name: statistics.median(found) for name, found in spent.items()}


def cpu(job: Callable[[], Any]) -> float:
    """CPU seconds of one call, those of its child processes included."""
    before = _cpu_now()
    job()
    return _cpu_now() - before


def _cpu_now() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def peak(prepare: Callable[[], Any], job: Callable[[Any], Any]) -> float:
    """Megabytes that a job needs above what was there before it, in a fresh process (Linux counts kilobytes)."""
    if not PROCESS.exists():
        return float("nan")
    context = multiprocessing.get_context("fork")
    answers = context.SimpleQueue()
    child = context.Process(target=_peak_of, args=(prepare, job, answers))
    child.start()
    found: float = answers.get()
    child.join()
    return found


def _peak_of(prepare: Callable[[], Any], job: Callable[[Any], Any], answers: Any) -> None:
    given = prepare()
    _hand_back()
    before = _resident()
    (PROCESS / "clear_refs").write_text("5", encoding="ascii")
    kept = job(given)
    answers.put((_highest() - before) / 1000)
    del kept


def _hand_back() -> None:
    """Freed memory goes back to the system, so that the job cannot use it uncounted (glibc)."""
    gc.collect()
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)


def _resident() -> float:
    return _status("VmRSS")


def _highest() -> float:
    return _status("VmHWM")


def _status(key: str) -> float:
    lines = (PROCESS / "status").read_text(encoding="ascii").splitlines()
    return float(next(line.split()[1] for line in lines if line.startswith(f"{key}:")))


def table(title: str, rows: list[Row], base: str) -> str:
    """The ways below each other, each with its speed in multiples of that of `base`."""
    whole = next(row.seconds for row in rows if row.name == base)
    width = max(len(row.name) for row in rows)
    lines = [f"\n{title}", f"{'':{width}}  {'CPU ms':>10}  {'speed':>8}"]
    lines += [
        f"{row.name:{width}}  {row.seconds * 1e3:10.2f}  {_shown(whole / row.seconds):>8}  {row.note}" for row in rows
    ]
    return "\n".join(line.rstrip() for line in lines)


def _shown(ratio: float) -> str:
    """Three digits that count: 41.9×, 0.00312×."""
    return f"{ratio:.3g}×"
