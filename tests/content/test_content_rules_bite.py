"""Every rule bites: the content, spoiled in one place, is faulted for exactly that."""

import re
from pathlib import Path

import pytest

from skill.content.load import ContentError, build, load

SAY = r"(?m)^say = .*"
"""The first line of a file that says something."""

READ = "use words, commas, periods and question marks"
ON_YES = "ask so that a yes means danger"


def spoil(root: Path, file: str, pattern: str, new: str) -> None:
    """Change the first place of a file that fits a pattern."""
    path = root / f"{file}.toml"
    text, changes = re.subn(pattern, new, path.read_text(), count=1)
    assert changes, f"nothing in {file} fits {pattern}"
    path.write_text(text)


def in_table(name: str, key: str) -> str:
    """A pattern for one line of a table; write back what stands before it as group one."""
    return rf"(?s)(\[{re.escape(name)}\]\n(?:[^\n\[][^\n]*\n|\n)*?){key} = [^\n]*\n"


def test_unspoiled_it_has_no_fault(copy: Path) -> None:
    """So whatever a test below finds was put there by it."""
    assert build("en-US", copy)[1] == []


FORM = [
    (
        "en/causes/age",
        "(?m)^title = .*",
        "title = getting older",
        "en/causes/age.toml: file: Invalid value (at line 1, column 9); mend the TOML there",
    ),
    (
        "en/causes/age",
        "(?m)^title = ",
        "titel = ",
        "en/causes/age.toml: titel: no field named 'titel'; did you mean 'title'?",
        "en/causes/age.toml: title: is missing; add it",
    ),
    (
        "en/routines/foot",
        "(?m)^hold = ",
        "hodl = ",
        "en/routines/foot.toml: steps[0].hodl: no field named 'hodl'; did you mean 'hold'?",
    ),
    (
        "en/routines/foot",
        "(?m)^hold = 20",
        'hold = "twenty"',
        "en/routines/foot.toml: steps[0].hold: Expected `int`, got `str`; mend the value there",
    ),
    (
        "en/situations/bed",
        in_table("first_step.knee_open", "say"),
        r"\1",
        "en/situations/bed.toml: first_step.knee_open.say: is missing; add it",
    ),
    (
        "en/prompts",
        in_table("release", "say"),
        r'\1say = "Now ease off."\n',
        "en/prompts.toml: release.say: Expected `array`, got `str`; mend the value there",
    ),
    (
        "en/counts",
        "(?m)^20 = .*",
        "5 = 5",
        "en/counts.toml: file: Cannot overwrite a value (at line 8, column 12); "
        "mend the TOML there",
    ),
    (
        "en/counts",
        "(?m)^20 = .*",
        "20 = 20",
        "en/counts.toml: 20: is 20; write the words to say",
    ),
    (
        "triage/signs",
        in_table("poison", "tier"),
        r'\1tier = "urgent"\n',
        "triage/signs.toml: poison.tier: Invalid enum value 'urgent'; mend the value there",
    ),
    (
        "triage/switches",
        "(?m)^asks_questions = .*",
        'asks_questions = "no"',
        "triage/switches.toml: asks_questions: is 'no'; write true or false",
    ),
    (
        "triage/switches",
        "(?m)^mentions_contact = .*",
        "mention_contact = true",
        "triage/switches.toml: mention_contact: no switch named 'mention_contact'; "
        "did you mean 'mentions_contact'?",
    ),
    (
        "evidence/relief",
        "(?m)^strength = .*\n",
        "",
        "evidence/relief.toml: REL-01.strength: is missing; add it",
    ),
    (
        "evidence/sources",
        "(?m)^address = .*",
        'address = ""',
        "evidence/sources.toml: SEED1.address: is empty; write it, or take it out",
    ),
    (
        "evidence/seed",
        '(?m)^voice = "ok"',
        'voice = "loud"',
        "evidence/seed.toml: S1-01.voice: Invalid enum value 'loud'; mend the value there",
    ),
]

