"""The same contest as a user would write it with pandas, in floats: with and without the ladder for ties."""

from typing import Any

import numpy as np
import pandas as pd

from benchmarks import contest
from paritrana.scoring.columns import Choices, Columns, Numbers


def frame_of(columns: Columns, groups: Any) -> pd.DataFrame:
    """The answers as a user has them: floats with NaN, texts for choices."""
    found: dict[str, Any] = {"kelompok": groups}
    for name, column in columns.items():
        if isinstance(column, Numbers):
            scale = 100 if name not in contest.names()["count"] else 1
            values = column.units / scale
            found[name] = values if column.missing is None else np.where(column.missing, np.nan, values)
        elif isinstance(column, Choices):
            found[name] = pd.Categorical.from_codes(column.codes, list(column.options))
        else:
            values = column.values.astype(float)
            found[name] = values if column.missing is None else np.where(column.missing, np.nan, values)
    return pd.DataFrame(found)


def score(frame: pd.DataFrame) -> pd.DataFrame:
    """The total, and ranks within the groups."""
    total = (_points(frame) * contest.effective_weights()).sum(axis=1).round(2)
    ranked = total.where(frame["pekerja"] >= 2000).groupby(frame["kelompok"]).rank(method="min", ascending=False)
    return pd.DataFrame({"nilai": total, "peringkat": ranked})


def _points(frame: pd.DataFrame) -> pd.DataFrame:
    """Points of 30 indicators."""
    points = pd.DataFrame(index=frame.index)
    for i in range(contest.LINEAR):
        points[f"l{i}"] = (100 * frame[f"persen{i}"] / 80).clip(0, 100)
    for i in range(contest.RATIO):
        points[f"r{i}"] = (100 * (100 * frame[f"orang{i}"] / frame["pekerja"]) / 50).clip(0, 100)
    edges = [float(edge) for edge in contest.EDGES]
    for i in range(contest.BANDS):
        value = frame[f"tingkat{i}"]
        steps = [value.isna(), value < edges[0], value < edges[1], value < edges[2]]
        points[f"b{i}"] = np.select(steps, [0.0, 20.0, 50.0, 75.0], 100.0)
    for i in range(contest.TARGET):
        points[f"t{i}"] = (100 * frame[f"capaian{i}"] / frame[f"sasaran{i}"]).clip(0, 100)
    levels = {name: float(value) for name, value in contest.LEVELS.items()}
    for i in range(contest.CHOICE):
        points[f"c{i}"] = frame[f"pilihan{i}"].map(levels).astype(float)
    for i in range(contest.YESNO):
        points[f"y{i}"] = np.where(frame[f"ada{i}"] == 1, 100.0, 0.0)
    points["k"] = sum(np.where(frame[name] == 1, float(worth), 0.0) for name, worth in contest.ITEMS)
    return points.fillna(0).round(2)


def score_with_ladder(frame: pd.DataFrame) -> pd.DataFrame:
    """All that bulk scoring gives: points, aspects, totals, ranks by the whole ladder (equal rows share theirs)."""
    points = _points(frame)
    total = (points * contest.effective_weights()).sum(axis=1).round(2)
    shares = [float(share) / 100 for share in contest.SHARES]
    aspects = {
        f"aspek{place}": (points.iloc[:, 6 * place : 6 * place + 6] * shares).sum(axis=1)
        for place in range(len(contest.WEIGHTS))
    }
    keys = pd.DataFrame(
        {
            "kelompok": frame["kelompok"],
            "nilai": -total,
            "satu": -aspects["aspek1"],
            "dua": -points.iloc[:, 8],
            "tiga": -frame["persen0"],
        }
    )
    runs = keys[frame["pekerja"] >= 2000].sort_values(list(keys.columns))
    place = runs.groupby("kelompok").cumcount() + 1
    ranks = place.where(~runs.duplicated()).ffill()
    return points.assign(**aspects, nilai=total, peringkat=ranks.reindex(frame.index))
