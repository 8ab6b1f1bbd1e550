"""The first file of a category: it loads and lints without errors, and its comments stay with it."""

from pathlib import Path

import pytest

from paritrana.__main__ import main
from paritrana.criteria.json_schema import MODELS
from paritrana.criteria.load import load_category
from paritrana.criteria.skeleton import SCHEMA_LINE, copy_text, skeleton_text
from paritrana.rules import RULES

CRITERIA = Path(__file__).parents[2] / "criteria"
SHIPPED = CRITERIA / "2025-provinsi"
COMMON = {"choice", "bands", "linear", "target", "checklist", "yesno", "panel"}


@pytest.fixture
def workspace(tmp_path):
    folder = tmp_path / "criteria" / "2025-provinsi"
    folder.mkdir(parents=True)
    for name in ("edition.yaml", "kabupaten-kota.yaml"):
        (folder / name).write_bytes((SHIPPED / name).read_bytes())
    return tmp_path


def test_the_skeleton_loads_and_lints_without_a_remark(tmp_path):
    path = tmp_path / "inovasi-daerah.yaml"
    path.write_text(skeleton_text("inovasi-daerah"), encoding="utf-8")
    category, problems = load_category(path)
    assert problems == ()
    assert category.category == "inovasi-daerah"
    assert category.status is None
    assert {node.rule.kind for node, _ in category.indicators()} == COMMON


def test_the_skeleton_begins_like_the_shipped_files():
    first = {path.read_text(encoding="utf-8").splitlines()[0] for path in SHIPPED.glob("*-*.yaml")}
    assert first == {SCHEMA_LINE}
    assert skeleton_text("uji").splitlines()[0] == SCHEMA_LINE


def test_the_skeleton_names_every_key_of_a_category_and_every_rule():
    text = skeleton_text("uji")
    keys = set(MODELS["category"].model_fields)
    rare = {"best", "caps", "scale", "unclassified", "weights"}
    assert sorted(key for key in keys - rare if f"{key}:" not in text) == []
    kinds = {rule.model_fields["kind"].annotation.__args__[0] for rule in RULES}
    assert sorted(kind for kind in kinds if kind not in text) == []


def test_a_copy_has_its_own_id_and_no_status_and_keeps_the_comments():
    copy = copy_text("# lama\r\ncategory: lama # id\r\nstatus: ditetapkan\r\ntitle: Lama\r\n", "baru")
    assert copy == f"{SCHEMA_LINE}\n# lama\ncategory: baru\ntitle: Lama\n"


@pytest.mark.parametrize("like", [(), ("--like", "kabupaten-kota")])
def test_a_new_category_is_written_checked_and_never_overwritten(workspace, like, capsys):
    call = ["criteria", "new", "desa-teladan", "-w", str(workspace), *like]
    assert main(call) == 0
    path = workspace / "criteria/2025-provinsi/desa-teladan.yaml"
    before = path.read_bytes()
    assert main(["criteria", "check", str(path.parent)]) == 0
    capsys.readouterr()
    assert main(call) == 5
    assert "desa-teladan.yaml" in capsys.readouterr().err
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["Desa", "desa_teladan", "../desa", "edition", "", "a" * 61])
def test_an_id_that_cannot_be_is_refused(workspace, name, capsys):
    assert main(["criteria", "new", name, "-w", str(workspace)]) == 2
    assert "id kategori" in capsys.readouterr().err
    assert len(list((workspace / "criteria").rglob("*.yaml"))) == 2


def test_a_category_to_copy_must_exist(workspace, capsys):
    assert main(["criteria", "new", "baru", "--like", "tiada", "-w", str(workspace)]) == 2
    assert "kabupaten-kota" in capsys.readouterr().err
