"""Where each health statement comes from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One publication. Titles and publishers are names, so they are not translated."""

    publisher: str
    title: str
    year: int | None = None
    url: str = ""


PT_FOR_INFANTS_BACKWARD = Source(
    "Physical Therapy for Infants",
    "Why Do Babies Push Backward Before Crawling Forward?",
    url="https://www.physicaltherapyforinfants.com/tips/why-do-babies-push-backward-before-crawling-forward",
)
