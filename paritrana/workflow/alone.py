"""One process at a time writes into a workspace."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from paritrana.problems import ConflictError
from paritrana.workflow.season import Season
from paritrana.workspace import Workspace

Arguments = ParamSpec("Arguments")
Done = TypeVar("Done")


@contextmanager
def claimed(workspace: Workspace) -> Iterator[None]:
    """Hold the workspace; the operating system lets go of it when the process ends, however it ends.

    Raises ConflictError where another process holds it, OSError where nothing may be written there.
    """
    from filelock import FileLock, Timeout  # asks for much that a command that only reads does not need

    workspace.lock.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(workspace.lock)
    try:
        lock.acquire(timeout=0)
    except Timeout as busy:
        raise ConflictError("errors.busy", path=str(workspace.root)) from busy
    try:
        yield
    finally:
        lock.release()


def alone(work: Callable[Concatenate[Season, Arguments], Done]) -> Callable[Concatenate[Season, Arguments], Done]:
    """A use case that writes: it runs while its process holds the workspace. Raises ConflictError where it cannot."""

    @wraps(work)
    def held(season: Season, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Done:
        with claimed(season.workspace):
            return work(season, *args, **kwargs)

    return held
