"""The colours of the cards are those of the stylesheet."""

import pytest

from crawltrack.look import PAPER
from milestones.cards.palette import palette
from milestones.models.child import Skin
from milestones.progression.movements import MOVEMENTS


def test_the_paper_is_the_one_the_browser_is_told():
    assert "#{:02x}{:02x}{:02x}".format(*palette("m-back")["paper"]) == PAPER


def test_every_movement_has_an_accent_of_its_own_and_the_same_ink():
    palettes = [palette(movement.hue) for movement in MOVEMENTS]
    assert len({colours["a-line"] for colours in palettes}) == len(MOVEMENTS)
    assert len({colours["ink"] for colours in palettes}) == 1


@pytest.mark.parametrize("part", ["skin", "skin-far"])
def test_every_skin_tone_is_another_and_each_darker(part):
    tones = [sum(palette("m-fwd", f"skin-{skin or 'drawn'}")[part]) for skin in Skin.values]
    assert tones == sorted(tones, reverse=True)
    assert len({*tones}) == len(tones)
