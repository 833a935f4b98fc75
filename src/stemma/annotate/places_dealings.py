"""Set phrases that make a capital or a state somebody: "nobody in Quito", "it was Quito that …", "speaks for Quito"."""

from __future__ import annotations

import re

# Before "in" and a capital, those who govern there: "nobody in Quito had expected it", "the mood in Quito".
_THERE = re.compile(
    r"\b(?:nobody|no one|no-one|anyone|anybody|someone|somebody|mood|patience|alarm|unease|irritation|frustration"
    r"|nerves|jitters|dismay|consternation|thinking|calculus|policymakers|policy makers|decision-makers|powers that be)"
    r"(?: is| was| runs| ran| has run)?(?: \w+)? in $",
    re.IGNORECASE,
)
# "Nobody from Quito had asked" is of its government, "nobody from Quito won" of its people.
_THENCE = re.compile(r"\b(?:nobody|no one|no-one|anybody|anyone|somebody|someone) from $", re.IGNORECASE)
_ASKS = re.compile(
    r" (?:had|has|have)(?: ever| yet)? (?:asked|told|called|phoned|rung|written|consulted|informed|warned|answered"
    r"|replied|explained|contacted|come to|visited|spoken)\b"
    r"| (?:asked|told|called|consulted|informed|warned|answered)\b"
)
# The same the other way round: "In Quito, they like to say", "In Quito the mood is grim".
_IN = re.compile(r"(?:^|[\n.!?:;”\"’»] ?|, (?:but|and|while) |[Bb]ut |[Aa]nd )in $", re.IGNORECASE)
_THEY = re.compile(
    r",? (?:they (?:\w+ )?(?:say|think|know|believe|insist|like|call|fear|hope|prefer|talk|speak|see|deny)\b"
    r"|(?:the )?(?:mood|patience|nerves|thinking|calculus|talk|line|calculation|hope|fear|feeling)"
    r" (?:is|was|has|runs?)\b"
    r"|(?:nobody|no one|no-one)\b)"
)
# Behind "with" and a name.
_ROLE = re.compile(
    r" as (?:an? |the |its |their )?(?:\w+ )?"
    r"(?:go-between|mediators?|guarantors?|brokers?|intermediar(?:y|ies)|arbiters?|referee|peacemaker)\b"
)
_COMES = re.compile(
    r" (?:comes?|came|has come|have come) (?:only |no |not |little |the |an? )*(?:\w+ )?"
    r"(?:word|words|silence|messages?|answers?|reply|reaction|response|nothing|denials?|signals?|hints?|warnings?)\b"
)
_SENT = re.compile(
    r"\b(?:claims?|accusations?|assertions?|denials?|criticism|reaction|answers|objections|rebukes?|condemnation"
    r"|green light|cando(?:u)?r|clarity|assurances?|guarantees|apology|explanation|transparency|commitments?"
    r"|envoys?|emissar(?:y|ies)|observers|negotiators|mediators|delegations?) from $",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\b(?:(?:speak|speaks|spoke|speaking) for|on behalf of|in the name of"
    r"|(?:spokes\w+|envoys?|negotiators?|lobbyists?|lawyers?|counsel|mouthpiece) for"
    r"|(?:officials?|sources?|figures?|politicians?|newspapers?|businessm[ae]n|militias?|factions?) close to"
    r"|(?:lost|lose|losing|lack|little|no|more|less|any|some|much)(?: \w+){0,2} (?:faith|trust|confidence) in"
    r"|(?:at|on|with|without) the (?:\w+ )?(?:behest|request|invitation|insistence|initiative|urging|consent|blessing"
    r"|approval|knowledge|agreement|backing|orders|instructions) of"
    r"|(?:per cent|percent|%|half|quota|share|tonnes|barrels) for) (?:the )?$",
    re.IGNORECASE,
)
# "The rain does not wait for Quito", of a capital.
_NOUN = re.compile(
    r" (?:police|residents|fans|workers|office|airport|hospitals?|council|city|schools?|university|team|club|players"
    r"|people|voters|firms?|students|transport|fire|traffic|courts?|prosecutors|commuters|schoolchildren)\b"
)
_AWAITED = re.compile(r"\bwait(?:s|ed|ing)? (?:for|on) $", re.IGNORECASE)
# "Quito and Lima are closer to a treaty", "Quito is close to signing".
_CLOSE = re.compile(
    r" (?:is|are|was|were|remains?|looks?|seems?) (?:now |still |very |\w+ly )?(?:close|closer|near|nearer) to "
    r"(?:an?|the|its|their|signing|agreeing|sealing|striking)\b(?: [\w-]+){0,3}? ?"
    r"(?:deal|treaty|accord|agreement|pact|truce|peace|compromise|ceasefire|settlement|terms|breakthrough|it)\b"
)
_CALLED = re.compile(
    r"\b(?:call(?:s|ed|ing)? (?:up)?on|appeal(?:s|ed|ing)? to|pleads? with|pleaded with|press(?:es|ed)? for) $",
    re.IGNORECASE,
)
_CLEFT = re.compile(r"\b(?:it|this)(?:’s|'s| is| was| will be| has been)(?: not| only| in fact)* $", re.IGNORECASE)
_THAT = re.compile(r",? (?:that|who|which) (?:\w+ly )?(?P<deed>[a-z’']+)(?: (?P<next>[a-z]+))?")
_WHOSE = re.compile(
    r", whose (?:own )?(?:\w+ )?(?:envoys?|ambassadors?|ministers?|ministry|government|president|leaders?|army|troops"
    r"|forces|diplomats?|parliament|negotiators?|officials?|cabinet|premier|delegation)\b"
)
# "send Quito the bill": somebody gets what only a government gets there.
_GIVEN = re.compile(
    r"\b(?:sen[dt]s?|sending|hand(?:s|ed|ing)?|gives?|gave|giving|grant(?:s|ed|ing)?|lend|lent|lends|owes?|owed"
    r"|den(?:y|ies|ied)|promis(?:e|es|ed|ing)|offer(?:s|ed|ing)?|show(?:s|ed)?|paid|pays?) $",
    re.IGNORECASE,
)
_A_THING = re.compile(r" (?:the|an?|its|his|her|their|more|no|any|[$£€]\s?\d)\b ?[\w$£€]")
_ASKED = re.compile(r"(?:^|[\n.!?”’\"»] )(?:And|But|As for|What about|What of) $")
# "Quito is nobody's servant", "Peru has been, is and will remain a reliable supplier".
_BEING = re.compile(
    r"(?:,? (?:and )?(?:is|was|has been|have been|will be|remains|will remain|will always be),?){1,3} (?:not |never )?"
    r"(?:(?:no one|nobody|anybody|anyone|everybody|everyone)[’']s (?:[\w-]+ ){0,3}[\w-]+"
    r"|(?:an?|the|our|their|its|no)(?: [\w-]+){0,2} "
    r"(?:all(?:y|ies)|friend|partner|enemy|foe|rival|guarantor|mediator|broker|servant|hostage|supplier|creditor"
    r"|debtor|signatory|aggressor|donor|lender|liar|bully|vassal|puppet|policeman|banker|colony))\b"
)
# "It was Quito that was warm" tells no deed; "that had asked" does.
_NOT_DEEDS = frozenset(("is", "was", "are", "were", "has", "had", "will", "would"))


# "The pact binds Quito to buy", "lets Quito inspect", "wants Quito to pay".
_BOUND = re.compile(
    r"\b(?:binds?|binding|bound|oblig(?:es?|ed|ing)|requir(?:es?|ed|ing)|commits?|committ(?:ed|ing)|permit(?:s|ted)?"
    r"|allow(?:s|ed|ing)?|enabl(?:es?|ed|ing)|entitles?|entitled|compel(?:s|led)?|wants?|wanted|wanting|expect(?:s|ed)?"
    r"|needs?|needed|gets?|got|forc(?:es?|ed|ing)|cause[sd]?|prompt(?:s|ed)?|encourag(?:es?|ed)) $",
    re.IGNORECASE,
)
_LET = re.compile(r"\b(?:lets?|letting|mak(?:es?|ing)|made|watch(?:es|ed)?|help(?:s|ed)?) $", re.IGNORECASE)
_TO_DO = re.compile(r" to (?!be\b|the\b|an?\b|its\b)[a-z]{2,}(?: |$|[.,;])")
_DOES = re.compile(
    r" (?!(?:in|on|at|to|and|or|an?|as|by|for|with|the|was|is|from|of)\b)[a-z]+ (?:the|an?|its|it|how|what|off|out)\b"
)
# "That puts Quito in a bind", "leaves Quito with little choice".
_PUT = re.compile(r"\b(?:puts?|putting|leav(?:es?|ing)|left|plac(?:es?|ed|ing)) $", re.IGNORECASE)
_IN_A_SPOT = re.compile(
    r" (?:in (?:an?|the|their) (?:(?!better|good|strong)\w+ )?(?:bind|corner|spot|dilemma|wrong|right|position)\b"
    r"|in debt\b|under (?:\w+ )?pressure\b"
    r"|on the (?:defensive|hook|spot)\b|on notice\b|isolated\b|exposed\b|out of pocket\b"
    r"|with (?:little|no|few|only)\b)"
)
_COURT = re.compile(r"\bball (?:is|was|lies|remains)(?: \w+)? in $", re.IGNORECASE)
# "The view from Quito is that …".
_VIEW = re.compile(r"\b(?:view|message|line|word|reading|signal|verdict|thinking|official line) from $", re.IGNORECASE)
_IS_SAID = re.compile(r" (?:is|was|has been|remains)\b|, (?:too|however)\b|:")
# "Quito has its own reasons", "has no choice", "is yet to rule".
_HAS = re.compile(
    r" (?:has|have|had) (?:no|its own|little|every|few|good|other|some|any)(?: (?!new)\w+)?? "
    r"(?:choice|options?|plans?|intention|interest|answer|comment|appetite|doubts?|reasons?|reply|alternative|say"
    r"|objections?|quarrel|illusions|leverage|excuses?|evidence|stake|grounds|business|desire|wish|right)\b"
    r"|,? (?:and )?(?:has|have|had|is|are|was|were) (?:as )?yet to (?!be\b)[a-z]+"
)
# "Quito is in no mood to wait", "at odds with".
_STANDS = re.compile(
    r" (?:is|are|was|were|remains?|remained) (?:now |still |not |also |\w+ly )?"
    r"(?:in no mood|in talks|in favou?r of|at odds|at war|under (?:\w+ )?pressure|on the defensive|in breach|to blame"
    r"|at fault|behind (?:the|it|them)|party to|a (?:party|signatory) to|of the (?:same )?(?:view|opinion))\b"
)
# Behind a case or an appeal, and before the town of a court ("take the case to Lausanne").
_CASE = re.compile(
    r"\b(?:appeals?|cases?|complaints?|disputes?|lawsuits?|suits?|matter|dossier|ruling|verdict|petition)"
    r" (?:\w+ ){0,2}(?:to|before) $",
    re.IGNORECASE,
)


_TO = re.compile(r" to [a-z]")
_POSSESSED = re.compile(r"(?:’s|'s|’|') court\b")


def owned_by_court(before: str, after: str) -> bool:
    """True for "the ball is in Quito's court"."""
    return _COURT.search(before) is not None and _POSSESSED.match(after) is not None


def goes_to_court(before: str) -> bool:
    """True if a case goes to what stands behind these words."""
    return _CASE.search(before) is not None


def _second(before: str, after: str) -> str:
    """What stands behind a name, or behind the last of a pair that begins with it ("Quito and Lima are")."""
    pair = re.match(r" and [A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?", after)
    return after[pair.end() :] if pair else after


def dealt_as_somebody(before: str, after: str, capital: bool) -> bool:
    """True if a set phrase around the name makes it a government. `capital`: the name is a town's, not the state's."""
    words = before[-_LEAD:].casefold().split() if before.endswith(" ") else []
    last = words[-1] if words else ""
    if last and _led(before[-_LEAD:], after, capital, last):
        return True
    if _WHOSE.match(after):
        return True
    rest = _second(before, after)
    where = words[-2] if last == "the" and len(words) > 1 else last
    if where not in _WITHIN and (_CLOSE.match(rest) or _HAS.match(rest) or _STANDS.match(rest)):
        return True
    if _BEING.match(after) and last not in _FROM:
        return True
    return after.startswith("?") and _ASKED.search(before) is not None


# Characters before a name in which what deals with it stands.
_LEAD = 60
_WITHIN = frozenset(("in", "of", "near", "from", "around", "outside", "to", "at", "for", "with", "by"))
_FROM = frozenset(("in", "of", "near", "from"))


def _led(before: str, after: str, capital: bool, last: str) -> bool:
    """The phrases that end right before the name, tried by their last word."""
    if last == "in":
        if capital and (_THERE.search(before) or (_IN.search(before) and _THEY.match(after))):
            return True
    elif last == "with":
        return _ROLE.match(after) is not None or (_CALLED.search(before) is not None and _TO.match(after) is not None)
    elif last == "from":
        if capital and _THENCE.search(before) and _ASKS.match(after):
            return True
        return bool(_COMES.match(after) or _SENT.search(before) or (_VIEW.search(before) and _IS_SAID.match(after)))
    if last in ("for", "on", "upon", "to") and (
        (capital and _AWAITED.search(before)) or (_TO.match(after) and _CALLED.search(before))
    ):
        return True
    if last in ("for", "of", "to", "in", "the"):
        return _FOR.search(before) is not None and not _NOUN.match(after)
    if _CLEFT.search(before) and (told := _THAT.match(after)):
        return told["deed"] not in _NOT_DEEDS or (told["next"] or "").endswith("ed")
    if (_TO_DO.match(after) and _BOUND.search(before)) or (_DOES.match(after) and _LET.search(before)):
        return True
    if _IN_A_SPOT.match(after) and _PUT.search(before):
        return True
    return _A_THING.match(after) is not None and _GIVEN.search(before) is not None
