"""Every drawing of Crawltrack, drawn once. Run it to write the pictures: python docs/drawings.py

It writes static/drawings.svg, one sprite of symbols, and static/favicon.svg. A page shows a drawing with

    <svg viewBox="0 0 310 198"><use href="/static/drawings.svg#up"/></svg>

inside an element with the class of a movement (m-up, m-round, m-back, m-knees, m-fwd), which gives the accent.

To add a drawing, write a function that returns its shapes and put @drawing("its-id", "0 0 470 240") above it. Build
it from the hand below: limb, shape, line, blot for the body; dots and chevron for a cue; wall_and_floor for a room.
Then run this file, add the id to tests/unit/test_drawings.py, and look at it large and small, in light, dark and night.

The rules of the hand: one baby, who faces right, so that backward points left; a line of 5 units; one flat accent.
A page's class rules do not reach into a sprite, so colours are custom properties in presentation attributes, never
class or style. Paper and leaf are dark at night; wooden things are drawn in the two skin tones, toys in the accent.
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


# --- the hand ---------------------------------------------------------------------------------------------------------


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
    return (
        disc(sx, sy, shoulder / 2 + 3, fill)
        + f'<path fill="{fill}" stroke="{fill}" stroke-width="4" d="{cloth}"/>'
        + line(f"M{side(start, 1)}L{edge}L{side(start, -1)}")
    )


def curl():
    """The one curl of hair, at the top of a head centred on 0 0."""
    return line("M-9 -41c-8 -15 11 -24 16 -12c3 9 -10 11 -10 3", CURL)


def mouth_of(mood):
    return {
        "smile": line("M21 24q7 5 13 -1"),
        "open": blot("M19 22q9 3 18 -2q-1 12 -9 12q-7 0 -9 -10Z", LINE),
        "oh": oval(31, 24, 3.6, 4.6),
        "rest": line("M25 25q4 2 8 0"),
    }[mood]


def cheek(x, y, r):
    """A deeper tone of the same skin: an accent would bruise a brown cheek."""
    return disc(x, y, r, FAR)


def head(x, y, turn=0, mood="smile", asleep=False, scale=1):
    """The baby's head from the side, looking right."""
    eye = line("M18 4q6 6 12 0") if asleep else disc(25, 4, 4.6)
    skull = (
        "M-41 2C-43 -27 -19 -44 5 -43C29 -42 42 -25 42 -5C42 0 46 4 46 8C46 12 43 13 41 14C38 33 20 42 0 41"
        "C-22 40 -39 25 -41 2Z"
    )
    parts = shape(skull, SKIN) + cheek(17, 21, 8.5) + line("M-14 4a9 9 0 1 1 3 15")
    return place(parts + eye + mouth_of(mood) + curl(), x, y, turn, scale)


def face(x, y, turn=0, scale=1):
    """The baby's head turned to us."""
    skull = "M-40 5C-42 -24 -22 -42 2 -42C28 -42 43 -24 42 4C42 28 24 42 2 42C-20 42 -38 28 -40 5Z"
    parts = shape("M-37 6a9 9 0 1 0 2 15Z", SKIN) + shape(skull, SKIN)
    parts += cheek(-9, 21, 8.5) + cheek(30, 19, 6)
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


# --- the five babies --------------------------------------------------------------------------------------------------


def pushing_up(mood="smile"):
    return (
        limb("M100 172C80 170 64 160 48 144", 25, FAR)
        + limb("M212 120C222 146 227 164 228 183L242 185", 22, FAR)
        + limb("M100 179C78 183 60 185 42 183L35 173", 26)
        + shape(
            "M184 86C168 94 154 108 136 118C106 120 76 140 76 168C76 188 92 195 110 195L124 195"
            "C146 194 164 178 178 156C204 150 222 138 226 118C230 104 226 96 214 88Z"
        )
        + line("M110 148C96 156 90 170 94 186")
        + limb("M192 120C200 146 204 164 205 183L220 185", 24)
        + sleeve(190, 112, 200, 156, 30, 29, 33)
        + head(214, 64, -12, mood)
    )


@drawing("up", "0 0 310 198")
def up():
    return pushing_up() + dots("M287 182V102") + chevron(287, 80, -90, 15)


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
    loop = cue("M170 112C244 112 288 130 288 155C288 180 232 196 152 196C68 196 14 180 14 153C14 138 22 130 36 122")
    return loop + place(turning(), 40, 4, scale=0.9) + chevron(42, 119, -30, 14)


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
    return sliding_back() + dots("M100 112H46") + chevron(22, 112, 180, 18)


