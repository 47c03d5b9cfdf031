"""Where results of every kind are shown: on the big screen, on phones, to the host."""

KINDS = ("top", "impact", "scale", "consent", "words", "open")
ON_STAGES = [
    *((f"stage of {kind}", f"{{stage revealed {kind}}}?view=result") for kind in KINDS),
    ("stage per group", "{stage revealed top}?view=result&rule=groups"),
    ("stage shared", "{stage revealed top}?view=result&rule=shared"),
    ("stage of scale per group", "{stage revealed scale}?view=result&rule=groups"),
    ("stage of consent per group", "{stage revealed consent}?view=result&rule=groups"),
    ("stage both rounds", "{stage second round}?view=result&rule=rounds"),
    ("stage how counted", "{stage revealed top}?view=result&how=y"),
    ("stage how impact counted", "{stage revealed impact}?view=result&how=y"),
    ("stage too few", "{stage too few}?view=result"),
    ("stage live words", "{stage live words}?view=vote"),
    ("stage live open", "{stage live open}?view=vote"),
]
ON_PHONES = [(f"join revealed {kind}", f"{{join revealed {kind}}}") for kind in KINDS]
ON_PHONES += [("join both rounds", "{join second round}")]
TO_HOSTS = [
    *((f"vote revealed {kind}", f"{{at revealed {kind}}}/vote") for kind in KINDS),
    ("vote both rounds", "{at second round}/vote"),
    ("report of impact", "{at revealed impact}/report"),
    ("report of words", "{at revealed words}/report"),
]