NAMES = [
    (
        "en/causes/age",
        r"\{doctor\}",
        "{docter}",
        "en/causes/age.toml: breaths[1].say: no word named 'docter'; did you mean 'doctor'?",
    ),
    (
        "en/causes/age",
        '"WHY-13", "WHY-01"',
        '"WHY-13", "WHY-113"',
        "en/causes/age.toml: breaths[0].evidence: no fact named 'WHY-113'; did you mean 'WHY-13'?",
    ),
    (
        "en/causes/age",
        '"WHY-13", "WHY-01"',
        "",
        "en/causes/age.toml: breaths[0].evidence: is empty; add the ids of the facts it rests on",
    ),
    (
        "en/prompts",
        in_table("disclaimer", "evidence"),
        r'\1evidence = ["DIS-55"]\n',
        "en/prompts.toml: disclaimer.evidence: no fact named 'DIS-55'; did you mean 'DIS-05'?",
    ),
    (
        "evidence/relief",
        '"AAOS-HD"',
        '"AOS-HD"',
        "evidence/relief.toml: REL-01.sources: no source named 'AOS-HD'; did you mean 'AAOS-HD'?",
    ),
    (
        "evidence/seed",
        'beside = \\["WHY-02"',
        'beside = ["WHY-2"',
        "evidence/seed.toml: S1-04.beside: no fact named 'WHY-2'; did you mean 'WHY-20'?",
    ),
    (
        "en/routines/thigh",
        'asks = "which_thigh"',
        'asks = "witch_thigh"',
        "en/routines/thigh.toml: steps[0].asks: no question named 'witch_thigh'; "
        "did you mean 'which_thigh'?",
    ),
    (
        "en/situations/bed",
        'cause = "night"',
        'cause = "nights"',
        "en/situations/bed.toml: cause: no cause named 'nights'; did you mean 'night'?",
    ),
    (
        "en/situations/bed",
        'tip = "night"',
        'tip = "nights"',
        "en/situations/bed.toml: tip: no tip named 'nights'; did you mean 'night'?",
    ),
    (
        "en/situations/bed",
        r"first_step\.knee_open",
        "first_step.knee_opn",
        "en/situations/bed.toml: first_step.knee_open: is missing; add the opening movement",
        "en/situations/bed.toml: first_step.knee_opn: no stretch or muscle named 'knee_opn'; "
        "did you mean 'knee_open'?",
    ),
    (
        "en/prompts",
        r"\[goodbye\]",
        "[goodby]",
        "en/prompts.toml: goodby: is never said; no line named 'goodby'; did you mean 'goodbye'?",
        "en/prompts.toml: goodbye: is missing and the conversation says it; add it",
    ),
    (
        "en/asks",
        r"\[parked\]",
        "[park]",
        "en/asks.toml: park: is never said; no line named 'park'; did you mean 'parked'?",
        "en/asks.toml: parked: is missing and the conversation says it; add it",
        "en/situations/driving.toml: before.asks: no question named 'parked'; did you mean 'park'?",
    ),
    (
        "en/counts",
        "(?m)^20 = .*",
        "",
        "en/counts.toml: 20: is missing and the conversation says it; add it",
    ),
    (
        "en/signs",
        r"\[fever\]",
        "[fevre]",
        "en/signs.toml: fever: has a rule in triage/ and no words here; add them",
        "en/signs.toml: fevre: has words and no rule in triage/; no rule named 'fevre'; "
        "did you mean 'fever'?",
    ),
    (
        "triage/signs",
        in_table("fever", "follow_up"),
        r'\1follow_up = "very_sick"\n',
        "triage/signs.toml: fever.follow_up: no follow-up named 'very_sick'; "
        "did you mean 'very_ill'?",
    ),
    (
        "triage/signs",
        'guard = "dizzy"',
        'guard = "dizy"',
        "triage/signs.toml: dizzy.guard: no guard named 'dizy'; did you mean 'dizzy'?",
    ),
    (
        "triage/signs",
        'guard = "dizzy"\n',
        "",
        "triage/signs.toml: dizzy.guard: is '' and guard_ is no prompt; add both",
    ),
    (
        "triage/check",
        '"sleep_loss"',
        '"sleeploss"',
        "en/check.toml: over_time.items: sleep_loss is not covered; add it to covers",
        "triage/check.toml: over_time.covers: no sign named 'sleeploss'; "
        "did you mean 'sleep_loss'?",
    ),
]

