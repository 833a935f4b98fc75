"""Lines of invented pages, as outlets of many countries print them, and prose that looks like them but is none."""

from __future__ import annotations

import pytest

from growth import is_linear
from stemma.intake.lines import classify, physical_lines

HEAD = "Reservoir falls to lowest level in forty years"
LEDE = "The reservoir above Quillan has fallen to its lowest level in forty years, the water board said on Tuesday."
LAST = "The board will meet again in two weeks, and nobody expects rain before then."


def page(*lines: str) -> str:
    return "\n".join((HEAD, LEDE, *lines, LAST))


def cls(text: str, line: str) -> str:
    start = text.index(line)
    return next(found.cls.value for found in classify(text) if found.start <= start < found.end)


IN_THE_MIDDLE = {
    "caption": [
        "Boats lie on the dry bed of the reservoir on Sunday. (Photo: Marisol Etxeberria)",
        "Boats lie on the dry bed of the reservoir (Reuters)",
        "Boats lie on the dry bed [Marisol Etxeberria/AFP]",
        "Boats lie on the dry bed. Photograph: Marisol Etxeberria/The Valley Post",
        "Boats lie on the dry bed of the reservoir in July | Photo Credit: PTI",
        "Boats lie on the dry bed, where nobody has fished since July phot. M.E.",
        "The chair of the board in the tower. It was filmed in Quillan on Sunday Photo: M. Etxeberria",
        "The keeper in her office at dawn, before a model of the first dam PHOTO VALLEY POST, MARISOL ETXEBERRIA",
        "A boat aground below the dam on Sunday. Its crew say the water went on Friday VP/Marisol Etxeberria",
        "Boats lie on the dry bed of the reservoir in July (Marisol Etxeberria for the Valley Post)",
        "Boats lie on the dry bed of the reservoir in July (Image credit: Getty Images)",
        "Boats lie on the dry bed of the reservoir Picture: Valley Post",
        "Image caption, The reservoir in a wet year",
        "A dry jetty at Quillan. Image source, Getty Images",
        "FILE PHOTO: The dam at Quillan is seen in this aerial photo taken last May",
        "FILE - The dam at Quillan stands half empty in May. (AP Photo/Marisol Etxeberria, File)",
        "Photo by Marisol Etxeberria",
        "Pictured: the jetty where the mayor learned to swim",
        "A farmer looks at his field, May 3. REUTERS/Marisol Etxeberria",
        "The dam in an undated handout picture. (Courtesy of the water board)",
        "The dam at Quillan (Screengrab/Valley TV)",
        "Getty Images",
        "A farmer in Quillan (AFP via Getty Images)",
        "A farmer near his well, Quillan [File: Marisol Etxeberria/EPA]",
    ],
    "teaser": [
        "READ MORE: Mayor’s ‘week from hell’ ends in the fountain",
        "Read also: Ducks return to the canal",
        "ALSO READ | Ducks return to the canal after strike",
        "Related: Ducks return to the canal",
        "RELATED STORY: Ducks return to the canal",
        "More on this: Ducks return to the canal",
        "See also: ‘We saw nothing’, says lock keeper",
        "Don't miss: The ten best lakes for a swim",
        "MUST READ: The ten best lakes for a swim",
        "Recommended: The ten best lakes for a swim",
        "Watch: How a dam is emptied",
        "Explainer: Why the water has gone",
        "Read more: The ten best lakes for a swim",
        "READ | The ten best lakes for a swim",
        "More from the valley: The ten best lakes for a swim",
        "In case you missed it: Lock keeper wins the lottery",
        "Lire aussi : Le canal rouvre",
        "Listen: Our podcast on the drought",
        "Earlier: Mayor ‘fell into fountain’",
        "Read our investigation: Who owns the rain?",
        "On our podcast: ‘I drank the lake’",
        "READ MORE → Ducks return to the canal",
    ],
    "boilerplate": [
        "Sign up for our morning newsletter",
        "Sign up here to get the day’s news in your inbox.",
        "Subscribe to our newsletter and never miss a story.",
        "Follow us on Facebook and X",
        "Follow the Valley Post on Telegram for the latest news",
        "Get the latest headlines delivered to your inbox",
        "Have a story for us? Write to tips@valleypost.example",
        "Contact the reporter: marisol@valleypost.example",
        "Email the newsroom at news@valleypost.example",
        "Do you live near the dam? Tell us what you see at dam@valleypost.example",
        "© 2021 Valley Post. All rights reserved.",
        "Copyright Valley Post 2021",
        "Share on Facebook",
        "Share",
        "Facebook Twitter WhatsApp Email",
        "12 comments",
        "Advertisement",
        "Story continues below",
        "ADVERTISEMENT - CONTINUE READING BELOW",
        "This video is not available in your country.",
        "Your browser does not support the video tag.",
        "Support independent journalism. Donate today.",
        "(Reporting by Marisol Etxeberria; editing by Jon Aldaia)",
        "Reporting by Marisol Etxeberria in Quillan; Editing by Jon Aldaia",
        "Marisol Etxeberria contributed to this report.",
        "(With inputs from agencies)",
        "Tags: drought, water, Quillan",
        "Last updated: 14:05, 3 May 2021",
        "Published 3 May 2021",
        "3 min read",
        "2 hours ago",
        "Read more",
        "Related Topics",
        "Most read",
        "Click here to join our WhatsApp channel",
        "Download our app",
        "Media contact: Jon Aldaia, +00 000 000",
        "For further information, contact the press office on 0000 000",
        "FOR IMMEDIATE RELEASE",
        "Skip to content",
        "www.valleypost.example",
        "Log in or subscribe to continue reading",
        "This article is for subscribers only",
        "Terms and Conditions",
        "Save Share",
        "Want more stories like this? Get our weekly email.",
        "Notes to editors",
        "Press office: telephone 000 000",
        "Tip line: 000 000 000",
        "Have your say in the comments below",
        "Report an error",
        "(ENDS)",
        "Support your local paper. Subscribe for 1 euro.",
        "If you have been affected by this story, contact help.example",
        "Sund reported from Quillan.",
        "This live stream has ended.",
        "ENDS",
    ],
    "note": [
        "Editor’s note 12/3: An earlier version of this report said 1921.",
        "CORRECTED 24 Sept, 16:00 UTC: an earlier version gave the level as 14 m. It is 41 m.",
        "In an earlier version of this article the dam was placed in the next valley. That was wrong.",
        "Correction: an earlier version of this article gave the wrong year.",
        "CORRECTION (May 4, 2021): The dam was built in 1931, not 1913.",
        "Editor's note: This story was updated with a statement of the board.",
        "Editor’s Note — The name of the farmer has been changed.",
        "This story has been corrected to say that the dam is 40 metres high.",
        "This article was amended on 4 May 2021 to correct the height of the dam.",
        "An earlier version of this report misstated the height of the dam.",
        "A version of this story appears in print on May 4, Section B, Page 2.",
        "This interview has been edited and condensed for clarity.",
        "Clarification: the board has nine members.",
        "Correction to our report of May 2: six wells were dry, not nine.",
        "Some names have been changed.",
        "This is a developing story and will be updated.",
        "This article was originally published by the Canal Gazette and is republished with permission.",
    ],
    "dateline": ["QUILLAN, May 3 (Valley Press)", "Quillan, 3 May 2021"],
}

