"""H06: a little that unpacks to a lot. It is stopped at the limit, and memory does not grow with what was meant."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from pathlib import Path

import pytest
import zstandard

from servers import Server, answer
from stemma.errors import InputError
from stemma.intake.fetch import fetch
from stemma.pipeline import read
from stemma.settings import Settings

OURS = Settings(allow_private=True, max_decoded_mib=2)
MIB = 1024 * 1024
ZEROS = bytes(60 * MIB)
BOMBS = {
    "gzip": gzip.compress(ZEROS),
    "deflate": zlib.compress(ZEROS),
    "zstd": zstandard.ZstdCompressor().compress(ZEROS),
    "gzip, gzip": gzip.compress(gzip.compress(ZEROS)),
}


@pytest.mark.parametrize("coding", BOMBS)
def test_it_stops_at_the_limit(coding: str) -> None:
    with Server({"/": answer(BOMBS[coding], Content_Encoding=coding)}) as server:
        tracemalloc.start()
        with pytest.raises(InputError) as error:
            fetch(server.url(), OURS)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert error.value.code == "P-SIZE-DECODED"
    assert peak < 20 * MIB


def test_a_zstd_window_of_gigabytes_is_not_opened() -> None:
    packer = zstandard.ZstdCompressor(compression_params=zstandard.ZstdCompressionParameters(window_log=27))
    frame = packer.compressobj(size=-1)
    bomb = frame.compress(bytes(MIB)) + frame.flush()
    with Server({"/": answer(bomb, Content_Encoding="zstd")}) as server, pytest.raises(InputError) as error:
        fetch(server.url(), OURS)
    assert error.value.code == "P-NET-PROTOCOL"


def test_what_is_plainly_too_much_is_not_read() -> None:
    small = Settings(allow_private=True, max_fetch_mib=1)
    with Server({"/": answer(ZEROS)}) as server, pytest.raises(InputError) as error:
        fetch(server.url(), small)
    assert error.value.code == "P-SIZE-WIRE"


def test_a_packed_file_in_a_folder_is_named_and_left(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(BOMBS["gzip"])
    (tmp_path / "sound.txt").write_text("Quay reopens\nThe quay was reopened on Monday, the port said.\n", "utf-8")
    inputs = read([str(tmp_path)]).data.inputs
    assert {one.file: one.code for one in inputs} == {"a.txt.gz": "P-ARCHIVE", "sound.txt": None}