WORDS = [
    *(
        (
            "en/causes/age",
            SAY,
            f'say = "{line}"',
            f"en/causes/age.toml: breaths[0].say: {fault}",
        )
        for line, fault in (
            ("", "is empty; write the words to say"),
            ("Rest; then stretch.", f"';' can't be read aloud; {READ}"),
            ("Rest (or stretch).", f"'(' can't be read aloud; {READ}"),
            ("Rest - then stretch.", f"'-' can't be read aloud; {READ}"),
            ("Rest {heard}.", f"'{{' can't be read aloud; {READ}"),
            ("Naïve rest.", f"'ï' can't be read aloud; {READ}"),
            ('Rest. Say \\\\"next.', "has a double quote without its pair; close the phrase"),
            (
                "Rest for 10 minutes.",
                "says '10' in figures; use words, or {emergency_number} for the number",
            ),
            (
                "Call 911.",
                "says '911' in figures; use words, or {emergency_number} for the number",
            ),
            (
                "Call nine one one.",
                "says 'nine one one', a number with no date; use {emergency_number}",
            ),
            ("Did you rest?", "asks; make it a statement"),
            ("so " * 55 + "long.", "has 56 words; use 55 at most, or two breaths"),
        )
    ),
    (
        "en/prompts",
        in_table("noted", "say"),
        r'\1say = ["I heard that."]\n',
        "en/prompts.toml: noted.say[0]: has no {heard}; add it",
    ),
    (
        "en/prompts",
        in_table("rest", "say"),
        r'\1say = ["What about the rest?"]\n',
        "en/prompts.toml: rest.say[0]: has no {items}; add it",
    ),
    (
        "en/prompts",
        in_table("hold", "say"),
        r"\1say = []\n",
        "en/prompts.toml: hold.say: has no wording; add one",
    ),
    (
        "en/asks",
        in_table("eased", "ask"),
        r"\1ask = []\n",
        "en/asks.toml: eased.ask: has no wording; add a question",
    ),
    (
        "en/asks",
        in_table("eased", "ask"),
        r'\1ask = ["Tell me."]\n',
        "en/asks.toml: eased.ask: 'Tell me.' asks nothing; end it with a ?",
    ),
    (
        "en/asks",
        in_table("eased", "reprompt"),
        r'\1reprompt = "Has it eased?"\n',
        "en/asks.toml: eased.reprompt: is the question again; write another line",
    ),
    (
        "en/advice",
        in_table("soon", "heard"),
        r'\1heard = "I heard you."\n',
        "en/advice.toml: soon.heard: has no {heard}; add it",
    ),
    (
        "en/advice",
        in_table("soon", "again"),
        r'\1again = "You could book a visit."\n',
        "en/advice.toml: soon.again: begins with 'You'; begin with what to do",
    ),
    (
        "en/advice",
        in_table("emergency", "again"),
        r'\1again = "Call for help."\n',
        "en/advice.toml: emergency.again: has no {emergency_number}; add it",
    ),
    (
        "en/signs",
        in_table("fever", "do"),
        r'\1do = "That may be serious. Get seen today."\n',
        "en/signs.toml: fever.do: begins with 'That'; begin with what to do",
    ),
    (
        "en/signs",
        in_table("fever", "do"),
        r"\1",
        "en/signs.toml: fever.do: is missing and tier same_day says it; add a sentence",
    ),
    (
        "en/signs",
        in_table("pregnancy", "urgent"),
        r"\1",
        "en/signs.toml: pregnancy.urgent: is missing and tier soon says it; add a sentence",
    ),
    (
        "en/check",
        in_table("over_time", "do"),
        r"\1",
        "en/check.toml: over_time.do: is missing and tier soon says it; add a sentence",
    ),
]