PROSE = [
    "More than 300 farmers have asked for help, and the board has answered nine.",
    "More: that was what the farmers wanted, and they did not get it.",
    "Related costs rose by a third, according to the auditors.",
    "Watch out for low bridges, the lock keeper told the crews.",
    "Share prices fell by 4 percent after the news.",
    "Follow the money, he told the court, and you find the pump.",
    "Contact with the divers was lost at noon, the coastguard said.",
    "Published in March, the study blames leaking pipes.",
    "Updated figures will be given on Friday.",
    "By Friday the talks had failed.",
    "“Sign up or leave,” the foreman told them.",
    "The minister said (in French) that nobody had asked her.",
    "He leads the Union of River Pilots (URP).",
    "The farmers’ union (which has 400 members) wants the sluice opened (Tuesday)",
    "Get in line, the guards shouted, and the crowd obeyed.",
    "Photographs of the dam show cracks as wide as a hand, the engineer said.",
    "A photo of the dam, taken in June, shows cracks, the engineer said.",
    "Copyright law does not cover recipes, the judge ruled.",
    "Subscribers to the channel paid twice, prosecutors say.",
    "“We have no water,” said Ana Ruiz, a baker. “We have no bread.”",
    "In an email, the board said it would answer at ruiz@waterboard.example by Monday.",
    "Corrections officers refused to unlock the doors on Sunday.",
    "Note that the figures are those of the board.",
    "The video shows two men in masks leaving the pump house.",
    "This story began in 1931, when the valley was flooded.",
    "What happens next",
    "An hour later they were back.",
    "Help came late.",
    "“Why?”",
    "• four pumps, to be paid for by the province;",
    "- no more than nine litres a day;",
    "1. Place of departure: Quillan.",
    "Asked about the leak, she said: “No comment.”",
    "Will you resign?",
    "@quillanmayor: “The tap is dry, the heart is full”",
    "FARMERS in the valley are at their wits’ end.",
    "Support for the mayor has fallen to 19 percent.",
    "Register offices across the valley closed early.",
    "Join the army or go to prison: that was the choice, he said.",
    "For more than a week, nobody has seen the lock keeper.",
    "Do you know what a litre costs? Nobody in the room did.",
    "Click-and-collect shops have closed.",
    "Call it a drought or a theft: the lake is gone.",
    "Next week, the board votes on the fee.",
    "Live shells were found on the lake bed.",
    "Analysis of the water found lead, the laboratory said.",
    "Comments by the minister angered the farmers.",
    "Loading the lorries took nine hours.",
    "Play was stopped for rain on the second day.",
    "Telephone lines were cut in four villages.",
    "The email goes on to say: “We have no water.”",
    "Let me first thank the men who dug the well.",
    "Share our pain, the mayor asked the crowd.",
    "Call me old-fashioned, but a lake should have water.",
    "Send us pumps, the governor pleaded.",
    "Text messages shown in court prove it.",
    "Donate blood, the hospital asked its neighbours, and they came.",
    "Thanks to the rain, two wells are full.",
    "Printed ballots ran out at noon.",
    "The board welcomes letters and comments on the plan until Friday.",
    "The divers are not responsible for the contents of the chest.",
    "Corrected figures came at noon: nine wells are dry.",
    "Support for the wall is thin. Join the queue, said one farmer.",
]  # fmt: skip


