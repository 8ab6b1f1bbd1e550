"""Forms for other questions, and what is no form: answers are carried over, or a ready answer says what to send."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font
from returned_kit import RIGHT, answered, ask_otherwise, changed, filled, form, named_cell, opened, put, sent, workspace

GONE = "  - {id: uraian, ask: Uraian, kind: text, max_length: 500, required: false}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path)


def values(data: bytes) -> dict[str, object]:
    book = opened(data)
    names = [name for name in book.defined_names if name.startswith("isian.")]
    return {name: cell.value for name in names if (cell := named_cell(book, name)).value is not None}


def test_an_older_form_is_carried_over_and_what_could_not_be_is_told(root: Path) -> None:
    path = sent(root, {**RIGHT, "isian.uraian": "Lama", "isian.kantor": 12, "isian.luas": 2.5, "catatan.indeks": "BPS"})
    ask_otherwise(
        root,
        (GONE, "  - {id: baru, ask: Jumlah cabang, kind: count}\n"),
        ("ask: Jumlah kantor, kind: count", "ask: Ada kantor, kind: yesno"),
        ("ask: Luas kantor", "ask: Luas seluruh kantor"),
        ("value: bagian", "value: baru"),
        ("derived:\n  - {id: bagian, title: Bagian, formula: kantor / pekerja}\n", ""),
        ("condition: kantor <= pekerja", "condition: baru <= pekerja"),
    )
    found = answered(root, path)
    assert found.form == "33.21_hasil-periksa.xlsx"
    assert values(found.files[found.form]) == {**RIGHT, "isian.luas": 2.5}
    assert named_cell(opened(found.files[found.form]), "catatan.indeks").value == "BPS"
    told = [(one.code, one.field) for one in found.problems]
    assert told == [("B023", ""), ("A001", "baru"), ("B035", ""), ("B036", "luas"), ("B035", "kantor")]
    words = " ".join(str(cell.value) for row in opened(found.files[found.form])["Hasil Periksa"] for cell in row)
    assert 'Jawaban lama untuk "Uraian" ("Lama") tidak dipindahkan: pertanyaannya tidak ada lagi.' in words
    assert 'Jawaban lama untuk "Jumlah kantor" ("12") tidak dipindahkan: jenis jawabannya sudah berubah.' in words
    assert "Jawaban Anda sudah dipindahkan ke formulir yang berlaku" in words
    assert "Jawaban Anda sudah dipindahkan ke formulir yang berlaku" in found.message


def test_the_carried_form_completed_is_accepted(root: Path) -> None:
    path = sent(root, RIGHT)
    ask_otherwise(root, ("min: -5, max: 5", "min: -9, max: 9"))
    found = answered(root, path)
    assert [one.code for one in found.problems] == ["B023"]
    assert answered(root, put(root, found.files[found.form], found.form)).problems == ()


def test_a_carried_answer_that_no_longer_fits_is_marked_in_the_office_s_own_words(root: Path) -> None:
    path = sent(root, RIGHT)
    ask_otherwise(root, ("min: -5, max: 5", "min: -1, max: 1"), ('label: "=rendah"', "label: Sedang"))
    found = answered(root, path)
    assert [one.code for one in found.problems] == ["B023", "A008", "A033"]
    assert values(found.files[found.form]) == RIGHT
    assert "paling tinggi 1" in named_cell(opened(found.files[found.form]), "isian.indeks").comment.text


def test_a_blank_older_form_is_carried_with_the_code_that_the_office_wrote(root: Path) -> None:
    path = put(root, filled(form(root), {**RIGHT, "kandidat.kode": "3321"}), "lama.xlsx")
    ask_otherwise(root, ("min: -5, max: 5", "min: -9, max: 9"))
    assert answered(root, path).form == "33.21_hasil-periksa.xlsx"


@pytest.mark.parametrize("bound", ["min: -5, max: 5", "min: -9, max: 9"])
def test_who_answers_for_the_form_goes_back_with_it(root: Path, bound: str) -> None:
    def sign(book: openpyxl.Workbook) -> None:
        page = book["Formulir"]
        line = next(cell.row for cell in page["B"] if cell.value == "Telepon/WhatsApp")
        page.cell(line, 3).value = "081234567890"

    path = put(root, changed(sent(root, RIGHT).read_bytes(), sign), "ditandatangani.xlsx")
    ask_otherwise(root, ("min: -5, max: 5", bound))
    found = answered(root, path)
    back = opened(found.files[found.form])["Formulir"]
    assert next(row[2].value for row in back if row[1].value == "Telepon/WhatsApp") == "081234567890"


def test_damaged_rows_and_names_are_brought_in_order(root: Path) -> None:
    def damage(book: openpyxl.Workbook) -> None:
        page = book["Formulir"]
        page["B9"].value = "Nilai indeks menurut kami"
        del book.defined_names["isian.ucj24"]

    path = put(root, changed(sent(root, RIGHT).read_bytes(), damage), "rusak.xlsx")
    found = answered(root, path)
    assert {one.code for one in found.problems} == {"B030", "B032"}
    assert values(found.files[found.form]) == RIGHT
    assert answered(root, put(root, found.files[found.form], found.form)).problems == ()


def test_swapped_rows_are_left_blank_rather_than_guessed(root: Path) -> None:
    def swap(book: openpyxl.Workbook) -> None:
        page = book["Formulir"]
        page["B8"].value, page["B9"].value = page["B9"].value, page["B8"].value

    found = answered(root, put(root, changed(sent(root, RIGHT).read_bytes(), swap), "tertukar.xlsx"))
    assert [one.code for one in found.problems] == ["B034", "B034"]
    assert not {"isian.pekerja", "isian.indeks"} & set(values(found.files[found.form]))
    assert "barisnya tertukar" in named_cell(opened(found.files[found.form]), "isian.pekerja").comment.text


def test_struck_out_and_merged_answers_are_left_blank_and_hidden_ones_come_to_light(root: Path) -> None:
    def scribble(book: openpyxl.Workbook) -> None:
        page = book["Formulir"]
        named_cell(book, "isian.pekerja").font = Font(strike=True)
        page.merge_cells("C9:C10")
        page.row_dimensions[13].hidden = True

    found = answered(root, put(root, changed(sent(root, RIGHT).read_bytes(), scribble), "coretan.xlsx"))
    assert {(one.code, one.field) for one in found.problems} == {
        ("A026", "pekerja"),
        ("B037", "ucj24"),
        ("B038", "perda"),
    }
    back = found.files[found.form]
    assert values(back) == {name: RIGHT[name] for name in ("isian.indeks", "isian.perda", "isian.tingkat")}
    assert "yang dicoret dikosongkan" in named_cell(opened(back), "isian.pekerja").comment.text
    missing = answered(root, put(root, back, found.form)).problems
    assert [(one.code, one.field) for one in missing] == [("A001", "pekerja"), ("A001", "ucj24")]
    mended = filled(back, {"isian.pekerja": 5, "isian.ucj24": 6})
    assert answered(root, put(root, mended, found.form)).problems == ()


def test_a_foreign_workbook_gets_a_ready_message_and_no_form(root: Path) -> None:
    path = put(root, changed(form(root), lambda book: book.remove(book["_meta"])), "laporan.xlsx")
    found = answered(root, path)
    assert (found.form, sorted(found.files)) == ("", ["laporan_hasil-periksa.html", "laporan_pesan.txt"])
    assert "buku kerja Excel lain, bukan formulir yang kami bagikan" in found.message
    assert "balas pesan ini untuk meminta formulir lagi" in found.message


def docx() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le")
WEBLOC = b'<?xml version="1.0"?><plist><dict><key>URL</key><string>https://docs.google.com/x</string></dict></plist>'
INSTEAD = {
    "foto.jpg": (b"\xff\xd8\xff\xe0" + b"x" * 40, "adalah foto atau gambar", "Bagikan › sebagai file .xlsx"),
    "pindai.pdf": (b"%PDF-1.7\n", "adalah berkas PDF", "Simpan sebagai Excel"),
    "isian.gsheet": (b'{"url": "https://docs.google.com/open?id=x"}', "adalah tautan", "Simpan sebagai Excel"),
    "isian.url": (b"[InternetShortcut]\r\nURL=https://kdocs.cn/l/x\r\n", "adalah tautan", "Bagikan › sebagai file"),
    "isian.webloc": (WEBLOC, "adalah tautan", "Simpan sebagai Excel"),
    "pesan.txt": (b"Ini isian kami ya: https://s.id/formulir terima kasih", "adalah tautan", "Simpan sebagai Excel"),
    "isian.docx": (docx(), "adalah dokumen Word", "Isi formulir Excel"),
    "isian.csv": (b"No,Jawaban\n1,12\n", "teks atau CSV", "Bagikan › sebagai file .xlsx"),
    "isian.xls": (OLE, "Excel lama (.xls)", "Simpan Sebagai › Buku Kerja Excel"),
}


@pytest.mark.parametrize("name", INSTEAD)
def test_what_comes_instead_of_a_form_gets_a_ready_answer(name: str, root: Path) -> None:
    data, says, how = INSTEAD[name]
    found = answered(root, put(root, data, name))
    assert found.form == ""
    assert says in found.message
    assert how in found.message
    assert f"\nYth. Bapak/Ibu pengirim berkas {name}\n" in found.message


def test_a_committee_table_gets_no_form(root: Path) -> None:
    found = answered(root, put(root, form(root, "--for", "organiser"), "tabel.xlsx"))
    assert (found.form, found.message) == ("", "")
    assert list(found.files) == ["tabel_hasil-periksa.html"]


def test_a_form_with_a_damaged_identity_is_not_answered_with_a_form(root: Path) -> None:
    def claim(book: openpyxl.Workbook) -> None:
        for row in book["_meta"].iter_rows(max_col=2):
            if row[0].value == "candidate_code":
                row[1].value = "33.22"

    found = answered(root, put(root, changed(sent(root, RIGHT).read_bytes(), claim), "palsu.xlsx"))
    assert [one.code for one in found.problems] == ["B024"]
    assert sorted(found.files) == ["palsu_hasil-periksa.html", "palsu_pesan.txt"]


def test_a_deleted_column_of_answers_is_told_in_one_point(root: Path) -> None:
    def delete(book: openpyxl.Workbook) -> None:
        book["Formulir"].delete_cols(3)
        for name in [name for name in book.defined_names if name.startswith("isian.")]:
            del book.defined_names[name]

    found = answered(root, put(root, changed(sent(root, RIGHT).read_bytes(), delete), "tanpa-kolom.xlsx"))
    assert [one.code for one in found.problems] == ["B027"]
    assert "dan 10 pertanyaan lain" in found.message
    assert values(found.files[found.form]) == {}


@pytest.mark.office
def test_libreoffice_keeps_the_returned_form_readable_with_colours_comments_and_links(root: Path) -> None:
    office = shutil.which("soffice")
    assert office is not None, "scripts/install_office.sh installs it"
    found = answered(root, sent(root, {**RIGHT, "isian.pekerja": "seribu"}))
    put(root, found.files[found.form], found.form)
    profile = f"-env:UserInstallation={(root / 'profil').as_uri()}"
    target = "xlsx:Calc MS Excel 2007 XML"
    command = [office, profile, "--headless", "--convert-to", target, "--outdir", "simpan", found.form]
    subprocess.run(command, cwd=root, check=True, capture_output=True, timeout=180)
    again = root / "simpan" / found.form
    book = opened(again.read_bytes())
    cell = named_cell(book, "isian.pekerja")
    assert (cell.value, cell.fill.fgColor.rgb) == ("seribu", "FFF8CBAD")
    assert "bukan angka" in cell.comment.text
    links = [cell.hyperlink.location for row in book["Hasil Periksa"] for cell in row if cell.hyperlink]
    assert links == ["'Formulir'!C8"]
    assert [one.code for one in answered(root, again).problems if one.is_error] == ["A003"]
