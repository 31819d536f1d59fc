"""Every drawing of Crawltrack, drawn once. Run it to write the pictures: python docs/drawings.py

It writes static/drawings.svg, one sprite of symbols, and static/favicon.svg. A page shows a drawing with

    <svg viewBox="0 0 310 198"><use href="/static/drawings.svg#up"/></svg>

inside an element that carries the class of a movement (m-up, m-round, m-back, m-knees, m-fwd), which gives the accent.

To add a drawing, write a function that returns its shapes and put @drawing("its-id", "0 0 470 240") above it. Build it from
the hand below: limb, shape, line, blot for the body; dots and chevron for a cue; wall_and_floor for a room. Then run this
file and the tests, and look at the result large and small, in light, dark and night.

The rules of the hand: one baby, who faces right, so that backward points left; a line of 5 units; one flat accent. A page's
class rules do not reach into a sprite, so colours are custom properties in presentation attributes, never class or style.
"""

import math
import re
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "static"

LINE = "var(--line)"
SKIN = "var(--skin)"
FAR = "var(--skin-far)"
CURL = "var(--hair-curl)"
LIMB = "var(--limb)"
ACCENT = "var(--a)"
ACCENT_LINE = "var(--a-line)"
TINT = "var(--a-tint)"
DEEP = "var(--a-deep)"
PAPER = "var(--paper)"
LEAF = "var(--leaf)"

WIDTH = 5
SCENE = "0 0 470 240"
ICON = "0 0 28 24"
MARK = "0 0 48 40"

PICTURE = f'fill="none" stroke="{LINE}" stroke-width="{WIDTH}"'
SMALL = f'fill="none" stroke="{ACCENT_LINE}" stroke-width="3.2"'
DRAWN_ICON = 'fill="none" stroke="currentColor" stroke-width="2.4"'

DRAWINGS = {}


def drawing(name, box, pen=PICTURE):
    """Register a function as the drawing called name, in that viewBox; pen is what its shapes inherit."""

    def register(draw):
        DRAWINGS[name] = (box, pen, draw)
        return draw

    return register


# --- the hand -------------------------------------------------------------------------------------------------------------


def line(d, colour="", width=0):
    paint = f' stroke="{colour}"' if colour else ""
    paint += f' stroke-width="{width}"' if width else ""
    return f'<path{paint} d="{d}"/>'


def shape(d, fill=ACCENT, width=0):
    """A filled shape with an outline."""
    weight = f' stroke-width="{width}"' if width else ""
    return f'<path fill="{fill}"{weight} d="{d}"/>'


def blot(d, fill=ACCENT, opacity=""):
    """A filled shape without an outline."""
    veil = f' opacity="{opacity}"' if opacity else ""
    return f'<path fill="{fill}" stroke="none"{veil} d="{d}"/>'


def disc(x, y, r, fill=LINE, opacity=""):
    veil = f' opacity="{opacity}"' if opacity else ""
    return f'<circle fill="{fill}" stroke="none"{veil} cx="{x}" cy="{y}" r="{r}"/>'


def ring(x, y, r, fill=SKIN, extra=""):
    return f'<circle fill="{fill}"{extra} cx="{x}" cy="{y}" r="{r}"/>'


def oval(x, y, rx, ry, fill=LINE):
    return f'<ellipse fill="{fill}" stroke="none" cx="{x}" cy="{y}" rx="{rx}" ry="{ry}"/>'


def box(x, y, w, h, r, fill, extra=""):
    return f'<rect fill="{fill}"{extra} x="{x}" y="{y}" width="{w}" height="{h}" rx="{r}"/>'


def limb(d, width, fill=SKIN):
    """An arm or a leg: one path, drawn as a thick line inside a thicker one."""
    return line(d, width=width + WIDTH) + line(d, fill, width - WIDTH)


def place(body, x=0, y=0, turn=0, scale=1, flip=False):
    moves = f"translate({x} {y})" if x or y else ""
    moves += f" rotate({turn})" if turn else ""
    if flip:
        moves += f" scale(-{scale} {scale})"
    elif scale != 1:
        moves += f" scale({scale})"
    return f'<g transform="{moves.strip()}">{body}</g>'