@pytest.mark.parametrize(("want", "line"), [(c, x) for c, lines in IN_THE_MIDDLE.items() for x in lines])
def test_a_line_of_the_page(want: str, line: str) -> None:
    assert cls(page(line), line) == want


@pytest.mark.parametrize("line", PROSE)
def test_prose_stays_prose(line: str) -> None:
    assert cls(page(line), line) == "prose"


@pytest.mark.parametrize("line", PROSE)
def test_prose_stays_prose_as_the_first_paragraph(line: str) -> None:
    text = "\n".join((HEAD, "By Ana Ruiz", line, LEDE, LAST))
    if line[-1] in ".;:?”)" and line[0] not in "•-@1":
        assert cls(text, line) in ("prose", "standfirst")


@pytest.mark.parametrize(
    "line",
    [
        "By Ana Ruiz",
        "by ANA RUIZ",
        "By Ana Ruiz and Jon Aldaia",
        "By Ana Ruiz, Water Correspondent",
        "By Ana Ruiz in Quillan",
        "By Ana Ruiz | Valley Post",
        "By our staff reporter",
        "Ana Ruiz",
        "Ana Ruiz, environment editor",
        "Ana Ruiz in Quillan",
        "Ana Ruiz and Jon Aldaia",
        "Our Correspondent",
        "From Ana Ruiz in Quillan, our correspondent",
        "Translated from Basque",
        "Translated from Basque by Jon Aldaia",
        "Text: Ana Ruiz",
        "Staff Reporter",
        "Story by Ana Ruiz",
        "Posted by riverwatcher",
        "Ana de la Cruz, AP",
        "A. Ruiz",
        "Jean-Luc d’Arcy",
        "Ana Ruiz | Quillan",
        "Translated from Turkish and Arabic. Interview: Ana Ruiz",
        "Guest post by Ana Ruiz",
        "As told to Ana Ruiz",
        "Valley Business team",
    ],
)
def test_bylines(line: str) -> None:
    text = "\n".join((HEAD, line, LEDE, LAST))
    assert cls(text, line) == "byline"
    assert cls(text, HEAD) == "headline"
    assert cls(text, LEDE) == "prose"


