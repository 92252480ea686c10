"""Measures what becomes of one document in several forms, and of documents that are large or bad.

    python bench/documents.py MEMO.txt [--collection PATH] [--source ID]
    python bench/documents.py --pages 2000
    python bench/documents.py --sentences MEMO.txt

The first writes the text as HTML, PDF and DOCX, and compares the candidates of each with those of the text: their
ids are made of the quote and the words of the date, so equal ids are equal quotes. The second writes a PDF of so many
pages, proposes from it in a process of its own, and prints the time and the memory beside the size of its text. The
third compares the ends of sentences with those of pysbd, which does not part what stands in quotation marks.
"""

from __future__ import annotations

import argparse
import html
import importlib
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from dateline.documents.candidates import candidates
from dateline.documents.finding.values import when_of
from dateline.documents.known import Known
from dateline.documents.sentences import sentences
from dateline.documents.texts import placed
from dateline.input.documents import read_document
from dateline.operations.loading import read

_LINES = 50
"""Lines of a page."""
_WIDTH = 95
_LEAVES = ("rule", "context", "locator", "start", "end")
"""What may differ: places, and words for how a date was found."""


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a plain text, each on one line."""
    found = placed(text)
    return [found.text[each.start : each.end] for each in found.paragraphs]


def as_html(parts: Iterable[str], file: Path) -> None:
    """Write paragraphs as a web page with a menu and a footer that have dates."""
    body = "".join(f"<p>{html.escape(part)}</p>\n" for part in parts)
    menu, footer = "<nav><ul><li>Archive 1987</li></ul></nav>", "<footer>Updated 3 May 2024</footer>"
    file.write_text(f"<html><body>{menu}<article>{body}</article>{footer}</body></html>", "utf-8")


def as_docx(parts: Iterable[str], file: Path) -> None:
    """Write paragraphs as a Word document."""
    import docx

    document = docx.Document()
    for part in parts:
        document.add_paragraph(part)
    document.save(str(file))


def as_pdf(parts: Iterable[str], file: Path, *, apart: bool = True) -> None:
    """Write paragraphs as a PDF with broken lines, a header and page numbers, and empty lines between or not."""
    wrapped = (textwrap.wrap(part, _WIDTH, break_on_hyphens=False) for part in parts)
    lines = [line for part in wrapped for line in (*part, *[""] * apart)]
    pages = [lines[place : place + _LINES] for place in range(0, len(lines), _LINES)]
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _font()]
    kids = []
    for number, page in enumerate(pages, 1):
        shown = ["A Memo", "", *page, "", str(number)]
        drawn = (
            b"BT /F1 10 Tf 40 800 Td 13 TL " + b" ".join(b"(" + _escaped(line) + b") Tj T*" for line in shown) + b" ET"
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        contents = len(objects)
        kids.append(contents + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 850] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % contents
        )
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids))
    file.write_bytes(_pdf(objects))


def _font() -> bytes:
    return b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def _escaped(line: str) -> bytes:
    return line.encode("cp1252", "replace").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")


def _pdf(objects: list[bytes]) -> bytes:
    content, places = b"%PDF-1.4\n", []
    parts = [content]
    size = len(content)
    for number, part in enumerate(objects, 1):
        places.append(size)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, part))
        size += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n" % (count, table, count)
    return b"".join(parts) + end + b"startxref\n%d\n%%%%EOF" % size


FORMS: dict[str, Callable[[Iterable[str], Path], None]] = {
    "html": as_html, "pdf": as_pdf, "docx": as_docx, "dense.pdf": lambda parts, file: as_pdf(parts, file, apart=False),
}  # fmt: skip


def compared(memo: Path, known: Known, written: str | None) -> None:
    """Print what the candidates of each form lack, and what they have more, beside those of the text."""
    when = when_of(written) if written else None

    def found(file: Path) -> dict[str, dict[str, Any]]:
        made = candidates(placed(read_document(str(file), article=True).text), known, when)
        return {
            each.id: {name: value for name, value in each._asdict().items() if name not in _LEAVES} for each in made
        }

    wanted = found(memo)
    print(f"txt: {len(wanted)} candidates")
    with tempfile.TemporaryDirectory() as folder:
        for form, write in FORMS.items():
            file = Path(folder) / f"memo.{form}"
            write(paragraphs(memo.read_text("utf-8")), file)
            has = found(file)
            lacks = [each["quote"] for key, each in wanted.items() if key not in has]
            more = [each["quote"] for key, each in has.items() if key not in wanted]
            other = [each["quote"] for key, each in wanted.items() if key in has and has[key] != each]
            print(f"{form}: {len(lacks)} lacking, {len(more)} more, {len(other)} with other fields")
            for name, quotes in (("lacks", lacks), ("more", more), ("other", other)):
                for quote in quotes:
                    print(f"  {name}: {quote}")


def large(pages: int) -> None:
    """Print time and memory of a PDF of so many pages."""
    sentence = (
        "On 14 May {} the two states signed a treaty, and within three months of its ratification each shall pay."
    )
    filler = "The committees met and discussed the tariffs of their countries, and nothing else was said of them. "
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "large.pdf"
        as_pdf((sentence.format(1950 + number % 60) + " " + filler * 40 for number in range(pages)), file)
        base = _run([str(_small(folder))], folder)
        done = _run([str(file)], folder)
        size = len(read_document(str(file)).text) / 1e6
    memory = done[1] - base[1]
    print(
        f"{size:.1f} MB of text: {done[0]:.1f} s, {done[1]:.0f} MB at most, {base[1]:.0f} MB for one page: "
        f"{memory / size:.1f} x the text beyond that"
    )


def parted(file: Path) -> None:
    """Print how many ends of sentences pysbd finds in a text, dateline finds, and both."""
    segmenter = importlib.import_module("pysbd").Segmenter(language="en", clean=False, char_span=True)
    ours = theirs = both = 0
    for paragraph in paragraphs(file.read_text("utf-8")):
        here = {end for _, end in sentences(paragraph)}
        there = {len(paragraph[: each.end].rstrip()) for each in segmenter.segment(paragraph)}
        ours, theirs, both = ours + len(here), theirs + len(there), both + len(here & there)
    print(f"{ours} sentences, {theirs} by pysbd, {both} ends in both")


def _small(folder: str) -> Path:
    file = Path(folder) / "small.pdf"
    as_pdf(["On 14 May 1999 they met."], file)
    return file


def _run(files: list[str], folder: str) -> tuple[float, float]:
    """Propose from files in a process of its own; return the seconds, and the most memory of it in MB."""
    code = (
        "import resource, sys\nfrom dateline.cli.main import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    out = str(Path(folder) / f"{Path(files[0]).stem}.proposals.toml")
    words = [sys.executable, "-c", code, "--db", f"sqlite:///{folder}/none.db", "propose", *files, "-o", out]
    start = time.perf_counter()
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return time.perf_counter() - start, int(done.stderr.split()[-1]) / 1024


def main() -> None:
    """Print what is asked for."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("memo", type=Path, nargs="?")
    arguments.add_argument("--collection", default="union-state", help="the collection that cites it")
    arguments.add_argument("--source", default="moshes-2000", help="its id there")
    arguments.add_argument("--pages", type=int, help="propose from a PDF of so many pages")
    arguments.add_argument("--sentences", type=Path, help="compare the sentences of a text with those of pysbd")
    given = arguments.parse_args()
    if given.sentences:
        parted(given.sentences)
    if given.memo:
        records = read([given.collection])
        date = records.sources[given.source].date
        known = Known(records.actors.values(), records.themes.values(), records.events.values())
        compared(given.memo, known, date.edtf if date else None)
    if given.pages:
        large(given.pages)


if __name__ == "__main__":
    main()
