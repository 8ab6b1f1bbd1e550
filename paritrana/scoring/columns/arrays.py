"""The array types of bulk scoring, and masks that may be absent."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

IntArray: TypeAlias = NDArray[np.int64]
Objects: TypeAlias = NDArray[np.object_]
Mask: TypeAlias = NDArray[np.bool_]
Select: TypeAlias = slice | IntArray
"""Which rows: a block, or their numbers."""


def union(one: Mask | None, other: Mask | None) -> Mask | None:
    """Where either holds; None stands for nowhere."""
    if one is None:
        return other
    return one if other is None else one | other


def beyond(one: Mask | None, other: Mask | None) -> Mask | None:
    """Where the first holds and the second does not."""
    return one if one is None or other is None else one & ~other
