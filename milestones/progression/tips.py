"""TIPS: something to try or to know, each tied to movements and with its source."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from milestones.progression import sources
from milestones.progression.sources import Source
from milestones.progression.words import Words


@dataclass(frozen=True, slots=True)
class Tip:
    """One tip. `movements` names the movements it is about; empty means it is for every baby."""

    slug: str
    title: Words
    summary: Words  # one sentence, shown in lists
    picture: str  # the symbol in static/drawings.svg
    picture_alt: Words  # what the picture shows, for those who cannot see it
    movements: tuple[str, ...]
    steps: tuple[Words, ...]  # what to do, each one short step; empty for a tip that is only to know
    why_title: Words
    why: tuple[Words, ...]  # paragraphs
    care: Words  # the safety line, e.g. "Stay beside your baby the whole time."
    sources: tuple[Source, ...]
    to_try: bool = True  # False: something to know, so nobody is asked whether they tried it


TIPS: tuple[Tip, ...] = (
    Tip(
        slug="tummy-time-basics",
        title=_("Tummy time, a little and often"),
        summary=_("A few minutes on the tummy, a few times a day, while your baby is awake."),
        picture="scene-tummy-time",
        picture_alt=_("A baby on the tummy on a mat, with a parent lying on the floor face to face."),
        movements=(),
        steps=(
            _("Pick a good moment, such as after a nap or a diaper change."),
            _("Lay your baby tummy down on a mat on the floor."),
            _("Get down there too, so that you can see each other."),
            _("Start with 3 to 5 minutes, two or three times a day."),
        ),
        why_title=_("Where it all starts"),
        why=(
            _(
                "On the tummy, your baby can push up, look around, and find out how to move. Studies link tummy time "
                "with rolling and crawling."
            ),
            _(
                "How much? The advice differs. It goes from 15 minutes to an hour a day, in small pieces. So take the "
                "times as a guide, not a test."
            ),
        ),
        care=_("Only while your baby is awake, and stay beside your baby the whole time."),
        sources=(
            sources.AAP_BACK_TO_SLEEP,
            sources.PATHWAYS_TUMMY_TIME,
            sources.WHO_UNDER_FIVES,
            sources.NHS_BROMLEY,
            sources.HEWITT_2020,
        ),
    ),
    Tip(
        slug="back-to-sleep",
        title=_("Tummy to play, back to sleep"),
        summary=_("The tummy is for play while awake, the back is for every sleep."),
        picture="scene-sleep",
        picture_alt=_("A baby asleep on the back in a bare, flat crib."),
        movements=(),
        steps=(
            _("Lay your baby on the back for every sleep, naps too."),
            _("Choose a firm, flat bed with nothing soft in it."),
            _("If your baby falls asleep on the tummy, move your baby to the crib, on the back."),
        ),
        why_title=_("Both belong in a day"),
        why=(
            _(
                "Pediatricians ask for the back at every sleep. That is why time on the tummy is for when your baby is "
                "awake and you are there to watch."
            ),
        ),
        care=_("Tummy time is over when the eyes close: into the crib, on the back."),
        sources=(sources.AAP_BACK_TO_SLEEP, sources.AAP_SLEEP_SURFACE, sources.OREGON),
        to_try=False,
    ),
    Tip(
        slug="up-on-the-arms",
        title=_("Give your baby something to look up at"),
        summary=_("A toy in front, and your face on the floor, make it worth pushing up."),
        picture="scene-eye-level",
        picture_alt=_("A baby pushing up on the arms, with a toy at eye level and a parent down on the floor."),
        movements=("pushing-up",),
        steps=(
            _("Lay your baby tummy down on a mat that does not slip."),
            _("Put a toy in front, at eye level."),
            _("Lie down on the floor and talk to your baby, face to face."),
        ),
        why_title=_("Up there is more to see"),
        why=(
            _(
                "Babies push up through the arms to lift the head and look around. Your face and a toy are good "
                "reasons to do it."
            ),
            _("A mat that grips helps, because the arms do not slide away."),
        ),
        care=_("Stay beside your baby, and take a break when your baby is tired."),
        sources=(
            sources.AAP_BACK_TO_SLEEP,
            sources.PT_FOR_INFANTS_BACKWARD,
            sources.PT_FOR_INFANTS_FRICTION,
        ),
    ),
    Tip(
        slug="rolled-towel",
        title=_("A rolled towel under the chest"),
        summary=_("A small roll under the chest can make it easier to lift the head."),
        picture="scene-towel",
        picture_alt=_("A baby on the tummy over a small rolled towel, with both arms in front of it."),
        movements=("pushing-up",),
        steps=(
            _("Roll up a small towel."),
            _("Lay it under the chest, below the armpits, with both arms in front."),
            _("Put a toy where your baby can see it and reach for it."),
            _("Take the towel away when your baby has had enough."),
        ),
        why_title=_("A little help to look up"),
        why=(
            _(
                "If it is hard to lift the head, the roll gives some support. The arms are free to press into the "
                "floor."
            ),
        ),
        care=_("Watch the whole time: the nose and mouth stay free, and no arm gets stuck under the towel."),
        sources=(sources.NHS_BROMLEY, sources.NHS_OXFORD),
    ),
    Tip(
        slug="toys-in-a-circle",
        title=_("Toys all around"),
        summary=_("Toys in a circle give your baby a reason to turn."),
        picture="scene-circle",
        picture_alt=_("A baby on the tummy, seen from above, with toys in a circle all around."),
        movements=("pivoting",),
        steps=(
            _("Lay your baby tummy down on a smooth floor."),
            _("Put toys around your baby, like the numbers on a clock."),
            _("Wait, and let your baby choose where to turn."),
        ),
        why_title=_("A reason to turn"),
        why=(
            _(
                "When something nice lies to the side, your baby may push with the hands and toes and turn on the "
                "spot. Give it time. Each toy is worth a long look."
            ),
        ),
        care=_("Stay beside your baby, and take a break when it stops being fun."),
        sources=(sources.PT_FOR_INFANTS_PIVOTING, sources.OREGON, sources.PT_FOR_INFANTS_FRICTION),
    ),
    Tip(
        slug="both-ways-round",
        title=_("Once this way, once that way"),
        summary=_("Move one toy slowly to the side, first to one and then to the other."),
        picture="scene-circle",
        picture_alt=_("A baby on the tummy, seen from above, with toys in a circle all around."),
        movements=("pivoting",),
        steps=(
            _("Hold a toy that your baby loves in front of the eyes."),
            _("Move it slowly to one side and lay it down level with the shoulder."),
            _("If that is too far, bring it a little closer to the front."),
            _("Next time, go to the other side."),
        ),
        why_title=_("Both sides get a turn"),
        why=(
            _(
                "Your baby follows the toy with the eyes, then with the head, then with the whole body. With one toy "
                "you can invite a turn to each side."
            ),
            _(
                "You can also hold your thumb against a big toe, so that there is something to push off from. Then "
                "swap feet."
            ),
        ),
        care=_(
            "Stay beside your baby. If your baby mostly uses one side and that worries you, talk with your baby’s "
            "doctor."
        ),
        sources=(
            sources.PT_FOR_INFANTS_PIVOTING,
            sources.EVERYDAY_KIDS,
            sources.AAP_MOVEMENT,
            sources.NHS_GLASGOW,
        ),
    ),
    Tip(
        slug="why-backward-is-progress",
        title=_("Why backward is progress"),
        summary=_("Many babies go backward first, and the push they learn is one they need."),
        picture="back",
        picture_alt=_("A baby on the tummy who pushes with both arms and slides backward."),
        movements=("backward",),
        steps=(),
        why_title=_("The arms are ahead of the legs"),
        why=(
            _(
                "Pushing up and away is what your baby’s arms know by now. So off your baby slides, away from the toy. "
                "It is common, and many parents wonder about it. Pushing back also takes less effort than pulling "
                "forward."
            ),
            _(
                "It is part of learning to move. The same push helps your baby get up onto hands and knees. Forward "
                "asks for something new: pull with the arms, push with the legs. Let your baby play with both."
            ),
        ),
        care=_("Your baby cannot see what lies by the feet, so keep the floor clear and stay close."),
        sources=(
            sources.PT_FOR_INFANTS_BACKWARD,
            sources.AAP_MOVEMENT,
            sources.NCJ,
            sources.STARFISH,
            sources.PHYSIO_COMES_TO_YOU,
        ),
        to_try=False,
    ),
    Tip(
        slug="corner-play-space",
        title=_("Give your baby a wall to push from"),
        summary=_("In a corner of the room, a push back meets a wall and becomes a push forward."),
        picture="room",
        picture_alt=_("The corner of a room: a baby on the tummy, both feet against the wall, a toy ahead."),
        movements=("backward", "forward"),
        steps=(
            _("Lay your baby tummy down in a corner of the room, with the feet against the walls."),
            _("Put toys a little out of reach in front."),
            _("Get down on the floor and wait for the push."),
        ),
        why_title=_("The wall turns the push around"),
        why=(
            _(
                "Your baby’s arms push back. In the corner there is no way back, so the feet meet a wall and the push "
                "goes forward. Going forward asks more of the legs, and here they feel it."
            ),
            _("Leave plenty of time for open floor as well. Pushing backward is good practice too."),
        ),
        care=_("Stay beside your baby the whole time, and keep the corner free of cords, outlets and hard edges."),
        sources=(sources.PT_FOR_INFANTS_BACKWARD, sources.TEXT4FATHER),
    ),
    Tip(
        slug="just-out-of-reach",
        title=_("A toy just out of reach"),
        summary=_("A toy a little too far away is a friendly reason to move."),
        picture="scene-reach",
        picture_alt=_("A baby on the tummy who stretches an arm toward a toy just out of reach."),
        movements=("backward", "forward"),
        steps=(
            _("Choose a bright toy that your baby likes."),
            _("Lay it in front, a little farther than the fingers reach."),
            _("Let your baby try, and let your baby win it in the end."),
        ),
        why_title=_("Something to go for"),
        why=(
            _(
                "It is nice to have something to move for. A toy that is close, but not quite close enough, invites "
                "your baby to reach and crawl."
            ),
        ),
        care=_("Stay beside your baby, and stop while it is still fun."),
        sources=(sources.PT_FOR_INFANTS_BACKWARD, sources.READY_STEADY),
    ),
    Tip(
        slug="hands-behind-the-feet",
        title=_("Let your hands be the wall"),
        summary=_("Your flat hands give the feet something to push off from."),
        picture="scene-hands",
        picture_alt=_("A baby on the tummy, and a parent’s two flat hands against the soles of the feet."),
        movements=("backward", "forward"),
        steps=(
            _("Lay your baby tummy down, with a toy in front."),
            _("Hold your hands flat against the soles of the feet."),
            _("Keep your hands still and let your baby do the pushing."),
        ),
        why_title=_("Something firm for the feet"),
        why=(
            _(
                "When the arms push back, the feet meet your hands. Now they can push off, and your baby may go "
                "forward. It works in any place that has a floor."
            ),
        ),
        care=_("Do not push your baby along. Just be there, and stop when your baby has had enough."),
        sources=(sources.PHYSIO_COMES_TO_YOU, sources.PT_FOR_INFANTS_PIVOTING),
    ),
    Tip(
        slug="floor-and-clothes",
        title=_("The right floor, the right clothes"),
        summary=_("Smooth floors help the tummy slide, and floors that grip help the hands push up."),
        picture="scene-floor",
        picture_alt=_("A baby with bare arms and legs on a smooth floor, with a mat that grips beside it."),
        movements=("pushing-up", "pivoting", "hands-and-knees", "forward"),
        steps=(
            _("For circles and for forward on the tummy, choose a smooth floor."),
            _("Dress your baby in a short-sleeved onesie, with bare arms and legs."),
            _("For pushing up and for hands and knees, choose a carpet or a mat that grips."),
            _("Leave feet and knees bare there too."),
        ),
        why_title=_("Slide here, grip there"),
        why=(
            _(
                "To turn or to go forward on the tummy, the tummy must slide while the hands and feet hold on. To push "
                "up, the hands must not slip. So the best floor depends on what your baby is trying right now."
            ),
        ),
        care=_("A loose blanket on a smooth floor slips, so leave it out, and stay beside your baby."),
        sources=(sources.PT_FOR_INFANTS_FRICTION, sources.PT_FOR_INFANTS_SURFACES),
    ),
    Tip(
        slug="arms-and-legs-together",
        title=_("Bring the legs into it"),
        summary=_("Once the arms pull, a little to push off from can wake up the legs."),
        picture="fwd",
        picture_alt=_("A baby on the tummy who pulls with the arms, pushes with a leg and moves forward."),
        movements=("forward",),
        steps=(
            _("Lay your baby tummy down on a smooth floor, with bare feet."),
            _("Put a toy a little out of reach in front."),
            _("Hold your thumb against one big toe, then against the other."),
            _("Feel for the push, and let your baby do the rest."),
        ),
        why_title=_("Two jobs at once"),
        why=(
            _(
                "To go forward, the arms pull and the legs push. Getting them to work together is the thing your baby "
                "is learning. Arms first is a fine way to start."
            ),
        ),
        care=_("Stay beside your baby, and clear the floor ahead: your baby can get there now."),
        sources=(
            sources.PT_FOR_INFANTS_BACKWARD,
            sources.PT_FOR_INFANTS_PIVOTING,
            sources.PT_FOR_INFANTS_FRICTION,
            sources.READY_STEADY,
        ),
    ),
    Tip(
        slug="rocking-on-hands-and-knees",
        title=_("Rock on hands and knees"),
        summary=_("A little support at the hips lets your baby feel how it is up there."),
        picture="knees",
        picture_alt=_("A baby up on hands and knees, rocking back and forth."),
        movements=("hands-and-knees",),
        steps=(
            _("Choose a carpet or a mat that grips, and leave knees and feet bare."),
            _("From the tummy, help the knees in under the hips."),
            _("Ease the weight back toward the bottom."),
            _("Hold your baby gently at the shoulders or hips, and let your baby rock."),
        ),
        why_title=_("Rocking comes first"),
        why=(
            _(
                "At first, your baby may just rock on hands and knees and go nowhere. That is fine. Rocking is "
                "practice too."
            ),
        ),
        care=_("Keep your hands close the whole time, and let your baby rest in between."),
        sources=(
            sources.READY_STEADY,
            sources.AAP_MOVEMENT,
            sources.PT_FOR_INFANTS_FRICTION,
            sources.PT_FOR_INFANTS_SURFACES,
        ),
    ),
    Tip(
        slug="cushion-slope",
        title=_("A low hill of cushions"),
        summary=_("A small slope to climb invites your baby up off the tummy."),
        picture="scene-cushion",
        picture_alt=_("A baby who climbs a low slope of cushions on the floor, with a parent close by."),
        movements=("hands-and-knees", "forward"),
        steps=(
            _("Lay a few firm cushions on the floor as a low slope."),
            _("Put a toy on top."),
            _("Let your baby climb up and over, with you right there."),
        ),
        why_title=_("Up is a good teacher"),
        why=(
            _(
                "On a slope the tummy gets in the way. So your baby may push up through the hands and knees to get "
                "over. It is a good game for babies who go forward on the tummy."
            ),
        ),
        care=_("Never leave your baby alone with cushions, and put them away when the game is over."),
        sources=(sources.PT_FOR_INFANTS_PILLOWS, sources.PHYSIO_COMES_TO_YOU, sources.AAP_OBSTACLES),
    ),
    Tip(
        slug="room-from-the-floor",
        title=_("Look at the room from the floor"),
        summary=_("Your baby is on the move, so see what your baby can reach and make it safe."),
        picture="scene-safe",
        picture_alt=_("A parent on hands and knees who looks around the room, with a gate at the stairs."),
        movements=("backward", "forward", "hands-and-knees"),
        steps=(
            _("Go down on your hands and knees and look around the room."),
            _("Cover the outlets, and move cords and hot drinks out of reach."),
            _("Fix shelves and the TV to the wall, and move hard or sharp furniture out of the way."),
            _("Put gates on the stairs and guards on the windows."),
        ),
        why_title=_("On the move, in any direction"),
        why=(
            _(
                "A baby who can slide backward can get to places too. From the floor you see what your baby sees: the "
                "outlet, the cord, the cup on the low table. A safe room leaves your baby free to explore."
            ),
        ),
        care=_("A safe room helps, but it cannot watch your baby, so stay close."),
        sources=(
            sources.WASHINGTON_FAMILY,
            sources.AAP_SAFETY,
            sources.TEXT4FATHER,
            sources.BOYS_TOWN,
        ),
    ),
    Tip(
        slug="every-babys-own-way",
        title=_("Every baby’s own way"),
        summary=_("Babies skip stops, mix them and go back, and that is how babies learn to move."),
        picture="scene-ways",
        picture_alt=_("Babies who each move in their own way: in circles, backward, forward, on hands and knees."),
        movements=(),
        steps=(),
        why_title=_("There is no one right order"),
        why=(
            _(
                "One study watched 28 babies learn to crawl. About half went on the tummy first. The rest skipped it. "
                "Most used more than one way, and there were no strict steps."
            ),
            _(
                "In another study, 415 parents told how their babies got around. Most babies crawled. Some scooted on "
                "the bottom, and a few rolled or did none of it. Each baby’s path is its own."
            ),
        ),
        care=_("If something worries you, you can always talk with your baby’s doctor."),
        sources=(sources.ADOLPH_1998, sources.HALLEMANS_2016, sources.PT_FOR_INFANTS_BACKWARD),
        to_try=False,
    ),
    Tip(
        slug="back-and-forth",
        title=_("Backward again? That is fine"),
        summary=_("After going forward, many babies still go backward now and then."),
        picture="back",
        picture_alt=_("A baby on the tummy who pushes with both arms and slides backward."),
        movements=("backward", "forward"),
        steps=(),
        why_title=_("Babies try many ways"),
        why=(
            _(
                "A new way to move does not take the place of the old one at once. When a study watched babies learn "
                "to crawl, most used several ways, and there were no strict steps."
            ),
            _("Pushing backward is still good practice for the arms. So let your baby mix them, and enjoy the ride."),
        ),
        care=_("Backward or forward, keep the floor clear and stay close."),
        sources=(sources.ADOLPH_1998, sources.PT_FOR_INFANTS_BACKWARD),
        to_try=False,
    ),
    Tip(
        slug="seats-and-floor-time",
        title=_("Out of the seat, onto the floor"),
        summary=_("Seats are handy, and the floor is where your baby can practice moving."),
        picture="scene-seat",
        picture_alt=_("An empty baby seat, and next to it a baby who plays on the floor."),
        movements=(),
        steps=(
            _("Think of one time in the day when your baby sits in a seat."),
            _("Trade a part of it for play on the floor, with you there."),
            _("Break up long sits: an hour at a time is the most, says the World Health Organization."),
        ),
        why_title=_("Room to move"),
        why=(
            _(
                "A strap or a seat holds the body still. On the floor your baby can push, turn and slide. Experts "
                "do not agree on one limit for seats, so just look for chances."
            ),
            _("Pediatricians in the US advise against baby walkers with wheels."),
        ),
        care=_("This is not about the car seat on a drive, and on the floor, stay beside your baby."),
        sources=(sources.WHO_UNDER_FIVES, sources.AAP_WALKERS),
    ),
    Tip(
        slug="born-early",
        title=_("Born early? Count from the due date"),
        summary=_("Corrected age counts from the due date, and it is a fairer way to read ages."),
        picture="scene-early",
        picture_alt=_("A calendar with two marks, the day of birth and the due date, and a small baby beside it."),
        movements=(),
        steps=(),
        why_title=_("Two ages, and why"),
        why=(
            _(
                "A baby born early has had less time to grow. So doctors also count age from the due date. They call "
                "it corrected age. A baby who is 14 weeks old and came 6 weeks early has a corrected age of 8 weeks."
            ),
            _(
                "Crawltrack shows both ages until 24 months if your baby was born before 37 full weeks. It counts by "
                "the day and in calendar months. Your doctor may count in full weeks, so the two can differ a bit. "
                "Before the due date there is no corrected age yet, and the page says so."
            ),
        ),
        care=_("Tell your baby’s doctor that your baby was born early."),
        sources=(
            sources.AAP_AGE_TERMS,
            sources.AAP_PREEMIE,
            sources.PATHWAYS_ADJUSTED_AGE,
            sources.CDC_ACT_EARLY,
        ),
        to_try=False,
    ),
    Tip(
        slug="after-a-break",
        title=_("Back after a break"),
        summary=_("Nothing to catch up on: just start again with what you see today."),
        picture="scene-tummy-time",
        picture_alt=_("A baby on the tummy on a mat, with a parent lying on the floor face to face."),
        movements=(),
        steps=(
            _("Get down on the floor together for a few minutes."),
            _("Watch what your baby does today."),
            _("Log what you saw, and leave the gap as it is."),
        ),
        why_title=_("A gap in the log is only a gap in the log"),
        why=(
            _(
                "Life gets full, and your baby goes on exploring anyway. After a break you may see something new, or "
                "an old way to move. Both are fine, for babies take no strict steps."
            ),
        ),
        care=_("As always: your baby is awake, and you stay right there."),
        sources=(sources.ADOLPH_1998, sources.AAP_BACK_TO_SLEEP),
        to_try=False,
    ),
    Tip(
        slug="talk-with-the-doctor",
        title=_("When to talk with the doctor"),
        summary=_("If something worries you, you need no other reason to ask."),
        picture="scene-talk",
        picture_alt=_("A parent with a baby on the lap, in a talk with a doctor."),
        movements=(),
        steps=(
            _("Say what you see, and since when."),
            _("Show the doctor your log if it helps."),
            _("Ask about a check of your baby’s development, called a screening."),
        ),
        why_title=_("Babies vary, and you know yours"),
        why=(
            _(
                "Babies vary. If your baby has lost a skill, mostly uses one side, seems very stiff or floppy, or "
                "something worries you, talk with your baby’s doctor."
            ),
            _("You do not have to wait for the next visit to call and ask."),
        ),
        care=_("This app does not assess development."),
        sources=(
            sources.CDC_ACT_EARLY,
            sources.AAP_MOTOR,
            sources.AAP_MOVEMENT,
            sources.NHS_GLASGOW,
        ),
        to_try=False,
    ),
)

BY_SLUG: dict[str, Tip] = {tip.slug: tip for tip in TIPS}