def on_all_fours(mood="smile"):
    return (
        limb("M116 132C128 156 132 170 130 183L92 185", 25, FAR)
        + limb("M202 118C212 146 216 166 218 183L231 185", 22, FAR)
        + shape(
            "M188 72C164 78 136 82 112 86C80 86 58 104 58 128C58 150 78 160 104 157C136 154 170 158 194 148"
            "C214 138 222 118 220 98C218 82 206 70 188 72Z"
        )
        + limb("M98 136C108 158 112 172 110 183L66 185L58 177", 27)
        + sleeve(95, 130, 107, 170, 33, 34, 38, start=0.6)
        + limb("M188 120C194 146 196 166 196 183L209 185", 24)
        + sleeve(186, 112, 194, 158, 30, 29, 33)
        + head(222, 66, 0, mood)
    )


@drawing("knees", "0 0 300 198")
def knees():
    rock = dots("M66 46Q103 33 140 46")
    return on_all_fours() + rock + chevron(154, 51, 14, 13) + chevron(52, 51, 166, 13)


def crawling(mood="open"):
    leg = (
        "M148 147C172 144 200 155 201 172C201 187 188 190 172 188L132 190"
        "C114 191 106 182 110 175C114 168 123 170 128 174L164 177"
    )
    return (
        limb("M128 180C106 184 92 186 72 184L65 174", 25, FAR)
        + limb("M222 160C232 178 250 186 292 186", 22, FAR)
        + shape(
            "M208 108C192 114 176 120 158 124C126 122 98 142 98 170C98 190 114 195 132 195L184 195"
            "C214 194 236 178 242 154C246 134 242 114 232 108Z"
        )
        + blot(leg + "L147 176Z", SKIN)
        + line(leg)
        + line("M148 147Q144 161 147 175")
        + limb("M212 144C222 168 242 182 266 177L312 167", 24)
        + sleeve(209, 138, 228, 174, 30, 29, 33)
        + head(230, 84, 2, mood)
    )


@drawing("fwd", "0 0 390 198")
def forward():
    return crawling() + dots("M302 112H350") + chevron(372, 112, 0, 18)


# --- the same five for 32 px ------------------------------------------------------------------------------------------


def small_body(d, width):
    return line(d, LINE, width + 3) + line(d, ACCENT, width - 3)


def small_head(x, y, r=8):
    skull = f'<circle fill="{SKIN}" stroke="{LINE}" stroke-width="3" cx="{x}" cy="{y}" r="{r}"/>'
    return skull + disc(x + 3.5, y + 0.5, 1.7)


def small_limb(d):
    return line(d, LIMB, 3)


SMALL_FLOOR = line("M2 37H46")


@drawing("up-s", MARK, SMALL)
def up_small():
    body = small_limb("M13 32.5H3") + small_body("M13 28.5C17 27 20 22 22 17", 10) + small_limb("M26 18L29 33H33")
    return SMALL_FLOOR + body + small_head(28, 10.5) + line("M41 32V18.5M36.3 23L41 18.3L45.7 23")


@drawing("round-s", MARK, SMALL)
def round_small():
    body = small_limb("M19 25L14 22") + small_body("M21 23C24 23 26 22 28 20.5", 11)
    body += small_limb("M25 25L23 31.5")
    return (
        line("M28 20C38 20 45.5 23.5 45.5 28.5")
        + body
        + small_head(32, 12)
        + line("M45.5 28.5C45.5 34 36 37 24 37C12 37 2.5 34 2.5 28.5C2.5 24.5 5 21.5 9 19.5M2.5 18.5L9 19.5L7 26")
    )


@drawing("back-s", MARK, SMALL)
def back_small():
    body = small_limb("M20 33H13") + small_body("M22 30L29 27.5", 10) + small_limb("M30 26L41 33H44")
    return SMALL_FLOOR + body + small_head(33, 14) + line("M16 20.5H3M9 14.5L3 20.5L9 26.5")


@drawing("knees-s", MARK, SMALL)
def knees_small():
    body = small_limb("M14 24V33H6") + small_body("M14 21L29 19.5", 10) + small_limb("M30 22V33H35")
    return SMALL_FLOOR + body + small_head(36, 12) + line("M4 7H20M8 2.5L3.5 7L8 11.5M16.5 2.5L21 7L16.5 11.5")


