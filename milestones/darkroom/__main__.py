"""`python -m milestones.darkroom SENT FOLDER`: develops one picture within limits, and says as JSON what came of it."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from milestones.darkroom.limits import hold_back
from milestones.darkroom.outcome import Refused


def main(sent: str, into: str) -> None:
    hold_back()
    from milestones.darkroom.develop import develop  # the libraries are loaded inside the limits

    try:
        said = asdict(develop(Path(sent), Path(into)))
    except Refused as refused:
        said = {"why": refused.why}
    print(json.dumps(said))


main(*sys.argv[1:])
