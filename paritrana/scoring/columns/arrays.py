"""The array types of bulk scoring."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

IntArray: TypeAlias = NDArray[np.signedinteger[Any]]
Objects: TypeAlias = NDArray[np.object_]
Mask: TypeAlias = NDArray[np.bool_]
Select: TypeAlias = slice | IntArray
"""Which rows: a block, or their numbers."""
