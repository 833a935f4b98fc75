"""H16: charsets that lie. The right text, or a note with every opinion."""

from __future__ import annotations

import pytest

from conftest import Read

RUSSIAN = "Порт закрыт до понедельника, сообщила администрация порта. Паромы стоят у причала, и пассажиры ждут. " * 4
JAPANESE = "港は月曜日まで閉鎖されると港湾局が発表した。フェリーは埠頭に停泊している。" * 6
CHINESE = "港务局表示，港口将关闭至星期一。渡轮停靠在码头，乘客正在等待。" * 6
FRENCH = "Le port restera fermé jusqu’à lundi, a déclaré la capitainerie; les bateaux sont à quai, précise-t-elle. " * 4


@pytest.mark.parametrize(
    ("words", "encoding"),
    [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (JAPANESE, "shift_jis"), (CHINESE, "gb18030"), (FRENCH, "cp1252")],
)
def test_undeclared_bytes_are_read_right_or_doubted(read_bytes: Read, words: str, encoding: str) -> None:
    reports, inputs = read_bytes("a.txt", words.encode(encoding))
    assert [i.outcome for i in inputs] == ["ok"]
    doubts = [n.detail for n in reports[0].notes if n.code == "encoding_doubt"]
    assert reports[0].text == words or doubts
    assert all("Declared" in d and "detected" in d and "UTF-8" in d for d in doubts)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"])
def test_unicode_forms_with_and_without_a_mark(read_bytes: Read, encoding: str) -> None:
    words = "The harbour is closed until Monday, the port office said.\n" * 3
    reports, _ = read_bytes("a.txt", words.encode(encoding))
    assert reports[0].text.removeprefix("\ufeff") == words


def test_a_mark_of_utf8_stays_in_the_text(read_bytes: Read) -> None:
    data = b"\xef\xbb\xbfQuay shut\r\nThe quay is shut, the port said.\r\n"
    reports, _ = read_bytes("a.txt", data)
    assert reports[0].text == data.decode("utf-8")
    assert reports[0].text.startswith("\ufeff")


def test_a_page_that_declares_latin_but_is_utf8(read_bytes: Read) -> None:
    head = '<head><meta charset="iso-8859-1"><title>x</title></head>'
    page = f"<html>{head}<body><article><p>{FRENCH}</p></article></body></html>"
    reports, _ = read_bytes("a.html", page.encode("utf-8"))
    assert "fermé" in reports[0].text
    assert "encoding_doubt" in [n.code for n in reports[0].notes]


def test_a_page_that_declares_what_it_is(read_bytes: Read) -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body><article><p>{RUSSIAN}</p></article></body></html>'
    reports, _ = read_bytes("a.html", page.encode("cp1251"))
    assert "Паромы стоят" in reports[0].text


def test_two_encodings_in_one_file_are_doubted(read_bytes: Read) -> None:
    data = ("Le port est fermé. " * 30).encode() + "La mer était calme.".encode("cp1252")
    reports, _ = read_bytes("a.txt", data)
    assert "Le port est fermé." in reports[0].text
    assert "encoding_doubt" in [n.code for n in reports[0].notes]


def test_letters_broken_before_saving_are_noted(read_bytes: Read) -> None:
    reports, _ = read_bytes("a.txt", "The pilot said: â€˜We waitâ€™ and left the Ã©lite behind.".encode())
    assert "mojibake" in [n.code for n in reports[0].notes]
