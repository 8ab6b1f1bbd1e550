"""From cells to statements: who may say what, and every mistake of a file in one pass.

EC1 a role says its own fields only (A023)   EC2 a verifier may correct a claim   EC3 blanks say nothing
EC4 all findings at once, with cell and candidate   EC5 required fields (A001)
"""

import pytest
from oracle.contest import candidate, category, cell

from paritrana.answers import RawAnswer
from paritrana.criteria.fields import Role
from paritrana.entry.check import Given, check, required_missing
from paritrana.entry.model import StatementKind
from paritrana.text import line

ROLES = tuple(Role)
FIELDS = [
    {"id": "pekerja", "ask": "Jumlah pekerja", "kind": "count", "min": "1"},
    {"id": "inovasi", "ask": "Ada inovasi", "kind": "yesno", "required": "false"},
    {"id": "terlindungi", "ask": "Jumlah terlindungi", "kind": "count", "filled_by": "organiser"},
    {"id": "temuan", "ask": "Temuan", "kind": "text", "filled_by": "verifier"},
    {"id": "wawancara", "ask": "Nilai", "kind": "number", "min": "0", "max": "100", "filled_by": "panel"},
]
OWN = {Role.CANDIDATE: "pekerja", Role.ORGANISER: "terlindungi", Role.VERIFIER: "temuan", Role.PANEL: "wawancara"}
CRITERIA = category(fields=FIELDS)
ANA = candidate("A")


def given(field, value, at="C1", **more):
    return Given(field, RawAnswer(value, cell(at), **more), by="Tini")


def checked(role, *cells):
    return check(cells, CRITERIA, ANA, role)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_says_its_own_field(role):
    """EC1"""
    found = checked(role, given(OWN[role], "80" if role is Role.VERIFIER else 80.0))
    (statement,) = found.statements
    assert (statement.candidate, statement.field, statement.by) == ("A", OWN[role], "Tini")
    assert found.problems == ()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("owner", ROLES)
def test_a_value_of_another_role_is_refused_and_said_by_nobody(role, owner):
    """EC1 EC2"""
    found = checked(role, given(OWN[owner], 80.0))
    if role is owner or (role, owner) == (Role.VERIFIER, Role.CANDIDATE):
        assert len(found.statements) == 1
    else:
        assert [problem.code for problem in found.problems] == ["A023"]
        assert found.statements == ()


def test_the_refusal_names_both_roles_in_both_languages():
    """EC1"""
    (problem,) = checked(Role.CANDIDATE, given("wawancara", 90.0, "C9")).problems
    assert line(problem) == (
        "form.xlsx › Formulir!C9: Isian ini diisi oleh Tim Penilai, bukan oleh kandidat. "
        "Kosongkan; nilainya tidak dipakai. [A023]"
    )
    assert "filled in by the panel, not by the candidate" in line(problem, "en")


@pytest.mark.parametrize(
    ("role", "field", "kind"),
    [
        (Role.CANDIDATE, "pekerja", StatementKind.CLAIMED),
        (Role.VERIFIER, "pekerja", StatementKind.VERIFIED),
        (Role.ORGANISER, "terlindungi", StatementKind.ORGANISER),
        (Role.PANEL, "wawancara", StatementKind.MARK),
    ],
)
def test_the_kind_of_a_statement_follows_from_who_says_it(role, field, kind):
    """EC2"""
    assert checked(role, given(field, 7.0)).statements[0].kind is kind


@pytest.mark.parametrize("role", ROLES)
def test_a_blank_cell_says_nothing_whoever_leaves_it(role):
    """EC3"""
    found = checked(role, *(given(field["id"], blank) for field in FIELDS for blank in (None, "", "  ")))
    blanks_of_others = [problem for problem in found.problems if problem.code != "A023"]
    assert found.statements == ()
    assert blanks_of_others == []


def test_every_mistake_of_a_file_is_told_at_once_with_its_cell():
    """EC4"""
    found = checked(
        Role.CANDIDATE,
        given("pekerja", "banyak", "C3"),
        given("inovasi", "mungkin", "C4"),
        given("terlindungi", 5.0, "C5"),
    )
    told = [(problem.code, problem.where.cell, problem.field) for problem in found.problems]
    assert told == [("A003", "C3", "pekerja"), ("A011", "C4", "inovasi"), ("A023", "C5", "terlindungi")]
    assert {problem.candidate for problem in found.problems} == {"A"}
    assert {problem.category for problem in found.problems} == {"contoh"}
    assert found.statements == ()
    assert found.spoiled == {"pekerja", "inovasi"}


def test_a_remark_that_is_no_error_leaves_the_value_in_force():
    """EC4"""
    found = checked(Role.CANDIDATE, given("pekerja", "1.250"))
    assert [problem.code for problem in found.problems] == ["A005"]
    assert found.statements[0].value == 1250
    assert found.spoiled == frozenset()


def test_what_stands_beside_an_answer_travels_with_it():
    item = Given("pekerja", RawAnswer(5.0, cell("C7")), by="Dinas", evidence="ada", note="per Desember")
    (said,) = check((item,), CRITERIA, ANA, Role.CANDIDATE).statements
    assert (said.source.cell, said.by, said.evidence, said.note) == ("C7", "Dinas", "ada", "per Desember")


def missing(*cells):
    return list(required_missing(cells, checked(Role.CANDIDATE, *cells), CRITERIA, ANA))


def test_a_required_field_left_blank_is_told_with_what_it_wants():
    """EC5"""
    (problem,) = missing(given("pekerja", None, "C3"), given("inovasi", None, "C4"))
    assert line(problem) == "form.xlsx › Formulir!C3: Belum diisi. Isi jawabannya: bilangan bulat. [A001]"


def test_a_required_field_whose_cell_is_gone_is_missing_too():
    """EC5"""
    assert [(problem.code, problem.field) for problem in missing()] == [("A001", "pekerja")]


def test_an_unreadable_answer_is_not_called_missing_as_well():
    """EC5"""
    assert missing(given("pekerja", "banyak")) == []
    assert missing(given("pekerja", 5.0)) == []
