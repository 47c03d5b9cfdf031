#!/bin/sh
# Fetch the front-end assets at their pinned versions and check them against
# lcm/static/vendored.sha256. `--update` rewrites that list after a pin changed.
set -eu
cd "$(dirname "$0")/.."

PICO=2.1.1
HTMX=2.0.11
LUCIDE=1.62.0
FONT=5.3.0
AXE=4.14.1
ICONS="alarm-clock arrow-down arrow-left arrow-right arrow-up ban building-2 calendar
calendar-check calendar-plus check chevron-down circle-check circle-help clipboard-paste clock
cloud-off coffee copy door-open download ellipsis eye file-pen-line file-text flag handshake
heart hourglass house info layout-grid lightbulb link list-checks lock log-out mail map-pin menu
message-square monitor octagon-alert pencil play plus printer refresh-cw scale send settings
shuffle signpost smartphone sparkles trash-2 triangle-alert undo-2 user user-round-check
user-round-plus user-round-search users vote wifi wifi-off wrench x"

SUMS=lcm/static/vendored.sha256
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fetch() {
    mkdir -p "$work/$1"
    archive=$(cd "$work" && npm pack --silent "$2")
    tar -xzf "$work/$archive" -C "$work/$1" --strip-components=1
}

place() {
    mkdir -p "$(dirname "$2")"
    cp "$work/$1" "$2"
    chmod 644 "$2"
    echo "$2" >> "$work/placed"
}

sprite() {
    echo '<svg xmlns="http://www.w3.org/2000/svg">'
    for name in $ICONS; do
        printf '<symbol id="%s" viewBox="0 0 24 24" fill="none" stroke="currentColor" ' "$name"
        echo 'stroke-width="2" stroke-linecap="round" stroke-linejoin="round">'
        sed -n '/^>$/,/^<\/svg>$/p' "$work/lucide/icons/$name.svg" | sed '1d;$d'
        echo '</symbol>'
    done
    echo '</svg>'
}

fetch pico "@picocss/pico@$PICO"
fetch htmx "htmx.org@$HTMX"
fetch lucide "lucide-static@$LUCIDE"
fetch font "@fontsource-variable/atkinson-hyperlegible-next@$FONT"
fetch axe "axe-core@$AXE"

sprite > "$work/icons.svg"
place icons.svg lcm/static/img/icons.svg
place lucide/LICENSE lcm/static/img/icons-LICENSE
for subset in latin latin-ext; do
    name=atkinson-hyperlegible-next-$subset-wght-normal.woff2
    place "font/files/$name" "lcm/static/fonts/$name"
done
place font/LICENSE lcm/static/fonts/atkinson-hyperlegible-next-LICENSE
place pico/css/pico.min.css "lcm/static/css/vendor/pico-$PICO/pico.min.css"
place pico/LICENSE.md "lcm/static/css/vendor/pico-$PICO/LICENSE.md"
place htmx/dist/htmx.min.js "lcm/static/js/vendor/htmx-$HTMX/htmx.min.js"
place htmx/LICENSE "lcm/static/js/vendor/htmx-$HTMX/LICENSE"
place axe/axe.min.js "tests/e2e/vendor/axe-core-$AXE/axe.min.js"
place axe/LICENSE "tests/e2e/vendor/axe-core-$AXE/LICENSE"

if [ "${1:-}" = --update ]; then
    sort "$work/placed" | xargs sha256sum > "$SUMS"
else
    sha256sum --check --quiet "$SUMS"
fi
