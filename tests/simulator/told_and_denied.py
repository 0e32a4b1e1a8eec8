"""Danger signs as people tell them with a negation, and as they deny them.

None of these lines is a sample of the model (a test checks that), and none may become one: they
measure rules that no sample should be needed for.
"""

from __future__ import annotations

EMERGENCIES = frozenset(
    "bladder_bowel_control both_legs_weak_or_numb saddle_numbness chest_pain_or_breathless "
    "stroke_signs cold_pale_leg severe_abdominal_pain dark_urine poison faint_or_collapse "
    "heat_illness heart_racing stiff_all_over black_stool".split()
)

TOLD = {
    "bladder_bowel_control": """
        i've got no control over when i pee any more
        my bladder won't hold anything tonight
        i didn't even feel it come out and the bed is soaked
        i've needed to pee since noon and nothing comes out
        i couldn't stop myself and now i've soiled the sheets
        i never know when it's coming i just find myself wet
        my dad isn't able to hold his bowels since supper""",
    "both_legs_weak_or_numb": """
        neither of my legs will hold me up
        my legs won't hold me all of a sudden
        i can't feel either leg from the hip down
        there's no strength left in both legs
        i haven't any feeling in my two legs
        both my legs aren't working and i can't stand
        she's got no power in her legs and couldn't get off the bed""",
    "saddle_numbness": """
        i can't feel it when i wipe myself
        there's no feeling between my legs where i sit
        i haven't got any sensation around my bottom
        i don't feel the seat under me it's numb down there
        nothing down there feels like anything it's dead in my crotch
        i couldn't feel the toilet paper at all
        my private parts have no feeling""",
    "chest_pain_or_breathless": """
        i can't get any air into me
        i'm not able to catch my breath lying here
        there isn't enough air no matter how i breathe
        my chest won't stop hurting
        i can't breathe without a pain in my chest
        the tightness in my chest isn't going away
        no breath left in me just from getting up""",
    "stroke_signs": """
        i can't lift my left arm and my words won't come out right
        his face won't move on the one side
        she isn't making sense and her mouth has dropped
        my words aren't coming out right all of a sudden
        he can't smile on one side of his face
        i can't see out of one eye and my speech is gone
        my right arm doesn't work and my face is numb""",
    "cold_pale_leg": """
        my foot is stone cold and i can't feel it
        i can't move my toes and the leg has turned white
        there's no colour in my leg and it's freezing to touch
        i can't warm this leg up it's like ice
        my foot won't pink up it's gone blue
        no pulse in my foot and it's cold as marble
        it's not just a cramp my leg is cold and grey""",
    "severe_abdominal_pain": """
        i can't stand up straight for the pain in my belly
        my stomach hurts so bad i can't lie still
        this belly pain won't let up and it's terrible
        i've never had such awful pain in my stomach
        i can't bear anyone touching my tummy
        the agony in my guts doesn't stop even after i've been
        my abdomen is rock hard and i can't touch it""",
    "dark_urine": """
        my pee isn't yellow it's brown like cola
        my urine's not its normal colour it's nearly black
        it doesn't look like pee it looks like strong tea
        i've never seen my water so dark brown
        my pee hasn't been clear since the race it's like coke
        no yellow in my urine at all it's dark as coffee
        my wee won't go clear it's still brown however much i drink""",
    "poison": """
        i didn't read the label and drank the cleaner
        he shouldn't have eaten those berries and now he's ill
        i don't know how many of the tablets i took but far too many
        she wasn't meant to swallow the bleach
        i couldn't stop him from drinking the antifreeze
        i've taken pills that weren't mine a whole handful
        nobody saw but the baby swallowed the rat poison""",
    "faint_or_collapse": """
        i couldn't stay conscious i passed out on the floor
        he won't wake up he just collapsed
        i don't remember falling i blacked out
        i can't stay awake i keep passing out
        she's not responding after she fainted
        i didn't feel it coming i just fainted
        my husband isn't waking up he dropped to the floor""",
    "heat_illness": """
        i've been in the sun all day and i can't stop being sick and shaking
        i'm not sweating any more and i'm burning hot from the heat
        i can't cool down after running in this heat and i'm confused
        he isn't making sense after working in the sun all day
        i can't think straight from the heat and my skin is burning
        she's been out in the heat and doesn't know where she is
        i haven't cooled off since the marathon i'm boiling and dizzy""",
    "heart_racing": """
        my heart just won't slow down tonight
        my heart isn't beating right it keeps skipping
        i can't get my heart to stop pounding
        my pulse won't settle it's way too fast
        no rhythm to my heartbeat it's all over the place
        my heart never stops racing tonight
        his heart isn't keeping a steady beat it flutters""",
    "stiff_all_over": """
        i can't open my jaw and my whole body is stiff
        my jaw won't open it's locked
        no part of me will bend i'm rigid all over
        i can't unclench my teeth and my neck is stiff as a board
        my whole body won't loosen it's gone stiff as wood
        every muscle in my body is stiff and i can't move
        he can't open his mouth his jaw is clamped shut""",
    "black_stool": """
        my poop isn't brown it's black like tar
        it's not normal poop it's black and sticky
        i've never seen my stool so black and tarry
        there was no brown in it the poop was pitch black
        my stools haven't been normal they're black as tar
        i don't know why but my poo is jet black and sticky
        it won't flush away it's black tarry poop""",
    "one_leg_swollen_red_warm": """
        my calf won't go down it's swollen and red
        i can't get my sock on one leg's so swollen
        one leg isn't the same size as the other it's puffed up
        it's not just sore it's red and hot on one side
        the swelling in my left calf hasn't gone""",
    "injury": """
        i fell down the stairs and can't put weight on my leg
        i heard a pop in my calf and it won't push off
        i can't walk since i twisted it on the kerb
        i didn't see the step and hurt my leg
        it hasn't been right since i got kicked in the calf""",
    "fever": """
        i can't stop shivering i've got a temperature
        this fever won't come down with anything
        i've not been able to shake this fever
        i can't get warm i'm shaking with chills
        the thermometer doesn't go below thirty nine""",
    "blood_in_stool": """
        i don't know why there's blood in my poop
        it's not just a little there's blood all through the stool
        the bleeding from my bottom won't stop
        i've never seen blood on the toilet paper before today
        i can't go without blood in the bowl""",
    "calf_pain_for_days": """
        my calf hasn't stopped hurting for three days
        it's been days and this calf pain won't go
        i've not had a minute without calf pain since monday
        my calf's been sore all week and it isn't easing
        the ache in my calf never left since tuesday""",
    "recent_surgery_or_travel": """
        i haven't moved much since my hip operation last week
        i couldn't get up on the flight for eleven hours yesterday
        it's not been a week since they replaced my knee
        i've not walked properly since the surgery
        i didn't leave my seat on that long flight""",
    "muscle_weakness": """
        my leg won't lift the foot it drags
        i can't lift my foot it keeps slapping down
        there's no strength in this leg any more it's getting weaker
        my thigh isn't as thick as it was the muscle is wasting
        i can't push down with that leg it's gone weak""",
    "long_cramp": """
        this cramp hasn't let go for half an hour
        it's been an hour and the cramp won't stop
        the cramp has not eased in forty minutes
        twenty minutes now and it still hasn't let up
        i've not been free of this cramp since an hour ago""",
    "fluid_loss": """
        i can't keep anything down i've been throwing up all day
        the diarrhea won't stop
        i haven't stopped vomiting since last night
        i can't stop running to the toilet it's all water
        nothing stays in me i've had the runs since morning""",
    "weight_loss": """
        i'm not dieting but i've lost twenty pounds
        i don't know why i keep losing weight
        my clothes don't fit any more i've lost so much weight
        i haven't tried to but i've dropped two sizes
        i can't seem to keep my weight on""",
    "frequent_cramps": """
        there isn't a night without a cramp
        the cramps won't stop coming back every day
        i can't go a day without getting cramps
        i've never had so many cramps it's every single night
        they don't stay away i get cramps all week long""",
    "sleep_loss": """
        i can't sleep for these cramps
        i haven't slept a whole night in weeks because of my legs
        these cramps don't ever let me sleep
        i never get a full night any more they wake me up
        i couldn't get back to sleep again after the cramp like every night""",
    "pregnancy": """
        i'm not just fat i'm pregnant
        i haven't had the baby yet i'm seven months along
        i can't take much i'm pregnant
        i didn't think cramps came with being pregnant but i'm expecting
        it's not long since i gave birth""",
    "dizzy": """
        i can't stand up without the room spinning
        the bedroom won't stop spinning round me
        i'm not steady on my feet i feel dizzy
        i don't feel right my head is swimming
        i can't keep my balance i'm light headed""",
    "one_leg_numb": """
        i can't feel my left leg properly it's numb
        there's no feeling in my right foot it's gone numb
        one leg hasn't got any feeling in it
        my left leg won't stop tingling it's numb
        i don't feel anything in that one leg""",
}
"""Each sign told as there now, with a "not" or a "can't" in it."""

