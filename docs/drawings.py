"""Every drawing of Crawltrack, drawn once. Run it to write the pictures: python docs/drawings.py

It writes static/drawings.svg, one sprite of symbols, and static/favicon.svg. A page shows a drawing with

    <svg viewBox="0 0 310 198"><use href="/static/drawings.svg#up"/></svg>

inside an element with the class of a movement (m-up, m-round, m-back, m-knees, m-fwd), which gives the accent.

To add a drawing, write a function that returns its shapes and put @drawing("its-id", "0 0 470 240") above it. Build
it from the hand below: limb, shape, line, blot for the body; dots and chevron for a cue; wall_and_floor for a room.
Then run this file, add the id to tests/unit/test_drawings.py, and look at it large and small, in light, dark and night.

The rules of the hand: one baby, who faces right, so that backward points left; a line of 5 units; one flat accent.
A page's class rules do not reach into a sprite, so colours are custom properties in presentation attributes, never
class or style. Paper and leaf are dark at night: a thing that should stay pale is drawn in the two skin tones.
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


def head(x, y, turn=0, mood="smile", asleep=False, scale=1):
    """The baby's head from the side, looking right."""
    eye = line("M18 4q6 6 12 0") if asleep else disc(25, 4, 4.6)
    skull = (
        "M-41 2C-43 -27 -19 -44 5 -43C29 -42 42 -25 42 -5C42 0 46 4 46 8C46 12 43 13 41 14C38 33 20 42 0 41"
        "C-22 40 -39 25 -41 2Z"
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


# --- the five babies --------------------------------------------------------------------------------------------------


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
    loop = cue("M120 134C226 126 286 144 286 164C286 184 226 197 150 197C66 197 17 188 16 150")
    return loop + place(turning(), 14, -12) + chevron(16, 144, -92, 13)


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
        + limb("M98 136C108 158 112 172 110 183L66 185L58 177", 27)
        + sleeve(95, 130, 107, 170, 33, 34, 38, start=0.6)
        + limb("M188 120C194 146 196 166 196 183L209 185", 24)
        + sleeve(186, 112, 194, 158, 30, 29, 33)
        + head(222, 66, 0, mood)
    )


@drawing("knees", "0 0 300 198")
def knees():
    rock = dots("M72 60C92 48 118 42 146 44")
    return on_all_fours() + rock + chevron(158, 45, 8, 12) + chevron(62, 66, 148, 12)


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
    return crawling() + dots("M312 144H338") + chevron(354, 144, 0, 15)


# --- the same five for 32 px ------------------------------------------------------------------------------------------


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
    body = small_limb("M16 24L9 20") + small_body("M19 22C22 22 25 21 28 20", 12)
    body += small_limb("M24 26L22 32.5") + small_head(32, 12)
    return (
        line("M28 20C38 20 45 24 45 28.5")
        + body
        + line("M45 28.5C45 34 34 37 24 37C14 37 4.5 34.5 4 28")
        + line("M0 31.5L4 26.5L8.5 30.5")
    )


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


# --- the portrait, the corner, the corner from above ------------------------------------------------------------------


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
        box(x - w, y - 17 - 17 * i, 2 * w, 17, 8.5, fill)
        for i, (w, fill) in enumerate([(34, ACCENT), (26, SKIN), (18, ACCENT)])
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
    return (
        limb("M138 148C112 144 98 128 98 106L96 93L113 76", 22)
        + limb("M162 148C188 144 202 128 202 106L204 93L187 76", 22)
        + limb("M120 190C90 202 82 232 96 252L119 273", 20)
        + limb("M180 190C210 202 218 232 204 252L181 273", 20)
        + shape(
            "M150 118C178 118 192 136 190 156C189 166 184 172 183 180C194 183 205 190 210 202L196 217"
            "Q188 218 178 212H122"
            "Q112 218 104 217L90 202C95 190 106 183 117 180C116 172 111 166 110 156C108 136 122 118 150 118Z"
        )
        + line("M120 132C128 142 130 150 128 160M180 132C172 142 170 150 172 160")
        + shape(
            "M150 180C171 180 185 196 185 214C185 232 173 243 156 246Q150 252 144 246C127 243 115 232 115 214"
            "C115 196 129 180 150 180Z",
            SKIN,
        )
        + line("M147 214c-3 -10 13 -11 15 0c1 14 -23 16 -26 -2c-2 -13 8 -20 18 -20", CURL)
    )


