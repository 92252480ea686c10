"""Documents of every kind give their text, and those that cannot are refused with the reason."""

from __future__ import annotations

import io
import zipfile

import pytest

from dateline.errors import InvalidRecords
from dateline.input.documents import read_document

PARAGRAPHS = ["Why It Matters", "The treaty was signed in the first half of 2000.", "It entered into force in 2001."]


def word(folder):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading(PARAGRAPHS[0], 1)
    for paragraph in PARAGRAPHS[1:]:
        document.add_paragraph(paragraph)
    file = folder / "memo.docx"
    document.save(str(file))
    return file


def open_document(folder):
    pytest.importorskip("lxml")
    spaces = 'xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    spaces += 'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    heading, first, last = PARAGRAPHS
    body = f"<t:h>{heading}</t:h><t:p>{first.replace(' half', '<t:s/><t:span>half</t:span>')}</t:p><t:p>{last}</t:p>"
    file = folder / "memo.odt"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", f"<o:document-content {spaces}><o:body>{body}</o:body></o:document-content>")
    return file


def mail(folder):
    file = folder / "memo.eml"
    file.write_bytes(("Subject: x\r\nContent-Type: text/plain\r\n\r\n" + "\r\n\r\n".join(PARAGRAPHS)).encode())
    return file


def page(folder):
    file = folder / "memo.html"
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[1:])
    file.write_text(f"<body><nav>Archive 1987</nav><article><h1>{PARAGRAPHS[0]}</h1>{body}</article></body>", "utf-8")
    return file


def pdf_of(lines, folder, name="memo.pdf"):
    """Write a PDF of one page by hand: no library that reads them writes text."""
    text = "BT /F1 12 Tf 50 750 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    content, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 6\n0000000000 65535 f \n{table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{len(content)}\n%%EOF"
    file = folder / name
    file.write_text(content + end, "latin-1")
    return file


def pdf(folder):
    pytest.importorskip("pypdf")
    return pdf_of(PARAGRAPHS, folder)


def refused(file):
    with pytest.raises(InvalidRecords) as caught:
        read_document(file)
    return caught.value.faults[0].message


@pytest.mark.parametrize("write", [word, open_document, mail, page, pdf])
def test_text_of(write, tmp_path):
    found = read_document(str(write(tmp_path))).text
    assert [line for line in found.splitlines() if line][-3:] == PARAGRAPHS


def test_a_page_without_its_menu(tmp_path):
    pytest.importorskip("trafilatura")
    file = str(page(tmp_path))
    assert "1987" in read_document(file).text
    assert "1987" not in read_document(file, article=True).text


def test_a_protected_pdf(tmp_path):
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "memo.pdf")
    assert "protected by a password" in refused(str(tmp_path / "memo.pdf"))


def test_a_bomb(tmp_path, monkeypatch):
    monkeypatch.setattr("dateline.input.document_kinds.zipped._FROM", 1000)
    content = word(tmp_path).read_bytes()
    packed = io.BytesIO(content)
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/x", b"0" * 20_000_000)
    (tmp_path / "memo.docx").write_bytes(packed.getvalue())
    assert "unpacks to" in refused(str(tmp_path / "memo.docx"))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("memo.docx", b"PK\3\4 no zip", "damaged"),
        ("memo.odt", b"text", "damaged"),
        ("memo.txt", b"\x89PNG\r\n\x1a\n", "an image (PNG)"),
        ("memo.txt", b"caf\xe9", "is not UTF-8"),
        ("memo.pdf", b"%PDF-1.4 nothing", "cannot be read as PDF"),
    ],
)
def test_refusals(tmp_path, name, content, message):
    pytest.importorskip("pypdf")
    pytest.importorskip("docx")
    pytest.importorskip("lxml")
    (tmp_path / name).write_bytes(content)
    assert message in refused(str(tmp_path / name))


PAGE = '<html><head><{} ><meta name="date" content="1999-05-03"></head><body><p>Zürich, “today”</p></body></html>'
# What the head of a page declares, and the encoding in which it is written.
DECLARED = [
    ('meta charset="windows-1252"', "cp1252"),
    ("meta charset=windows-1252", "cp1252"),
    ('meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"', "cp1252"),
    ('?xml version="1.0" encoding="windows-1250"?', "cp1250"),
    ('meta charset="cp1252"', "utf-8"),
    ("meta", "utf-8"),
    ("meta", "utf-16"),
]


@pytest.mark.parametrize(("declared", "encoding"), DECLARED)
def test_a_page_is_read_in_the_encoding_that_it_declares(tmp_path, declared, encoding):
    file = tmp_path / "page.html"
    file.write_bytes(PAGE.format(declared).encode(encoding))
    assert "Zürich, “today”" in read_document(str(file)).text


def test_a_page_in_another_encoding_states_its_day(tmp_path):
    file = tmp_path / "page.html"
    words = "<p>The treaty was signed in Zürich, and nobody spoke of it for years.</p>" * 20
    file.write_bytes(PAGE.format('meta charset="windows-1252"').replace("<p>", words + "<p>", 1).encode("cp1252"))
    assert read_document(str(file), article=True).written == "1999-05-03"


@pytest.mark.parametrize(
    ("name", "declared"), [("page.html", "meta"), ("page.html", 'meta charset="no-such"'), ("a.txt", "meta")]
)
def test_an_encoding_that_nothing_declares_is_named_in_the_hint(tmp_path, name, declared):
    file = tmp_path / name
    file.write_bytes(PAGE.format(declared).replace("“today”", "").encode("cp1252"))
    with pytest.raises(InvalidRecords) as caught:
        read_document(str(file))
    (fault,) = caught.value.faults
    assert "cp1252 ('Zürich" in str(fault.hint)
    assert str(fault.hint).endswith("save it as UTF-8")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-32"])
def test_a_text_with_a_mark(tmp_path, encoding):
    file = tmp_path / "memo.txt"
    file.write_bytes("Zürich, 3 May 1999".encode(encoding))
    assert read_document(str(file)).text == "Zürich, 3 May 1999"
