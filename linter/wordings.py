"""Samples that say the same as others, and intents and signs with few or similar wordings."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from linter import meanings
from linter.findings import Finding, error, warning
from linter.language import Language
from linter.project import Project

FEWEST = 20
"""Wordings of an intent or a danger sign: tens, not two (platform V9)."""
ALIKE = 0.6
"""The share of telling words by which two samples are one wording."""
PLENTY = 100
"""Wordings that are enough, however many samples there are."""
SAMPLES_A_WORDING = 3
"""Samples that one wording may have on the average, where there are not plenty."""
REPEATED = 0.2
"""The share of an intent's samples that may repeat another but for a contraction or a please."""

Words = tuple[str, ...]


def same_words(sample: str, language: Language) -> Words:
    """The words of a sample without please, its contractions written out."""
    said = f" {sample.lower().replace('-', ' ')} "
    for phrase in language.polite:
        said = said.replace(f" {phrase} ", " ")
    words = (language.contractions.get(word, word).split() for word in said.split())
    return tuple(itertools.chain(*words))


def without_articles(sample: str, language: Language) -> Words:
    """The same without articles; "it has an eased" may be "it hasn't eased", misheard."""
    return tuple(word for word in same_words(sample, language) if word not in language.articles)


def contradictions(project: Project) -> Iterator[Finding]:
    """Two samples that say the same mean the same."""
    for first, *others in _by_words(project, same_words):
        for intent, sample in others:
            if not meanings.same(first[0], intent):
                fault = f"{sample!r} says what {first[1]!r} does, which means {first[0]}"
                yield error(project.place(intent, sample), fault, "drop it from one of them")


def repetitions(project: Project) -> Iterator[Finding]:
    """The samples of an intent are not the same few over again."""
    repeated: dict[str, list[str]] = defaultdict(list)
    for samples in _by_words(project, without_articles):
        for _, of_intent in itertools.groupby(sorted(samples), lambda sample: sample[0]):
            for intent, sample in list(of_intent)[1:]:
                repeated[intent].append(sample)
    for intent, again in repeated.items():
        all_ = len(project.model.intents[intent].samples)
        if len(again) > REPEATED * all_:
            fault = f"{len(again)} of {all_} samples repeat another, as {again[0]!r} does"
            yield warning(project.file(intent), fault, "say them in other words")


def _by_words(
    project: Project, words: Callable[[str, Language], Words]
) -> Iterable[list[tuple[str, str]]]:
    """All samples, those together that come down to the same words."""
    by_words: dict[Words, list[tuple[str, str]]] = defaultdict(list)
    for name, intent in project.model.intents.items():
        for sample in intent.samples:
            by_words[words(sample, project.language)].append((name, sample))
    by_words.pop((), None)
    return by_words.values()


def few_or_similar(project: Project) -> Iterator[Finding]:
    """Each intent and each danger sign can be said in many ways that differ."""
    for place, samples in _said(project):
        count = wordings(samples, project.language)
        if count < FEWEST:
            fault = f"{len(samples)} samples say it in {count} ways"
            yield warning(place, fault, f"write {FEWEST - count} more, in other words")
        elif count < PLENTY and count * SAMPLES_A_WORDING < len(samples):
            fault = f"{len(samples)} samples are alike and say it in {count} ways"
            yield warning(place, fault, "put some of them in other words")


def _said(project: Project) -> Iterator[tuple[str, Sequence[str]]]:
    """The samples of each intent; a sign's own together with the words in the signs' slot."""
    intents = project.model.intents
    signs = {meanings.own_intent(id_): words for id_, words in _signs(project)}
    for name, intent in intents.items():
        if intent.samples:
            yield project.file(name), (*intent.samples, *signs.get(name, ()))
    for id_, words in _signs(project):
        if meanings.own_intent(id_) not in intents:
            yield f"{project.model.locale} slot {meanings.SIGN_SLOT} {id_}", words


def _signs(project: Project) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each danger sign with its words in the slot."""
    names = project.model.intents.get(meanings.SIGN)
    type_ = names.slots.get(meanings.SIGN_SLOT, "") if names else ""
    for value in project.model.types.get(type_, ()):
        yield value.id, value.phrases


def wordings(samples: Iterable[str], language: Language) -> int:
    """How many of the samples differ in their telling words."""
    kept: list[frozenset[str]] = []
    for sample in samples:
        words = frozenset(without_articles(sample, language))
        telling = words.difference(language.small) or words
        if all(len(telling & other) < ALIKE * len(telling | other) for other in kept):
            kept.append(telling)
    return len(kept)
