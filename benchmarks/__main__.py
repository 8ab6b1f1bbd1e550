"""All benchmarks in one run: `python -m benchmarks [ROWS]`."""

import sys

from benchmarks import intake, scoring, startup

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else scoring.ROWS
print(scoring.main(ROWS), flush=True)
print(intake.main(), flush=True)
print(startup.main(), flush=True)