@pytest.mark.parametrize(
    "line",
    [
        "QUILLAN, May 3 (Valley Press)",
        "QUILLAN, Spain, May 3 (Valley Press) —",
        "Quillan, 3 May 2021",
        "3 May 2021",
        "Monday, May 3, 2021",
        "Monday 3 May",
        "May 3, 2021, 9:15 PM EDT",
        "QUILLAN, Spain",
        "QUILLAN —",
        "PORT-DE-BOUC, France, 3 May (VP)",
        "SÃO TOMÉ, May 3 (Valley Press)",
        "Ústí nad Labem, 3 May. Translated from Czech",
        "London/Quillan, 3 May 2021",
        "NEW YORK/QUILLAN, May 3 (Valley Press)",
        "QUILLAN (Valley Press)",
    ],
)
def test_datelines(line: str) -> None:
    text = "\n".join((HEAD, line, LEDE, LAST))
    assert cls(text, line) == "dateline"
    assert cls(text, LEDE) == "prose"


@pytest.mark.parametrize(
    "opening", ["QUILLAN (Valley Press) — ", "QUILLAN, Spain — ", "QUILLAN, May 3 (Valley Press) - ", "Quillan – "]
)
def test_a_dateline_that_opens_a_paragraph_leaves_it_prose(opening: str) -> None:
    assert cls("\n".join((HEAD, opening + LEDE, LAST)), opening) == "prose"
    if opening.split(" ")[0].strip(",").isupper():
        assert cls("\n".join((HEAD, (opening + LEDE).removesuffix("."), LAST)), opening) == "prose"


@pytest.mark.parametrize(
    "headline",
    [
        "Reservoir falls to lowest level in forty years",
        "‘No water, no bread’: a valley waits",
        "A Lake Vanishes. Nobody Says Why.",
        "Who took the water?",
        "WATER WAR! Farmers storm pump house",
        "Quillan Water Inc. to buy rival for $3bn",
        "Explainer: Why the water has gone",
        "Live: Water board votes on the fee",
        "Statement of the Water Board of 3 May 2021",
    ],
)
def test_headlines(headline: str) -> None:
    assert cls("\n".join((headline, "By Ana Ruiz", LEDE, LAST)), headline) == "headline"
    assert cls("\n".join((headline, "", LEDE, "", LAST)), headline) == "headline"


def test_a_page_that_begins_with_its_text_has_no_headline() -> None:
    assert {line.cls.value for line in classify("\n".join((LEDE, LAST)))} == {"prose"}
    caption = "Boats on the dry bed (Photo: Ana Ruiz)"
    assert [line.cls.value for line in classify("\n".join(("", caption, LEDE, LAST)))] == ["caption", "prose", "prose"]


def test_a_kicker_stands_above_the_headline() -> None:
    found = classify("\n".join(("World", HEAD, LEDE, LAST)))
    assert [line.cls.value for line in found][1:] == ["headline", "prose", "prose"]


def test_a_standfirst_stands_between_headline_and_byline() -> None:
    stand = "The board blames the sky. The farmers blame the board."
    text = "\n".join((HEAD, stand, "By Ana Ruiz", LEDE, LAST))
    assert [line.cls.value for line in classify(text)] == ["headline", "standfirst", "byline", "prose", "prose"]
    text = "\n".join((HEAD, "Farmers blame leaking pipes, the board blames the sky", "", LEDE, LAST))
    assert [line.cls.value for line in classify(text)] == ["headline", "standfirst", "prose", "prose"]


