"""Whatever is sent: a good picture, or a sentence that says why not. Never anything else, and no file left behind."""

import re
from io import BytesIO
from pathlib import Path
from time import monotonic

import pytest
from django.template.loader import render_to_string
from PIL import Image, ImageChops, ImageStat

from milestones.darkroom import Refused, kinds
from tests.pictures import picture
from tests.unit.darkroom.hostile import filled, flipped, good_after_all, honest, lies, other_kinds, truncated

ROOT = Path(__file__).resolve().parents[3]
SENTENCES = {file.stem.removeprefix("_") for file in (ROOT / "templates/photos/why").iterdir()}
good = honest()
lying, others, odd = lies(good), other_kinds(good), good_after_all(good)
broken = [*truncated(good), *flipped(good), *filled(good)]


def comes_of(developed, sent):
    """Its thumbnail, or why it was refused. Anything else fails the test."""
    try:
        _known, made = developed(sent)
    except Refused as refused:
        return refused.why
    for kept in made.values():
        Image.open(BytesIO(kept)).load()
    return Image.open(BytesIO(made["full.jpg"])).convert("RGB")


def test_the_corpus_is_as_large_as_promised():
    assert len(broken) + len(lying) + len(others) + len(odd) >= 300


def test_broken_files_end_in_a_picture_or_a_sentence(developed):
    for name, sent in broken:
        came = comes_of(developed, sent)
        assert not isinstance(came, str) or came in SENTENCES, name


def test_a_truncated_file_is_never_taken_for_half_a_picture(developed):
    whole = {kind: comes_of(developed, sent) for kind, sent in good.items()}
    for name, sent in truncated(good):
        came = comes_of(developed, sent)
        if isinstance(came, Image.Image):
            difference = ImageStat.Stat(ImageChops.difference(came, whole[name.split(" of ")[0]]))
            assert max(difference.mean) < 2, name


@pytest.mark.parametrize("name", lying)
def test_a_file_that_lies_about_its_size_is_refused_before_it_is_decoded(developed, name):
    sent, why = lying[name]
    began = monotonic()
    came = comes_of(developed, sent)
    assert came == why or (not why and isinstance(came, Image.Image | str))
    assert monotonic() - began < 5


@pytest.mark.parametrize("name", others)
def test_other_kinds_are_refused_by_what_they_are(developed, name):
    assert comes_of(developed, others[name]) == "kind"


@pytest.mark.parametrize("name", odd)
def test_of_an_odd_file_only_the_picture_is_taken_and_quickly(developed, name):
    began = monotonic()
    _known, made = developed(odd[name])
    assert monotonic() - began < 3
    assert not any(b"script" in kept or b"Ziegelgasse" in kept for kept in made.values())


def test_a_file_of_more_than_25_mb_is_not_even_opened(tmp_path):
    from milestones.darkroom.develop import develop

    sent = tmp_path / "sent"
    with sent.open("wb") as file:
        file.write(picture())
        file.truncate(kinds.MOST_BYTES + 1)
    with pytest.raises(Refused) as refused:
        develop(sent, tmp_path)
    assert refused.value.why == "heavy"


def test_each_reason_has_a_sentence_and_each_sentence_a_reason():
    code = "".join(
        file.read_text() for file in [*ROOT.glob("milestones/darkroom/*.py"), ROOT / "milestones/developing.py"]
    )
    code += (ROOT / "milestones/models/photo.py").read_text()
    said = {*re.findall(r'(?:Refused|refuse)\((?:photo, )?"(\w+)"', code)} | {
        f"large_{kind.lower()}" for kind in kinds.MOST_PIXELS_OF
    }
    assert said | {"large"} == SENTENCES


@pytest.mark.parametrize("why", sorted(SENTENCES))
def test_a_sentence_is_one_that_can_be_read_aloud(why):
    sentence = render_to_string(f"photos/why/_{why}.html").strip()
    assert sentence.endswith(".")
    assert not re.search(r"[<>&]|error|invalid|fail", sentence)


def test_a_sentence_names_the_limit_that_holds():
    limits = {
        "heavy": kinds.MOST_BYTES // 1024**2,
        "large": kinds.MOST_PIXELS // 10**6,
        "narrow": kinds.LONGEST_FOR_ITS_WIDTH,
    }
    limits |= {f"large_{kind.lower()}": most // 10**6 for kind, most in kinds.MOST_PIXELS_OF.items()}
    for why, most in limits.items():
        assert f" {most} " in render_to_string(f"photos/why/_{why}.html"), why