def sleeve(sx, sy, ex, ey, length, shoulder, cuff, fill=ACCENT, start=0.45):
    """A short sleeve from a shoulder along an arm; its sides open into the body, where they have no line."""
    reach = math.hypot(ex - sx, ey - sy)
    ux, uy = (ex - sx) / reach, (ey - sy) / reach
    nx, ny = -uy, ux

    def at(along, across):
        return f"{sx + ux * along + nx * across:.1f} {sy + uy * along + ny * across:.1f}"

    def side(part, sign):
        across = shoulder / 2 + (cuff - shoulder) / 2 * part
        return at(length * part, sign * across)

    edge = f"{side(1, 1)}Q{at(length + 4, 0)} {side(1, -1)}"
    cloth = f"M{side(0, 1)}L{edge}L{side(0, -1)}A{shoulder / 2} {shoulder / 2} 0 0 0 {side(0, 1)}Z"
    return blot(cloth, fill) + line(f"M{side(start, 1)}L{edge}L{side(start, -1)}")


def curl():
    """The one curl of hair, at the top of a head centred on 0 0."""
    return line("M-9 -40c-6 -13 9 -20 13 -11c2 6 -7 8 -8 2", CURL)


def mouth_of(mood):
    return {
        "smile": line("M21 24q7 5 13 -1"),
        "open": blot("M19 22q9 3 18 -2q-1 12 -9 12q-7 0 -9 -10Z", LINE),
        "oh": oval(31, 24, 3.6, 4.6),
        "rest": line("M25 25q4 2 8 0"),
    }[mood]


def head(x, y, turn=0, mood="smile", asleep=False, scale=1):
    """The baby's head from the side, looking right."""
    eye = line("M18 4q6 6 12 0") if asleep else disc(25, 4, 4.6)
    skull = (
        "M-41 2C-43 -27 -19 -44 5 -43C29 -42 42 -25 42 -5C42 0 46 4 46 8C46 12 43 13 41 14C38 33 20 42 0 41C-22 40 -39 25 -41 2Z"
    )
    parts = shape(skull, SKIN) + disc(17, 21, 8.5, ACCENT, ".42") + line("M-14 4a9 9 0 1 1 3 15")
    return place(parts + eye + mouth_of(mood) + curl(), x, y, turn, scale)


def face(x, y, turn=0, scale=1):
    """The baby's head turned to us."""
    skull = "M-40 5C-42 -24 -22 -42 2 -42C28 -42 43 -24 42 4C42 28 24 42 2 42C-20 42 -38 28 -40 5Z"
    parts = line("M-37 6a9 9 0 1 0 2 15") + shape(skull, SKIN)
    parts += disc(-9, 21, 8.5, ACCENT, ".42") + disc(31, 19, 6.5, ACCENT, ".42")
    parts += disc(-2, 6, 4.4) + disc(26, 5, 4.4) + line("M13 12q4 1 3 4") + line("M7 25q7 6 14 -1")
    return place(parts + curl(), x, y, turn, scale)


def cue(d):
    return line(d, ACCENT_LINE, 8)


def dots(d):
    return f'<path stroke="{ACCENT_LINE}" stroke-width="8" stroke-dasharray=".1 15" d="{d}"/>'


def chevron(x, y, turn, size=13):
    """The point of a cue; turn 0 points right, 180 left, -90 up."""
    wing, tip = size * 0.75, size * 0.25
    spread = math.radians(turn)
    cos, sin = math.cos(spread), math.sin(spread)

    def at(px, py):
        return f"{x + px * cos - py * sin:.1f} {y + px * sin + py * cos:.1f}"

    return cue(f"M{at(-wing, -size)}L{at(tip, 0)}L{at(-wing, size)}")


# --- the five babies ------------------------------------------------------------------------------------------------------


def pushing_up(mood="smile"):
    return (
        limb("M100 172C80 170 64 160 48 144", 25, FAR)
        + limb("M204 126C214 150 218 168 220 183L233 185", 22, FAR)
        + limb("M100 179C78 183 60 185 42 183L35 173", 26)
        + shape(
            "M184 88C168 96 156 112 138 122C108 122 76 140 76 168C76 188 92 195 112 195L150 195"
            "C180 194 208 172 220 142C228 120 226 98 214 90Z"
        )
        + line("M112 148C98 156 92 170 96 186")
        + limb("M190 122C196 148 198 166 198 183L212 185", 24)
        + sleeve(188, 114, 196, 158, 30, 29, 33)
        + head(212, 66, -12, mood)
    )


