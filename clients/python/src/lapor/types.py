"""The contract's types, made from docs/schemas by clients/python/generate.py; do not edit.

Members that a later release adds are kept by every dictionary, and not named here.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict


class SubmissionReporter(TypedDict):
    """Pelapor."""

    name: NotRequired[str | None]
    phone: NotRequired[str | None]
    email: NotRequired[str | None]
    anonymous: NotRequired[bool | None]
    confidential: NotRequired[bool | None]


class SubmissionLocation(TypedDict):
    """Lokasi kejadian: where it happened."""

    text: NotRequired[str | None]
    region_code: NotRequired[str | None]
    lat: NotRequired[float | None]
    lon: NotRequired[float | None]


class SubmissionAttachment(TypedDict):
    url: str
    name: NotRequired[str | None]
    media_type: NotRequired[str | None]
    size: NotRequired[int | None]


class SubmissionSms(TypedDict):
    """Which part of a long SMS this is."""

    ref: str | int
    part: int
    of: int


class Submission(TypedDict):
    """One report of one citizen, as a channel hands it over."""

    channel: str
    external_id: str
    text: str
    title: NotRequired[str | None]
    kind: NotRequired[Literal["pengaduan", "aspirasi", "permintaan_informasi"] | None]
    category: NotRequired[str | None]
    reporter: NotRequired[SubmissionReporter | None]
    location: NotRequired[SubmissionLocation | None]
    incident_date: NotRequired[str | None]
    agency: NotRequired[str | None]
    attachments: NotRequired[list[SubmissionAttachment] | None]
    sms: NotRequired[SubmissionSms | None]
    submitted_at: NotRequired[str | None]


class SubmissionOutcomeData(TypedDict):
    channel: NotRequired[str]
    external_id: NotRequired[str]
    id: NotRequired[str]
    code: NotRequired[str]
    item: NotRequired[int]
    error: NotRequired[str]
    field: NotRequired[str]
    reason: NotRequired[str]
    parked: NotRequired[str]


class SubmissionOutcome(TypedDict):
    """What became of a submission, as a CloudEvent to the queue that the sender named in `reply_to`."""

    specversion: Literal["1.0"]
    id: str
    source: Literal["lapor"]
    type: Literal["id.lapor.submission.registered.v1", "id.lapor.submission.duplicate.v1", "id.lapor.submission.kept.v1", "id.lapor.submission.part.v1", "id.lapor.submission.refused.v1"]
    time: str
    datacontenttype: Literal["application/json"]
    data: SubmissionOutcomeData


class ComplaintEventDataWhyCandidate(TypedDict):
    label: str
    probability: float


class ComplaintEventDataWhy(TypedDict):
    """What decided, in short."""

    basis: NotRequired[Literal["supervision", "rule", "named", "salutation", "model", "keywords", "suggestion"]]
    rule: NotRequired[str]
    model: NotRequired[str]
    candidates: list[ComplaintEventDataWhyCandidate]


class ComplaintEventDataMove(TypedDict):
    clock: Literal["verify", "first_reply", "reply", "silence", "answer", "complete_information", "complete_aspiration", "complete_unsupervised", "complete_supervised", "ombudsman", "survey"]
    before: str
    after: str


class ComplaintEventData(TypedDict):
    code: str
    version: int
    role: NotRequired[Literal["reporter", "officer", "coordinator", "national"]]
    acting_for: NotRequired[str]
    former: NotRequired[str]
    held_at: NotRequired[str]
    confidential: NotRequired[Literal[True]]
    anonymous: NotRequired[Literal[True]]
    clocks: NotRequired[dict[str, Any]]
    issuer: NotRequired[str]
    jti: NotRequired[str]
    reporter_proof: NotRequired[Literal["secret", "code", "channel"]]
    traceparent: NotRequired[str]
    channel: NotRequired[str]
    kind: NotRequired[Literal["pengaduan", "aspirasi", "permintaan_informasi"]]
    submitted_at: NotRequired[str]
    account: NotRequired[str]
    question_on: NotRequired[str]
    names: NotRequired[str]
    unmatched: NotRequired[Literal["code_unknown", "no_case", "several_cases"]]
    hop: NotRequired[int]
    body: NotRequired[str]
    region: NotRequired[str | None]
    category: NotRequired[str | None]
    confidence: NotRequired[float]
    supervised: NotRequired[bool]
    reason: NotRequired[str | None]
    urgent: NotRequired[bool]
    incident: NotRequired[str]
    why: NotRequired[ComplaintEventDataWhy]
    binding: NotRequired[bool]
    verify_due: NotRequired[str]
    first_reply_due: NotRequired[str]
    zone: NotRequired[Literal["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]]
    coordinator: NotRequired[str]
    suggested: NotRequired[str | None]
    status: NotRequired[Literal["belum_terverifikasi", "belum_ditindaklanjuti", "proses", "selesai", "tunda", "arsip"]]
    clock: NotRequired[Literal["verify", "first_reply", "reply", "silence", "answer", "complete_information", "complete_aspiration", "complete_unsupervised", "complete_supervised", "ombudsman", "survey"]]
    step: NotRequired[Literal["reminded", "overdue", "head", "coordinator", "national"]]
    due: NotRequired[str]
    level: NotRequired[Literal["head", "coordinator", "national", "ombudsman"]]
    taken: NotRequired[Literal["added", "early", "after_closing", "late"]]
    working_days: NotRequired[int]
    pasted: NotRequired[int]
    cause: NotRequired[str]
    objection_due: NotRequired[str]
    consent: NotRequired[bool]
    stars: NotRequired[int]
    into: NotRequired[str]
    moves: NotRequired[list[ComplaintEventDataMove]]


class ComplaintEvent(TypedDict):
    """A fact in the life of one complaint, as a CloudEvent."""

    specversion: Literal["1.0"]
    id: str
    source: Literal["lapor"]
    type: str
    subject: str
    time: str
    datacontenttype: Literal["application/json"]
    traceparent: NotRequired[str]
    data: ComplaintEventData


#: Why a report is refused.
ErrorCode = Literal[
    "body_empty",
    "body_too_large",
    "content_type_unsupported",
    "content_encoding_unsupported",
    "encoding_not_utf8",
    "json_invalid",
    "not_an_object",
    "batch_not_an_array",
    "batch_empty",
    "batch_too_large",
    "cloudevent_invalid",
    "cloudevent_type_unknown",
    "field_missing",
    "field_type",
    "field_empty",
    "field_too_long",
    "field_value",
    "field_format",
    "field_nul",
    "field_repeated",
    "too_many_attachments",
    "channel_mismatch",
    "external_id_reused",
]
