"""Every page and every state of it that somebody can reach: where it is, and how it comes there."""

from dataclasses import dataclass

from tests.e2e.day_spots import AT_DOORS, CODES
from tests.e2e.invite_spots import OF_INVITING
from tests.e2e.result_spots import ON_PHONES, ON_STAGES, TO_HOSTS
from tests.e2e.steps import (
    Steps,
    add_nothing,
    open_all,
    opened,
    press,
    rank_two,
    refuse_sentence,
    send_to_nobody,
    vote,
)
from tests.e2e.vote_spots import OF_VOTES

VISITOR, ORGANISER, NEWCOMER = "", "sign in demo", "sign in newcomer"
PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1280, "height": 800}
STAGE = {"width": 1920, "height": 1080}


@dataclass(frozen=True)
class Spot:
    """One state of one page; ``path`` names addresses of tests/states in braces."""

    name: str
    path: str
    who: str = VISITOR
    steps: Steps | None = None
    viewport: dict[str, int] | None = None

    @property
    def size(self) -> dict[str, int]:
        return self.viewport or (PHONE if self.who == VISITOR else LAPTOP)


SEND = "main form.form button[type=submit]"
PARTICIPANT = [
    Spot("session", "{coming}"),
    Spot("session held", "{held}"),
    Spot("session cancelled", "{cancelled}"),
    Spot("session full", "{full}"),
    Spot("session by invitation", "{by invitation}"),
    Spot("register", "{coming}/register"),
    Spot("register refused", "{coming}/register", steps=press(SEND)),
    Spot("register colleagues", "{coming}/register", steps=opened("main details")),
    Spot("register with questions", "{asking}/register"),
    Spot("register questions refused", "{asking}/register", steps=press(SEND)),
    Spot("register full", "{full}/register"),
    Spot("thanks", "{coming}/thanks"),
    Spot("invitation invited", "{invitation invited}"),
    Spot("invitation declined", "{invitation declined}"),
    Spot("invitation registered", "{invitation registered}"),
    Spot("invitation refused", "{invitation invited}", steps=press(SEND)),
    Spot("place confirmed", "{place confirmed}"),
    Spot("place waiting", "{place waiting}"),
    Spot("place offered", "{place offered}"),
    Spot("place lapsed", "{place lapsed}"),
    Spot("place side", "{place confirmed}/side"),
    Spot("place side of who waits", "{place waiting}/side"),
    Spot("place cancelled", "{place cancelled}"),
    Spot("place present", "{place present}"),
    Spot("place with room", "{place with room}"),
    Spot("place of cancelled", "{place of cancelled}"),
    Spot("place cancel", "{place confirmed}/cancel"),
    Spot("place new link", "/p/"),
    Spot("place new link refused", "/p/", steps=press(SEND)),
    Spot("place link sent", "/p/sent"),
    Spot("place link unusable", "/p/x.1.y"),
    Spot("place code", "{place confirmed}", steps=opened("details.entry")),
    Spot("code", "/j/"),
    Spot("code refused", "/j/", steps=press(SEND, code="AAA AAA")),
    Spot("code unknown", "/j/AAAAAA"),
    Spot("join waiting", "{join waiting}"),
    Spot("join open", "{join open}"),
    Spot("join open ranked", "{join open}", steps=rank_two),
    Spot("join open asked for its domain", "{join open}", steps=opened("main details")),
    Spot("join open sent", "{join open}", steps=vote),
    Spot("join pass", "{join pass}"),
    Spot(
        "join pass refused", "{join pass}", steps=press("main form.card button", slip="AAAA AAAA")
    ),
    Spot("join with questions", "{join with questions}"),
    Spot("ask speaker", "{join by questions}"),
    Spot("ask speaker refused", "{join by questions}", steps=press("[data-ask] [type=submit]")),
    Spot("ask speaker first read", "{join by questions first}"),
    Spot("join by mail", "{link of a mail}"),
    Spot("join by mail sent", "{link of a mail}", steps=vote),
    Spot("join closed", "{join closed}"),
    Spot("join revealed", "{join revealed}"),
    Spot("room none", "{room none}"),
    Spot("room waiting", "{room waiting}"),
    Spot("room open", "{room open}"),
    Spot("room more kinds", "{room open}", steps=opened("details.capture-more")),
    Spot("room write wish", "{room open}?write=wish"),
    Spot("room write action", "{room open}?write=action"),
    Spot("room write refused", "{room open}?write=wish", steps=refuse_sentence),
    Spot("room closed", "{room closed}"),
    Spot("room item", "{room item}"),
    Spot("room item refused", "{room item}", steps=press(SEND, text=" ")),
    Spot("action proposed", "{action proposed}"),
    Spot("action accepted", "{action accepted}"),
    Spot("action busy", "{action busy}"),
    Spot("action done", "{action done}"),
    Spot("action declined", "{action declined}"),
    Spot("action dropped", "{action dropped}"),
    Spot("action finish", "{action accepted}?step=done"),
    Spot("action hand over", "{action proposed}?step=hand_over"),
    Spot("action hand over refused", "{action proposed}?step=hand_over", steps=press(SEND)),
    Spot("action give back", "{action proposed}?step=give_back"),
    Spot("action give back refused", "{action proposed}?step=give_back", steps=press(SEND)),
    Spot("action handed over", "/a/handed-over"),
    Spot("action new link", "/a/"),
    Spot("action link sent", "/a/sent"),
    Spot("action link unusable", "/a/x.1.y"),
    Spot("stage unusable", "/stage/x.1.y"),
    Spot("not found", "/nothing-here"),
    Spot("privacy", "/privacy"),
    Spot("sign in", "/sign-in"),
    Spot("sign in refused", "/sign-in", steps=press(SEND, email="sanne")),
    Spot("sign in code", "/sign-in", steps=press(SEND, email="sanne@example.org")),
    Spot("sign in code refused", "/sign-in/code", steps=press(SEND, code="000000")),
    Spot("sign in link", "{sign in link}"),
    Spot("sign in link unusable", "/sign-in/x.1.y"),
]
ON_STAGE = [
    Spot("stage join", "{stage before the vote}?view=join", viewport=STAGE),
    Spot("stage vote", "{stage at the vote}?view=vote", viewport=STAGE),
    Spot("stage vote closed", "{stage vote closed}?view=vote", viewport=STAGE),
    Spot("stage result", "{stage held}?view=result", viewport=STAGE),
    Spot("stage result per person", "{stage held}?view=result&rule=personal", viewport=STAGE),
    Spot("stage questions", "{stage with questions}?view=questions", viewport=STAGE),
    Spot("stage rooms", "{stage with rooms}?view=rooms", viewport=STAGE),
    Spot("stage wall", "{stage held}?view=wall", viewport=STAGE),
    Spot("stage wall of a room", "{stage held}?view=wall&room=1", viewport=STAGE),
]
OF_ORGANISER = [
    ("home", "/"),
    ("sessions", "/meetings"),
    ("actions", "/actions"),
    ("actions by person", "/actions?by=person"),
    ("community", "{community}"),
    ("community edit", "{community}/edit"),
    ("community partners", "{community}/partners"),
    ("community members", "{community}/members"),
    ("session new", "{community}/meetings/new"),
    ("session draft", "{community}/meetings/new/network"),
    ("plan", "{coming}/plan"),
    ("plan of a draft", "{draft}/plan"),
    ("plan with another end", "{full}/plan"),
    ("plan held", "{held}/plan"),
    ("edit", "{coming}/edit"),
    ("cancel", "{coming}/cancel"),
    ("cancelled for who plans", "{cancelled}/plan"),
    ("form questions", "{asking}/form"),
    ("form answers", "{asking}/answers"),
    ("form answers none", "{coming}/answers"),
    ("registrations", "{coming}/registrations"),
    ("registrations none found", "{coming}/registrations?words=zzz"),
    ("registrations printed", "{coming}/registrations/print"),
    ("registration by hand", "{coming}/registrations/new"),
    ("run before", "{before the vote}/run"),
    ("run at the vote", "{at the vote}/run"),
    ("run with rooms", "{with rooms}/run"),
    ("run held", "{held}/run"),
    ("rooms none", "{full}/rooms"),
    ("rooms planned", "{at the vote}/rooms"),
    ("rooms open", "{with rooms}/rooms"),
    ("rooms closed", "{held}/rooms"),
    ("harvest", "{held}/harvest"),
    ("harvest empty", "{coming}/harvest"),
    ("follow up", "{held}/follow-up"),
    ("follow up by person", "{held}/follow-up?by=person"),
    ("follow up before", "{coming}/follow-up"),
    ("report", "{held}/report"),
    ("report before", "{coming}/report"),
    ("summary", "{held}/summary"),
    ("summary before", "{with rooms}/summary"),
    ("mailbox", "/mailbox"),
    ("mailbox empty", "/mailbox?to=nobody@example.org"),
    ("mail", "{mail}"),
]
REFUSED = [
    ("community edit refused", "{community}/edit", press(SEND, name="")),
    ("community members refused", "{community}/members", press(SEND)),
    ("community partners refused", "{community}/partners", press(SEND)),
    ("community member opened", "{community}/members", opened("main details")),
    ("community partner opened", "{community}/partners", opened("main details")),
    ("session draft refused", "{community}/meetings/new/network", press(SEND, title="")),
    ("block", "{draft}/plan", press("main a[href*='/agenda/']")),
    ("block added refused", "{draft}/plan", add_nothing),
    ("edit told", "{coming}/edit", press(SEND, title="Leerbijeenkomst een")),
    ("cancel refused", "{coming}/cancel", press(SEND)),
    ("form question refused", "{asking}/form", press(SEND, **{"own-1-text": "x" * 200})),
    ("seats refused", "{coming}/seats", press(SEND, claim_hours="0")),
    (
        "registration by hand refused",
        "{coming}/registrations/new",
        press("main button.button-primary"),
    ),
    ("registration changed", "{coming}/registrations", press("main .table-link")),
    ("check in more", "{full}/check-in", opened(".door-more")),
    ("check in walk-in refused", "{full}/check-in", press("#walk-in button")),
    ("invite known refused", "{by invitation}/invite/known", send_to_nobody),
    ("invite looked at", "{coming}/invite", press("[value=preview]", addresses="a@b.nl, x")),
    ("vote new more kinds", "{without a vote}/vote/new", opened("main details")),
    ("vote sources", "{draft of pick}", opened("section[aria-labelledby=sources] details")),
    ("vote joined", "{draft of pick}", opened("section[aria-labelledby=joined] details")),
    ("vote again", "{vote closed}/vote", opened("main details")),
    ("vote refused", "{before the vote}/vote", press(SEND, question="")),
    ("vote until refused", "{until}", press(SEND, day="2020-01-01")),
    ("vote paper refused", "{papers}", press(SEND)),
    ("room described", "{with rooms}/rooms", press("main a[href*='/rooms/']")),
    ("chip opened", "{with rooms}/rooms", opened(".chip details")),
    ("harvest refused", "{held}/harvest", press("main form[action$='/items'] button")),
]
NEW = [
    Spot("home without a community", "/", NEWCOMER),
    Spot("community new", "/c/new", NEWCOMER),
    Spot("community new refused", "/c/new", NEWCOMER, press("[value=make]")),
    Spot("community new looked at", "/c/new", NEWCOMER, press("[value=look]", name="Buurt")),
]
TO_ORGANISERS = (*OF_ORGANISER, *OF_INVITING, *AT_DOORS, *OF_VOTES)
ORGANISERS = [Spot(name, path, ORGANISER) for name, path in TO_ORGANISERS]
ORGANISERS += [Spot(name, path, ORGANISER, steps) for name, path, steps in REFUSED]
ON_PHONE = [
    Spot("said questions on a phone", "{said questions}", ORGANISER, None, PHONE),
    Spot("home on a phone", "/", ORGANISER, opened("header details"), PHONE),
    Spot("vote new on a phone", "{without a vote}/vote/new", ORGANISER, None, PHONE),
    Spot("vote draft on a phone", "{draft of pick}", ORGANISER, None, PHONE),
    Spot("check in on a phone", "{full}/check-in", ORGANISER, opened(".door-more"), PHONE),
    Spot("run on a phone", "{at the vote}/run", ORGANISER, None, PHONE),
]
PARTICIPANT += [Spot(name, path) for name, path in CODES]
RESULTS = [Spot(name, path, viewport=STAGE) for name, path in ON_STAGES]
RESULTS += [Spot(name, path, steps=open_all) for name, path in ON_PHONES]
RESULTS += [Spot(name, path, ORGANISER, open_all) for name, path in TO_HOSTS]
SPOTS = [*RESULTS, *PARTICIPANT, *ON_STAGE, *ORGANISERS, *NEW, *ON_PHONE]
DARK = ("session", "register refused", "join open ranked", "room open", "action proposed")
DARK += ("home", "community", "run at the vote", "vote draft pick", "rooms open", "harvest")
DARK += ("follow up", "stage result")
