"""The map of a story: what is a point and what is not, which map it stands on, names that do not cover each other."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from lxml import html

from mapped import Named, naming, place
from stemma.export.borders import CREDIT, OUTLINES
from stemma.export.html import render_html
from stemma.export.lookup import Lookup
from stemma.export.map_cut import Box
from stemma.export.map_drawing import MapDrawing, StoryMap, draw_map, draw_places
from stemma.export.map_labels import Sheet, measured
from stemma.export.visible import visible
from stemma.types.account import Account


def drawn(account: Account, *named: Named) -> StoryMap:
    found = draw_map(Lookup(naming(account, *named)), account.data.stories[0].reports)
    assert found is not None
    return found


def names(one: MapDrawing) -> set[str]:
    return {mark.full for mark in one.marks}


LEVUKA, NADI = place("Levuka", -17.68, 178.84, country="FJ"), place("Nadi", -17.8, 177.42, country="FJ")
APIA, OULU = place("Apia", -13.83, -171.77, country="WS"), place("Oulu", 65.01, 25.47, country="FI")


def test_metonym_is_on_no_map(harbour: Account) -> None:
    found = drawn(harbour, (LEVUKA, "event", "A"), (OULU, "metonym", "ABC"))
    assert [one.name for one in found.all()] == ["Levuka"]
    assert [names(one) for one in found.maps] == [{"Levuka"}]


def test_place_that_is_metonym_and_scene_counts_only_where_it_is_a_place(harbour: Account) -> None:
    account = naming(harbour, (OULU, "metonym", "A"), (OULU, "event", "B"))
    found = draw_map(Lookup(account), account.data.stories[0].reports)
    assert found is not None
    assert [(one.name, one.letters, one.roles) for one in found.places] == [("Oulu", ("B",), ("event",))]


def test_no_map_without_a_point(harbour: Account) -> None:
    account = naming(harbour, (place("Millbank", None, None), "event", "A"), (OULU, "metonym", "A"))
    assert draw_map(Lookup(account), account.data.stories[0].reports) is None


@pytest.mark.parametrize("at", [(None, 3.0), (91.0, 3.0), (3.0, 181.0), (float("nan"), 3.0)])
def test_what_is_no_point_of_the_globe_is_named_without_one(
    harbour: Account, at: tuple[float | None, float | None]
) -> None:
    found = drawn(harbour, (LEVUKA, "event", "A"), (place("Millbank", *at), "event", "BC"))
    assert [(one.name, one.letters) for one in found.without] == [("Millbank", ("B", "C"))]
    assert [one.name for one in found.places] == ["Levuka"]


def test_place_that_the_gazetteer_lacks_is_named_in_the_words_of_the_report(harbour: Account) -> None:
    found = drawn(harbour, (LEVUKA, "event", "A"), (place("x", None, None, "unknown"), "event", "B"))
    (lacking,) = found.without
    assert lacking.name == lacking.spans[0].text
    assert lacking.what == ""


def test_both_sides_of_the_antimeridian_are_on_one_map(harbour: Account) -> None:
    found = drawn(harbour, (LEVUKA, "event", "AB"), (APIA, "event", "A"))
    (only,) = found.maps
    at = {mark.full: mark.x for mark in only.marks}
    assert 0 < at["Levuka"] < at["Apia"] < only.width
    assert only.small is not None


def test_far_place_does_not_hide_what_is_close_together(harbour: Account) -> None:
    found = drawn(harbour, (LEVUKA, "event", "AB"), (NADI, "event", "A"), (OULU, "origin", "C"))
    first, second = found.maps
    assert names(first) == {"Levuka", "Nadi"}
    assert names(second) == {"Oulu"}
    assert first.small is None
    assert not first.first
    assert second.first.startswith("M")


def test_scene_all_over_the_world_is_one_map(harbour: Account) -> None:
    lima = place("Lima", -12.05, -77.04, country="PE")
    (only,) = drawn(harbour, (LEVUKA, "event", "AB"), (OULU, "event", "A"), (lima, "event", "C")).maps
    assert names(only) == {"Levuka", "Oulu", "Lima"}
    assert only.edge
    assert only.bar is None


def test_places_by_themselves_are_one_map_without_links() -> None:
    (only,) = draw_places([LEVUKA, OULU, place("Millbank", None, None)])
    assert names(only) == {"Levuka", "Oulu"}
    assert not any(mark.spans or mark.letters for mark in only.marks)
    assert draw_places([place("Millbank", None, None)]) == ()


def test_everything_with_a_point_is_on_a_map_or_said_to_be_beyond(harbour: Account) -> None:
    finland = place("Finland", 64.5, 26.0, "country", "FI")
    found = drawn(harbour, (LEVUKA, "event", "AB"), (finland, "context", "C"))
    assert names(found.maps[0]) == {"Levuka"}
    assert found.unseen == {"gFinland"}
    assert len(found.maps) == 1  # the middle of a state makes no map of its own


def test_pole_stands_on_a_map_of_the_world(harbour: Account) -> None:
    pole = place("Amundsen", -90.0, 0.0)
    found = drawn(harbour, (OULU, "event", "ABC"), (LEVUKA, "context", "A"), (pole, "context", "B"))
    assert set().union(*map(names, found.maps)) == {"Oulu", "Levuka", "Amundsen"}


def test_wide_things_alone_are_drawn_by_their_middles(harbour: Account) -> None:
    found = drawn(harbour, (place("Finland", 64.5, 26.0, "country", "FI"), "event", "A"))
    (only,) = found.maps
    assert [mark.kind for mark in only.marks] == ["middle"]
    assert not found.unseen


def test_places_at_one_point_are_one_mark(harbour: Account) -> None:
    mill = place("Varjakka Mill", 65.01, 25.47, "unlisted", "FI", at="Oulu")
    found = drawn(harbour, (OULU, "event", "A"), (mill, "event", "B"))
    (mark,) = found.maps[0].marks
    assert mark.full == "Oulu, Varjakka Mill"
    assert mark.letters == ("A", "B")
    assert {one.name: one.what for one in found.places} == {"Oulu": "city, Finland", "Varjakka Mill": "drawn at Oulu"}


def test_scene_is_told_from_what_is_named_otherwise(harbour: Account) -> None:
    found = drawn(harbour, (LEVUKA, "control", "A"), (NADI, "context", "A"))
    assert {mark.full: mark.kind for mark in found.maps[0].marks} == {"Levuka": "scene", "Nadi": "named"}


def test_names_cover_neither_each_other_nor_a_place(harbour: Account) -> None:
    crowd = [place(f"Village {n}", 47 + n % 6 * 0.35, 8 + n // 6 * 0.4) for n in range(36)]
    found = drawn(harbour, *((one, "event", "ABC") for one in crowd))
    boxes = []
    for mark in found.maps[0].marks:
        boxes.append((mark.x - 4, mark.y - 4, mark.x + 4, mark.y + 4))
        if mark.label:
            width = measured(" ".join((mark.name, *mark.letters)))
            left = mark.label.x - {"start": 0, "middle": width / 2, "end": width}[mark.label.anchor]
            boxes.append((left, mark.label.y - 9, left + width, mark.label.y + 3))
    assert len(boxes) > len(crowd) + 3
    assert not [
        (a, b) for a, b in combinations(boxes, 2) if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]


def test_long_name_is_cut_on_the_map_alone(harbour: Account) -> None:
    name = "Sankt Katharinen unter den sieben Linden am Berg"
    found = drawn(harbour, (place(name, 47.0, 8.0), "event", "A"))
    (mark,) = found.maps[0].marks
    assert mark.name.endswith("…")
    assert mark.full == name


def test_order_of_the_names_in_the_text_does_not_matter(harbour: Account) -> None:
    rows: list[Named] = [(LEVUKA, "event", "AB"), (NADI, "event", "A"), (OULU, "origin", "C"), (APIA, "event", "B")]
    one, other = drawn(harbour, *rows), drawn(harbour, *reversed(rows))
    assert [(m.full, m.x, m.y, m.label) for m in one.maps[0].marks] == [
        (m.full, m.x, m.y, m.label) for m in other.maps[0].marks
    ]
    assert [d.land for d in one.maps] == [d.land for d in other.maps]


@pytest.mark.parametrize(
    ("taken", "anchor", "up"),
    [([], "start", None), ([(100, 40, 200, 60)], "end", None), ([(108, 46, 200, 54), (0, 46, 92, 54)], "middle", True),
     ([(108, 0, 200, 54), (0, 0, 92, 54), (90, 0, 110, 40)], "middle", False)],
)  # fmt: skip
def test_label_goes_around_its_place(taken: list[Box], anchor: str, up: bool | None) -> None:
    label = Sheet(200, 100, [(94, 44, 106, 56), *taken]).beside((100, 50), 40)
    assert label is not None
    assert label.anchor == anchor
    assert up is None or (label.y < 50) == up


def test_label_stays_within_the_map() -> None:
    sheet = Sheet(200, 100)
    label = sheet.beside((195, 50), 60)
    assert label is not None
    assert label.anchor == "end"
    assert sheet.beside((100, 50), 400) is None


def test_name_of_a_country_stands_on_its_land() -> None:
    land = [(0.0, 0.0), (300.0, 0.0), (300.0, 200.0), (0.0, 200.0)]
    lake = [(20.0, 20.0), (280.0, 20.0), (280.0, 140.0), (20.0, 140.0)]
    free, beside = Sheet(300, 200).within([land], 80), Sheet(300, 200).within([land], 80, [lake])
    assert free is not None
    assert beside is not None
    assert 20 < free.y < 140 < beside.y
    assert Sheet(300, 200).within([land], 320) is None


def section_of(account: Account) -> html.HtmlElement:
    (section,) = html.document_fromstring(render_html(account)).xpath("//section[@id='map-1']")
    return section


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_page_links_each_mark_and_each_line_to_its_characters(harbour: Account) -> None:
    section = section_of(naming(harbour, (LEVUKA, "event", "AB"), (place("Millbank", None, None), "event", "C")))
    (mark,) = section.xpath(".//a[circle]")
    assert mark.get("href") == "#A-0-1"
    assert mark.get("data-spans") == "A-0-1 B-0-1"
    assert section.xpath("//mark[@id='A-0-1']")
    (item,) = section.xpath(".//li")
    assert words(item) == "Levuka city, Fiji · event A B"
    assert item.xpath(".//a/@href") == ["#A-0-1", "#B-0-1"]
    assert words(section.xpath(".//p[@class='without']")[0]) == "Named without a point: Millbank C"
    assert section.xpath("//nav[@class='views']/a[@href='#map-1']/text()") == ["Map"]


def test_page_states_its_policy_on_borders_and_leads_to_claims_of_control(harbour: Account) -> None:
    section = section_of(naming(harbour, (LEVUKA, "event", "A")))
    assert OUTLINES in words(section)
    assert CREDIT in words(section)
    assert section.xpath("./p/a[@href='#control-1']")
    assert section.xpath("//section[@id='control-1']")


def test_page_without_a_place_has_no_map(harbour: Account) -> None:
    page = render_html(harbour)
    assert 'class="s-map"' not in page
    assert "Outlines" not in page


@pytest.mark.parametrize(
    "name",
    ["</text></svg><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "]]>&amp;<b>", "\x00\u202e{{ 7*7 }}"],
)
def test_name_of_a_place_is_text_whatever_it_is(harbour: Account, name: str) -> None:
    town, lacking = place(name, 47.0, 8.0), place(f"{name} too", None, None)
    section = section_of(naming(harbour, (town, "event", "A"), (lacking, "event", "A")))
    assert not section.xpath(".//script | .//img | .//b | .//svg//script")
    assert words(section.xpath(".//li//bdi")[0]) == visible(name)
    assert words(section.xpath(".//p[@class='without']//bdi")[0]) == visible(f"{name} too")
    assert visible(name)[:12] in words(section.xpath(".//a[circle]/text")[0])


def test_drawing_has_no_address_and_no_style_of_its_own(harbour: Account) -> None:
    for element in section_of(naming(harbour, (LEVUKA, "event", "AB"), (OULU, "event", "C"))).iter("*"):
        assert not {"style", "onclick", "src"} & set(element.attrib)
        assert element.get("href", "#").startswith("#")
        assert not [value for value in element.attrib.values() if "url(" in value]


def test_only_what_is_seen_of_the_outlines_is_in_the_page(harbour: Account) -> None:
    named: list[Named] = [(LEVUKA, "event", "A"), (OULU, "event", "B"), (APIA, "event", "C")]
    without = len(render_html(harbour))
    assert len(render_html(naming(harbour, *named))) - without < 60_000


def test_hostile_crowd_ends(harbour: Account, laden: Callable[[str], Account]) -> None:
    text = "Quay. " * 500
    account = laden(text)
    crowd = [place(f"P{n}", -80 + n * 0.4, -170 + n * 1.1) for n in range(300)]
    found = drawn(account, *((one, "event", "A") for one in crowd))
    assert sum(len(one.marks) for one in found.maps) >= len(crowd)
