"""Where each health statement comes from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One publication. Titles and publishers are names, so they are not translated."""

    publisher: str
    title: str
    year: int | None = None
    url: str = ""


# The physical therapist whose article is the heart of it, and her other pages.

PT_FOR_INFANTS_BACKWARD = Source(
    "Physical Therapy for Infants",
    "Why Do Babies Push Backward Before Crawling Forward?",
    url="https://www.physicaltherapyforinfants.com/tips/why-do-babies-push-backward-before-crawling-forward",
)
PT_FOR_INFANTS_TUMMY_TIME = Source(
    "Physical Therapy for Infants",
    "The Progression of Tummy Time",
    url="http://www.physicaltherapyforinfants.com/tips/the-progression-of-tummy-time",
)
PT_FOR_INFANTS_PIVOTING = Source(
    "Physical Therapy for Infants",
    "Pivoting: Ways to Play",
    url="https://www.physicaltherapyforinfants.com/pivoting/ways-to-play",
)
PT_FOR_INFANTS_FRICTION = Source(
    "Physical Therapy for Infants",
    "Best Floor Surfaces for Baby Development",
    url="https://www.physicaltherapyforinfants.com/tips/best-floor-surfaces-baby-development-friction",
)
PT_FOR_INFANTS_SURFACES = Source(
    "Physical Therapy for Infants",
    "Best Surfaces for Learning to Crawl",
    url="https://www.physicaltherapyforinfants.com/tips/best-surfaces-for-learning-to-crawl",
)
PT_FOR_INFANTS_PILLOWS = Source(
    "Physical Therapy for Infants",
    "Encouraging Crawling: Building a Pillow Mountain",
    url="https://physicaltherapyforinfants.com/tips/help-your-baby-learn-to-crawl-by-building-a-pillow-mountain",
)

# Other therapists and early-childhood experts.

PTP_DENVER = Source(
    "PTP Denver",
    "Tummy Time For All Ages & Stages",
    url="https://ptpdenver.com/blog/tummy-time-for-all-ages-amp-stages?format=amp",
)
MYMICHIGAN = Source(
    "MyMichigan Health",
    "How Important Are Infant Gross Motor Milestones?",
    2022,
    "https://www.mymichigan.org/about/news/healthdoseblog/infant-gross-motor-milestones/",
)
COMMUNICATION_CLUBHOUSE = Source(
    "Communication Clubhouse",
    "Gross Motor Skills: 6 Months",
    url="https://www.communicationclubhouse.com/gross-motor-skills-6-months/",
)
FOCUS = Source(
    "FOCUS Therapy, Fort Myers",
    "Should My Child be Crawling by Now? FOCUS Fort Myers Pediatric Physical Therapists Weigh In",
    url=(
        "https://focusflorida.com/physical-therapy/"
        "should-my-child-be-crawling-by-now-focus-fort-myers-pediatric-physical-therapists-weigh-in/"
    ),
)
NORTH_CAROLINA = Source(
    "North Carolina Department of Public Instruction",
    "North Carolina Early Learning and Development Progressions: Birth to Five",
    2015,
    "https://earlylearningprogressions.fpg.unc.edu/age/3",
)
EVERYDAY_KIDS = Source(
    "Everyday Kids",
    "Moving the Toy to Gain a New Skill",
    url="https://www.everydaykidsnc.com/post/moving-the-toy-to-gain-a-new-skill",
)
STARFISH = Source(
    "Starfish Therapies",
    "Pre-Crawling: Pivoting and Reversing",
    2012,
    "https://starfishtherapies.com/2012/03/20/pre-crawling-pivoting-and-reversing",
)
PHYSIO_COMES_TO_YOU = Source(
    "Physio Comes to You",
    "Is it Normal for my Baby to Crawl Backwards?",
    url="https://physiocomestoyou.co.uk/normal-baby-crawl-backwards/",
)
READY_STEADY = Source(
    "Ready Steady Therapy",
    "Milestone: Crawling",
    url="https://readysteadytherapy.com.au/milestone-crawling/",
)
PATHWAYS_TUMMY_TIME = Source(
    "Pathways.org",
    "Tummy Time",
    url="https://pathways.org/topics-of-development/tummy-time/",
)
PATHWAYS_ADJUSTED_AGE = Source(
    "Pathways.org",
    "Adjusting Age for Prematurity",
    url="https://pathways.org/adjusting-age-for-prematurity/",
)
OREGON = Source(
    "Oregon Early Learning",
    "Back to Sleep, Tummy to Play",
    url=(
        "https://oregonearlylearning.com/courses/safe-sleep-english/lessons/"
        "part-3-communicating-safe-sleep-practices-with-families/topic/back-sleep-tummy-play/"
    ),
)
BOYS_TOWN = Source(
    "Boys Town Pediatrics",
    "Babyproofing Your Home",
    url="https://tstpeds.boystown.org/knowledge-center/childproofing-tips",
)
TEXT4FATHER = Source("Text4Father", "Baby Proofing & Safety", url="https://www.text4father.com/24")
WASHINGTON_FAMILY = Source(
    "Washington Family",
    "Your Guide to Baby-proofing Your Home",
    2023,
    "http://digital.washingtonfamily.com/issues/June-2023/files/pages/translate/27.html",
)

