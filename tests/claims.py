"""What must never be said, and what is said only with its guard (clinical reference, section G).

The patterns are our own reading of each rule. Each comes with a line that a hasty editor might
write, to show that it bites. Lines of the content and whole replies of the walk are held to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

ILLNESS = r"(blood )?clot|stroke|heart attack|tetanus|infection|torn muscle|poisoning|heat ?stroke"

NO_DOCTOR = "You don't need a doctor."
NORMAL = "That's quite normal."
FINE = "You should be fine."
NOT_BAD = "This isn't dangerous."

NEVER = [
    ("NOT-01", rf"\b(you have|you've got|you had) (a |an )?({ILLNESS})", "You have a blood clot."),
    ("NOT-01", rf"\b(it's|it is|this is|it must be) (a |an )?({ILLNESS})", "It's a clot."),
    ("NOT-01", r"\b(just|only|merely|simply) (a |an )?(\w+ )?(cramp|spasm)", "It's just a cramp."),
    ("NOT-01", r"\b(it's|it is|this is) (a |an )?(\w+ )?cramp\b(?! coach)", "This is a leg cramp."),
    ("NOT-02", r"\b(nothing|not|isn't|never) (too |very )?serious", "It's nothing serious."),
    ("NOT-02", r"\bharmless\b|\bno (harm|danger|risk)\b|\bnot dangerous", "Cramps are harmless."),
    ("NOT-02", r"\byou('re| are|'ll be| will be) (fine|okay|all right|safe)", "You're fine."),
    ("NOT-02", r"\b(all clear|in the clear|good news|no need to)\b", "You're in the clear."),
    ("NOT-02", r"\b(rules|ruled|can rule)\b[^.]*\bout\b", "That rules out a clot."),
    ("NOT-02", r"(don't|not to|nothing to|no) worry|\bnormal part\b", "Don't worry about it."),
    (
        "NOT-02",
        r"\b(probably|likely|surely|most likely) (just )?nothing\b",
        "It's probably nothing.",
    ),
    (
        "NOT-02",
        r"\bdon't (need|have) (to )?(see |call |have )?(a |your |the )?(doctor|911)",
        NO_DOCTOR,
    ),
    ("NOT-02", r"\bwait and see\b|\bsee how (it|you)\b|\bsleep on it\b", "Wait and see."),
    (
        "NOT-02",
        r"\b(it|this|that|they)( will|'ll| should) pass\b|\bpass by itself",
        "It will pass.",
    ),
    ("NOT-02", r"\b(that's|that is|it's|it is|this is) (\w+ )?(normal|common|ordinary)\b", NORMAL),
    ("NOT-02", r"\byou (should|will|'ll|can|may|must) be (\w+ )?(fine|okay|safe|all right)", FINE),
    (
        "NOT-02",
        r"\b(simple|ordinary|plain|harmless|typical|normal|mere) (leg )?cramp",
        "A simple cramp.",
    ),
    ("NOT-02", r"\bgood sign\b|\bso far so good\b|\blooks? (good|fine)\b", "That's a good sign."),
    ("NOT-02", r"\brest assured\b|\b(can|may) relax\b|\brelieved\b|\bphew\b", "Rest assured."),
    ("NOT-02", r"\b(no|not an?|isn't an?) emergency\b|\bfalse alarm\b", "This is no emergency."),
    (
        "NOT-02",
        r"\b(can|could) wait (a|an|until|till|for)\b|\bno (rush|hurry)\b",
        "It can wait a day.",
    ),
    (
        "NOT-02",
        r"\b(minutes?|hours?), then call\b|\bthen call if\b",
        "Wait ten minutes, then call.",
    ),
    ("NOT-04", r"\b(milligram|microgram|dose|dosage|tablets?)s?\b", "Take one tablet."),
    (
        "NOT-04",
        r"\b(a|one|two|three|four|half) (\w+ )?(pill|capsule)s?\b[^.]*\bday",
        "One pill a day.",
    ),
    (
        "NOT-04",
        r"\b(ibuprofen|paracetamol|acetaminophen|aspirin|tylenol|advil|naproxen|baclofen"
        r"|diazepam|cyclobenzaprine|gabapentin|verapamil|diltiazem)\b",
        "Ibuprofen may help.",
    ),
    (
        "NOT-04",
        r"(?<!don't )\b(stop|start|change) (taking|your (medicine|pill)s?)",
        "Stop taking it.",
    ),
    (
        "NOT-04",
        r"(?<!don't )\b(take|try|use|buy|drink) (some |a |any )?"
        r"(quinine|tonic|magnesium|potassium|calcium|vitamin|salt|pills?|medicines?|supplements?)",
        "Try magnesium at night.",
    ),
    (
        "NOT-05",
        r"\b(pills?|painkillers?|medicines?) (will|can) (stop|end|ease)",
        "Pills can stop it.",
    ),
    (
        "NOT-06",
        r"\bwalk it off\b|\bjump (up|out)\b|\bstand up (now|quickly|straight)",
        "Walk it off.",
    ),
    (
        "NOT-08",
        r"\bas much as you can\b|\bat all costs\b|\b(lots|plenty) of water",
        "Drink lots of water.",
    ),
    ("NOT-08", r"\bdrink (more|a lot|as much)\b(?! in the heat)", "Drink a lot."),
    (
        "NOT-09",
        r"\bcures?\b|\bguarantee|\balways (works|helps)|\bnever fails",
        "This cures cramps.",
    ),
    (
        "NOT-09",
        r"(?<!\bI)(?<!\bwe)( will|'ll) (stop|cure|prevent|end|go away|let go)",
        "This will stop the cramp.",
    ),
    (
        "NOT-09",
        r"\b(gone|over|better|eased) in (a |\w+ )?(seconds?|minutes?|moment)",
        "Gone in a minute.",
    ),
    ("NOT-09", r"\b(stops|ends|prevents) (the |your |leg |all )*cramps?\b", "This stops cramps."),
    (
        "NOT-10",
        r"\b(main|usual|biggest) (cause|reason)\b[^.]*\b(salt|potassium|magnesium|calcium)"
        r"|\b(salt|potassium|magnesium|calcium)[^.]*\b(main|usual|biggest) (cause|reason)",
        "Low magnesium is the usual cause.",
    ),
    ("NOT-11", r"\b(swelling|redness)\b[^.]*\b(normal|usual|common|part of)", "Redness is normal."),
    (
        "NOT-12",
        r"\bI('ll| will| can|'m going to|'m)? (call|dial|ring|get help)\w*",
        "I'll call for you.",
    ),
    ("NOT-02", r"\bno (cause|reason) (for|to)\b|\b(it's all|all|everything's) fine\b", "All fine."),
    ("NOT-02", r"\b(isn't|is not|aren't|not) (dangerous|a danger|bad)\b|\bnothing bad\b", NOT_BAD),
    ("NOT-12", r"\bI('ve| have) (called|rung|sent|told|let)\b", "I've called them."),
    ("NOT-12", r"\bhelp is (on|coming)|\b(on|are on) (the|their) way\b", "Help is on the way."),
    (
        "NOT-12",
        r"\bsaved? (your|a|lives) ?(life)?\b|\bemergency service\b",
        "I can save your life.",
    ),
    (
        "NOT-13",
        r"\bI('ll| will|'ve)? (remember|save|store|record|keep (a|your|that|it))\b",
        "I'll remember that.",
    ),
    ("NOT-13", r"\b(what's|tell me) your (name|age|address|weight|birth)", "What's your name?"),
    (
        "NOT-14",
        r"\b(gross|yuck|nasty|oops|haha|embarrass\w*|disgusting|stink\w*)\b",
        "How embarrassing.",
    ),
]
"""A rule of section G, a pattern that no line may have, and a line that it would catch."""

LIMIT = r"set a limit|limit, keep to it|doctor's limit|limit on fluids|small sips|in sips|force"
ASK_FIRST = r"(diabetes|lasting illness).*(numb|feeling).*|(numb|feeling).*diabetes"

ONLY_WITH = [
    (
        "NOT-01",
        rf"\b({ILLNESS})\b",
        r"can|could|may|might|should|likely|signs|\?",
        "A clot did it.",
    ),
    (
        "NOT-02",
        r"\bwithout harm\b|\bpass on their own\b",
        r"not all leg pain is a cramp.*call .*(911|number)",
        "Most cramps pass without harm.",
    ),
    (
        "NOT-02",
        r"\b(usually|often|mostly) (short|brief)",
        r"call (911|your local emergency number)",
        "Toilet cramps are usually short.",
    ),
    (
        "NOT-04",
        r"\b(quinine|tonic)\b",
        r"don't (take|use)|leave it alone|hasn't approved|made you sick",
        "Quinine eases cramps.",
    ),
    ("NOT-04", r"\bmuscle relaxant", r"doctor|their call", "A muscle relaxant may help."),
    (
        "NOT-04",
        r"\b(magnesium|potassium|calcium|vitamin)[^.]* pills",
        r"don't take|aren't proven|haven't been|\bask\b",
        "There are magnesium pills.",
    ),
    ("NOT-05", r"\b(pain pill|painkiller)", r"too slow", "A pain pill may help."),
    (
        "NOT-06",
        r"\b(stand|standing|get up|rise)\b|walk a little",
        r"dizzy|numb|steady|hold on|don't (stand|walk)|feeling is back|edge of the bed|on the floor"
        r"|can't stand",
        "Stand on that leg.",
    ),
    (
        "NOT-07",
        r"\b(rub|rubbing|massage)\b",
        r"swollen|new colou?r|don't (stretch or )?rub|rub or warm|leave it out|diabetes",
        "Rub your calf.",
    ),
    (
        "NOT-08",
        r"\bdrink (water|when|enough|through)|\b(sips|water) ",
        LIMIT + r"|tonic|water pill|"
        r"too little|dissolves|proof|more water, so|huge amounts|out of the water",
        "Drink water now.",
    ),
    (
        "NOT-09",
        r"\bprevents?\b",
        r"\bmay\b|\bhelp\b|not shown|isn't proven|no good study|tips to|first step|nothing is sure",
        "Stretching prevents it.",
    ),
    ("NOT-10", r"\boxygen\b", r"one idea.*isn't proven", "Then the muscle gets less oxygen."),
    (
        "NOT-10",
        r"\b(set off|sets off|trigger|cause) a cramp|\bcramp (may|might) be more likely",
        r"\bmay\b.*no study|isn't proven|no cramp study|neither is proven",
        "Pushing sets off a cramp.",
    ),
    (
        "NOT-11",
        r"\b(swells|swollen|swelling|redder|looks red)\b",
        r"today|that day|same day|call (911|your)|alone|if (it's|they're) not|doctor|\?|^a swollen"
        r"|looks (bigger|red)|swollen tight",
        "Your leg may look swollen.",
    ),
    (
        "AVO-05",
        r"\b(ice|warm pack|warmth|heat pad|warm bath|warm or cold)\b",
        ASK_FIRST,
        "Ice may help the muscle.",
    ),
    ("BED-05", r"\b(heat pad|warm baths or packs)\b", r"(don't|never) sleep on", "Try a heat pad."),
    ("AVO-06", r"\bwarm baths?\b", r"dizzy", "A warm bath may help."),
    (
        "PRE-17",
        r"\b(bananas?|avocado|raisins|spinach)\b|potassium are fine|rich in potassium",
        r"kidney.*(ask|doctor)|kidneys, ask",
        "Bananas are rich in potassium.",
    ),
    ("AVO-04", r"\bpregnancy\b[^.]*\brub|\brub[^.]*\bpregnan", r"differs", "In pregnancy, rub it."),
]
"""A rule, a pattern, what a line with it must also have, and a line that would be caught."""


def found(pattern: str, words: str) -> bool:
    """Whether words have what a pattern is for."""
    return re.search(pattern, words, re.IGNORECASE) is not None


def forbidden_in(words: str) -> list[str]:
    """The rules that words break, with what breaks them: a line, or a whole reply."""
    broken = [f"{rule}: {hit[0]}" for rule, hit in hits(words)]
    risky = (one for one in ONLY_WITH if found(one[1], words) and not found(one[2], words))
    return broken + [f"{rule}: without its guard: {pattern}" for rule, pattern, _, _ in risky]


def hits(words: str) -> Iterator[tuple[str, re.Match[str]]]:
    """The rules that words break outright, and where."""
    for rule, pattern, _ in NEVER:
        if hit := re.search(pattern, words, re.IGNORECASE):
            yield rule, hit
