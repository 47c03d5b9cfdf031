"""app for any WSGI host; asgi for uvicorn, with live push."""

from lcm.app import create_app
from lcm.gateway import Gateway

app = create_app()
asgi = Gateway(app)
