"""Invented answers of care coalitions in Dutch and English, in the groups a host would make."""

# THRESHOLD was chosen on these; the fresh ones below had no say in it.
WISHED: dict[str, tuple[str, ...]] = {
    "waiting": (
        "De wachtlijsten zijn te lang",
        "Lange wachttijden bij de ggz",
        "wachtlijst ggz",
        "Te lang wachten op hulp",
        "Wachttijd!",
    ),
    "lonely": (
        "Eenzaamheid onder ouderen",
        "Ouderen zijn eenzaam",
        "eenzame mensen in de wijk",
        "Eenzaamheid",
    ),
    "debt": (
        "Schulden",
        "Mensen met schulden komen te laat in beeld",
        "Schuldhulpverlening is niet te vinden",
        "Stress door schuld",
    ),
    "language": (
        "Taalbarrière",
        "taalbarriere bij nieuwkomers",
        "Brieven in moeilijke taal",
        "Begrijpelijke taal",
    ),
    "carers": (
        "Mantelzorgers raken overbelast",
        "overbelaste mantelzorger",
        "Meer steun voor mantelzorgers",
    ),
    "privacy": (
        "Gegevens delen mag niet van de AVG",
        "We mogen gegevens niet delen",
        "AVG / gegevensdeling",
    ),
    "housing": (
        "Vochtige woningen",
        "Slechte woningen, vocht en schimmel",
        "schimmel in de woning",
    ),
    "waiting en": (
        "Waiting lists are too long",
        "long waiting times",
        "People wait too long for a first appointment",
    ),
    "lonely en": (
        "Loneliness among older people",
        "Older people are lonely",
        "loneliness",
    ),
    "funding en": (
        "Short-term funding",
        "Funding stops after one year",
        "No structural funding for prevention",
    ),
    "records en": (
        "We can't share patient records",
        "Sharing records between GP and social team",
    ),
    "smoking": ("Stoppen met roken",),
    "transport": ("Geen bus naar het ziekenhuis",),
    "trust en": ("Nobody trusts the council any more",),
}

FRESH: dict[str, tuple[str, ...]] = {
    "time": ("Geen tijd om te overleggen", "Te weinig tijd", "overleg kost tijd"),
    "neighbourhood": (
        "Huisartsen kennen de wijk niet",
        "De huisarts weet niet wat er in de wijk is",
        "wijkteam en huisarts werken langs elkaar heen",
    ),
    "youth": ("Jongeren met stress", "Mentale druk bij jongeren", "prestatiedruk jeugd"),
    "movement": ("Meer bewegen", "Samen bewegen in het park", "beweegaanbod is te duur"),
    "food": ("Gezond eten is duur", "Ongezond eten", "healthy food costs too much"),
    "volunteers": ("Vrijwilligers haken af", "te weinig vrijwilligers"),
    "transport en": ("No transport to the clinic", "Public transport stops at six"),
    "staff en": ("Staff shortages", "Not enough staff in the evening", "nurses leave"),
    "own": ("Niemand voelt zich eigenaar",),
}
