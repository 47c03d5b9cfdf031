/** The few that matter most, best first. The form of places below it is the same ballot without this script. */
import { RankedBallot } from "./ranked-ballot.js";

customElements.define("top-ballot", class TopBallot extends RankedBallot {});