@drawing("fwd-s", MARK, SMALL)
def forward_small():
    body = small_limb("M12 33H4") + small_body("M12 30L19 28", 10) + small_limb("M20 27C22 32 27 33 34 31.5")
    return SMALL_FLOOR + body + small_head(23, 14.5) + line("M35 20.5H45M39 14.5L45 20.5L39 26.5")


# --- the portrait, the corner, the corner from above ------------------------------------------------------------------


@drawing("me", "0 0 128 128")
def me():
    return shape("M8 140C10 108 34 96 64 96C94 96 118 108 120 140Z") + face(63, 66)


def ball(x, y, r):
    inner = r - 2.5
    top = f"M{x - inner} {y}a{inner} {inner} 0 0 1 {2 * inner} 0q{-inner} {r * 0.55} {-2 * inner} 0Z"
    return ring(x, y, r, DEEP) + blot(top) + line(f"M{x - r} {y}q{r} {r * 0.55} {2 * r} 0")


def rings(x, y):
    """The stacking rings, standing on y."""
    tower = "".join(
        box(x - w, y - 17 - 17 * i, 2 * w, 17, 8.5, fill)
        for i, (w, fill) in enumerate([(34, ACCENT), (26, DEEP), (18, ACCENT)])
    )
    return tower + ring(x, y - 60, 9, ACCENT)


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
        limb("M132 172C116 152 104 148 92 148L83 129", 25, FAR)
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


def bunting():
    """High on the wall, where only a tall page looks."""
    flags = "".join(
        place(shape("M-15 -3H15L0 30Z", fill), x, y, turn)
        for x, y, turn, fill in [
            (104, -156, 18, ACCENT),
            (152, -139, 11, DEEP),
            (204, -130, 4, ACCENT),
            (258, -130, -4, DEEP),
            (310, -139, -11, ACCENT),
            (358, -156, -18, DEEP),
        ]
    )
    return line("M60 -182C160 -114 300 -114 400 -182") + flags + disc(60, -182, 6) + disc(400, -182, 6)


@drawing("room", SCENE)
def room():
    return (
        corner()
        + bunting()
        + window(366, 47)
        + place(pushing_off(), -54, 26)
        + dots("M290 196H330")
        + chevron(343, 196, 0, 12)
        + ball(404, 190, 30)
    )


def baby_from_above():
    """Head down the page, towards a toy; the soles at the top, one to each side."""
    legs = limb("M130 146C104 148 88 130 100 108L108 88", 24) + limb("M170 146C196 148 212 130 200 108L192 88", 24)
    feet = limb("M120 71L97 94", 23) + limb("M180 71L203 94", 23)
    arms = limb("M118 194C92 202 84 226 92 246L104 272", 21) + limb("M182 194C208 202 216 226 208 246L196 272", 21)
    body = shape(
        "M150 104C182 104 194 126 190 148C187 164 184 170 186 180C190 190 192 196 190 206C178 220 122 220 110 206"
        "C108 196 110 190 114 180C116 170 113 164 110 148C106 126 118 104 150 104Z"
    )
    sleeves = sleeve(120, 196, 88, 222, 27, 26, 30, start=0.8) + sleeve(180, 196, 212, 222, 27, 26, 30, start=0.8)
    hips = line("M113 132Q128 136 130 154M187 132Q172 136 170 154")
    ears = ring(114, 226, 7) + ring(186, 226, 7)
    skull = shape(
        "M150 184C172 184 187 200 187 220C187 240 174 252 156 255Q150 261 144 255C126 252 113 240 113 220"
        "C113 200 128 184 150 184Z",
        SKIN,
    )
    swirl = line("M147 214c-2 -9 12 -10 14 0c1 13 -22 15 -25 -2c-2 -13 8 -19 18 -19")
    return legs + feet + arms + body + sleeves + hips + ears + skull + swirl


@drawing("plan", "0 0 300 306")
def plan():
    floor = blot("M150 16L288 154L150 296L12 154Z", TINT)
    walls = line("M12 152L150 14L288 152", ACCENT_LINE, 10)
    return floor + walls + baby_from_above() + ball(150, 285, 17)


# --- the people around ------------------------------------------------------------------------------------------------


