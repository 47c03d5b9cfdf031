/** An answer, or a few, in one's own sentences. */
import { WrittenBallot } from "./written-ballot.js";

customElements.define("open-ballot", class OpenBallot extends WrittenBallot {});