STEPS = [
    *(
        (
            "en/routines/foot",
            "(?m)^hold = 20",
            f"hold = {hold}",
            f"en/routines/foot.toml: steps[0].hold: is {hold}; "
            "use a multiple of five up to 30 seconds",
        )
        for hold in (22, 35, -5)
    ),
    (
        "en/routines/foot",
        'id = "press"',
        'id = ""',
        "en/routines/foot.toml: steps[1].id: is ''; use small letters and underscores",
    ),
    (
        "en/routines/foot",
        "(?m)^cues = .*",
        'cues = ["Keep on breathing in and out slowly."]',
        "en/routines/foot.toml: steps[0].cues: 'Keep on breathing in and out slowly.' is long; "
        "use 6 words at most",
    ),
    (
        "en/routines/foot",
        "(?m)^hold = 20",
        "hold = 20\nstanding = true",
        "en/routines/foot.toml: steps: begin standing; put a seated step first",
    ),
    (
        "en/routines/foot",
        'id = "press"',
        'id = "towel"',
        "en/routines/foot.toml: steps: have 'towel' twice; rename one",
    ),
    (
        "en/situations/bed",
        'id = "bed_toes_up"',
        'id = "press"',
        "en/routines/foot.toml: steps: have 'press' twice with situation 'bed'; rename one",
        "en/routines/toe.toml: steps: have 'press' twice with situation 'bed'; rename one",
    ),
    (
        "en/routines/inner_thigh",
        "(?m)^hold = 25",
        "hold = 0",
        "en/routines/inner_thigh.toml: steps: have 2 held seated movements; 3 are needed",
    ),
    (
        "en/situations/bed",
        in_table("first_step.both_legs", "hold"),
        r"\1hold = 20\nstanding = true\n",
        "en/routines/both_legs.toml: steps: have 2 held seated movements with situation 'bed'; "
        "3 are needed",
        "en/situations/bed.toml: first_step.both_legs: begins standing; open with a seated step",
    ),
]

