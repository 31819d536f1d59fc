"""The made-up family's photos."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from milestones.demo import stories
from milestones.demo_photos import ACCENTS, SKINS, take
from milestones.drawings import view_boxes

STORIES = stories(date(2026, 5, 12))


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_each_photo_is_of_a_day_on_which_something_was_logged_and_of_a_drawing_there_is(story):
    always_logged = {chapter.start for chapter in story.chapters} | {*story.notes}
    assert {*story.photos} <= always_logged
    shots = [shot for of_day in story.photos.values() for shot in of_day]
    assert {shot.drawing for shot in shots} <= {*view_boxes()}
    assert {shot.accent for shot in shots} <= {*ACCENTS}
    assert story.skin in SKINS


def test_a_photo_is_a_picture_in_the_shape_it_was_taken_in():
    shot = STORIES[0].photos[28][1]
    picture = Image.open(BytesIO(take(shot, "light"))).convert("RGB")
    _left, _top, width, height = shot.frame
    assert picture.width / picture.height == pytest.approx(width / height, rel=0.01)
    assert len(picture.getcolors(maxcolors=10**6)) > 100  # every colour was known
