"""Examples for the rules on what comes from outside, and on settings."""

from ..checks import configuration, supply
from . import Example, one

SETTINGS = (
    "class Settings(BaseSettings):\n    model_config = 1\n    port: int = 8000\n"
    "    kinds: ClassVar[int] = 1\n"
)
READER = {"lcm/app.py": "run(settings.port)"}
PINNED = f"flask==3.1.3 \\\n    --hash=sha256:{'0' * 64} \\\n    --hash=sha256:{'1' * 64}\n"
VENDOR = "lcm/static/js/vendor/htmx-2.0.11"

ALARMS = [
    one(supply.no_foreign_hosts, "templates/base.html", '\n<script src="https://cdn.io/x.js">', 2),
    one(supply.no_foreign_hosts, "lcm/static/css/a.css", "@import url(//fonts.cdn.io/x);"),
    one(supply.no_foreign_hosts, "lcm/static/js/a.js", 'fetch("https://api.io/x") // no'),
    one(supply.no_machine_paths, "lcm/demo.py", "x = '/wo" + "rk/shared/cases'"),
    one(supply.no_machine_paths, "tests/test_app.py", "\nx = '/wo" + "rk/main'", 2),
    one(supply.no_machine_paths, "deploy/vendor.sh", "cd /tm" + "p/x"),
    one(supply.no_machine_paths, "docs/running.md", "in /ho" + "me/ann/lcm"),
    one(supply.no_registry_hosts, "requirements.txt", "--index-" + "url https://x.io/"),
    one(supply.no_registry_hosts, "deploy/vendor.sh", "\ncurl https://registry.npm" + "js.org", 2),
    one(supply.no_registry_hosts, "docs/a.md", "pip install -r https://mirror.io/sim" + "ple/x"),
    one(supply.locks_hold_pins_and_hashes, "requirements.txt", f"{PINNED}werkzeug==3.0\n", 4),
    one(supply.locks_hold_pins_and_hashes, "requirements.txt", f"{PINNED}-i https://x.io\n", 4),
    one(supply.locks_hold_pins_and_hashes, "requirements.txt", PINNED.replace("==", ">=")),
    one(supply.vendored_folders_have_licences, f"{VENDOR}/htmx.min.js", "", 0),
    one(configuration.settings_are_read, "lcm/settings.py", SETTINGS, 3),
    one(configuration.settings_are_explained, "lcm/settings.py", SETTINGS, 3),
    Example(
        configuration.settings_are_explained,
        {"lcm/settings.py": SETTINGS, "config.example.toml": "port = 1\n# speed = 3\n"},
        2,
    ),
    one(configuration.settings_are_explained, "config.example.toml", "port = = 1", 0),
]

SILENT = [
    one(
        supply.no_foreign_hosts,
        "templates/base.html",
        '<svg xmlns="http://www.w3.org/2000/svg"></svg>{# https://htmx.io/docs #}'
        '<a href="https://lcm.example.org/x">{{ meeting.link }}</a> 14//15',
    ),
    one(supply.no_foreign_hosts, "lcm/static/js/a.js", "// https://whatwg.io/x\nfetch('/live')"),
    one(supply.no_foreign_hosts, "lcm/static/fonts/x-LICENSE", "https://scripts.sil.io/OFL"),
    one(
        supply.no_machine_paths,
        "lcm/web/views.py",
        "'templates/wo" + "rk/x', 'https://a.nl/wo" + "rk/b'",
    ),
    one(supply.no_machine_paths, "tests/test_app.py", "x = '/tm" + "p/x'"),
    one(supply.no_registry_hosts, "deploy/vendor.sh", "npm pack htmx.org@2.0.11"),
    one(supply.no_registry_hosts, "docs/a.md", "A simple page; pip uses your own index."),
    one(
        supply.locks_hold_pins_and_hashes,
        "requirements.txt",
        f"# via lcm\n{PINNED}" + PINNED.replace("3.1.3", "3.1.4 ; python_version < '3.12'"),
    ),
    one(supply.locks_hold_pins_and_hashes, "requirements-dev.txt", PINNED.replace("k=", "k[a,b]=")),
    Example(
        supply.vendored_folders_have_licences,
        {f"{VENDOR}/htmx.min.js": "", f"{VENDOR}/LICENSE": ""},
    ),
    Example(configuration.settings_are_read, {"lcm/settings.py": SETTINGS, **READER}),
    Example(
        configuration.settings_are_explained,
        {"lcm/settings.py": SETTINGS, "config.example.toml": "# The port, 1 = odd.\n# port = 80\n"},
    ),
]
