"""A family to look at: four months of log that read like a real one."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile
from django.utils import timezone

from crawltrack.accounts.models import Person
from milestones.demo_photos import Shot, take
from milestones.models import Child, Photo, Session, Trial

ZONE = "Europe/Berlin"
STRAIGHT = ("straight-arms",)
ON_THE_MOVE: dict[str, tuple[str, ...]] = {"forward": ("arms",), "hands-and-knees": ("rocking",)}
MORNING, NOON, EVENING = (8, 40), (11, 15), (17, 30)


@dataclass(frozen=True, slots=True)
class Chapter:
    """From so many days ago until so many days ago: how likely each movement is in one session, and its details."""

    start: int
    end: int
    likely: dict[str, float]
    details: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Story:
    name: str
    born: date
    due: date | None
    chapters: tuple[Chapter, ...]
    notes: dict[int, str]  # days ago: what somebody wrote down in that day's first session
    tried: dict[int, str]  # days ago: the tip that was tried
    photos: dict[int, tuple[Shot, ...]]  # days ago: what was taken in that day's first session
    skin: str


def stories(today: date) -> list[Story]:
    return [_mira(today), _noah(today)]


def _mira(today: date) -> Story:
    """Backward for three weeks before forward."""
    return Story(
        name="Mira",
        born=today - timedelta(days=252),
        due=None,
        chapters=(
            Chapter(120, 84, {"pushing-up": 0.85}, {"pushing-up": ("forearms",)}),
            Chapter(84, 55, {"pushing-up": 0.7, "pivoting": 0.4}, {"pushing-up": STRAIGHT, "pivoting": ("left",)}),
            Chapter(55, 28, {"pushing-up": 0.5, "pivoting": 0.65}, {"pivoting": ("left", "right")}),
            Chapter(28, 7, {"pivoting": 0.45, "backward": 0.75, "pushing-up": 0.3}, {"backward": ("short",)}),
            Chapter(7, 5, {"backward": 0.6, "forward": 0.6}, {"forward": ("arms",)}),
            Chapter(5, 0, {"backward": 0.5, "forward": 0.55, "hands-and-knees": 0.35}, ON_THE_MOVE),
        ),
        notes={
            118: "Head right up to look for the cat.",
            84: "Half a turn after the red ball.",
            28: "Ended up under the sofa, feet first. Very pleased.",
            21: "Slides back from every toy. We put her in the corner by the window.",
            7: "One pull forward! Then a nap.",
            5: "Rocks and rocks and does not go anywhere. Laughs.",
        },
        tried={21: "corner-play-space", 12: "just-out-of-reach"},
        photos={
            118: (Shot("scene-eye-level", (-20, -40, 262, 350), "up", "Where is the cat?"),),
            84: (
                Shot("scene-circle", (-40, -30, 550, 310), "round", "All the way round to the ball", tilt=-3),
                Shot("scene-towel", (30, -30, 300, 300), "round"),
            ),
            55: (Shot("scene-tummy-time", (-10, -70, 490, 360), "up", "Two on the floor"),),
            28: (
                Shot("scene-lost", (-30, -20, 480, 320), "back", "And there she was gone", tilt=2),
                Shot("scene-lost", (20, -60, 240, 360), "back", "Under the sofa, feet first. Very pleased."),
            ),
            21: (Shot("room", (-10, -50, 480, 360), "back", "In the corner by the window"),),
            7: (
                Shot("scene-reach", (-10, -60, 500, 330), "fwd", "One pull forward!"),
                Shot("scene-reach", (30, -60, 260, 330), "fwd"),
                Shot("scene-hands", (60, -30, 420, 280), "fwd", "With Papa’s hands behind her", tilt=-2),
                Shot("scene-sleep", (-10, -30, 490, 300), "fwd", "Then a nap"),
            ),
            5: (
                Shot("scene-floor", (0, -70, 330, 340), "knees", "Rocks and rocks and does not go anywhere"),
                Shot("scene-cushion", (60, -60, 420, 315), "knees", "Over the cushion", tilt=3),
            ),
        },
        skin="light",
    )


def _noah(today: date) -> Story:
    """Born six weeks early, and has skipped the circles so far."""
    born = today - timedelta(days=201)
    return Story(
        name="Noah",
        born=born,
        due=born + timedelta(weeks=6),
        chapters=(
            Chapter(110, 60, {"pushing-up": 0.6}, {"pushing-up": ("forearms",)}),
            Chapter(42, 11, {"pushing-up": 0.8}, {"pushing-up": STRAIGHT}),
            Chapter(11, 0, {"pushing-up": 0.7, "backward": 0.45}, {"backward": ("short",)}),
        ),
        notes={
            110: "Two minutes on my chest, head up.",
            42: "Back on the mat after the holidays.",
            11: "Was he always that far from the rug?",
        },
        tried={9: "up-on-the-arms"},
        photos={
            42: (Shot("scene-early", (-10, -20, 232, 240), "knees", "Back on the mat"),),
            11: (Shot("scene-seat", (-20, -70, 500, 340), "back", "Was he always that far from the rug?", tilt=-2),),
        },
        skin="dark",
    )


def tell(story: Story, child: Child, carers: Sequence[Person], until: datetime) -> None:
    """Logs the story through the one write path, up to the moment `until`."""
    chance = random.Random(story.name)  # noqa: S311, the same family every time
    today = until.astimezone(ZoneInfo(ZONE)).date()
    for days_ago, started_at, first_of_day in _sittings(story, today, chance):
        if started_at > until:
            continue
        chapter = next(chapter for chapter in story.chapters if chapter.end <= days_ago - 1 < chapter.start)
        seen = {
            movement: [detail for detail in chapter.details.get(movement, ()) if chance.random() < 0.7]
            for movement, likely in chapter.likely.items()
            if chance.random() < likely or (days_ago == chapter.start and first_of_day)
        }
        by = chance.choice(carers)
        recorded = Session.objects.record(
            child,
            by,
            id=UUID(int=chance.getrandbits(128), version=4),
            started_at=started_at,
            zone=ZONE,
            seen=seen,
            minutes=chance.choice([3, 4, 5, 6, 8, 8, 10, 12, 15, None]),
            note=story.notes.get(days_ago, "") if first_of_day else "",
        )
        for shot in story.photos.get(days_ago, ()) if first_of_day else ():
            _add(shot, story.skin, recorded.session, by)
    for days_ago, tip in story.tried.items():
        Trial.objects.mark(child, carers[0], tip, "tried", today - timedelta(days=days_ago))
    child.carers.update(told_until=timezone.now())  # four months at once would be no news to anybody


def _add(shot: Shot, skin: str, session: Session, by: Person) -> None:
    id = uuid5(session.pk, f"{shot.drawing} {shot.frame}")
    picture = ContentFile(take(shot, skin), "photo.png")
    Photo.objects.add(session.child, by, id, picture, session=session.pk, caption=shot.caption)


def _sittings(story: Story, today: date, chance: random.Random) -> Iterator[tuple[int, datetime, bool]]:
    """(days ago, when in UTC, whether it is the day's first) for each sitting, oldest first."""
    for chapter in story.chapters:
        for days_ago in range(chapter.start, chapter.end, -1):
            if chance.random() < 0.15 and days_ago != chapter.start and days_ago not in story.notes:
                continue  # some days nobody logs
            times = sorted(chance.sample([MORNING, NOON, EVENING], chance.choice([1, 2, 2, 3])))
            for number, (hour, minute) in enumerate(times):
                day = today - timedelta(days=days_ago - 1)
                at = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(ZONE))
                yield days_ago, at.astimezone(UTC) + timedelta(minutes=chance.randrange(35)), number == 0