# Pediatricians and health services. No address where only another site's copy could be read.

AAP_BACK_TO_SLEEP = Source(
    "American Academy of Pediatrics",
    "Back to Sleep, Tummy to Play",
    url="https://www.healthychildren.org/English/ages-stages/baby/sleep/Pages/Back-to-Sleep-Tummy-to-Play.aspx",
)
AAP_SLEEP_SURFACE = Source("American Academy of Pediatrics", "Safe sleep recommendations", 2022)
AAP_MOVEMENT = Source("American Academy of Pediatrics", "Movement: 8 to 12 Months")
AAP_OBSTACLES = Source("American Academy of Pediatrics", "Advice on crawling over cushions and boxes")
AAP_WALKERS = Source("American Academy of Pediatrics", "Advice on baby walkers")
AAP_SAFETY = Source("Parent handout after the American Academy of Pediatrics", "Safety at 6 to 12 months")
AAP_AGE_TERMS = Source(
    "American Academy of Pediatrics",
    "Age Terminology During the Perinatal Period",
    2004,
    "https://pediatrics.aappublications.org/highwire/markup/90282/expansion",
)
AAP_PREEMIE = Source("American Academy of Pediatrics", "Preemie Milestones")
AAP_MOTOR = Source(
    "American Academy of Pediatrics",
    "About Developmental Delays",
    url="https://motordelay.aap.org/about-developmental-delays/",
)
GERBER_2010 = Source(
    "Gerber, Wilks and Erdie-Lalena, Pediatrics in Review",
    "Developmental Milestones: Motor Development",
    2010,
    "https://pedsinreview.aappublications.org/highwire/markup/8059/expansion",
)
SCHARF_2016 = Source("Scharf, Scharf and Stroustrup, Pediatrics in Review", "Developmental Milestones", 2016)
CDC_ACT_EARLY = Source("Centers for Disease Control and Prevention", "Learn the Signs. Act Early.", 2022)
NHS_BROMLEY = Source(
    "NHS, Bromley Therapy Hub",
    "Beginning to move around",
    url="https://bromleytherapyhub.org.uk/selfhelp/movingaround/begintomove",
)
NHS_OXFORD = Source(
    "Oxford Health NHS Foundation Trust",
    "Child development",
    url="https://www.oxfordhealth.nhs.uk/childrens-community-physiotherapy/about-us/child-development/",
)
NHS_GLASGOW = Source(
    "NHS Greater Glasgow and Clyde",
    "Motor skill development",
    url="https://rhc.nhsggc.org.uk/kids-for-families/im-concerned-about/motor-skill-development",
)
NCJ = Source(
    "NCJ, the Dutch centre for child and youth health",
    "Kruipt vooruit, buik op de grond",
    url="https://www.ncj.nl/64-kruipt-vooruit-buik-op-de-grond/",
)
WHO_UNDER_FIVES = Source(
    "World Health Organization",
    "Guidelines on physical activity, sedentary behaviour and sleep for children under 5 years of age",
    2019,
)

# Studies.

WHO_MOTOR = Source(
    "WHO Multicentre Growth Reference Study Group",
    "WHO Motor Development Study: windows of achievement for six gross motor development milestones",
    2006,
    "https://pubmed.ncbi.nlm.nih.gov/16817682/",
)
ADOLPH_1998 = Source(
    "Adolph, Vereijken and Denny, Child Development",
    "Learning to Crawl",
    1998,
    "https://nyuscholars.nyu.edu/en/publications/learning-to-crawl",
)
FREEDLAND_1994 = Source(
    "Freedland and Bertenthal, Psychological Science",
    "Developmental Changes in Interlimb Coordination: Transition to Hands-and-Knees Crawling",
    1994,
)
HALLEMANS_2016 = Source(
    "Hallemans and others, Tijdschrift voor Geneeskunde",
    "Survey of 415 parents on how babies crawl",
    2016,
    "https://poj.peeters-leuven.be/content.php?url=article&id=3283943&journal_code=TVG",
)
HEWITT_2020 = Source(
    "Hewitt and others, Pediatrics",
    "Tummy Time and Infant Health Outcomes: A Systematic Review",
    2020,
    "https://publications.aap.org/pediatrics/article/145/6/e20192168/76940/",
)