QUESTIONS = [
    *(
        (
            "en/check",
            in_table("stroke", key),
            rf'\1{key} = "{line}"\n',
            f"en/check.toml: stroke.{key}: {fault}",
        )
        for key in ("ask", "plainer")
        for line, fault in (
            ("Face drooping, slurred speech, weak.", "is no question; end it with a question mark"),
            (f"Drooping, slurred,{' so' * 18} weak?", "has 21 words; use 20 at most"),
            ("Drooping, slurred, a weak side not well?", f"says 'not'; {ON_YES}"),
            ("Drooping, slurred, a weak side that can't lift?", f'says "can\'t"; {ON_YES}'),
            ("Drooping, slurred, a weak side unable to lift?", f"says 'unable'; {ON_YES}"),
            ("Drooping, slurred, a weak side with no feeling?", f"says 'no'; {ON_YES}"),
            ("Drooping, slurred, is a weak side able to lift?", f"says 'able'; {ON_YES}"),
            ("Drooping, slurred, can you lift a weak side?", f"says 'can you'; {ON_YES}"),
            ("Drooping, slurred, weak sides free of feeling?", f"says 'free of'; {ON_YES}"),
            ("Drooping, slurred, a weak side that fails to lift?", f"says 'fails to'; {ON_YES}"),
            ("Face normal, drooping, slurred, weak?", f"says 'normal'; {ON_YES}"),
        )
    ),
    *(
        (
            "en/check",
            in_table("stroke", key),
            rf'\1{key} = "{line}"\n',
            f"en/check.toml: stroke.{key}: {fault}",
        )
        for key in ("ask", "show")
        for line, fault in (
            (
                "Drooping, slurred, a weak side, or a bad headache?",
                "asks for 'a bad headache', which is none of the items; add it there",
            ),
            (
                "Face drooping, drooping face, slurred, a weak side, or weak body?",
                "asks for 5 things; a question has one to 4",
            ),
        )
    ),
    (
        "en/check",
        in_table("stroke.items", "stroke_signs"),
        r'\1stroke_signs = ["a drooping face not moving", "slurred speech", "a weak side"]\n',
        f"en/check.toml: stroke.items: says 'not'; {ON_YES}",
    ),
    (
        "en/check",
        in_table("stroke.items", "stroke_signs"),
        r'\1stroke_signs = ["face", "drooping", "speech", "slurred", "weak"]\n',
        "en/check.toml: stroke.items: are 5; a question has one to 4",
    ),
    (
        "en/check",
        "Is one leg swollen, hot, cold, or a new",
        "Is one leg swollen, hot, or a new",
        "en/check.toml: one_leg.items: 'a cold leg' can't be heard in ask; ask for it there, or "
        "drop it here",
    ),
    (
        "en/check",
        in_table("stroke.items", "stroke_signs"),
        r"\1stroke_signs = []\n",
        "en/check.toml: stroke.items: are 0; a question has one to 4",
        "triage/check.toml: stroke.covers: stroke_signs is not named in the question or its "
        "follow-up; add it to items",
    ),
    (
        "triage/check",
        '"weight_loss", ',
        '"weight_loss", "pregnancy", ',
        "triage/check.toml: over_time.covers: pregnancy is not named in the question or its "
        "follow-up; add it to items",
    ),
    (
        "en/signs",
        r"\[poison\]\n",
        '[poison]\ntier = "soon"\n',
        "en/signs.toml: poison: tier is a rule and may not differ by language; move it to triage/",
    ),
    (
        "en/check",
        r"\[stroke\]\n",
        '[stroke]\ntier = "soon"\n',
        "en/check.toml: stroke: tier is a rule and may not differ by language; move it to triage/",
    ),
    (
        "triage/check",
        in_table("questions.one_leg", "follow_up"),
        r"\1",
        "triage/check.toml: gut: is asked after a lesser question; move it up",
        "triage/check.toml: one_leg.covers: cold_pale_leg is emergency and a yes ends in same_day; "
        "add a follow-up that splits them",
    ),
    (
        "triage/check",
        in_table("follow_ups.gut_right_now", "tier"),
        r'\1tier = "same_day"\n',
        *(
            f"triage/check.toml: {question}.covers: {sign} is emergency and a yes ends in same_day;"
            " add a follow-up that splits them"
            for question in ("gut", "gut_right_now")
            for sign in ("black_stool", "severe_abdominal_pain")
        ),
        "triage/check.toml: long_or_after: is asked after a lesser question; move it up",
        "en/check.toml: gut_right_now.urgent: is missing and tier same_day says it; add a sentence",
    ),
    (
        "triage/check",
        '"stroke_signs"',
        '"stroke_signs", "fever"',
        "triage/check.toml: stroke.covers: fever is not named in the question or its follow-up; "
        "add it to items",
        "triage/check.toml: stroke.covers: mix an emergency with a lesser sign; "
        "ask about that one in a question of its tier",
    ),
    (
        "triage/check",
        in_table("questions.gut", "follow_up"),
        r'\1follow_up = "gut_rite_now"\n',
        "triage/check.toml: gut.follow_up: no follow-up named 'gut_rite_now'; "
        "did you mean 'gut_right_now'?",
        "triage/check.toml: long_or_after: is asked after a lesser question; move it up",
        *(
            f"triage/check.toml: gut.covers: {sign} is emergency and a yes ends in same_day; "
            "add a follow-up that splits them"
            for sign in ("black_stool", "severe_abdominal_pain")
        ),
    ),
    (
        "triage/check",
        r"(\[follow_ups\.one_leg_cold\]\n)",
        r'\1follow_up = "very_ill"\n',
        *(
            f"triage/check.toml: {question}.follow_up: one_leg_cold has a follow-up of its own; "
            "only one is asked, drop one"
            for question in ("one_leg", "worse")
        ),
    ),
    (
        "triage/check",
        r"(?s)(\[questions\.heart_and_lungs\].*?)(\[questions\.over_time\].*?)(# --- follow-ups)",
        r"\2\1\3",
        "triage/check.toml: heart_and_lungs: is asked after a lesser question; move it up",
    ),
]

