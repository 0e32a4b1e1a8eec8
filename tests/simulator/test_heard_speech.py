"""SSML is heard as Alexa would speak it, or refused as Alexa would refuse it (platform 3)."""

from __future__ import annotations

import pytest

from simulator.hearing import Manner, Pause, Sound, Words, hear, hear_ssml


def test_words_and_pauses_are_heard_in_order() -> None:
    """A break is a pause of its own; markup within a sentence leaves the sentence whole."""
    speech, faults = hear_ssml(
        '<speak>Toes <emphasis level="strong">up</emphasis> &amp; hold.'
        ' <break time="5s"/> Now   rest. <break time="500ms"/></speak>',
        "en-US",
    )

    assert faults == []
    assert speech.parts == (Words("Toes up & hold."), Pause(5), Words("Now rest."), Pause(0.5))
    assert speech.text == "Toes up & hold. Now rest."
    assert speech.shown() == "Toes up & hold. [5 s] Now rest. [0.5 s]"
    assert speech.seconds == pytest.approx(6 / 2.5 + 5.5)


def test_words_keep_the_manner_they_are_said_in() -> None:
    """Rate, pitch, volume and whisper, each inside the other; what is plain stays in one piece."""
    speech, faults = hear_ssml(
        '<speak>Pull. <prosody rate="80%" pitch="high">Slowly. <amazon:effect name="whispered">'
        'Hush.</amazon:effect></prosody> <prosody volume="-6dB">Low.</prosody></speak>',
        "en-US",
    )

    slow = Manner(rate=0.8, pitch=1.2)
    assert faults == []
    assert [part for part in speech.parts if isinstance(part, Words)][:3] == [
        Words("Pull."),
        Words("Slowly.", slow),
        Words("Hush.", Manner(rate=0.8, pitch=1.2, whispered=True)),
    ]
    assert speech.parts[3].manner.volume == pytest.approx(0.5, abs=0.01)


def test_slow_words_take_longer() -> None:
    """Five words at half the speed: four seconds in place of two."""
    slow, _ = hear_ssml('<speak><prosody rate="50%">One two three four five.</prosody></speak>', "")
    plain, _ = hear_ssml("<speak>One two three four five.</speak>", "")

    assert (slow.seconds, plain.seconds) == (4.0, 2.0)


def test_a_number_that_is_spelled_stays_in_its_sentence() -> None:
    """It is read as before, and a voice is told to say it digit by digit."""
    speech, _ = hear_ssml(
        '<speak>Call <say-as interpret-as="digits">911</say-as> now.</speak>', "en-US"
    )

    assert speech.parts == (Words("Call 911 now.", spelled=("911",)),)


def test_an_alias_is_heard_for_what_it_stands_for() -> None:
    """``sub`` speaks its alias, and a sound is a sound."""
    speech, faults = hear_ssml(
        '<speak>Call <sub alias="nine one one">911</sub>'
        '<audio src="soundbank://soundlibrary/water/nature/nature_08"/></speak>',
        "en-US",
    )

    assert faults == []
    assert speech.text == "Call nine one one"
    assert isinstance(speech.parts[1], Sound)


def test_plain_text_is_heard_as_it_stands() -> None:
    """PlainText has no markup to escape."""
    speech, faults = hear({"type": "PlainText", "text": "Fish & chips"}, "en-US")

    assert (speech.text, faults) == ("Fish & chips", [])


@pytest.mark.parametrize(
    ("ssml", "fault"),
    [
        ("Hold it.", "not inside one <speak>"),
        ("<speak>a & b</speak>", "not well-formed"),
        ("<speak>one<speak>two</speak></speak>", "inside another tag"),
        ("<speak>left open", "not well-formed"),
        ("<speak><blink>x</blink></speak>", "<blink> is not a tag"),
        ('<speak><break time="11s"/></speak>', "out of range"),
        ('<speak><break time="10001ms"/></speak>', "out of range"),
        ('<speak><break time="ten"/></speak>', "out of range"),
        ('<speak><break length="1s"/></speak>', "takes no length"),
        ("<speak><emphasis>now</emphasis></speak>", "needs level"),
        ('<speak><prosody rate="10%">x</prosody></speak>', "out of range"),
        ('<speak><prosody pitch="+60%">x</prosody></speak>', "out of range"),
        ('<speak><say-as interpret-as="shout">x</say-as></speak>', "out of range"),
        ('<speak><audio src="http://example.org/a.mp3"/></speak>', "out of range"),
        ('<speak><lang xml:lang="xx">x</lang></speak>', "out of range"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><speak>&b;</speak>', "not inside one <speak>"),
        ("<speak><!-- note --> x</speak>", "comment"),
    ],
)
def test_what_alexa_refuses_is_told(ssml: str, fault: str) -> None:
    """Each fault is named; any of them refuses the whole response."""
    _, faults = hear_ssml(ssml, "en-US")

    assert any(fault in one for one in faults), faults


@pytest.mark.parametrize(
    "ssml",
    [
        '<speak><break time="10s"/>x</speak>',
        '<speak><break strength="x-strong"/>x</speak>',
        '<speak><prosody rate="slow" pitch="-33.3%" volume="+4dB">x</prosody></speak>',
        '<speak><amazon:effect name="whispered">x</amazon:effect></speak>',
        '<speak><lang xml:lang="es-MX">x</lang></speak>',
        '<speak><say-as interpret-as="date" format="mdy">x</say-as></speak>',
        '<speak><phoneme alphabet="ipa" ph="kæf">calf</phoneme></speak>',
    ],
)
def test_what_alexa_takes_is_taken(ssml: str) -> None:
    """The limits themselves are within the limits."""
    assert hear_ssml(ssml, "en-US")[1] == []


def test_a_tag_is_spoken_only_where_it_is_known() -> None:
    """Emotion is spoken in en-US and not in en-AU (platform 3.1)."""
    ssml = '<speak><amazon:emotion name="excited" intensity="low">x</amazon:emotion></speak>'

    assert hear_ssml(ssml, "en-US")[1] == []
    assert hear_ssml(ssml, "en-AU")[1] == ["<amazon:emotion> is not spoken in en-AU"]


@pytest.mark.parametrize("output", [{}, {"type": "SSML"}, {"type": "PlainText"}, {"type": "HTML"}])
def test_speech_without_words_is_a_fault(output: dict[str, str]) -> None:
    """An outputSpeech that holds nothing to say is refused."""
    assert hear(output, "en-US")[1]