@drawing("plan", "0 0 300 306")
def plan():
    floor = blot("M150 16L288 154L150 296L12 154Z", TINT)
    walls = line("M12 152L150 14L288 152", ACCENT_LINE, 10)
    return floor + walls + baby_from_above() + ball(150, 284, 19)


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
    knot = ring(-40, -36, 15, CURL) if bun else ""
    parts = shape(skull, SKIN) + knot + shape(hair, CURL) + disc(18, 22, 7.5, ACCENT, ".42")
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


@drawing("scene-tummy-time", SCENE)
def tummy_time():
    parent = (
        limb("M520 198C600 202 680 200 800 200", 38, ACCENT)
        + limb("M400 168C392 190 380 200 360 204L322 204", 26, FAR)
        + shape(
            "M372 150C392 140 420 142 450 158C490 164 540 160 580 172C616 184 616 220 580 222H436"
            "C404 220 372 196 366 172Z",
            DEEP,
        )
        + limb("M404 170C404 196 398 212 380 216L312 216", 26)
        + sleeve(405, 166, 403, 200, 34, 36, 40, DEEP)
        + grown_up(364, 118, 4, flip=True, bun=True)
    )
    return wall_and_floor() + window(262, 40) + place(propped(), -62, 26) + parent


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


@drawing("scene-mirror", SCENE)
def mirror():
    glass = "M308 220V102A60 66 0 0 1 428 102V220Z"
    mirrored = shape("M322 220C324 176 350 146 374 146C402 146 420 178 422 220Z") + place(
        head(0, 0, -8), 368, 108, flip=True
    )
    return wall_and_floor() + place(pushing_up(), -52, 26) + shape(glass, DEEP) + mirrored + line(glass, ACCENT_LINE, 9)


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
    cup = shape("M-22 -40H22L16 0Q0 5 -16 0Z") + line("M-19 -24H19")
    return (
        wall_and_floor(104)
        + place(rings(0, 0), 300, 132, scale=0.72)
        + ball(386, 134, 22)
        + place(cup, 428, 204)
        + ring(356, 214, 20, ACCENT)
        + ring(356, 214, 8, LEAF)
        + dots("M284 206C318 200 340 184 342 166")
        + chevron(341, 154, -96, 12)
        + place(turning(), 8, 24)
    )


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


def palm(x, y, fill, thumb=True):
    """A grown-up's arm from the left with the flat hand upright, its palm to the right."""
    arm = "M-600 -60C-300 -20 -140 10 -84 16"
    spread = "C-38 -4 -48 -12 -46 -20C-44 -27 -34 -26 -28 -19L-14 -6" if thumb else "Q-16 2 -14 -6"
    hand = f"M-84 4C-60 8 -34 12 -28 6{spread}L-10 -40C-8 -52 12 -50 12 -38L10 8C10 30 -6 36 -28 34L-84 28Z"
    return place(shape(hand, fill) + line(arm, width=44) + line(arm, DEEP, 34), x, y)


@drawing("scene-hands", SCENE)
def hands():
    return (
        wall_and_floor()
        + window(330, 34)
        + palm(182, 168, FAR, thumb=False)
        + place(pushing_off(), 118, 45, scale=0.9)
        + palm(160, 196, SKIN)
        + dots("M420 194H448")
        + chevron(462, 194, 0, 12)
    )


@drawing("scene-floor", SCENE)
def smooth_floor():
    boards = line(
        "M-2400 168H2400M-2400 204H2400M40 139V165M330 139V165M180 171V201M430 171V201M70 207V300M300 207V300", DEEP, 3
    )
    sock = "M-9 -24H9V-6L24 -2A9 9 0 0 1 22 14H0C-8 14 -12 8 -10 0Z"
    socks = place(shape(sock) + line("M-9 -16H9"), 376, 196) + place(shape(sock) + line("M-9 -16H9"), 412, 204, 12)
    return wall_and_floor() + boards + place(on_all_fours("open"), 24, 28) + socks


@drawing("scene-cushion", SCENE)
def cushion():
    wedge = "M176 226C166 226 164 219 174 217L430 156C444 153 452 160 452 172V214C452 222 446 226 438 226Z"
    arm = "M-600 -40C-300 10 -100 60 28 104"
    hand = (
        "M34 94C54 100 66 106 76 108C84 98 96 90 102 94C108 99 104 106 94 116C106 126 118 142 122 154"
        "C125 166 112 172 104 163"
    )
    helper = shape(hand + "C92 150 80 142 64 134L22 118Z", SKIN) + line(arm, width=44) + line(arm, DEEP, 34)
    return (
        wall_and_floor()
        + window(410, 40)
        + shape(wedge, DEEP)
        + line("M434 172V208")
        + place(on_all_fours("open"), 76, 74, -13, 0.86)
        + helper
    )