NUMBERS = [
    *(
        (
            "en-US/region",
            rf"(?m)^{key} = .*\n",
            "",
            "en-US/region.toml: emergency_number: 911 has no verified date and source; "
            "add both, or leave the number out",
        )
        for key in ("verified", "source")
    ),
    (
        "en-US/region",
        "(?m)^verified = .*",
        "verified = 2999-01-01",
        "en-US/region.toml: emergency_number.verified: is 2999-01-01, a day to come; write the "
        "day on which it was verified",
    ),
    (
        "en-US/region",
        'source = ".*"',
        'source = "ARK-HEAT2"',
        "en-US/region.toml: emergency_number.source: no source named 'ARK-HEAT2'; "
        "did you mean 'ARC-HEAT2'?",
    ),
    (
        "en-US/region",
        '"NUM-01"',
        '"NUMM-01"',
        "en-US/region.toml: emergency_number.evidence: no fact named 'NUMM-01'; "
        "did you mean 'NUM-01'?",
    ),
    (
        "en-US/region",
        'say = "911"',
        'say = ""',
        "en-US/region.toml: emergency_number.say: is empty; write the words to say",
    ),
    (
        "en-US/region",
        "(?m)^advice_line = .*",
        'advice_line = "the nurse on 811"',
        "en-US/region.toml: words.advice_line: 'the nurse on 811' has a number with no verified "
        "date; say it without the number",
    ),
]


SHOW = r"(?m)^show = .*"
SCREENS = [
    (
        "en/routines/foot",
        SHOW,
        "",
        "en/routines/foot.toml: steps[0].show: is missing; write the same in a few words, "
        "for screens",
    ),
    (
        "en/routines/foot",
        SHOW,
        f'show = "Toes{" up" * 24}."',
        "en/routines/foot.toml: steps[0].show: has 77 characters; use 75 at most, to be read "
        "from afar",
    ),
    (
        "en/routines/foot",
        r"(?m)^drawing = .*",
        'drawing = "floor hand_to_toez"',
        "en/routines/foot.toml: steps[0].drawing: no drawing named 'hand_to_toez'; did you mean "
        "'hand_to_toes'?",
    ),
    (
        "en/routines/foot",
        r"(?m)^drawing = .*",
        "",
        "en/routines/foot.toml: steps[0].drawing: is missing; name what is drawn with the movement",
    ),
    *(
        (
            "en/check",
            in_table("stroke", "show"),
            rf'\1show = "{line}"\n',
            f"en/check.toml: stroke.{fault}",
        )
        for line, fault in (
            (
                "Face drooping, speech slurred, a weak side.",
                "show: is no question; end it with a ?",
            ),
            ("Drooping, slurred, side weak and not well?", f"show: says 'not'; {ON_YES}"),
            (
                "Drooping, or slurred?",
                "items: 'a weak side of your body' can't be read in show; ask for it there, or "
                "drop it here",
            ),
        )
    ),
    (
        "en/asks",
        r"(?m)^answers = .*",
        "answers = []",
        "en/asks.toml: welcome.answers: are 0; a screen has room for one to 3",
    ),
    (
        "en/asks",
        r"(?m)^answers = .*",
        'answers = ["yes", "noo"]',
        "en/asks.toml: welcome.answers: no button named 'noo'; did you mean 'no'?",
    ),
    (
        "en/screens",
        'worse = "It\'s worse"',
        'worse = "It is much worse"',
        "en/screens.toml: buttons.worse: has 16 characters; use one to 14",
    ),
    (
        "en/screens",
        "(?m)^hold = .*",
        "hold = 1",
        "en/screens.toml: lines.hold: is 1; write the words to say",
        "en/screens.toml: hold: is missing and the conversation says it; add it",
    ),
    (
        "en/screens",
        'rest = "What about {items}',
        'rest = "What about it',
        "en/screens.toml: lines.rest: has no {items}; add it",
    ),
    (
        "en/screens",
        'no = "No"',
        'no = "No"\nnope = "Nope"',
        "en/screens.toml: nope: is never said; no line named 'nope'; did you mean 'no'?",
    ),
    (
        "en/cards",
        r"\[relief\]",
        "[relieve]",
        "en/cards.toml: relief: is missing and the conversation says it; add it",
        "en/cards.toml: relieve: is never said; no line named 'relieve'; did you mean 'relief'?",
    ),
]