@drawing("up", "0 0 310 198")
def up():
    return pushing_up() + dots("M276 182C285 156 286 124 279 96") + chevron(276, 82, -104)


def turning():
    return (
        limb("M100 150C84 142 72 132 64 116", 24, FAR)
        + limb("M200 140C220 150 232 158 250 160", 22, FAR)
        + limb("M98 166C80 170 64 168 50 158", 26)
        + shape(
            "M184 96C160 98 144 104 124 105C94 104 74 122 74 146C74 172 92 182 114 182L154 188"
            "C188 190 212 172 214 146C216 116 208 96 184 96Z"
        )
        + line("M108 132C95 142 91 156 97 171")
        + limb("M150 146C140 166 136 178 138 190L124 198", 24)
        + sleeve(152, 140, 140, 178, 28, 29, 33)
        + face(190, 84, 8)
    )


@drawing("round", "0 0 300 198")
def round_and_round():
    loop = cue("M76 137A134 34 0 0 1 286 166A134 32 0 0 1 18 164")
    return loop + place(turning(), 12, -10) + chevron(18, 160, -86, 14)


def sliding_back(mood="oh"):
    return (
        limb("M160 176C132 174 118 164 104 152", 25, FAR)
        + limb("M254 140C284 158 304 172 322 183L337 184", 22, FAR)
        + limb("M160 182C138 186 118 187 98 184L91 173", 26)
        + shape(
            "M232 104C216 112 202 120 184 125C156 124 130 142 130 170C130 190 146 195 164 195L206 195"
            "C238 194 260 176 266 152C270 132 266 110 256 104Z"
        )
        + line("M166 150C152 158 146 170 150 186")
        + limb("M230 138C256 158 276 174 292 184L309 186", 24)
        + sleeve(230, 138, 284, 181, 33, 29, 33)
        + head(250, 80, -8, mood)
    )


@drawing("back", "0 0 390 198")
def back():
    return sliding_back() + dots("M64 156H41") + chevron(25, 156, 180, 15)


def on_all_fours(mood="smile"):
    return (
        limb("M116 132C128 156 132 170 130 183L92 185", 25, FAR)
        + limb("M202 118C212 146 216 166 218 183L231 185", 22, FAR)
        + shape(
            "M188 72C164 78 136 82 112 86C80 86 58 104 58 128C58 150 78 160 104 157C136 154 170 158 194 148"
            "C214 138 222 118 220 98C218 82 206 70 188 72Z"
        )
        + limb("M96 140C108 158 112 172 110 183L66 185L58 177", 27)
        + sleeve(95, 132, 109, 172, 34, 34, 37, start=0.5)
        + limb("M188 120C194 146 196 166 196 183L209 185", 24)
        + sleeve(186, 112, 194, 158, 30, 29, 33)
        + head(222, 66, 0, mood)
    )


@drawing("knees", "0 0 300 198")
def knees():
    rock = dots("M72 60C92 48 118 42 146 44")
    return on_all_fours() + rock + chevron(158, 45, 8, 12) + chevron(62, 66, 148, 12)


def crawling(mood="open"):
    thigh = "M150 146C178 143 210 156 210 174C210 188 194 190 178 188L136 190C118 191 110 181 115 174C119 168 127 170 131 174L170 177"
    return (
        limb("M128 180C106 184 92 186 72 184L65 174", 25, FAR)
        + limb("M222 160C228 178 244 186 270 186", 22, FAR)
        + shape(
            "M208 108C192 114 176 120 158 124C126 122 98 142 98 170C98 190 114 195 132 195L184 195"
            "C214 194 236 178 242 154C246 134 242 114 232 108Z"
        )
        + blot(thigh + "L148 176Z", SKIN)
        + line(thigh)
        + line("M150 147Q146 161 149 175")
        + limb("M212 144C222 168 242 182 266 177L312 167", 24)
        + sleeve(209, 138, 228, 174, 30, 29, 33)
        + head(230, 84, 2, mood)
    )