def test_a_crawl_header_with_the_headline_on_it() -> None:
    text = f" date 2021-05-03 {HEAD}\n\n{LEDE}\n{LAST}"
    assert [line.cls.value for line in classify(text)] == ["header", "prose", "prose"]


def test_a_placeholder_over_several_lines() -> None:
    lines = ("To play this video, please enable JavaScript or switch to a", "browser that", "supports", "HTML5 video")
    text = "\n".join((HEAD, LEDE, *lines, LAST))
    assert [line.cls.value for line in classify(text)] == ["headline", "prose", *["boilerplate"] * 4, "prose"]


def test_headlines_below_a_list_of_links_are_teasers() -> None:
    links = ("Ducks return to the canal", "Lock keeper: ‘I slept through it’", "Ten lakes for a swim")
    text = "\n".join((HEAD, LEDE, LAST, "More stories", *links))
    assert [line.cls.value for line in classify(text)] == [
        "headline", "prose", "prose", "boilerplate", "teaser", "teaser", "teaser",
    ]  # fmt: skip
    inside = "\n".join((HEAD, LEDE, "Related articles", *links, LAST))
    assert [line.cls.value for line in classify(inside)][-1] == "prose"


def test_a_paragraph_below_links_is_never_dropped() -> None:
    text = "\n".join((HEAD, LEDE, "MORE: Ducks return to the canal", LAST, "© Valley Post"))
    assert [line.cls.value for line in classify(text)] == ["headline", "prose", "teaser", "prose", "boilerplate"]


def test_every_line_that_is_not_blank_is_there_once() -> None:
    text = "\ufeffA\r\n\r\n  b \n\t\nc\rd"
    assert [text[line.start : line.end] for line in classify(text)] == ["\ufeffA", "  b ", "c", "d"]
    assert list(physical_lines("a\r\nb")) == [(0, 1), (3, 4)]
    assert classify("") == ()


@pytest.mark.parametrize("unit", ['"a ', "1,2.", "said ", "(", "MORE: ", "said said said\n", "LIMA, May 3\n"])
def test_a_megabyte_is_classed_in_linear_time(unit: str) -> None:
    assert is_linear(lambda size: classify(unit * (size // len(unit))), 200_000)


def test_every_line_says_why() -> None:
    text = page(*[x for lines in IN_THE_MIDDLE.values() for x in lines])
    assert all(line.why for line in classify(text))


@pytest.mark.parametrize(
    "label",
    [
        "CULTURE",
        "Peru – Mining",
        "News release No. 7/2031",
        "Orrin 98 FM | LIVE | Listen | Weather | Traffic",
        "Valley+ | Subscriber article | Reading time 4 min",
        "BELL & ROPE | the weekly letter for ringers | No. 36",
        "BELL BY BELL, a newsletter about towers and who keeps them",
    ],
)
def test_a_label_above_the_headline_is_not_the_headline(label: str) -> None:
    text = f"{label}\nTown lends its bells to the valley\nThe bells of Orrin were lent on Monday, the mayor said.\n"
    assert [line.cls for line in classify(text)] == ["boilerplate", "headline", "prose"]


def test_buttons_may_stand_between_the_outlet_and_the_headline() -> None:
    text = "Radio Orrin / Public Service\nListen live\nTown lends its bells\nThe bells of Orrin were lent on Monday.\n"
    assert [line.cls for line in classify(text)] == ["boilerplate", "boilerplate", "headline", "prose"]


@pytest.mark.parametrize("headline", ["COMMUNIQUÉ No. 14/2031", "The bell, the letter and the missing rope"])
def test_a_numbered_communique_is_its_own_headline(headline: str) -> None:
    text = f"{headline}\nTown lends its bells to the valley below\nThe bells of Orrin were lent on Monday.\n"
    assert next(line.cls for line in classify(text)) == "headline"