@pytest.mark.parametrize(
    ("file", "pattern", "new", "faults"),
    [
        pytest.param(file, pattern, new, faults, id=f"{group}-{faults[0].partition(': ')[2][:60]}")
        for group, rows in (
            ("form", FORM),
            ("names", NAMES),
            ("words", WORDS),
            ("steps", STEPS),
            ("questions", QUESTIONS),
            ("numbers", NUMBERS),
            ("screens", SCREENS),
        )
        for file, pattern, new, *faults in rows
    ],
)
def test_a_rule_bites(copy: Path, file: str, pattern: str, new: str, faults: list[str]) -> None:
    """Broken in one way, the content is faulted with a line: place, what is wrong, what to do."""
    spoil(copy, file, pattern, new)

    assert build("en-US", copy)[1] == sorted(faults)


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        (
            "en/prompt",
            "",
            "en/prompt.toml: file: no file or folder named 'prompt'; did you mean 'prompts'?",
        ),
        (
            "en/tip/shoes",
            "",
            "en/tip/shoes.toml: file: no file or folder named 'tip/shoes'; did you mean 'tips'?",
        ),
        (
            "triage/sings",
            "",
            "triage/sings.toml: file: no file named 'sings'; did you mean 'signs'?",
        ),
        (
            "en/causes/age",
            'title = "age"\nbreaths = []',
            "en/causes/age.toml: breaths: are missing; add at least one",
        ),
        (
            "en/causes/age",
            'title = "age"\nbreaths = ["Cramps come with age."]',
            "en/causes/age.toml: breaths[0]: is 'Cramps come with age.'; write it as a table",
        ),
        (
            "en/routines/foot",
            'name = "foot"\nstretch = "toes_up"\nsteps = []',
            "en/routines/foot.toml: steps: are missing; add the first movement",
        ),
    ],
)
def test_a_file_is_faulted(copy: Path, file: str, text: str, fault: str) -> None:
    """A file that nothing reads, or that holds nothing to say, is told as well."""
    path = copy / f"{file}.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)

    assert build("en-US", copy)[1] == [fault]


def test_all_faults_are_told_together(copy: Path, tmp_path: Path) -> None:
    """One run lists every problem, sorted by file; no content is handed out with any."""
    spoil(copy, "en/routines/foot", "hold = 20", "hold = 22")
    spoil(copy, "triage/signs", 'guard = "dizzy"', 'guard = "dizy"')
    spoil(copy, "en-US/region", "(?m)^verified = .*\n", "")
    spoil(copy, "evidence/relief", "(?m)^strength = .*\n", "")
    told = [
        "en-US/region.toml: emergency_number: 911 has no verified date and source; "
        "add both, or leave the number out",
        "en/routines/foot.toml: steps[0].hold: is 22; use a multiple of five up to 30 seconds",
        "evidence/relief.toml: REL-01.strength: is missing; add it",
        "triage/signs.toml: dizzy.guard: no guard named 'dizy'; did you mean 'dizzy'?",
    ]

    with pytest.raises(ContentError) as refused:
        load("en-US", copy, tmp_path / "cache")
    assert refused.value.problems == told
    assert str(refused.value) == "\n".join(told)
    assert not (tmp_path / "cache").exists()


JUNK = ("3", '""', '"x"', "[]", "{}", "true", "[[3]]", "{x = []}")


def test_nothing_that_is_written_raises(copy: Path) -> None:
    """Whatever stands behind a key is taken or told as a problem; the loader never breaks."""
    key = re.compile(r"(?m)^(\w+ = )(?![\[\"]*$).*$")
    places = [
        (path, found)
        for path in sorted(copy.rglob("*.toml"))
        for found in key.finditer(path.read_text())
    ]
    for n, (path, found) in enumerate(places[:: len(places) // 32]):
        text = path.read_text()
        junk = JUNK[n % len(JUNK)]
        path.write_text(text[: found.start()] + found[1] + junk + text[found.end() :])
        build("en-US", copy)
        path.write_text(text)
