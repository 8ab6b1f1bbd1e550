"""The price of `paritrana --help` above a bare interpreter: 0.15 s is allowed."""

import os
import subprocess
import sys

from benchmarks.measure import Row, cpu, table

RUNS = 15
BARE, HELP, SCORES = "python -c pass", "python -m paritrana --help", "python -c 'import paritrana.scoring.columns'"
COMMANDS = {
    BARE: ("-c", "pass"),
    HELP: ("-m", "paritrana", "--help"),
    SCORES: ("-c", "import paritrana.scoring.columns"),
}


def main() -> str:
    """The table of one run."""
    spent: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(RUNS):
        for name, command in COMMANDS.items():
            spent[name].append(cpu(lambda command=command: _run(command)))
    seconds = {name: sorted(found)[RUNS // 2] for name, found in spent.items()}
    above = seconds[HELP] - seconds[BARE]
    rows = [Row(name, found, f"{found - seconds[BARE]:+.3f} s") for name, found in seconds.items()]
    verdict = "within" if above <= 0.15 else "NOT within"
    return table(f"Start: {above:.3f} s above bare Python, {verdict} the 0.15 s allowed", rows, BARE)


def _run(command: tuple[str, ...]) -> None:
    quiet = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    subprocess.run([sys.executable, *command], stdout=subprocess.DEVNULL, check=True, env=quiet)


if __name__ == "__main__":
    print(main())