@drawing("fwd", "0 0 390 198")
def forward():
    return crawling() + dots("M312 144H338") + chevron(354, 144, 0, 15)


# --- the same five for 32 px ----------------------------------------------------------------------------------------------


def small_body(d, width):
    return line(d, LINE, width + 3) + line(d, ACCENT, width - 3)


def small_head(x, y, r=8):
    return f'<circle fill="{SKIN}" stroke="{LINE}" stroke-width="3" cx="{x}" cy="{y}" r="{r}"/>'


def small_limb(d):
    return line(d, LIMB, 3)


SMALL_FLOOR = line("M2 37H46")


@drawing("up-s", MARK, SMALL)
def up_small():
    body = small_limb("M14 31H5") + small_body("M15 28C20 26 23 23 26 20", 11) + small_limb("M27 22L28 33H32")
    return SMALL_FLOOR + body + small_head(31, 11) + line("M38 26L42 21.5L46 26")


@drawing("round-s", MARK, SMALL)
def round_small():
    body = small_limb("M15 23L10 18") + small_body("M18 22C22 21 25 20 28 19", 12)
    body += small_head(32, 12) + small_limb("M23 26L21 32")
    return line("M10 24.5A20 8 0 0 1 44 30") + body + line("M44 30A20 7.5 0 0 1 4 29") + line("M0 32.5L4 27.5L8.5 31.5")


@drawing("back-s", MARK, SMALL)
def back_small():
    body = small_limb("M18 32H12") + small_body("M21 29H28", 11) + small_limb("M29 27L40 33H43")
    return SMALL_FLOOR + body + small_head(31, 15) + line("M7.5 19L2.5 24L7.5 29")


@drawing("knees-s", MARK, SMALL)
def knees_small():
    body = small_limb("M14 24V33H7") + small_body("M14 21H28", 10) + small_limb("M29 24V33H33")
    return SMALL_FLOOR + body + small_head(34, 12)


@drawing("fwd-s", MARK, SMALL)
def forward_small():
    body = small_limb("M11 32H5") + small_body("M14 29H21", 11) + small_limb("M22 28C24 33 28 33 34 32")
    return SMALL_FLOOR + body + small_head(24, 15) + line("M40 19L45 24L40 29")


# --- the portrait, the corner, the corner from above ------------------------------------------------------------------------


@drawing("me", "0 0 128 128")
def me():
    return shape("M8 140C10 108 34 96 64 96C94 96 118 108 120 140Z") + face(63, 66)


def ball(x, y, r):
    inner = r - 2.5
    top = f"M{x - inner} {y}a{inner} {inner} 0 0 1 {2 * inner} 0q{-inner} {r * 0.55} {-2 * inner} 0Z"
    return ring(x, y, r) + blot(top) + line(f"M{x - r} {y}q{r} {r * 0.55} {2 * r} 0")


def rings(x, y):
    """The stacking rings, standing on y."""
    tower = "".join(
        box(x - w, y - 17 - 17 * i, 2 * w, 17, 8.5, fill) for i, (w, fill) in enumerate([(34, ACCENT), (26, SKIN), (18, ACCENT)])
    )
    return tower + ring(x, y - 60, 9)


def wall_and_floor(horizon=136):
    """A plain room that goes on beyond every edge."""
    return (
        blot(f"M-2400 -1500H2400V{horizon}H-2400Z", TINT)
        + blot(f"M-2400 {horizon}H2400V3500H-2400Z", LEAF)
        + line(f"M-2400 {horizon}H2400", ACCENT_LINE, 6)
    )


def corner():
    return (
        blot("M60 -1500H2400V136H60Z", TINT)
        + blot("M-2400 -1500H60V136L-2400 3500Z", DEEP)
        + blot("M60 136H2400V3500H-2400Z", LEAF)
        + line("M60 136H2400M60 136L-2400 3500M60 -1500V136", ACCENT_LINE, 6)
    )


