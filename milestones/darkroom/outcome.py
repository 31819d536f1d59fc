from dataclasses import dataclass


class Refused(Exception):
    """It is no picture, or none that can be taken: `why` names the reason."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Developed:
    """A picture that was developed: what is known of it besides its files."""

    width: int  # in pixels, of the largest size
    height: int
    blur: str  # a WebP of a few pixels, in base64
    taken: str  # when, on the camera's clock: "2026-05-12T14:30", or ""