@drawing("scene-safe", SCENE)
def made_safe():
    bars = "".join(f"M{x} 78V206" for x in range(44, 150, 24))
    doorway = blot("M26 -60H160V136H26Z", DEEP) + line("M26 136V-60H160V136", ACCENT_LINE, 6)
    gate = (
        line(bars, LINE, 10)
        + line(bars, FAR, 4)
        + box(20, 64, 146, 15, 7.5, ACCENT)
        + box(20, 204, 146, 15, 7.5, ACCENT)
    )
    outlet = box(190, 66, 78, 46, 12, FAR) + ring(210, 89, 12, ACCENT) + ring(248, 89, 12, ACCENT)
    outlet += line("M206 89H214M244 89H252", width=4)
    books = [(318, 46, ACCENT), (334, 56, SKIN), (350, 40, ACCENT)]
    shelf = (
        box(306, 72, 134, 150, 8, FAR)
        + line("M306 142H440")
        + "".join(box(x, 142 - tall, 16, tall, 3, fill) for x, tall, fill in books)
        + ring(406, 121, 19, ACCENT)
        + ring(406, 121, 7, FAR)
        + place(rings(0, 0), 346, 219, scale=0.86)
        + box(384, 172, 44, 44, 6, ACCENT)
        + line("M398 188H414")
    )
    straps = line("M330 72V46M416 72V46", width=10) + "".join(
        box(x, 36, 28, 16, 5, FAR) + disc(x + 14, 44, 3) for x in (316, 402)
    )
    return wall_and_floor() + doorway + gate + outlet + straps + shelf + ball(236, 198, 26)


@drawing("scene-ways", SCENE)
def many_ways():
    ways = cue(
        "M40 150C90 60 170 40 240 56S370 130 430 150"
        "M40 150C110 150 120 190 170 190C214 190 214 136 178 136C142 136 150 200 220 200C300 200 360 190 430 150"
        "M40 150C120 140 190 96 250 100C300 104 290 150 250 150C226 150 236 122 290 122C350 122 390 140 430 150"
    )
    ends = ring(40, 150, 15, SKIN) + ring(430, 150, 15, SKIN)
    marks = "".join(ring(x, y, 8, ACCENT) for x, y in [(146, 62), (330, 84), (252, 150), (300, 196)])
    ground = blot("M-2400 -1500H2400V3500H-2400Z", TINT)
    return ground + ways + marks + ends


def car_seat():
    """An empty infant seat from the front, its straps closed."""
    handle = limb("M350 168C328 16 472 16 450 168", 11, FAR)
    shell = "M400 100C434 100 450 128 450 162C450 198 430 220 400 220C370 220 350 198 350 162C350 128 366 100 400 100Z"
    padding = (
        "M400 114C424 114 437 134 437 162C437 190 423 207 400 207C377 207 363 190 363 162C363 134 376 114 400 114Z"
    )
    straps = line("M383 122C385 142 390 154 397 164M417 122C415 142 410 154 403 164M400 172V202", width=7)
    return handle + shape(shell, FAR) + shape(padding, DEEP) + straps + box(389, 160, 22, 18, 6, ACCENT)


@drawing("scene-seat", SCENE)
def seat():
    mat = blot("M-10 234L40 176H318L290 234Z", DEEP)
    return wall_and_floor() + window(300, 30) + mat + car_seat() + place(propped("open"), -40, 26)


@drawing("scene-early", SCENE)
def early():
    days = "".join(disc(x, 206, 5, ACCENT_LINE) for x in range(-20, 520, 30))
    step = dots("M290 92C306 58 362 54 384 78")
    flag_a = line("M286 182V112") + shape("M286 112H330L318 128L330 144H286Z", SKIN)
    flag_b = line("M396 182V112") + shape("M396 112H440L428 128L440 144H396Z")
    ground = blot("M-2400 -1500H2400V182H-2400Z", TINT) + blot("M-2400 182H2400V3500H-2400Z", LEAF)
    return (
        ground
        + place(shape("M8 128C10 104 34 96 64 96C94 96 118 104 120 128Z") + face(63, 62), 44, 31, scale=1.2)
        + flag_a
        + flag_b
        + step
        + chevron(393, 94, 60, 12)
        + line("M-2400 184H2400", ACCENT_LINE, 8)
        + days
    )


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
    "settings": (
        "M4 6H12M19 6H24M4 12H6M13 12H24M4 18H14M21 18H24M18.7 6a3 3 0 1 1 -6 0a3 3 0 1 1 6 0M12.5 12"
        "a3 3 0 1 1 -6 0a3 3 0 1 1 6 0M20.7 18a3 3 0 1 1 -6 0a3 3 0 1 1 6 0"
    ),
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
