"""Which font writes what, and in which order."""

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from milestones.cards import can_write, fonts
from milestones.cards.letters import clusters, runs

CHEROKEE = "ᏔᎵ"
NAMES = [
    *("Mira", "Zoë-Lou Ångström", "Nguyễn Đặng", "Ελευθερία", "Анастасия", "O’Neil-D’Arcy", "№ 1 (½)"),
    *("مريم", "שירה", "अनुष्का", "অনুষ্কা", "தமிழ்", "తెలుగు", "น้ำผึ้ง", "ລາວ", "ខ្មែរ", "မြန်မာ", "ሰላም"),
    *("诗涵", "さくら", "지우", "ㄅㄆㄇ"),
]


@pytest.fixture
def system_fonts(tmp_path, monkeypatch):
    """A system that has only the fonts in this folder."""
    monkeypatch.setattr(fonts, "FOLDERS", (str(tmp_path),))
    forget()
    yield tmp_path
    forget()


def forget():
    fonts.face_for.cache_clear()
    fonts._system_files.cache_clear()


def make_font(file: Path, letters: str) -> None:
    names = [".notdef", *(f"u{ord(letter):04X}" for letter in letters)]
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((0, 500))
    pen.lineTo((500, 0))
    pen.closePath()
    glyph = pen.glyph()
    builder = FontBuilder(1000)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(letter): f"u{ord(letter):04X}" for letter in letters})
    builder.setupGlyf(dict.fromkeys(names, glyph))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Test"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(file)


def files(text: str, zone: str = "") -> list[str]:
    return [run.face.path.name.partition("[")[0].partition(".")[0] for run in runs(clusters(text, zone))]


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_comes_from_a_font_that_has_it_whatever_the_system_has(system_fonts, name):
    assert can_write(name)
    written = runs(clusters(name))
    assert all(run.face.has(run.text) for run in written)
    assert sorted("".join(run.text for run in written)) == sorted(name)


def test_a_name_in_one_script_comes_from_one_font():
    assert files("Mira") == ["NotoSerif"]
    assert files("มะลิ") == ["NotoSansThai"]
    assert files("Mira 지우") == ["NotoSerif", "NotoSansKR"]


def test_signs_are_written_as_in_the_country_the_child_is_in():
    assert files("直樹") == ["NotoSansSC"]
    assert files("直樹", "Asia/Tokyo") == ["NotoSansJP"]
    assert files("直樹", "Asia/Taipei") == ["NotoSansTC"]
    assert files("さくら子") == ["NotoSansJP"]


def test_a_letter_of_another_script_opens_no_large_font(system_fonts):
    asked = fonts._ours({"GEORGIAN"}, "")
    assert [face.path.name for face in asked] == ["NotoSerif[wdth,wght].ttf"]


def test_what_no_font_has_cannot_be_written(system_fonts):
    assert not can_write(CHEROKEE)
    assert not can_write(f"Mira {CHEROKEE}")
    assert not can_write("\ue000")  # a letter of nobody's
    assert clusters(CHEROKEE) == []


def test_a_font_of_the_system_is_found_and_a_broken_one_is_no_trouble(system_fonts):
    (system_fonts / "aaa").mkdir()
    (system_fonts / "aaa" / "Broken-Cherokee.ttf").write_bytes(b"\x00\x01\x00\x00 no font")
    make_font(system_fonts / "aaa" / "Sans.ttf", CHEROKEE)
    assert can_write(CHEROKEE)
    assert files(f"Mira {CHEROKEE}") == ["NotoSerif", "Sans"]


def test_a_picture_among_letters_may_be_missing_and_leaves_no_hole(system_fonts):
    assert can_write("Mira 🌸")
    assert "".join(cluster.text for cluster in clusters("🌸 Mira 🌸 Rose 👩🏽‍🍼")) == "Mira Rose"
    assert not can_write("🌸")


def test_a_picture_comes_from_a_font_for_pictures_first(system_fonts):
    make_font(system_fonts / "Serif.ttf", "🌸")
    make_font(system_fonts / "ColorEmoji.ttf", "🌸")
    assert files("Mira🌸") == ["NotoSerif", "ColorEmoji"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("e\u0301a", ["é", "a"]),
        ("क्षा", ["क्षा"]),
        ("น้ำ", ["น้", "ำ"]),
        ("ab", ["a", "b"]),
        ("  a \n b ", ["a", " ", "b"]),
    ],
)
def test_what_is_read_as_one_letter_stays_together(text, read):
    assert [cluster.text for cluster in clusters(text)] == read


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Mira", "Mira"),
        ("אבג", "אבג"),  # one run, which its font turns around
        ("Mira אבג Rose", "Mira |אבג| Rose"),
        ("אבג Mira", "Mira| |אבג"),
        ("אבג 12 דה", "דה| |12| |אבג"),
        ("אב (Mira) גד", "גד|) |Mira|(| |אב"),
        ("مريم 3.5", "3.5| |مريم"),
        ("Mira, אב, 12", "Mira, |12|אב, "),
        ("a 12-3", "a 12-3"),
    ],
)
def test_what_reads_from_right_to_left_stands_where_it_is_read(text, seen):
    shown = "".join(run.text for run in runs(clusters(text)))
    assert shown.replace(" ", "") == seen.replace("|", "").replace(" ", "")


def test_runs_say_in_which_direction_they_are_read():
    assert [(run.text, run.rtl) for run in runs(clusters("Mira אבג"))] == [("Mira ", False), ("אבג", True)]
