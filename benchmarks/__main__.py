"""All benchmarks in one run: `python -m benchmarks [ROWS]…`, by default for 100 000 and 1 000 000 rows."""

import sys

from benchmarks import again, intake, scoring, startup

for rows in map(int, sys.argv[1:] or (scoring.ROWS, 10 * scoring.ROWS)):
    print(scoring.main(rows), flush=True)
print(intake.main(), flush=True)
print(again.main(), flush=True)
print(startup.main(), flush=True)
