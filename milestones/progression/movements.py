"""MOVEMENTS: the one definition of the progression. A graph with `leads_to`, not a ladder."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from milestones.progression import sources
from milestones.progression.sources import Source
from milestones.progression.words import Words


@dataclass(frozen=True, slots=True)
class Detail:
    """How a movement looked, for a parent to tick. Never asked for, only offered."""

    slug: str
    label: Words


@dataclass(frozen=True, slots=True)
class Movement:
    """One kind of movement in the progression."""

    slug: str
    hue: str  # the CSS class that gives the movement its one accent, e.g. "m-back"
    drawing: str  # the symbol in static/drawings.svg; its 32 px mark is f"{drawing}-s"
    name: Words  # as a heading or a tile: "Backward"
    word: Words  # as it stands inside a sentence: "This week it's backward and circles"
    first_title: Words  # celebrates the first sighting: "Off she went, backward" but without a pronoun
    looks_like: Words  # one sentence: what a parent sees
    signs: tuple[Words, ...]  # the signs to look for, each a short line
    trains: tuple[Words, ...]  # what it trains, each a short line
    why: tuple[Words, ...]  # why it comes, paragraphs
    often_comes: Words  # on the map while not seen yet: "Often comes after backward, once the arms pull …"
    ages: Words  # what published lists say about age, with who says it, and that it is no target
    details: tuple[Detail, ...]
    leads_to: tuple[str, ...]  # slugs of the movements it often leads to
    sources: tuple[Source, ...]
    travels: bool = False  # it takes the baby somewhere; the others stay in place

    def in_order(self, ticked: Collection[str]) -> list[str]:
        """The slugs of the details that are ticked, as they are offered."""
        return [detail.slug for detail in self.details if detail.slug in ticked]


MOVEMENTS: tuple[Movement, ...] = (
    Movement(
        slug="pushing-up",
        hue="m-up",
        drawing="up",
        name=_("Pushing up"),
        word=_("pushing up"),
        first_title=_("Up on the arms, and what a view!"),
        looks_like=_("On the tummy, the head and chest come up off the floor, held up by the arms."),
        signs=(
            _("The head is up and looks around."),
            _("The forearms or the hands press into the floor."),
            _("The chest lifts, first a little, then more."),
        ),
        trains=(
            _("Pushing into the floor with the arms."),
            _("Holding the head up to look around."),
        ),
        why=(
            _(
                "There is more to see from up here. During tummy time, babies push up through the arms to lift the "
                "head and look around."
            ),
            _(
                "As strength and coordination grow, the same push can turn the body in circles, and then send it "
                "backward."
            ),
        ),
        often_comes=_("Often the first of these movements, seen during tummy time."),
        ages=_(
            "Lists written by physical therapists and pediatricians name ages from 3 to 4 months for the forearms, and "
            "from 4 to 6 months for straight arms. Babies differ widely, and these ages are no goal to reach."
        ),
        details=(
            Detail("forearms", _("on the forearms")),
            Detail("straight-arms", _("on straight arms")),
        ),
        leads_to=("pivoting",),
        sources=(
            sources.PT_FOR_INFANTS_BACKWARD,
            sources.PT_FOR_INFANTS_TUMMY_TIME,
            sources.PTP_DENVER,
            sources.GERBER_2010,
            sources.SCHARF_2016,
        ),
    ),
    Movement(
        slug="pivoting",
        hue="m-round",
        drawing="round",
        name=_("Circles"),
        word=_("circles"),
        first_title=_("Round and round, a first circle!"),
        looks_like=_("On the tummy, the body turns on the spot, like the hand of a clock."),
        signs=(
            _("The tummy stays on the floor and the body turns around it."),
            _("The hands walk or push to one side."),
            _("The toes push off from the floor."),
        ),
        trains=(
            _("Pushing off with the hands and the toes."),
            _("Turning toward a toy that lies to the side."),
        ),
        why=(
            _(
                "Your baby has seen something to the side and wants to get there. With more strength and coordination "
                "in the arms, a push can now turn the whole body."
            ),
            _(
                "For many babies this is a first way to move about on the tummy. Often, pushing backward comes next. "
                "Some babies do the two the other way around."
            ),
        ),
        often_comes=_("Often comes after pushing up, once a push of the arms can turn the body."),
        ages=_(
            "Lists written by physical therapists and pediatricians name ages from 5 to 7 months. Babies differ "
            "widely, and the order differs too."
        ),
        details=(
            Detail("left", _("to the left")),
            Detail("right", _("to the right")),
        ),
        leads_to=("backward",),
        sources=(
            sources.PT_FOR_INFANTS_PIVOTING,
            sources.PT_FOR_INFANTS_BACKWARD,
            sources.PTP_DENVER,
            sources.MYMICHIGAN,
            sources.SCHARF_2016,
        ),
    ),
    Movement(
        slug="backward",
        travels=True,
        hue="m-back",
        drawing="back",
        name=_("Backward"),
        word=_("backward"),
        first_title=_("Off and away, backward!"),
        looks_like=_("On the tummy, the arms push, and the whole body slides away from the toy."),
        signs=(
            _("Both arms push up and away."),
            _("The body slides back, feet first."),
            _("The toy in front gets farther away."),
        ),
        trains=(
            _("Pushing with both arms."),
            _("The push that later lifts the body onto hands and knees."),
        ),
        why=(
            _(
                "The arms are ahead of the legs. Pushing up and away is what they know, so your baby slides back. "
                "Pushing back also takes less effort than pulling forward."
            ),
            _("This is part of learning to move. The same push helps your baby learn to get up onto hands and knees."),
            _(
                "Forward needs something new: the arms pull instead of push, and the legs join in. There is time for "
                "both, so let your baby go on exploring backward too."
            ),
        ),
        often_comes=_("Often comes after circles, once the arms push harder."),
        ages=_(
            "Lists written by therapists and early-childhood experts name ages from 4 to 6 months, and the American "
            "Academy of Pediatrics tells of it on its page about 8 to 12 months. Babies differ widely, and the order "
            "differs too."
        ),
        details=(
            Detail("short", _("a short slide")),
            Detail("far", _("across the floor")),
        ),
        leads_to=("hands-and-knees", "forward"),
        sources=(
            sources.PT_FOR_INFANTS_BACKWARD,
            sources.AAP_MOVEMENT,
            sources.STARFISH,
            sources.NCJ,
            sources.PTP_DENVER,
            sources.COMMUNICATION_CLUBHOUSE,
            sources.NORTH_CAROLINA,
        ),
    ),
    Movement(
        slug="hands-and-knees",
        hue="m-knees",
        drawing="knees",
        name=_("Hands and knees"),
        word=_("hands and knees"),
        first_title=_("Up on hands and knees!"),
        looks_like=_("The hands and knees hold the body up, and the tummy is off the floor."),
        signs=(
            _("The tummy lifts off the floor."),
            _("The knees are under the hips."),
            _("The body rocks back and forth, or moves along."),
        ),
        trains=(
            _("Holding the tummy up off the floor."),
            _("Moving an arm together with the leg on the other side."),
        ),
        why=(
            _("Pushing up and pushing backward help your baby learn to get up here."),
            _(
                "At first your baby may just rock. In one small study, soon after babies could hold the tummy up, "
                "all of them settled on the same way to crawl: an arm together with the leg on the other side."
            ),
            _("Some babies go forward on the tummy first, some come straight here, and a few never crawl at all."),
        ),
        often_comes=_("Often comes after backward, once the push of the arms lifts the tummy."),
        ages=_(
            "Lists written by physical therapists name ages from 7 to 9 months for getting up and rocking. In a study "
            "by the World Health Organization (WHO), almost all babies who crawled on hands and knees with the tummy "
            "up began between 5.2 and 13.5 months, and about 4 in 100 never crawled that way. Babies differ widely, "
            "and these ages are no goal to reach."
        ),
        details=(
            Detail("rocking", _("rocking")),
            Detail("moving", _("moving along")),
        ),
        leads_to=(),
        sources=(
            sources.PT_FOR_INFANTS_BACKWARD,
            sources.AAP_MOVEMENT,
            sources.WHO_MOTOR,
            sources.ADOLPH_1998,
            sources.FREEDLAND_1994,
            sources.READY_STEADY,
            sources.PTP_DENVER,
            sources.MYMICHIGAN,
            sources.FOCUS,
        ),
    ),
    Movement(
        slug="forward",
        travels=True,
        hue="m-fwd",
        drawing="fwd",
        name=_("Forward"),
        word=_("forward"),
        first_title=_("Here we come, forward!"),
        looks_like=_("On the tummy, the arms pull and the legs push, and the body moves ahead."),
        signs=(
            _("The tummy stays on the floor."),
            _("The arms reach ahead and pull."),
            _("A knee bends and the foot pushes off."),
        ),
        trains=(
            _("Pulling with the arms instead of pushing up and back."),
            _("Using the legs more."),
            _("Arms and legs working together."),
        ),
        why=(
            _(
                "Forward needs a change: the arms pull ahead instead of pushing back, and the legs do more. Getting "
                "arms and legs to work together is the thing your baby is learning."
            ),
            _(
                "Many babies first go backward on the tummy, then forward with practice. In one study, about half of "
                "the babies crawled on the tummy first. The other half skipped it."
            ),
        ),
        often_comes=_("Often comes after backward, once the arms pull and the legs join in."),
        ages=_(
            "Lists written by physical therapists and pediatricians name ages from 7 to 9 months for crawling on the "
            "tummy. Babies differ widely, and some skip it."
        ),
        details=(
            Detail("arms", _("pulled with the arms")),
            Detail("legs", _("pushed with the legs")),
        ),
        leads_to=(),
        sources=(
            sources.PT_FOR_INFANTS_BACKWARD,
            sources.NCJ,
            sources.ADOLPH_1998,
            sources.PTP_DENVER,
            sources.FOCUS,
            sources.GERBER_2010,
            sources.SCHARF_2016,
        ),
    ),
)

BY_SLUG: dict[str, Movement] = {movement.slug: movement for movement in MOVEMENTS}
SLUGS: tuple[str, ...] = tuple(BY_SLUG)
