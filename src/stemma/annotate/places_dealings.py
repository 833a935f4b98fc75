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
    r"|green light|envoys?|emissar(?:y|ies)|observers|negotiators|mediators|delegations?) from $",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\b(?:(?:speak|speaks|spoke|speaking) for|on behalf of|at the behest of|in the name of) $", re.IGNORECASE
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
    r"(?:an?|the|our|their|its|no|no one[’']s|nobody[’']s|anybody[’']s|anyone[’']s|everybody[’']s)(?: [\w-]+){0,2} "
    r"(?:all(?:y|ies)|friend|partner|enemy|foe|rival|guarantor|mediator|broker|servant|hostage|supplier|creditor"
    r"|debtor|signatory|aggressor|donor|lender|liar|bully|vassal|puppet|policeman|banker|colony)\b"
)
# "It was Quito that was warm" tells no deed; "that had asked" does.
_NOT_DEEDS = frozenset(("is", "was", "are", "were", "has", "had", "will", "would"))


def dealt_as_somebody(before: str, after: str, capital: bool) -> bool:
    """True if a set phrase around the name makes it a government. `capital`: the name is a town's, not the state's."""
    if capital and (_THERE.search(before) or (_IN.search(before) and _THEY.match(after))):
        return True
    if (before.endswith(" with ") and _ROLE.match(after)) or _WHOSE.match(after):
        return True
    if before.casefold().endswith("from ") and (_COMES.match(after) or _SENT.search(before)):
        return True
    if _FOR.search(before) or (_CALLED.search(before) and re.match(r" to [a-z]", after)):
        return True
    if _CLEFT.search(before) and (told := _THAT.match(after)):
        return told["deed"] not in _NOT_DEEDS or (told["next"] or "").endswith("ed")
    if _GIVEN.search(before) and _A_THING.match(after):
        return True
    if _BEING.match(after) and not before.rstrip().endswith((" in", " of", " near", " from")):
        return True
    return after.startswith("?") and _ASKED.search(before) is not None
