"""The process answers operators."""


def test_the_process_says_it_lives(client):
    answer = client.get("/healthz")

    assert answer.status_code == 200


def test_an_unknown_address_gets_a_page_with_a_sentence(client):
    answer = client.get("/nowhere")

    assert answer.status_code == 404
    assert "front page" in answer.text or "startpagina" in answer.text