def window(x, y):
    """A window with a hill and the sun; x y is the middle of its sill."""
    pane = shape("M-48 -1V-83A48 48 0 0 1 48 -83V-1Z", PAPER)
    view = blot("M-45 -4V-29Q-22 -49 0 -35T45 -39V-4Z", DEEP) + disc(23, -91, 10, ACCENT)
    bars = line("M-48 -1V-83A48 48 0 0 1 48 -83V-1M0 -131V-1M-48 -65H48M-56 0H56")
    return f'<g transform="translate({x} {y})" stroke="{ACCENT_LINE}" stroke-width="6">{pane}{view}{bars}</g>'


def pushing_off(mood="open"):
    """On the tummy, soles against the wall behind, arms out in front."""
    return (
        limb("M130 172C112 160 96 164 82 166L74 148", 25, FAR)
        + limb("M222 158C236 172 256 174 276 166L300 156", 22, FAR)
        + limb("M132 180C114 190 100 184 82 184L73 165", 26)
        + shape(
            "M208 106C192 112 176 120 158 124C126 122 104 142 104 170C104 190 118 195 136 195L184 195"
            "C214 194 236 178 242 154C246 134 242 112 232 106Z"
        )
        + line("M142 150C128 158 122 170 126 186")
        + limb("M212 144C222 168 242 184 268 184L318 183", 24)
        + sleeve(209, 138, 228, 174, 30, 29, 33)
        + head(232, 80, 0, mood)
    )


@drawing("room", SCENE)
def room():
    return (
        corner()
        + window(366, 47)
        + place(pushing_off(), -54, 26)
        + dots("M290 196H330")
        + chevron(343, 196, 0, 12)
        + ball(404, 190, 30)
    )


def baby_from_above():
    """Head down the page, towards a toy; the soles at the top, one to each side."""
    leg = "M138 152C112 148 98 130 98 106L96 93L113 76"
    arm = "M122 196C100 206 94 232 108 250L120 262"
    other_leg = "M162 152C188 148 202 130 202 106L204 93L187 76"
    other_arm = "M178 196C200 206 206 232 192 250L180 262"
    return (
        limb(leg, 22)
        + limb(other_leg, 22)
        + limb(arm, 20)
        + limb(other_arm, 20)
        + shape(
            "M150 124C178 124 192 142 190 162C189 172 183 180 181 188C192 190 200 196 203 206L189 220Q184 222 176 216H124"
            "Q116 222 111 220L97 206C100 196 108 190 119 188C117 180 111 172 110 162C108 142 122 124 150 124Z"
        )
        + line("M120 138C128 148 130 156 128 166M180 138C172 148 170 156 172 166")
        + line("M119 222a8 8 0 0 0 0 14M181 222a8 8 0 0 1 0 14")
        + shape("M150 192C170 192 184 208 184 226C184 243 172 254 155 257Q150 262 145 257C128 254 116 243 116 226C116 208 130 192 150 192Z", SKIN)
        + line("M148 226c-4 -10 12 -12 14 -1c1 13 -22 15 -25 -2c-2 -12 7 -20 17 -20", CURL)
    )


@drawing("plan", "0 0 300 306")
def plan():
    floor = blot("M150 16L288 154L150 296L12 154Z", TINT)
    walls = line("M12 152L150 14L288 152", ACCENT_LINE, 10)
    return floor + walls + baby_from_above() + ball(150, 283, 19)


# --- icons ----------------------------------------------------------------------------------------------------------------

