"""Where photos are developed: every picture is decoded and encoded again, so that nothing of the sent file survives.

Pillow alone, no database and no Django.
"""

from milestones.darkroom.develop import Developed, Refused, develop

__all__ = ["Developed", "Refused", "develop"]
