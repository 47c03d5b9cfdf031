/** This phone's own copy of its ballots: what was chosen, under which number, and whether it is stored. */
export const nameOf = (round) => `ballot-${round}`;

export function kept(round) {
  try {
    return JSON.parse(localStorage.getItem(nameOf(round)));
  } catch {
    return null;
  }
}

export function keep(round, ballot) {
  try {
    localStorage.setItem(nameOf(round), JSON.stringify(ballot));
  } catch {
    // Private browsing may refuse; the ballot is then kept as long as the page is open.
  }
}
