"""Which addresses are kept on a phone, and what stands in for one that cannot be fetched. One page asks all of it."""

SESSION = "6f1c2d3e-0000-4000-8000-123456789abc"
KEPT = {
    "/children/": "/children/",
    "/children/?q=mi": None,
    "/children/3/": "/children/3/",
    "/children/3/?lately": "/children/3/",
    "/children/3/journey/": "/children/3/journey/",
    "/children/3/sessions/": "/children/3/sessions/",
    "/children/3/sessions/?movement=backward&before=2026-05-12&x=1": (
        "/children/3/sessions/?before=2026-05-12&movement=backward"
    ),
    "/children/3/sessions/new/": "/children/3/sessions/new/",
    f"/children/3/sessions/new/?id={SESSION}": None,
    f"/children/3/sessions/{SESSION}/": f"/children/3/sessions/{SESSION}/",
    f"/children/3/sessions/{SESSION}/removal/": None,
    "/children/3/sessions/bin/": None,
    "/children/3/tips/": "/children/3/tips/",
    "/children/3/tips/corner-play-space/": "/children/3/tips/corner-play-space/",
    "/children/3/tips/corner-play-space/trial/": None,
    "/children/3/photos/": "/children/3/photos/",
    f"/children/3/photos/?before={SESSION}": None,
    f"/children/3/photos/{SESSION}/": None,
    "/children/3/book/": None,
    "/children/3/settings/": None,
    "/children/3/carers/": None,
    "/children/3/exports/journal.zip": None,
    "/children/new/": None,
    "/outbox/": None,  # the same for everybody, and kept as such
    "/account/": None,
    "/accounts/login/": None,
    "/shared/token/": None,
    "/": None,
    "https://elsewhere.example.org/children/3/": None,
}
STAND_INS = {
    "/children/?q=mi": ["/children/"],
    "/children/3/sessions/?before=2026-05-12": ["/children/3/sessions/?before=2026-05-12"],
    "/children/3/sessions/new/?timer": ["/children/3/sessions/new/"],
    f"/children/3/sessions/{SESSION}/?mend=x": [f"/children/3/sessions/{SESSION}/", "/children/3/sessions/new/"],
    "/children/3/journey/": ["/children/3/journey/"],
    "/children/3/carers/": [],
}
PICTURES = {
    f"/children/3/photos/{SESSION}/thumb.webp": True,
    "/children/3/portrait/square-96.webp?v=1": True,
    f"/children/3/photos/{SESSION}/screen.webp": True,
    f"/children/3/photos/{SESSION}/full.webp": False,
    f"/children/3/photos/{SESSION}/": False,
    f"/shared/token/photos/{SESSION}/thumb.webp": False,
}
CHILDREN = {
    "/children/3/tips/": "3",
    "/children/33/": "33",
    "/children/new/": None,
    "/children/": None,
    "/account/": None,
}

ASK = """async ([kept, standIns, pictures, children]) => {
  const module = await import("/static/js/worker/addresses.js");
  const here = (address) => address && address.replace(origin, "");
  const each = (addresses, ask) => Object.fromEntries(addresses.map((address) => [address, ask(address) ?? null]));
  return [
    each(kept, (address) => here(module.keptAs(address))),
    each(standIns, (address) => module.standIns(address).map(here)),
    each(pictures, module.isPicture),
    each(children, module.childOf),
  ];
}"""


def test_what_is_kept_and_what_stands_in_for_it(phones):
    page = phones.open()
    page.goto("/offline/")
    asked = [list(KEPT), list(STAND_INS), list(PICTURES), list(CHILDREN)]
    assert page.evaluate(ASK, asked) == [KEPT, STAND_INS, PICTURES, CHILDREN]


def test_how_long_ago_it_is_in_words(phones):
    page = phones.open()
    page.goto("/offline/")
    ask = """async ([then, now, language]) => {
      const { ago } = await import("/static/js/offline/ago.js");
      return Object.values(ago(new Date(then), new Date(now), language));
    }"""

    def ago(then, now, language="en"):
        return page.evaluate(ask, [then, now, language])

    assert ago("2026-05-12T00:05:00", "2026-05-12T23:55:00") == [True, "today", "00:05"]
    assert ago("2026-05-12T23:55:00", "2026-05-13T00:05:00") == [False, "yesterday", "23:55"]
    assert ago("2026-03-28T12:00:00", "2026-03-31T12:00:00") == [False, "3 days ago", "12:00"]  # over a day of 23 hours
    assert ago("2026-05-12T14:30:00", "2026-05-12T14:31:00", "de") == [True, "heute", "14:30"]
