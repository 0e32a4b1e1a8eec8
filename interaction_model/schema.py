"""The JSON that Alexa takes: interaction model (platform 4.1) and manifest (platform 5.1).

Only the fields this skill uses; an unknown field is refused when a built file is read back.
"""

from __future__ import annotations

import msgspec


class Json(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """A JSON object with Alexa's camel-case names."""


class Slot(Json, frozen=True):
    """A slot of an intent."""

    name: str
    type: str


class Intent(Json, frozen=True):
    """An intent; a built-in has neither slots nor samples."""

    name: str
    slots: tuple[Slot, ...] = ()
    samples: tuple[str, ...] = ()


class ValueName(Json, frozen=True, omit_defaults=True):
    """The words for one id."""

    value: str
    synonyms: tuple[str, ...] = ()


class TypeValue(Json, frozen=True):
    """One id of a slot type."""

    id: str
    name: ValueName


class SlotType(Json, frozen=True):
    """A custom slot type."""

    name: str
    values: tuple[TypeValue, ...]


class FallbackSensitivity(Json, frozen=True):
    """How readily unknown speech becomes Fallback: LOW, MEDIUM or HIGH."""

    level: str


class ModelConfiguration(Json, frozen=True):
    """Settings of the language model."""

    fallback_intent_sensitivity: FallbackSensitivity


class LanguageModel(Json, frozen=True):
    """What can be heard in one locale."""

    invocation_name: str
    intents: tuple[Intent, ...]
    types: tuple[SlotType, ...]
    model_configuration: ModelConfiguration


class Body(Json, frozen=True):
    """The one part of the model file; there is no dialog model."""

    language_model: LanguageModel


class InteractionModel(Json, frozen=True):
    """``interactionModels/custom/<locale>.json``."""

    interaction_model: Body


class LocaleListing(Json, frozen=True):
    """What the skill store shows in one locale."""

    name: str
    summary: str
    description: str
    example_phrases: tuple[str, ...]
    keywords: tuple[str, ...]
    small_icon_uri: str
    large_icon_uri: str


class AutomaticDistribution(Json, frozen=True):
    """Whether one locale is cloned to the others of its language."""

    is_active: bool


class Publishing(Json, frozen=True, omit_defaults=True):
    """Where the skill is offered, and how reviewers test it."""

    category: str
    testing_instructions: str
    is_available_worldwide: bool
    distribution_mode: str
    automatic_distribution: AutomaticDistribution
    locales: dict[str, LocaleListing]
    distribution_countries: tuple[str, ...] = ()


class LegalPages(Json, frozen=True, omit_defaults=True):
    """Addresses of one locale's legal pages."""

    privacy_policy_url: str
    terms_of_use_url: str = ""


class PrivacyAndCompliance(Json, frozen=True, omit_defaults=True):
    """Declarations; the addresses go under each locale, directly here they are refused."""

    allows_purchases: bool
    uses_personal_info: bool
    is_child_directed: bool
    is_export_compliant: bool
    contains_ads: bool
    locales: dict[str, LegalPages]
    uses_health_info: bool = False


class Endpoint(Json, frozen=True):
    """Where Alexa sends requests."""

    uri: str
    ssl_certificate_type: str


class Viewport(Json, frozen=True):
    """A kind of screen that is supported; lengths in dp (platform 5.1, 7.3)."""

    mode: str
    shape: str
    min_width: int
    max_width: int
    min_height: int
    max_height: int


class Interface(Json, frozen=True):
    """Screens: the interface type, and which of them."""

    type: str
    supported_viewports: tuple[Viewport, ...]


class CustomApi(Json, frozen=True, omit_defaults=True):
    """The custom skill's endpoint, and what it uses besides speech."""

    endpoint: Endpoint
    interfaces: tuple[Interface, ...] = ()


class Apis(Json, frozen=True):
    """Exactly one API, the custom one."""

    custom: CustomApi


class Subscription(Json, frozen=True):
    """One skill event."""

    event_name: str


class Events(Json, frozen=True):
    """Skill events and where they are sent."""

    endpoint: Endpoint
    subscriptions: tuple[Subscription, ...]


class ManifestBody(Json, frozen=True):
    """The manifest."""

    manifest_version: str
    publishing_information: Publishing
    privacy_and_compliance: PrivacyAndCompliance
    apis: Apis
    events: Events


class Manifest(Json, frozen=True):
    """``skill.json``."""

    manifest: ManifestBody