def grown_up(x, y, turn=0, flip=False, bun=False, mood="smile", scale=1):
    """A grown-up's head from the side, with hair; looks right, or left when flipped."""
    skull = (
        "M-38 0C-40 -26 -20 -43 5 -42C28 -41 38 -26 38 -6C38 0 44 6 45 10C45 14 41 15 39 16C38 34 26 43 6 43"
        "C-18 43 -35 26 -38 0Z"
    )
    hair = (
        "M-36 16C-50 -10 -42 -38 -12 -48C18 -56 44 -38 40 -12C28 -12 18 -20 14 -30C10 -14 0 -8 -8 -6"
        "C-10 6 -14 12 -18 12C-20 24 -30 26 -36 16Z"
    )
    knot = ring(-40, -36, 15, LINE, f' stroke="{CURL}"') if bun else ""
    parts = shape(skull, SKIN) + knot + f'<path fill="{LINE}" stroke="{CURL}" d="{hair}"/>' + cheek(18, 22, 7.5)
    parts += disc(25, 4, 4.4) + line("M-8 10a7 7 0 1 1 1 12") + mouth_of(mood)
    return place(parts, x, y, turn, scale, flip)


# --- scenes -----------------------------------------------------------------------------------------------------------


def propped(mood="smile"):
    """On the tummy, chest up on the forearms."""
    return (
        limb("M130 174C108 170 96 162 84 150", 25, FAR)
        + limb("M224 158C232 176 246 184 262 184L284 184", 22, FAR)
        + limb("M132 181C110 186 90 187 70 184L63 174", 26)
        + shape(
            "M208 106C192 112 176 120 158 124C126 122 104 142 104 170C104 190 118 195 136 195L184 195"
            "C214 194 236 178 242 154C246 134 242 112 232 106Z"
        )
        + line("M142 150C128 158 122 170 126 186")
        + limb("M212 142C210 162 214 182 230 186L268 187", 24)
        + sleeve(211, 136, 212, 172, 30, 29, 33)
        + head(232, 80, -6, mood)
    )


def lying_parent(arm):
    """A grown-up on the floor, looking left, with that near arm."""
    return (
        limb("M520 198C600 202 680 200 800 200", 38, ACCENT)
        + limb("M400 168C392 190 380 200 360 204L322 204", 26, FAR)
        + shape(
            "M372 150C392 140 420 142 450 158C490 164 540 160 580 172C616 184 616 220 580 222H436"
            "C404 220 372 196 366 172Z",
            DEEP,
        )
        + arm
        + sleeve(405, 166, 403, 200, 34, 36, 40, DEEP)
        + grown_up(364, 118, 4, flip=True, bun=True)
    )


@drawing("scene-tummy-time", SCENE)
def tummy_time():
    mat = blot("M-70 234L-20 166H490L540 234Z", TINT)
    parent = lying_parent(limb("M404 170C404 196 398 212 380 216L312 216", 26))
    return wall_and_floor() + window(262, 40) + mat + place(propped(), -62, 26) + parent


@drawing("scene-sleep", SCENE)
def sleep():
    slats = "".join(f"M{x} 70V182" for x in range(86, 400, 36))
    crib = (
        line(slats, ACCENT_LINE, 6)
        + box(46, 60, 378, 14, 7, FAR)
        + box(56, 180, 358, 20, 8, DEEP)
        + box(56, 202, 358, 12, 4, FAR)
    )
    posts = box(44, 44, 18, 184, 9, FAR) + box(408, 44, 18, 184, 9, FAR)
    baby = (
        limb("M268 158C288 138 304 134 312 142C320 150 324 160 332 166L342 158", 25, FAR)
        + shape(
            "M168 126C188 114 214 110 244 116C276 122 292 140 290 160C288 176 274 178 256 178H190"
            "C172 178 162 150 168 126Z"
        )
        + limb("M262 162C284 152 300 152 310 160C316 166 326 168 334 166L348 154", 26)
        + sleeve(262, 157, 300, 152, 24, 30, 33)
        + limb("M194 146C202 162 220 170 240 160", 23)
        + sleeve(194, 144, 208, 166, 20, 28, 31)
        + head(132, 136, -92, "rest", asleep=True)
    )
    return wall_and_floor(200) + crib + baby + posts


@drawing("scene-eye-level", SCENE)
def eye_level():
    parent = lying_parent(limb("M404 176C392 216 344 222 316 206C300 196 292 178 288 160", 26))
    return wall_and_floor() + place(pushing_up(), -36, 26) + parent + ball(288, 122, 24)


