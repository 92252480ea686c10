"""Labels in a browser, by their boxes: none lies on a border, a mark or a text, in the font that comes and without it."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import run

pytestmark = pytest.mark.xdist_group("browser")
DRAWN = "document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))).then(() => 0)"
LYING = """() => {
  const seen = (element) => element.getClientRects().length > 0 && !element.closest(".stuck");
  const texts = [...document.querySelectorAll("svg.dl text")].filter((text) => seen(text) && text.textContent);
  const shapes = [...document.querySelectorAll("svg.dl .m > *, svg.dl .key g > :not(text, title)")].filter(
    (shape) => seen(shape) && /^(rect|circle|path)$/.test(shape.tagName));
  const boxes = new Map([...texts, ...shapes].map((each) => [each, each.getBoundingClientRect()]));
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  const within = (a, b) => b.left <= a.left + 0.3 && a.right <= b.right + 0.3 && b.top <= a.top + 0.3 && a.bottom <= b.bottom + 0.3;
  const found = [];
  texts.forEach((text, place) => {
    const box = boxes.get(text);
    for (const other of texts.slice(place + 1)) if (meet(box, boxes.get(other))) found.push([text.textContent, other.textContent]);
    for (const shape of shapes) if (meet(box, boxes.get(shape)) && !within(box, boxes.get(shape))) found.push([text.textContent, shape.outerHTML]);
  });
  return found;
}"""
LENGTHS = """() => [...document.querySelectorAll("svg text[textLength]")].map((text) => {
  const wanted = +text.getAttribute("textLength");
  text.removeAttribute("textLength");
  return [text.textContent, wanted, text.getComputedTextLength()];
})"""


@pytest.mark.parametrize("font", [True, False], ids=["own font", "another font"])
@pytest.mark.parametrize("width", [360, 768, 1440])
def test_no_label_lies_on_anything(visit, served, width, font):
    seen = visit("about:blank", width)
    if not font:
        seen.page.route("**/*.woff2*", lambda route: route.abort())
    seen.page.goto(f"{served}/?deadlines=2000-10-15")
    for times in (0, 4, 7):
        seen.page.locator('svg.dl a[tabindex="0"]').focus()
        for _ in range(times):
            seen.page.keyboard.press("+")
        seen.page.evaluate(DRAWN)
        assert seen.page.evaluate(LYING) == []
    if not font:
        assert all("ERR_FAILED" in each for each in seen.complaints)
        seen.complaints.clear()


def test_nor_in_a_picture_of_very_many_at_any_zoom(visit, tmp_path, folders):
    rows = "".join(
        f"e{n},{1900 + n % 97}-0{n % 9 + 1}-1{n % 7}/{1901 + n % 97},Event number {n}\n" for n in range(1300)
    )
    Path(tmp_path, "many.csv").write_text(f"id,date,title\n{rows}", "utf-8")
    url = f"sqlite:///{tmp_path}/many.db"
    assert run("import", "csv", tmp_path / "many.csv", url=url, env=folders).code == 0
    assert run("export", "-o", tmp_path / "page.html", url=url, env=folders).code == 0
    page = visit(Path(tmp_path, "page.html").as_uri()).page
    for times in (0, 3, 6):
        page.locator('svg.dl a[tabindex="0"]').focus()
        for _ in range(times):
            page.keyboard.press("+")
        page.evaluate(DRAWN)
        assert page.evaluate(LYING) == []


@pytest.mark.parametrize("address", ["/charts", "/map", "/deadline/usp-3-1"])
def test_texts_are_as_wide_as_they_were_measured(visit, served, address):
    page = visit(served + address).page
    page.evaluate(DRAWN)
    seen = [each for each in page.evaluate(LENGTHS) if each[2]]
    assert seen
    assert all(abs(wanted - drawn) < 0.2 for _, wanted, drawn in seen), seen


def test_texts_of_a_file_keep_their_width_in_another_font(visit, tmp_path, folders, request, load_once):
    path = tmp_path / "picture.svg"
    for url in load_once("sqlite", request):
        assert run("export", "-o", path, "--deadlines", "2000-10-15", url=url, env=folders).code == 0
    path.write_text(path.read_text("utf-8").replace("font-family:Roboto", "font-family:Other"), "utf-8")
    assert visit(path.as_uri()).page.evaluate(LYING) == []
