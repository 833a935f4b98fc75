from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

OWN = Path(__file__).parents[2] / "training" / "reader" / "own.py"
KINDS = ("Source", "Cue", "Content")


def run(folder: Path, seed: int, articles: int = 60) -> None:
    command = [sys.executable, str(OWN), "--out", str(folder), "--articles", str(articles), "--seed", str(seed)]
    subprocess.run([*command, "--check", str(folder)], check=True, capture_output=True)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def rows(folder: Path) -> list[tuple[str, str, int, int, str]]:
    """(text of the article, kind, start, end, words) of every span."""
    out = []
    for path in sorted((folder / "text").iterdir()):
        text = path.read_bytes().decode()
        for line in (folder / "attributions" / f"{path.stem}_own.ann").read_text("utf-8").splitlines():
            _, place, words = line.split("\t")
            kind, start, end = place.split()
            out.append((text, kind, int(start), int(end), words))
    return out


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own")
    run(folder, 1)
    return folder


def test_spans_are_slices_within_one_line(written: Path) -> None:
    for text, kind, start, end, words in rows(written):
        assert kind in KINDS
        assert text[start:end] == words
        assert "\n" not in words
        assert words == words.strip() != ""


def test_no_two_spans_overlap(written: Path) -> None:
    last, before = 0, ""
    for text, _, start, end, _ in rows(written):
        last = last if text == before else 0
        assert start >= last
        last, before = end, text


def test_one_seed_writes_one_corpus_and_another_seed_another(written: Path, tmp_path: Path) -> None:
    run(tmp_path / "again", 1)
    run(tmp_path / "other", 2)
    assert files(tmp_path / "again") == files(written)
    assert files(tmp_path / "other") != files(written)


def test_an_article_does_not_depend_on_how_many_are_written(written: Path, tmp_path: Path) -> None:
    run(tmp_path, 1, articles=3)
    assert files(tmp_path).items() <= files(written).items()


def test_check_finds_a_span_that_is_no_slice(written: Path, tmp_path: Path) -> None:
    run(tmp_path, 1, articles=1)
    path = next((tmp_path / "attributions").iterdir())
    first, _, rest = path.read_text("utf-8").partition("\n")
    path.write_text(f"{first} and more\n{rest}", "utf-8")
    done = subprocess.run([sys.executable, str(OWN), "--check", str(tmp_path)], capture_output=True, text=True)
    assert done.returncode == 1
    assert "no such words" in done.stdout


def test_the_corpus_is_varied_and_has_text_without_speech(written: Path) -> None:
    spans = rows(written)
    cues = Counter(words.lower() for _, kind, _, _, words in spans if kind == "Cue")
    assert len(cues) > 250
    assert cues.most_common(1)[0][0] == "said"
    texts = {text for text, *_ in spans}
    silent = sum(1 for text in texts for line in text.split("\n") if line and not spans_on(text, line, spans))
    assert silent > len(texts)


def spans_on(text: str, line: str, spans: list[tuple[str, str, int, int, str]]) -> bool:
    low = text.index(line)
    return any(low <= start < low + len(line) for other, _, start, _, _ in spans if other is text or other == text)
