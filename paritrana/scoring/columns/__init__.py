"""Bulk scoring: a whole category at once on integer columns, equal to the row-wise engine to the last digit.

    result = score_columns(category, {"pekerja": Numbers(units), "perda": YesNo(answers)}, groups)

Nothing here is approximate. A rule or formula without a kernel, and one whose numbers could leave 64 bits, is
scored row by row with the exact engine instead, and named in `BulkResult.fallbacks`.
"""

from paritrana.scoring.columns.bulk import score_columns
from paritrana.scoring.columns.inputs import Choices, Column, Columns, Marks, Numbers, Plain, YesNo
from paritrana.scoring.columns.result import BulkResult

__all__ = ["BulkResult", "Choices", "Column", "Columns", "Marks", "Numbers", "Plain", "YesNo", "score_columns"]
