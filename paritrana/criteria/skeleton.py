"""The first file of a new category: every key with its comment, and one small example of each common rule."""

import re
from typing import Final

SCHEMA_LINE: Final = "# yaml-language-server: $schema=../schema/category.json"


def skeleton_text(category: str) -> str:
    """A commented category file that loads without errors; whoever writes criteria replaces what is in it."""
    title = category.replace("-", " ").title()
    return _SKELETON.replace("%SCHEMA%", SCHEMA_LINE).replace("%CATEGORY%", category).replace("%TITLE%", title)


def copy_text(source: str, category: str) -> str:
    """The text of another category's file under a new id; its status is left to the edition."""
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub(r"(?m)^category:.*$", f"category: {category}", text, count=1)
    text = re.sub(r"(?m)^status:.*\n", "", text, count=1)
    return text if text.startswith(SCHEMA_LINE) else f"{SCHEMA_LINE}\n{text}"


_SKELETON: Final = """\
%SCHEMA%
#
# CONTOH. Ganti isian, aspek, bobot, dan skor di bawah ini dengan ketentuan panitia. Baris yang diawali tanda # adalah
# keterangan; bagian yang dinonaktifkan dengan # boleh diaktifkan bila perlu. Periksa: paritrana criteria check

# Id kategori, sama dengan nama berkas ini tanpa .yaml.
category: %CATEGORY%
# Judul yang dibaca orang. Kata-kata boleh satu bahasa (title: …) atau dua bahasa seperti di bawah ini.
title:
  id: %TITLE%
  en: %TITLE%
# Catatan yang tercetak di rekapitulasi dan petunjuk teknis.
note: Bobot dan skor adalah contoh.
# status: tidak ditulis di sini, jadi mengikuti edition.yaml (contoh, rancangan, atau ditetapkan).

# Siapa yang boleh ikut: kind: region dengan levels, atau kind: business dengan pattern, misalnya
#   candidates: {kind: business, pattern: 'BU-[0-9]{2}-[0-9]{4}', example: BU-33-0001, list: required}
# list: derived = semua wilayah itu bila Daftar Kandidat kosong; required = hanya yang tercantum.
candidates:
  kind: region
  levels: [kabupaten, kota]
  list: derived

# Kelompok yang diperingkat terpisah; hapus tanda # bila dipakai. kinds atau regions mengelompokkan wilayah sendiri.
# groups:
#   - {id: kabupaten, title: {id: Kabupaten, en: Regencies}, kinds: [kabupaten]}
#   - {id: kota, title: {id: Kota, en: Cities}, kinds: [kota]}

# Bila jawaban kosong: zero (skor 0) atau return (formulir dikembalikan).
missing: zero
# Angka di belakang koma untuk skor indikator (points, atau exact) dan nilai akhir (score).
precision: {points: 2, score: 2}
# Banyaknya penilai pada tabel Tim Penilai.
panel: {size: 9}

# Isian: satu hal yang ditanyakan.
#   id         huruf kecil, angka, garis bawah; dipakai dalam rumus dan tabel
#   section    bagian formulir
#   ask, hint  pertanyaan, dan petunjuk mengisinya
#   kind       count, number, percent, rupiah, yesno, choice, date, text, atau code
#   unit, decimals, min, max, plausible   satuan, angka di belakang koma, batas, kisaran yang lazim
#   filled_by  candidate (bawaan), organiser, verifier, atau panel
#   evidence   bukti dukung yang diminta
#   required, info_only, public            wajib diisi, hanya keterangan, boleh diumumkan
#   source     peraturan, pasal, atau alamat yang menjadi dasarnya
fields:
  - id: produk_hukum
    section: {id: Regulasi, en: Regulation}
    ask:
      id: Produk hukum tertinggi yang berlaku
      en: Highest legal instrument in force
    hint: Pilih satu yang tertinggi dan sudah diundangkan.
    kind: choice
    options:
      - {code: perda, label: {id: Peraturan Daerah, en: Regional regulation}}
      - {code: perkada, label: {id: Peraturan Kepala Daerah, en: Regulation of the head of government}}
      - {code: belum, label: {id: Belum ada, en: None}}
    evidence: Salinan produk hukum yang sudah diundangkan
    source: contoh
  - id: pekerja
    section: {id: Cakupan, en: Coverage}
    ask: {id: Jumlah penduduk bekerja, en: Number of people in work}
    hint: Dasar yang sama untuk semua kandidat.
    kind: count
    unit: orang
    # Penyebut rumus tidak boleh nol, jadi batas bawahnya 1.
    min: 1
    filled_by: organiser
    source: contoh
  - id: terlindungi
    section: {id: Cakupan, en: Coverage}
    ask: {id: Jumlah pekerja terlindungi, en: Number of protected workers}
    hint: Setiap orang dihitung sekali.
    kind: count
    unit: orang
    filled_by: organiser
    public: true
    source: contoh
  - id: target_cakupan
    section: {id: Cakupan, en: Coverage}
    ask: {id: Target cakupan, en: Coverage target}
    hint: Tulis seperti 52,69.
    kind: percent
    unit: persen
    min: 1
    filled_by: organiser
    source: contoh
  - id: layanan_perizinan
    section: {id: Inovasi, en: Innovation}
    ask: {id: Kepesertaan menjadi syarat perizinan, en: Registration is a condition in licensing}
    kind: yesno
    evidence: Dasar tertulis dan contoh penerapannya
    source: contoh
  - id: gerakan_desa
    section: {id: Inovasi, en: Innovation}
    ask: {id: Ada gerakan perlindungan melalui desa, en: Protection of workers through villages}
    kind: yesno
    evidence: Daftar desa yang ikut
    source: contoh
  - id: wawancara
    section: {id: Wawancara, en: Interview}
    ask: {id: Nilai wawancara, en: Interview mark}
    hint: 0 sampai 100, tanpa koma.
    kind: number
    decimals: 0
    min: 0
    max: 100
    filled_by: panel
    source: contoh

# Nilai hitungan dari isian; tidak dibulatkan, decimals hanya untuk menampilkan.
derived:
  - id: cakupan
    title: {id: Cakupan kepesertaan, en: Coverage}
    formula: 100 * terlindungi / pekerja
    unit: persen
    decimals: 2
    source: contoh

# Angka yang berubah menurut tanggal dan dipakai dalam rumus seperti isian; yang berlaku: pada akhir periode.
# parameters:
#   - id: target_nasional
#     title: {id: Target nasional, en: National target}
#     unit: persen
#     values:
#       - {from: 2025-01-01, value: 45, source: contoh}

# Aspek berisi indikator (atau aspects: lagi). Bobot saudara berjumlah tepat 100; boleh pecahan seperti 1/3.
# aggregate: mean (bawaan), geometric, harmonic, minimum, atau best bersama best: banyaknya.
aspects:
  - id: regulasi
    title: {id: Regulasi, en: Regulation}
    weight: 30
    source: contoh (bobot)
    indicators:
      - id: skor_produk_hukum
        title: {id: Produk hukum, en: Legal instrument}
        weight: 100
        # choice: skor setiap pilihan.
        rule:
          kind: choice
          field: produk_hukum
          levels: {perda: 100, perkada: 60, belum: 0}
        source: contoh
  - id: aspek_cakupan
    title: {id: Cakupan, en: Coverage}
    weight: 30
    source: contoh (bobot)
    indicators:
      - id: skor_cakupan
        title: {id: Cakupan kepesertaan, en: Coverage}
        weight: 40
        # bands: skor menurut rentang. closed: lower = batas masuk rentang yang dimulainya.
        rule:
          kind: bands
          value: cakupan
          closed: lower
          bands:
            - {to: 25, points: 25}
            - {from: 25, to: 50, points: 60}
            - {from: 50, points: 100}
        source: contoh
      - id: skor_kemajuan
        title: {id: Jarak ke cakupan penuh, en: Way to full coverage}
        weight: 30
        # linear: 0 pada zero_at, 100 pada full_at, sebanding di antaranya.
        rule: {kind: linear, value: cakupan, zero_at: 0, full_at: 80}
        source: contoh
      - id: skor_target
        title: {id: Capaian target, en: Achievement of the target}
        weight: 30
        # target: 100 × nilai ÷ target, paling tinggi 100.
        rule: {kind: target, value: cakupan, target: target_cakupan}
        source: contoh
  - id: inovasi
    title: {id: Inovasi, en: Innovation}
    weight: 20
    source: contoh (bobot)
    indicators:
      - id: skor_inovasi
        title: {id: Inovasi daerah, en: Innovation}
        weight: 60
        # checklist: jumlah skor butir yang dijawab Ya.
        rule:
          kind: checklist
          items:
            - {field: layanan_perizinan, points: 50}
            - {field: gerakan_desa, points: 50}
        source: contoh
      - id: skor_perizinan
        title: {id: Syarat perizinan, en: Condition in licensing}
        weight: 40
        # yesno: skor untuk Ya dan untuk Tidak.
        rule: {kind: yesno, field: layanan_perizinan, yes: 100, no: 0}
        source: contoh
  - id: pemahaman
    title: {id: Pemahaman (wawancara), en: Interview}
    weight: 20
    source: contoh (bobot)
    indicators:
      - id: skor_wawancara
        title: {id: Nilai wawancara, en: Interview mark}
        weight: 100
        # panel: rata-rata (mean) atau nilai tengah (median) para penilai; quorum = sedikitnya berapa penilai.
        # reduce: trimmed membuang trim nilai di tiap ujung bila ada sedikitnya trim_from nilai (trim: 1, trim_from: 7).
        # severity: additive mengeluarkan tingkat setiap penilai (longgar atau ketat) sebelum digabung.
        rule: {kind: panel, field: wawancara, reduce: mean, quorum: 5}
        source: contoh
# Aturan lain: count, given, formula, growth, log, share, relative, dan table; lihat docs/criteria.md.

# Penambah (bonus) dan pengurang (penalty) setelah pembobotan, masing-masing dengan batas dan pasalnya.
# adjustments:
#   - {id: telat, title: Terlambat mengirim, kind: penalty, points: hari_telat, most: 5, article: SK Panitia butir 7}

# Syarat kelayakan: yang tidak memenuhi tidak diperingkat. Sebut pasal yang menjadi dasarnya.
#   - {id: wajib, condition: terlindungi > 0, message: Belum ada pekerja terlindungi., article: SK Panitia butir 2}
gates: []

# Pemeriksaan antarisian: error mengembalikan formulir, warning hanya ditanyakan.
checks:
  - id: terlindungi_wajar
    condition: terlindungi <= pekerja
    level: warning
    message: Jumlah pekerja terlindungi melebihi jumlah penduduk bekerja.

# Kelas nilai; kedua batas termasuk kelasnya.
# classes:
#   - {from: 0, to: 59.99, title: Cukup}
#   - {from: 60, to: 100, title: Baik}

# Tahap: setiap tahap menilai beberapa aspek; hanya yang lolos (pass) dinilai pada tahap berikutnya.
# Tanpa stages semua dinilai sekaligus. kind: desk, verification, interview, visit, atau presentation.
# counts: adds (ditambahkan) atau replaces (menggantikan tahap sebelumnya).
# stages:
#   - {id: desk, title: Seleksi berkas, kind: desk, aspects: [aspek_cakupan], weight: 70, pass: {top: 8, ties: all}}
#   - {id: verifikasi, title: Verifikasi, kind: verification}
#   - {id: wawancara, title: Wawancara, kind: interview, counts: adds, aspects: [aspek_paham], weight: 30}

ranking:
  # Yang tetap sama berbagi peringkat, lalu peringkat dilewati.
  style: 1-2-2-4
  # published: dari nilai yang tercetak; exact: sebelum dibulatkan.
  rank_on: published
  # Penentu nilai sama, berturut-turut. order: desc = yang besar di depan, asc = yang kecil di depan.
  ties:
    - {by: aspek_cakupan, order: desc}
    - {by: cakupan, order: desc}
  # Bila tetap sama: share (peringkat bersama) atau lot (diundi).
  still_tied: share

awards:
  # Nilai akhir paling sedikit untuk menerima penghargaan.
  minimum_score: 50
  # Kata-kata bila tidak ada pemenang.
  none: {id: Tidak ada pemenang, en: No winner}
  # Kalimat pada piagam.
  citation:
    id: atas prestasi dalam perlindungan pekerja
    en: for achievement in protecting workers
  places:
    - {rank: 1, title: {id: Terbaik I, en: First}}
    - {rank: 2, title: {id: Terbaik II, en: Second}}
    - {rank: 3, title: {id: Terbaik III, en: Third}}
"""
