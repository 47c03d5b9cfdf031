"""The process answers operators."""

from flask_migrate import stamp


def test_the_process_says_it_lives(client):
    answer = client.get("/healthz")

    assert answer.status_code == 200


def test_an_unknown_address_gets_a_page_with_a_sentence(client):
    answer = client.get("/nowhere")

    assert answer.status_code == 404
    assert "front page" in answer.text or "startpagina" in answer.text


def test_it_is_ready_once_the_newest_migration_has_run(client):
    without_schema = client.get("/readyz").status_code
    stamp()
    with_newest = client.get("/readyz")
    stamp(revision="base")

    assert without_schema == 503
    assert with_newest.status_code == 200
    assert {"mail", "scheduler"} <= with_newest.json.keys()
    assert client.get("/readyz").status_code == 503
