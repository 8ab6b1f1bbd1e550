"""A printed form: sections stay on one page where they fit, and no answer stretches its row beyond a page."""

import io
from itertools import pairwise

import openpyxl
from form_samples import DEMAK, edition, governments, opened
from hypothesis import given
from hypothesis import strategies as st

from paritrana.form.layout import plan_form
from paritrana.form.pages import PAGE, Line, page_breaks
from paritrana.form.reader import read_form
from paritrana.form.writer import HIGHEST, Filled, write_form

HEAD, REPEATED = 108.0, 20.0
SECTIONS = st.lists(st.lists(st.floats(15, HIGHEST - 30), min_size=2, max_size=9), min_size=1, max_size=6)


def blocks(sections: list[list[float]]) -> list[list[Line]]:
    lines = iter(range(6, 1000))
    return [[Line(next(lines), points) for points in section] for section in sections]


def test_a_section_that_fits_on_a_page_begins_a_new_one_rather_than_being_torn() -> None:
    assert page_breaks(HEAD, REPEATED, blocks([[20, 200], [20, 200], [20, 30]])) == [8]


def test_everything_that_fits_stays_on_one_page() -> None:
    assert page_breaks(HEAD, REPEATED, blocks([[20, 100], [20, 100], [20, 30]])) == []


def test_a_section_longer_than_a_page_is_torn_between_questions_never_behind_its_heading() -> None:
    assert page_breaks(HEAD, REPEATED, blocks([[20, 300], [20, *[200] * 4]])) == [8, 11]


def test_a_further_page_filled_as_high_as_the_head_of_the_first_is_turned_all_the_same() -> None:
    assert page_breaks(HEAD, REPEATED, blocks([[20, 15, 15, 253, 88], [20, 15, 15, 341]])) == [10, 11]


@given(SECTIONS)
def test_no_page_is_too_long_and_no_heading_is_left_alone(sections: list[list[float]]) -> None:
    sections = [[20.0, min(first, PAGE - HEAD - 20), *further] for _, first, *further in sections]
    lines = [line for block in blocks(sections) for line in block]
    found = page_breaks(HEAD, REPEATED, blocks(sections))
    edges = [6, *found, lines[-1].row + 1]
    for number, (start, end) in enumerate(pairwise(edges)):
        points = sum(line.points for line in lines if start <= line.row < end)
        assert points + (REPEATED if number else HEAD) <= PAGE + 0.001
    assert not {block[1].row for block in blocks(sections)} & set(found)


def test_a_long_answer_has_room_without_stretching_its_row_and_is_read_as_before() -> None:
    long = ("Program perlindungan pekerja rentan bersama desa dan perusahaan. " * 11)[:700].strip()
    form = plan_form(edition(), governments(), DEMAK)
    slot = next(slot for slot in form.slots if slot.id == "uraian")
    data = write_form(form, {"uraian": Filled(long)})
    page = openpyxl.load_workbook(io.BytesIO(data))["Formulir"]
    assert 100 < page.row_dimensions[slot.row].height < 220
    assert page[slot.answer].alignment.vertical == "top"
    assert read_form(opened(data), form)[0].answers["uraian"].value == long


def test_no_answer_makes_a_row_higher_than_a_page() -> None:
    form = plan_form(edition(), governments(), DEMAK)
    page = openpyxl.load_workbook(io.BytesIO(write_form(form, {"uraian": Filled("panjang " * 900)})))["Formulir"]
    assert max(page.row_dimensions[slot.row].height for slot in form.slots) <= HIGHEST


def test_the_form_breaks_its_pages_between_sections() -> None:
    form = plan_form(edition(), governments(), DEMAK)
    page = openpyxl.load_workbook(io.BytesIO(write_form(form)))["Formulir"]
    firsts = {section.row for section in form.sections} | {form.last_row + 2}
    breaks = [one.id + 1 for one in page.row_breaks.brk]
    assert breaks
    assert set(breaks) <= firsts