@drawing("scene-towel", SCENE)
def towel():
    roll = limb("M188 191H242", 9, DEEP) + ring(188, 173, 23, DEEP)
    roll += line("M188 173c0 -6 9 -5 9 2c0 9 -18 9 -18 -2c0 -13 24 -14 26 2")
    baby = (
        limb("M100 172C80 170 64 160 48 148", 25, FAR)
        + limb("M206 128C226 152 248 172 274 180L308 182", 22, FAR)
        + limb("M100 179C78 185 60 186 42 184L35 174", 26)
        + shape(
            "M184 90C168 98 156 114 138 124C108 124 76 142 76 169C76 188 92 195 112 195L168 195"
            "C186 190 212 172 222 144C228 122 226 100 214 92Z"
        )
        + line("M112 150C98 158 92 172 96 187")
        + roll
        + limb("M196 122C210 146 232 172 254 184L290 186", 24)
        + sleeve(194, 116, 216, 154, 30, 29, 33)
        + head(212, 68, -6, "open")
    )
    return wall_and_floor() + window(340, 40) + place(baby, -2, 26) + rings(396, 222)


@drawing("scene-circle", SCENE)
def half_circle():
    """From above: toys all around."""
    rattle = limb("M-4 4L20 26", 12, DEEP) + ring(-14, -6, 19, ACCENT) + ring(-14, -6, 7, DEEP)
    tower = ring(0, 0, 24, ACCENT) + ring(0, 0, 15, DEEP) + ring(0, 0, 6, ACCENT)
    block = box(-19, -19, 38, 38, 6, ACCENT) + line("M-8 0H8M0 -8V8")
    hoop = ring(0, 0, 22, ACCENT) + ring(0, 0, 9, TINT)
    toys = (
        ball(414, 142, 24)
        + place(tower, 384, 58)
        + place(block, 226, 44, 12)
        + place(hoop, 92, 66)
        + place(rattle, 48, 140)
        + place(block, 104, 206, -14)
        + place(hoop, 356, 211)
    )
    rug = oval(234, 136, 270, 150, TINT)
    turn = dots("M328 190C346 160 346 132 334 108") + chevron(327, 93, -112, 13)
    floor = blot("M-2400 -1500H2400V3500H-2400Z", LEAF)
    return floor + place(rug + toys + turn + place(baby_from_above(), 72, 256, -90, 0.78), 30, 24, scale=0.87)


@drawing("scene-reach", SCENE)
def reach():
    return (
        wall_and_floor()
        + window(380, 47)
        + place(crawling(), -48, 26)
        + dots("M290 196H332")
        + chevron(346, 196, 0, 12)
        + ball(412, 190, 30)
    )


def palm(x, y, fill, turn=0):
    """A grown-up's arm from the left with the flat hand upright, its palm to the right."""
    arm = "M-600 -60C-300 -16 -160 6 -96 17"
    hand = (
        "M-92 6C-70 10 -52 10 -42 2C-52 -8 -54 -20 -47 -24C-40 -27 -35 -17 -25 -13L-21 -37"
        "C-19 -49 1 -48 1 -36V10C1 30 -14 36 -34 34L-92 28Z"
    )
    return place(shape(hand, fill) + line(arm, width=44) + line(arm, DEEP, 34), x, y, turn)


@drawing("scene-hands", SCENE)
def hands():
    return (
        wall_and_floor()
        + window(330, 34)
        + palm(181, 164, FAR)
        + place(pushing_off(), 118, 45, scale=0.9)
        + palm(170, 200, SKIN)
        + dots("M420 194H448")
        + chevron(462, 194, 0, 12)
    )


@drawing("scene-floor", SCENE)
def smooth_floor():
    boards = line(
        "M-2400 168H2400M-2400 204H2400M40 139V165M330 139V165M180 171V201M430 171V201M70 207V300M300 207V300", DEEP, 3
    )
    sock = "M-9 -24H9V-6L24 -2A9 9 0 0 1 22 14H0C-8 14 -12 8 -10 0Z"
    socks = place(shape(sock) + line("M-9 -16H9"), 372, 196) + place(shape(sock) + line("M-9 -16H9"), 414, 208, 12)
    mat = shape("M306 230L336 168H2400V230Z", DEEP)
    grip = "".join(
        f'<path stroke="{ACCENT_LINE}" stroke-width="7" stroke-dasharray=".1 26" d="M{x} {y}H600"/>'
        for x, y in [(350, 182), (336, 199), (328, 216)]
    )
    return wall_and_floor() + boards + mat + grip + place(on_all_fours("open"), 4, 28) + socks


@drawing("scene-cushion", SCENE)
def cushion():
    wedge = "M176 226C166 226 164 219 174 217L430 156C444 153 452 160 452 172V214C452 222 446 226 438 226Z"
    return (
        wall_and_floor()
        + window(268, 20)
        + ball(420, 133, 22)
        + shape(wedge, DEEP)
        + line("M434 172V208")
        + place(on_all_fours("open"), 76, 74, -13, 0.86)
        + palm(102, 160, SKIN, 14)
    )


