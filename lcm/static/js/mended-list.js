/** Makes the lines of `list` those of `fresh`, by their ids, touching only what differs; the focus stays where it was. */
export function mend(list, fresh) {
  const focus = focusIn(list);
  const wanted = Array.from(fresh.children);
  const ids = new Set(wanted.map((line) => line.id));
  Array.from(list.children).forEach((line) => ids.has(line.id) || line.remove());
  wanted.forEach((line, index) => {
    const old = Array.from(list.children).find((one) => one.id === line.id);
    const own = old && isSame(old, line) ? old : line;
    if (old && own !== old) old.replaceWith(own);
    if (list.children[index] !== own) list.insertBefore(own, list.children[index] || null);
  });
  if (focus) refocus(list, focus);
}

/** Say whether two elements show the same; the token of a form is another one each time. */
export function isSame(one, other) {
  return plain(one) === plain(other);
}

function plain(element) {
  return element.outerHTML.replace(/name="csrf_token" value="[^"]*"/g, "");
}

function focusIn(list) {
  const line = Array.from(list.children).find((one) => one.contains(document.activeElement));
  return line && { id: line.id, index: steps(line).indexOf(document.activeElement), element: document.activeElement };
}

/** Who stood on a line stands on it again, also where it moved or was drawn anew. */
function refocus(list, { id, index, element }) {
  if (document.activeElement === element) return;
  const line = Array.from(list.children).find((one) => one.id === id);
  const again = element.isConnected || !line ? element : steps(line)[index] || steps(line)[0];
  again?.focus({ preventScroll: true });
}

function steps(line) {
  return Array.from(line.querySelectorAll("a, button, summary"));
}
