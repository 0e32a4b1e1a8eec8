// The strip over the input: what the device is doing, how long still, and what can be done about it.

import { byId, icon, minutes } from "./dom.js";

/** What the deck shows.
 * @typedef {object} Standing
 * @property {"idle" | "thinking" | "speaking" | "listening" | "waiting" | "ear"} doing
 * @property {number} left seconds until the device does something, or the reply is over
 * @property {number} total of them at the beginning
 * @property {"reprompt" | "quiet" | "end" | null} next
 * @property {boolean} stands whether time stands still here anyway
 * @property {"typing" | "person" | "back" | null} held by whom
 * @property {boolean} holds whether a hold is still to come
 * @property {boolean} over whether a session was open before
 */

const THEN = { reprompt: "then the reprompt", quiet: "then the microphone closes", end: "then the session ends" };
const DOING = {
  idle: "Microphone closed",
  thinking: "Thinking",
  speaking: "Speaking",
  listening: "Listening",
  waiting: "The screen stays",
  ear: "I'm listening to you",
};

export class Deck {
  constructor() {
    this._deck = byId("deck");
    this._hand = byId("hand");
    this._number = byId("dial-text");
    this._standing = byId("standing");
    this._more = byId("standing-more");
    for (const [id, name] of [["skip-hold", "skip"], ["break-in", "stop"], ["silence", "hush"], ["pause", "pause"], ["forward", "forward"]]) byId(id).prepend(icon(name));
  }

  /** @param {Standing} now */
  show(now) {
    this._deck.dataset.doing = now.doing;
    this._deck.dataset.held = now.held ?? "";
    this._dial(now);
    write(this._standing, DOING[now.doing]);
    write(this._more, more(now));
    const session = now.doing === "listening" || now.doing === "waiting";
    byId("skip-hold").hidden = !(now.doing === "speaking" && now.holds);
    byId("break-in").hidden = now.doing !== "speaking";
    byId("pause").hidden = !session || now.stands;
    byId("silence").hidden = !session;
    byId("pause").setAttribute("aria-pressed", String(now.held === "person"));
  }

  /** @param {Standing} now */
  _dial(now) {
    const counts = now.doing === "listening" || now.doing === "waiting" || now.doing === "speaking";
    const share = counts && now.total ? now.left / now.total : 0;
    this._hand.style.setProperty("stroke-dashoffset", String(100 - share * 100));
    write(this._number, counts ? String(Math.ceil(now.left)) : "");
  }
}

/** @param {Standing} now */
function more(now) {
  if (now.doing === "idle") return now.over ? "The session is over. What you say opens the skill again." : "What you say opens the skill.";
  if (now.doing === "speaking") return `${minutes(now.total - now.left)} of ${minutes(now.total)}`;
  if (now.doing !== "listening" && now.doing !== "waiting") return "";
  const then = THEN[now.next ?? "end"];
  if (now.stands) return `for ${Math.ceil(now.left)} s, ${then}. Time stands still.`;
  if (now.held === "typing") return "Time stands still while you type.";
  if (now.held === "back") return "Time stands still until you say something.";
  if (now.held === "person") return "The clock is paused.";
  return then;
}

/** Write only what is new, so that nothing flickers. @param {Element} place @param {string} text */
function write(place, text) {
  if (place.textContent !== text) place.textContent = text;
}