@drawing("scene-safe", SCENE)
def made_safe():
    bars = "".join(f"M{x} 78V206" for x in range(32, 150, 26))
    stairs = blot("M14 -1500H142V136H14Z", DEEP) + shape("M14 214V190H50V158H86V126H122V94H142V214Z", FAR)
    gate = (
        line(bars, LINE, 10) + line(bars, ACCENT, 4) + box(6, 66, 144, 14, 7, ACCENT) + box(6, 204, 144, 14, 7, ACCENT)
    )
    outlet = box(420, 78, 46, 46, 12, FAR) + ring(443, 101, 13, ACCENT) + line("M438 101H448", width=4)
    parent = (
        limb("M262 140C270 170 266 196 262 207L218 211", 34, ACCENT_LINE)
        + limb("M392 126C404 160 408 186 410 206L428 210", 25, FAR)
        + shape(
            "M254 98C292 84 350 82 390 88C418 96 424 130 404 146C360 162 300 164 262 166C222 162 220 114 254 98Z", DEEP
        )
        + limb("M252 138C264 168 262 194 256 207L202 211", 38, ACCENT_LINE)
        + limb("M384 124C386 160 384 186 384 207L404 211", 27)
        + sleeve(383, 118, 386, 162, 34, 35, 39, DEEP)
        + grown_up(424, 76, 6, bun=True)
    )
    return wall_and_floor() + stairs + gate + outlet + place(parent, 14, 42, scale=0.84)


@drawing("scene-ways", SCENE)
def many_ways():
    babies = (
        place(on_all_fours(), 40, 28, scale=0.5)
        + place(round_and_round(), 280, 28, scale=0.5)
        + place(back(), 20, 134, scale=0.5)
        + place(forward(), 262, 134, scale=0.5)
    )
    floors = line("M36 127H196M276 127H436M36 233H196M276 233H436", ACCENT_LINE, 6)
    return blot("M-2400 -1500H2400V3500H-2400Z", TINT) + floors + babies


def high_chair():
    """An empty high chair from the side, its strap open."""
    legs = line("M372 148L350 226M424 148L446 226M358 196H438", width=15)
    legs += line("M372 148L350 226M424 148L446 226M358 196H438", FAR, 5)
    back = place(box(-12, -96, 24, 104, 12, ACCENT), 424, 136, 8)
    strap = line("M420 84C398 96 392 112 402 122") + box(394, 118, 18, 12, 4, DEEP)
    return (
        legs + back + strap + box(360, 130, 76, 22, 11, ACCENT) + box(322, 104, 68, 14, 7, FAR) + line("M372 120V128")
    )


@drawing("scene-seat", SCENE)
def seat():
    mat = blot("M-20 234L30 176H288L272 234Z", DEEP)
    return wall_and_floor() + window(256, 20) + mat + high_chair() + place(propped("open"), -46, 26)


@drawing("scene-early", SCENE)
def early():
    days = "".join(f"M{x} {y}h.1" for y in (126, 152, 178, 204) for x in range(262, 420, 28))
    page = box(238, 62, 196, 166, 14, DEEP) + shape("M238 100V76A14 14 0 0 1 252 62H420A14 14 0 0 1 434 76V100Z")
    page += line("M276 50V72M396 50V72", width=8)
    marks = ring(290, 126, 13, ACCENT) + ring(402, 178, 13, ACCENT)
    baby = place(shape("M8 128C10 104 34 96 64 96C94 96 118 104 120 128Z") + face(63, 62), 54, 64, scale=1.28)
    ground = blot("M-2400 -1500H2400V3500H-2400Z", TINT)
    return ground + page + line(days, width=7) + marks + baby + line("M-2400 228H2400", ACCENT_LINE, 6)


def sitting(cloth, trousers):
    """A grown-up on a chair, looking right, without head and arms."""
    shoes = limb("M186 230L204 231", 14, LINE), limb("M172 233L192 234", 14, LINE)
    return (
        line("M44 118V196H104M50 196V236M98 196V236", ACCENT_LINE, 9)
        + shoes[0]
        + limb("M92 182C130 178 160 180 178 186C184 200 184 212 184 224", 32, trousers)
        + shape(
            "M84 88C60 96 56 140 58 176C60 198 84 202 108 200C128 198 132 180 130 160C132 130 132 100 112 90Z", cloth
        )
        + shoes[1]
        + limb("M88 186C130 182 148 184 164 190C170 204 170 216 170 227", 34, trousers)
    )