DENIED = {
    "bladder_bowel_control": """
        i haven't wet myself
        i didn't lose control of my bladder
        no accidents in bed or anything of that kind
        i can hold my pee the same as always
        i never had any trouble with my bladder
        it's not my bladder
        i don't have any problem controlling my bowels
        the trouble with my bladder is gone""",
    "both_legs_weak_or_numb": """
        my legs aren't weak
        neither leg is numb
        no weakness in either leg
        both legs feel perfectly normal
        i don't have any numbness in my legs
        i've never had weak legs
        the weakness in my legs is gone
        it's not weakness in both legs""",
    "saddle_numbness": """
        i'm not numb between my legs
        no numbness around my bottom
        i can feel myself wipe just fine
        i don't have any numbness down there
        it isn't numb where i sit
        i've never been numb in the saddle area
        the numbness down below has gone
        it's not numb in my crotch""",
    "chest_pain_or_breathless": """
        no pain in my chest at all
        i'm not short of breath
        my chest doesn't hurt in the least
        i can breathe just fine lying here
        i don't have trouble breathing
        the chest pain is gone
        i've never had chest pain
        it's not my chest""",
    "stroke_signs": """
        my face isn't drooping on either side
        my speech is not slurred
        no droop in my face
        neither arm is weak
        i don't have slurred speech
        i've never had a stroke
        the slurring has gone away
        it's not a stroke""",
    "cold_pale_leg": """
        my leg isn't cold
        the leg is not pale
        no coldness in my foot
        my foot is a normal colour
        i don't have a cold leg
        my leg's never been cold or blue
        the coldness in my foot is gone
        it's not cold to the touch""",
    "severe_abdominal_pain": """
        my belly doesn't hurt at the moment
        no pain in my stomach
        i don't have a stomach ache
        i haven't had any belly pain
        my tummy feels fine
        i've never had bad stomach pain
        the pain in my belly is gone
        it's not my stomach""",
    "dark_urine": """
        my pee isn't dark
        my urine is a normal colour
        no dark pee
        i don't have brown urine
        i haven't had dark pee
        my water's never been brown
        my pee isn't dark any more
        it's not dark it's pale yellow""",
    "poison": """
        i haven't been poisoned
        i didn't swallow anything bad
        no poison or chemicals
        i haven't touched anything poisonous
        i don't think i've been near any poison
        i've never taken an overdose
        i didn't take too many pills
        it's not poison""",
    "faint_or_collapse": """
        i haven't fainted
        i didn't pass out at any point
        no fainting
        i'm not about to faint
        i don't feel faint in any way
        i've never passed out
        the faint feeling is gone
        it's not like i collapsed""",
    "heat_illness": """
        i haven't been out in the heat today
        i'm not the least bit overheated
        no heat stroke or the like
        i wasn't out in the sun
        i don't have heat exhaustion
        i've never had heat stroke
        the overheated feeling has gone
        it's not the heat""",
    "heart_racing": """
        my heart isn't racing or pounding
        my heart is not skipping beats
        no palpitations or fluttering
        my heartbeat is steady
        i don't have a racing heart
        i've never had palpitations
        my heart isn't racing any more
        it's not my heart""",
    "stiff_all_over": """
        my jaw isn't stiff or locked
        i'm not stiff all over
        no stiffness in my jaw
        my jaw opens as it always does
        i don't have a stiff jaw
        i've never had lockjaw
        the stiffness in my body is gone
        it's not my whole body that's stiff""",
    "black_stool": """
        my poop isn't black
        my stool is not tarry
        no black poop or tar
        my poop is a normal colour
        i don't have black stools
        i've never had black poop
        my poop isn't black any more
        it's not black it's brown""",
    "one_leg_swollen_red_warm": """
        my leg isn't swollen on one side
        neither leg is red
        no swelling
        my calf is not warm to the touch
        i don't have a swollen leg
        my leg's never swollen
        the swelling is gone
        it's not red or hot anywhere""",
    "injury": """
        i didn't fall over anything
        i haven't hurt my leg
        no injury
        i didn't bang it on anything
        i don't have an injury
        i've never injured that leg
        there was no pop or snap
        it's not an injury""",
    "fever": """
        i don't have a fever as far as i know
        i'm not feverish tonight
        no temperature when i checked
        my temperature reads normal
        i haven't had any chills
        i never had a fever
        my fever is gone
        it's not a fever""",
    "blood_in_stool": """
        there's no blood in my poop
        i haven't seen any blood
        no blood on the paper
        my stool isn't bloody
        i don't have blood in my stool
        i've never had blood in my stool
        the bleeding from my bottom has stopped
        it's not blood in the toilet""",
    "calf_pain_for_days": """
        my calf hasn't hurt for days
        my calf didn't hurt yesterday
        no it only started tonight not days ago
        i don't have calf pain on other days
        it hasn't been sore all week
        i've never had calf pain for days
        the calf ache from last week is gone
        it's not been days""",
    "recent_surgery_or_travel": """
        i haven't had surgery this year
        i didn't travel lately
        no operations in years
        i haven't been on a plane in months
        i don't have any recent surgery
        i've never had an operation in my life
        no long trips this month
        it's not from surgery""",
    "muscle_weakness": """
        my leg isn't weak or floppy
        my foot doesn't drag when i walk
        no weakness in my leg
        my leg isn't getting weaker
        i don't have muscle weakness
        i've never had a weak leg
        the weakness is gone
        it's not weak""",
    "long_cramp": """
        it hasn't lasted anything like ten minutes
        it didn't last anywhere near that long
        no it's only been a minute
        it hasn't been long
        i don't think it's been ten minutes
        it's never lasted more than a minute
        it was not more than five minutes
        it's not been going long""",
    "fluid_loss": """
        i haven't been vomiting
        i don't have diarrhea
        no vomiting or loose stools
        i'm not throwing up tonight
        i haven't had the runs this week
        i've never had diarrhea with it
        the vomiting has stopped
        it's not diarrhea""",
    "weight_loss": """
        i haven't lost weight this year
        i'm not losing any weight
        no weight loss to speak of
        my weight is the same
        i don't have weight loss
        i've never lost weight without trying
        my weight hasn't changed since spring
        it's not that i'm getting thinner""",
    "frequent_cramps": """
        i don't get cramps often
        it's not like it's every night
        no i hardly ever get them
        the cramps don't keep coming back
        i don't have cramps a lot
        i've never had a cramp before
        they don't come often any more
        it's not a regular thing""",
    "sleep_loss": """
        it doesn't wake me up in the night
        i'm not losing sleep over it
        no trouble sleeping
        i sleep fine the whole night
        i don't have trouble sleeping
        i've never lost sleep from it
        it doesn't keep me up any more
        it's not ruining my sleep""",
    "pregnancy": """
        i'm not pregnant
        i'm not expecting
        no baby on the way
        i'm definitely not pregnant
        i don't have a bun in the oven
        i've never been pregnant
        i'm not pregnant any more that was years ago
        it's not pregnancy""",
    "dizzy": """
        i'm not dizzy
        i don't feel light headed
        no dizziness or spinning
        the room isn't spinning on me
        i don't have any dizziness
        i've never been dizzy with it
        the dizziness has passed
        it's not dizziness""",
    "one_leg_numb": """
        my leg isn't numb
        my foot's not tingling
        no numbness in that leg
        i can feel my whole leg fine
        i don't have a numb leg
        my leg has never gone numb
        the numbness in my leg has gone
        it's not numb in that foot""",
}
"""Each sign denied: not there, not any more, or never."""