ICONS = {
    "today": "M3 21H25M8 21a6 6 0 0 1 12 0M14 5v4M5 9l2.5 2.5M23 9l-2.5 2.5",
    "journey": "M5.6 6H13a5 5 0 0 1 0 10H9c6 0 9 5 15 5M13 6c4 0 6 -2 11 -2M5.6 6a1.6 1.6 0 1 1 -3.2 0a1.6 1.6 0 1 1 3.2 0",
    "history": "M4 5h4M12 5h12M4 12h4M12 12h8M4 19h4M12 19h11",
    "tips": "M6 2v15H25M6 17l-4 6M22.4 11a3.4 3.4 0 1 1 -6.8 0a3.4 3.4 0 1 1 6.8 0",
    "plus": "M14 4V20M6 12H22",
    "check": "M6 13L11.5 18.5L22.5 6",
    "undo": "M10 4L5 9L10 14M5.5 9H17a5.5 5.5 0 0 1 0 11H10",
    "edit": "M6 20L7.5 14.5L18.5 3.5L22.5 7.5L11.5 18.5ZM15.5 6.5L19.5 10.5",
    "bin": "M5 6.5H23M11 6V3H17V6M7.5 7L8.5 21H19.5L20.5 7M12 11V17M16 11V17",
    "clock": "M23.5 12a9.5 9.5 0 1 1 -19 0a9.5 9.5 0 1 1 19 0M14 6.5V12L17.5 14.5",
    "children": "M14 9.5a4 4 0 1 1 -8 0a4 4 0 1 1 8 0M23.5 12.5a3 3 0 1 1 -6 0a3 3 0 1 1 6 0M3 21c0 -4 3 -6 7 -6s7 2 7 6M20.5 17.5c3 0 4.5 1.5 4.5 3.5M10 5.5c-1.5 -2.5 2 -4 2.5 -1.8",
    "settings": "M4 6H12M19 6H24M4 12H6M13 12H24M4 18H14M21 18H24M18.7 6a3 3 0 1 1 -6 0a3 3 0 1 1 6 0M12.5 12a3 3 0 1 1 -6 0a3 3 0 1 1 6 0M20.7 18a3 3 0 1 1 -6 0a3 3 0 1 1 6 0",
    "back": "M17 4L9 12L17 20",
    "print": "M8.5 9V3H19.5V9M8.5 17H4.5V9H23.5V17H19.5M8.5 14H19.5V21.5H8.5Z",
    "flag": "M8 22V3C13 1 16 6 22 4V13C16 15 13 10 8 12",
    "note": "M5 3H23V15L17.5 20.5H5ZM17.5 20.5V15H23M9 8H19M9 12.5H14",
    "close": "M7 5L21 19M21 5L7 19",
}


def icon(d):
    return lambda: line(d)


for icon_name, icon_path in ICONS.items():
    drawing(f"i-{icon_name}", ICON, DRAWN_ICON)(icon(icon_path))


drawing("i-lamp", "0 0 28 28", DRAWN_ICON)(icon("M9 4h10l4 11H5ZM14 15v9M9 24h10"))


# --- the mark of Crawltrack -----------------------------------------------------------------------------------------------

LOOP = "M4 34H27C44 34 44 9 28 9C15 9 14 24 26 24H44"


@drawing("logo", MARK, 'fill="none" stroke="currentColor" stroke-width="5"')
def logo():
    return line(LOOP)


@drawing("app-mark", "0 0 64 64", 'fill="none" stroke="var(--paper)" stroke-width="5"')
def app_mark():
    return box(0, 0, 64, 64, 16, "var(--ink)", ' stroke="none"') + place(line(LOOP), 8, 11)


def favicon():
    tile = '<rect width="64" height="64" rx="16" fill="#3d7ac4"/>'
    track = f'<path transform="translate(8 11)" fill="none" stroke="#fffaf0" stroke-width="6" d="{LOOP}"/>'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" stroke-linecap="round" stroke-linejoin="round">'
        f"{tile}{track}</svg>\n"
    )


# --- writing --------------------------------------------------------------------------------------------------------------


def one_decimal(svg):
    """The same picture with every coordinate of a path rounded to one decimal."""

    def short(number):
        text = f"{float(number[0]):.1f}"
        return text[:-2] if text.endswith(".0") else text

    return re.sub(r'(?<= d=")[^"]*', lambda d: re.sub(r"-?\d*\.\d+", short, d[0]), svg)


def symbol(name, view, pen, body):
    joins = 'stroke-linecap="round" stroke-linejoin="round"'
    return f'<symbol id="{name}" viewBox="{view}" overflow="visible" {pen} {joins}>{body}</symbol>\n'


def sprite():
    symbols = "".join(symbol(name, view, pen, draw()) for name, (view, pen, draw) in DRAWINGS.items())
    return one_decimal(f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}</svg>\n')


def main():
    (STATIC / "drawings.svg").write_text(sprite(), encoding="utf-8")
    (STATIC / "favicon.svg").write_text(favicon(), encoding="utf-8")


if __name__ == "__main__":
    main()
