"""Cards: a first as a picture to keep or to send, drawn in our look from a photo or our own drawing.

No database: who may see a card, and what stands on it, is decided before.
"""

from milestones.cards.card import SHAPES, Card, draw
from milestones.cards.letters import can_write

__all__ = ["SHAPES", "Card", "can_write", "draw"]