@drawing("scene-talk", SCENE)
def talk():
    baby = (
        limb("M152 158C172 160 190 164 204 170L216 160", 20)
        + shape("M154 98C132 106 126 150 136 164C146 174 176 174 184 162C190 140 184 106 172 98Z")
        + limb("M162 118C176 130 188 136 208 132", 18)
        + sleeve(162, 116, 188, 134, 20, 24, 26)
        + head(172, 74, 0, "smile", scale=0.76)
    )
    parent = sitting(DEEP, ACCENT_LINE) + grown_up(92, 42, bun=True) + baby
    parent += limb("M90 118C88 152 112 166 158 152", 24) + sleeve(91, 118, 94, 152, 28, 28, 35, DEEP)
    listening = line("M106 90C126 104 124 122 116 132") + ring(115, 137, 6)
    doctor = sitting(ACCENT, DEEP) + grown_up(92, 42) + listening
    doctor += limb("M90 118C92 150 122 160 166 142", 24) + sleeve(91, 118, 96, 152, 28, 28, 35, ACCENT)
    room = wall_and_floor(150) + window(232, 30)
    return room + place(parent, 26, 41, scale=0.78) + place(doctor, 448, 41, scale=0.78, flip=True)


@drawing("scene-empty", SCENE)
def waiting():
    mat = blot("M8 228L78 160H392L462 228Q464 234 456 234H14Q6 234 8 228Z", DEEP)
    hem = line("M44 222L96 172H374L426 222Z", ACCENT_LINE, 4)
    return wall_and_floor() + window(120, 40) + mat + hem + ball(178, 182, 30) + rings(300, 210)


@drawing("scene-welcome", SCENE)
def welcome():
    way = (
        "M-2400 214H200C250 214 222 112 270 112H306C368 112 366 36 324 36C282 36 280 112 342 112H402"
        "A26 26 0 0 1 402 164H330A25 25 0 0 0 330 214H2400"
    )
    ground = blot("M-2400 -1500H2400V3500H-2400Z", TINT)
    return ground + cue(way) + chevron(446, 214, 0, 14) + place(propped("open"), -36, 50, scale=0.82)


@drawing("scene-lost", SCENE)
def lost():
    sofa = (
        box(280, 40, 260, 110, 30, DEEP)
        + line("M410 44V118")
        + box(262, 92, 44, 104, 20, ACCENT)
        + box(516, 92, 44, 104, 20, ACCENT)
        + box(290, 118, 242, 66, 16, DEEP)
        + line("M284 196V218M538 196V218", width=11)
    )
    return wall_and_floor() + ball(372, 198, 21) + sofa + dots("M306 214H336") + place(propped("oh"), -50, 26)


# --- icons ------------------------------------------------------------------------------------------------------------

