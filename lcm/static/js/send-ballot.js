/** Sends one ballot and says what became of it; the same number sent twice counts once. */
const TRIES = 4;
const PATIENCE_MS = 10_000;
const LATER = [408, 425, 429];

/** Returns {state: "sent" | "waiting" | "closed" | "failed", seq?, isLater?}. */
export async function send(code, round, ballot) {
  let { seq } = ballot;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answer = await put(code, round, { choice: ballot.choice, seq });
    if (answer === null || answer.status >= 500 || LATER.includes(answer.status)) break;
    if (answer.status === 409) return { state: "closed" };
    if (answer.status !== 200) return { state: "failed" };
    const stored = await answer.json().catch(() => null);
    if (stored === null) break;
    if (stored.accepted) return { state: "sent", seq };
    // Another tab of this phone has voted since: what was tapped last is what counts.
    seq = stored.seq + 1;
  }
  return { state: "waiting", isLater: true };
}

/** A line that hangs is no line: what was not answered in time is sent again under the same number. */
async function put(code, round, body) {
  try {
    return await fetch(`/live/${code}/polls/${round}/ballot`, {
      method: "PUT",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch {
    return null;
  }
}