def lines(by_sign: dict[str, str]) -> list[tuple[str, str]]:
    """The sign and what is said, line by line."""
    return [(sign, text) for sign, block in by_sign.items() for text in _stripped(block)]


def _stripped(block: str) -> list[str]:
    return [text.strip() for text in block.strip().splitlines()]


TURNED = """
    no fever but my leg has gone ice cold
    it isn't swollen it's stone cold and white
    my chest is fine but i can't hold my pee any more
    i'm not dizzy but my heart is pounding like mad
    no i'm not short of breath but both legs have gone weak
    it's not my belly it's my chest that hurts
    the cramp's gone but now my foot is blue
    it has eased but my pee is black as cola
    my leg is better but my speech is slurred
    no blood but the poop is black and tarry
    i don't have a fever but i keep passing out
    it's not red it's pale and i can't feel my toes
    i'm okay except i can't stop being sick from the heat
    nothing wrong with my bowels although it's numb between my legs
    i haven't hurt it but one calf is swollen and hot
    no not really but i did swallow some bleach
"""
"""A denial, or good news, and then an emergency or a sign for today in the same breath."""

OVER = """
    i was dizzy before but it's gone now
    i had chest pain earlier but that's passed
    my foot was numb but the feeling's back
    i felt faint earlier but it went away
    my heart was racing but it's settled
    i had a fever yesterday but it's gone
"""
"""A sign that was there, and is over."""


def said(block: str) -> list[str]:
    """The lines of a block."""
    return _stripped(block)