ICONS = {
    "today": "M3 21H25M8 21a6 6 0 0 1 12 0M14 5v4M5 9l2.5 2.5M23 9l-2.5 2.5",
    "journey": (
        "M5.6 6H13a5 5 0 0 1 0 10H9c6 0 9 5 15 5M13 6c4 0 6 -2 11 -2M5.6 6a1.6 1.6 0 1 1 -3.2 0a1.6 1.6 0 1 1 3.2 0"
    ),
    "history": "M4 5h4M12 5h12M4 12h4M12 12h8M4 19h4M12 19h11",
    "tips": "M6 2v15H25M6 17l-4 6M22.4 11a3.4 3.4 0 1 1 -6.8 0a3.4 3.4 0 1 1 6.8 0",
    "plus": "M14 4V20M6 12H22",
    "check": "M6 13L11.5 18.5L22.5 6",
    "undo": "M10 4L5 9L10 14M5.5 9H17a5.5 5.5 0 0 1 0 11H10",
    "edit": "M6 20L7.5 14.5L18.5 3.5L22.5 7.5L11.5 18.5ZM15.5 6.5L19.5 10.5",
    "bin": "M5 6.5H23M11 6V3H17V6M7.5 7L8.5 21H19.5L20.5 7M12 11V17M16 11V17",
    "clock": "M23.5 12a9.5 9.5 0 1 1 -19 0a9.5 9.5 0 1 1 19 0M14 6.5V12L17.5 14.5",
    "children": (
        "M14 9.5a4 4 0 1 1 -8 0a4 4 0 1 1 8 0M23.5 12.5a3 3 0 1 1 -6 0a3 3 0 1 1 6 0M3 21c0 -4 3 -6 7 -6s7 2 7 6"
        "M20.5 17.5c3 0 4.5 1.5 4.5 3.5M10 5.5c-1.5 -2.5 2 -4 2.5 -1.8"
    ),
    "person": "M18.2 8.5a4.2 4.2 0 1 1 -8.4 0a4.2 4.2 0 1 1 8.4 0M6 21c0 -5 3.2 -7 8 -7s8 2 8 7",
    "heart": "M14 20.5L6 12.2a4.7 4.7 0 0 1 8 -5.2a4.7 4.7 0 0 1 8 5.2Z",
    "settings": (
        "M4 6H12M19 6H24M4 12H6M13 12H24M4 18H14M21 18H24M18.7 6a3 3 0 1 1 -6 0a3 3 0 1 1 6 0M12.5 12"
        "a3 3 0 1 1 -6 0a3 3 0 1 1 6 0M20.7 18a3 3 0 1 1 -6 0a3 3 0 1 1 6 0"
    ),
    "look": "M23.5 12a9.5 9.5 0 1 1 -19 0a9.5 9.5 0 1 1 19 0M14 2.5V21.5M14 7.5h8M14 12h9.5M14 16.5h8",
    "back": "M17 4L9 12L17 20",
    "share": "M14 15V3M9 7.5L14 2.5L19 7.5M9 11H5.5V21.5H22.5V11H19",
    "print": "M8.5 9V3H19.5V9M8.5 17H4.5V9H23.5V17H19.5M8.5 14H19.5V21.5H8.5Z",
    "flag": "M8 22V3C13 1 16 6 22 4V13C16 15 13 10 8 12",
    "note": "M5 3H23V15L17.5 20.5H5ZM17.5 20.5V15H23M9 8H19M9 12.5H14",
    "book": "M14 6C11 3.5 7 3.5 3.5 4.5V19.5C7 18.5 11 18.5 14 21C17 18.5 21 18.5 24.5 19.5V4.5C21 3.5 17 3.5 14 6V21",
    "close": "M7 5L21 19M21 5L7 19",
    "camera": "M4 7.5H8.5L10.5 4.5H17.5L19.5 7.5H24V20H4ZM18 13.5a4 4 0 1 1 -8 0a4 4 0 1 1 8 0",
    "photos": "M8 8V3.5H24.5V16H20M3.5 8H20V20.5H3.5ZM3.5 18.5L8.5 13.5L12 17L14.5 15L20 19.5",
    "larger": "M18.5 10.5a7 7 0 1 1 -14 0a7 7 0 1 1 14 0M17 15.5L23.5 21.5M11.5 7.5V13.5M8.5 10.5H14.5",
}


def icon(d):
    return lambda: line(d)


for icon_name, icon_path in ICONS.items():
    drawing(f"i-{icon_name}", ICON, DRAWN_ICON)(icon(icon_path))


drawing("i-lamp", "0 0 28 28", DRAWN_ICON)(icon("M9 4h10l4 11H5ZM14 15v9M9 24h10"))


# --- the mark of Crawltrack -------------------------------------------------------------------------------------------

LOOP = "M4 31H12C28 31 35 22 35 14C35 8 30 4 23 4C16 4 11 8 11 14C11 22 18 31 30 31H43M37.5 25L43.5 31L37.5 37"


@drawing("logo", MARK, 'fill="none" stroke="currentColor" stroke-width="5"')
def logo():
    return line(LOOP)


@drawing("app-mark", "0 0 64 64", 'fill="none" stroke="var(--paper)" stroke-width="5"')
def app_mark():
    return box(0, 0, 64, 64, 16, "var(--ink)", ' stroke="none"') + place(line(LOOP), 6, 9, scale=1.1)


def favicon():
    tile = '<rect width="64" height="64" rx="16" fill="#3d7ac4"/>'
    track = f'<path transform="translate(6 9) scale(1.1)" fill="none" stroke="#fffaf0" stroke-width="5.5" d="{LOOP}"/>'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" stroke-linecap="round" stroke-linejoin="round">'
        f"{tile}{track}</svg>\n"
    )


# --- writing ----------------------------------------------------------------------------------------------------------


def one_decimal(svg):
    """The same picture with every coordinate of a path rounded to one decimal."""

    def short(number):
        text = f"{float(number[0]):.1f}"
        return text[:-2] if text.endswith(".0") else text

    return re.sub(r'(?<= d=")[^"]*', lambda d: re.sub(r"-?\d*\.\d+", short, d[0]).replace(" -", "-"), svg)


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
