"""Where photos are developed: every picture is decoded and encoded again, so that nothing of the sent file survives.

Pillow alone, no database and no Django. Only `develop` itself loads Pillow, so that who just sends pictures here, to a
process of their own, does not carry it.
"""

from milestones.darkroom.apart import develop_apart
from milestones.darkroom.outcome import Developed, Refused

__all__ = ["Developed", "Refused", "develop_apart"]
