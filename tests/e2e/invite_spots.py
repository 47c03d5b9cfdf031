"""The pages on which an organiser invites people and gives seats out."""

OF_INVITING = [
    ("invite", "{coming}/invite"),
    ("invite for a draft", "{draft}/invite"),
    ("invite known", "{by invitation}/invite/known"),
    ("invite known nobody", "{coming}/invite/known"),
    ("seats", "{coming}/seats"),
    ("seats by invitation", "{by invitation}/seats"),
]
