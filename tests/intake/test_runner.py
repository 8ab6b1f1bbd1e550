"""Jobs in a pool of bounded processes: results in order, and only the guilty item is lost."""

import os
import signal
import time
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import pytest

from paritrana import runner
from paritrana.runner import AHEAD, CHUNK, FEW, Budget, Stopped, run

MANY = range(FEW + 20)
SMALL = Budget(memory=256 * 1024 * 1024, seconds=1.0)


def _double(number: int) -> int:
    return number * 2


def _nasty(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 60:
        return len(bytearray(1 << 32))
    if number == 61:
        time.sleep(60)
    return number * 2


def _minus(number: int) -> int:
    return -number


def test_few_items_stay_in_this_process() -> None:
    assert list(run(lambda number: number + 1, range(5), workers=2)) == [1, 2, 3, 4, 5]


def test_many_items_come_back_in_their_order() -> None:
    assert list(run(_double, MANY, workers=2)) == [number * 2 for number in MANY]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills otherwise")
def test_only_items_that_use_up_their_budget_are_lost() -> None:
    found = list(run(_nasty, MANY, workers=2, stopped=_minus, budget=SMALL))
    assert [number for number in MANY if found[number] != number * 2] == [3, 60, 61]
    assert (found[3], found[60], found[61]) == (-3, -60, -61)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills otherwise")
def test_an_item_nobody_answers_for_is_told() -> None:
    with pytest.raises(Stopped):
        list(run(_nasty, MANY, workers=2, budget=SMALL))


def test_memory_is_caught_in_this_process_too() -> None:
    def hungry(_: int) -> int:
        raise MemoryError

    assert list(run(hungry, [1], stopped=_minus)) == [-1]


def test_no_more_is_begun_than_whoever_takes_the_results_can_keep_up_with(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = 0

    class Counting(ProcessPoolExecutor):
        def submit(self, *given: Any, **named: Any) -> Any:
            nonlocal begun
            begun += 1
            return super().submit(*given, **named)

    monkeypatch.setattr(runner, "ProcessPoolExecutor", Counting)
    found = run(_double, range(CHUNK * AHEAD * 5), workers=2)
    assert next(found) == 0
    assert begun == AHEAD * 2
    assert list(found)[-1] == 2 * (CHUNK * AHEAD * 5 - 1)
    assert begun == AHEAD * 5
