"""The day of a session: the door, the code of a participant, the list on paper."""

CODES = [("show code", "{scanned}"), ("certificate", "{place was there}/certificate")]
AT_DOORS = [
    ("check in", "{full}/check-in"),
    ("check in before the day", "{coming}/check-in"),
    ("check in found nobody", "{full}/check-in?q=nobody"),
    ("badges", "{full}/badges"),
    ("check in on paper", "{full}/check-in/list"),
    ("scanned", "{scanned}"),
    ("scanned again", "{scanned again}"),
]
