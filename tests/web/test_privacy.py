"""The page on privacy says what is kept, also what a voter would not expect."""

import pytest


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ("Your name is not with your vote.", "A back-up made before that moment")),
        ("nl", ("Je naam staat niet bij je stem.", "In een back-up van vóór dat moment")),
    ],
)
def test_the_page_tells_about_votes_and_their_key(client, language, sentences):
    page = client.get("/privacy", headers={"Accept-Language": language})

    assert page.status_code == 200
    assert [sentence for sentence in sentences if sentence not in page.text] == []
