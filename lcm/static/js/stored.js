/** Keeping values in this browser; where its store is closed or full, until the page goes. */
const memory = new Map();

export function read(name, otherwise) {
  if (memory.has(name)) return memory.get(name) || otherwise;
  try {
    return JSON.parse(window.localStorage.getItem(name)) || otherwise;
  } catch {
    return otherwise;
  }
}

/** Keep `value` under `name`, or forget it when null. */
export function write(name, value) {
  try {
    if (value === null) window.localStorage.removeItem(name);
    else window.localStorage.setItem(name, JSON.stringify(value));
    memory.delete(name);
  } catch {
    memory.set(name, value);
  }
}

/** A name nobody else makes; randomUUID exists on secure addresses and newer phones only. */
export function newId() {
  if (window.crypto.randomUUID) return window.crypto.randomUUID();
  const bytes = window.crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
