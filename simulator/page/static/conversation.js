// The talk as it is read: what was done, what is heard and when, and how things stand then.

import { icon, make, minutes } from "./dom.js";

/** @typedef {import("./api.js").Step} Step */
/** @typedef {import("./api.js").Turn} Turn */
/** @typedef {import("./api.js").Beat} Beat */
/** @typedef {import("./api.js").Part} Part */
/** @typedef {import("./player.js").Piece} Piece */
/** @typedef {import("./talk.js").Talk} Talk */

const NOTICED = 0.5;

const DEEDS = /** @type {Record<string, string>} */ ({
  "(open)": "Open Cramp Coach",
  "(exit)": "Exit",
  "(silence)": "Nobody speaks",
  "(new session)": "Another skill is opened",
  "(edited)": "A request that was edited",
});

/** What was done, in words. @param {string} did */
export function told(did) {
  if (DEEDS[did]) return DEEDS[did];
  const passed = /^\((silence|wait|skip after) (.+)\)$/.exec(did);
  if (passed?.[1] === "silence") return `${passed[2]} of silence`;
  if (passed?.[1] === "wait") return `${passed[2]} pass`;
  if (passed) return `Cut off after ${passed[2]}`;
  const touched = /^\(touch (\S+).*\)$/.exec(did);
  return touched ? `Touch ${touched[1]}` : did;
}

/** Whether somebody said it. @param {string} did */
export function isSaid(did) {
  return !/^[(!]/.test(did);
}

export class Conversation {
  /**
   * @param {HTMLElement} list
   * @param {object} wishes
   * @param {(step: number, turn: number) => void} wishes.select
   * @param {(step: number) => void} wishes.goOn
   */
  constructor(list, wishes) {
    this._list = list;
    this._wishes = wishes;
    /** @type {Map<string, HTMLElement>} */
    this._made = new Map();
  }

  /**
   * Show the talk up to where it is.
   * @param {Talk} talk
   * @param {{step: number, turn: number} | null} selected
   */
  show(talk, selected) {
    if (!talk.id) this._made.clear();
    const shown = talk.path().flatMap((step) => this._step(talk, step));
    this._arrange(shown);
    for (const item of shown) {
      const chosen = item.dataset.turn === `${selected?.step}.${selected?.turn}`;
      item.classList.toggle("selected", chosen);
      item.querySelector(".said")?.setAttribute("aria-pressed", String(chosen));
      const goOn = item.querySelector(".go-on");
      if (goOn) /** @type {HTMLElement} */ (goOn).hidden = Number(item.dataset.step) === talk.head;
    }
  }

  /** Scroll to the end of the talk. */
  follow() {
    this._list.lastElementChild?.scrollIntoView({ block: "nearest" });
  }

  /** Mark a turn as being heard. @param {number} step @param {number} turn */
  begin(step, turn) {
    this._reply(step, turn)?.classList.add("playing");
  }

  /**
   * Mark how much of it was heard.
   * @param {number} step
   * @param {number} turn
   * @param {Piece} piece
   * @param {number} share
   */
  mark(step, turn, piece, share) {
    const shown = this._reply(step, turn)?.querySelector(`[data-piece="${piece.beat}.${piece.number}"]`);
    if (!(shown instanceof HTMLElement)) return;
    shown.classList.toggle("now", share < 1);
    shown.classList.toggle("over", share >= 1);
    shown.style.setProperty("--share", String(share));
    if (piece.part.words) shown.replaceChildren(...halves(piece.part.words, share));
  }

  /** Show a turn whole, as it is read when nothing is being said. @param {number} step @param {number} turn */
  end(step, turn) {
    const reply = this._reply(step, turn);
    reply?.classList.remove("playing");
    reply?.querySelectorAll(".words, .pause").forEach((part) => {
      part.classList.remove("now", "over");
      if (part.classList.contains("words")) part.textContent = part.textContent;
    });
  }

  /**
   * Tell that a reply was cut off.
   * @param {number} step @param {number} turn @param {number} seconds
   */
  cutOff(step, turn, seconds) {
    const item = this._made.get(`${step}.${turn}`);
    const note = item?.querySelector(".after .note");
    if (note) note.textContent = ` · broken into after ${minutes(seconds)}`;
  }

  /** @param {number} step @param {number} turn */
  _reply(step, turn) {
    return this._made.get(`${step}.${turn}`)?.querySelector(".reply");
  }

  /** Put the items in, leaving alone what stands already. @param {HTMLElement[]} items */
  _arrange(items) {
    items.forEach((item, index) => {
      const there = this._list.children[index];
      if (there !== item) this._list.insertBefore(item, there ?? null);
    });
    while (this._list.children.length > items.length) this._list.lastElementChild?.remove();
  }

  /** @param {Talk} talk @param {Step} step @returns {HTMLElement[]} */
  _step(talk, step) {
    const turns = step.turns.length ? step.turns : [null];
    return turns.map((turn, number) => {
      const key = `${step.id}.${number}`;
      const item = this._made.get(key) ?? this._turn(step, turn, number);
      this._made.set(key, item);
      if (number === 0) this._branches(talk, step, item);
      return item;
    });
  }

  /** @param {Step} step @param {Turn | null} turn @param {number} number */
  _turn(step, turn, number) {
    const did = turn && (number > 0 || !step.did.startsWith("(silence")) ? turn.did : step.did;
    const item = make("li", { class: "turn", "data-turn": `${step.id}.${number}`, "data-step": step.id });
    const kind = isSaid(did) ? "said" : "said deed";
    item.append(
      make("div", { class: "you" },
        make("span", { class: "branches" }),
        make("button", {
          type: "button",
          class: kind,
          "aria-pressed": "false",
          "aria-label": `${told(did)}: look at this turn`,
          onclick: () => this._wishes.select(step.id, number),
        }, did.startsWith("(touch") && icon("touch"), told(did))),
    );
    if (turn?.heard) item.append(heard(turn));
    if (turn?.did === "(silence)" && turn.beats.length) item.append(make("p", { class: "tag" }, "Reprompt"));
    if (turn) item.append(reply(turn));
    item.append(...(turn?.faults ?? []).map((one) => make("p", { class: "refused" }, `Alexa refuses this: ${one}`)));
    item.append(...(turn?.doubts ?? []).map((one) => make("p", { class: "doubted" }, `Certification would refuse this: ${one}`)));
    item.append(
      make("p", { class: "after" },
        turn ? after(turn) : `The clock is at ${minutes(step.place.clock)}`,
        make("span", { class: "note" }),
        make("button", {
          type: "button", class: "go-on quiet", onclick: () => this._wishes.goOn(step.id),
        }, icon("branch"), "Go on from here")),
    );
    return item;
  }

  /** Offer the other ways that were taken from the step before. @param {Talk} talk @param {Step} step @param {HTMLElement} item */
  _branches(talk, step, item) {
    const all = talk.after(step.parent);
    const place = item.querySelector(".branches");
    if (all.length < 2) return place?.replaceChildren();
    const here = all.findIndex((one) => one.id === step.id);
    const to = (/** @type {number} */ by, /** @type {string} */ sign, /** @type {string} */ label) =>
      make("button", {
        type: "button", class: "quiet", "aria-label": label, disabled: !all[here + by],
        onclick: () => this._wishes.goOn(talk.tip(all[here + by].id)),
      }, sign);
    place?.replaceChildren(
      to(-1, "‹", "The branch before"), make("span", {}, `${here + 1}/${all.length}`), to(1, "›", "The next branch"),
    );
  }
}

/** @param {Turn} turn */
function heard(turn) {
  const heard = turn.heard;
  if (!heard) return "";
  const slots = Object.entries(heard.slots).map(([name, id]) => make("span", { class: "slot" }, `${name} ${id ?? "?"}`));
  const sure = heard.exact ? null : make("span", { class: "guess" }, `${Math.min(99, Math.round(heard.score * 100))}%`);
  return make("p", { class: "heard" }, make("span", { class: "intent" }, heard.intent), slots, sure);
}

/** @param {Turn} turn */
function reply(turn) {
  const shown = make("div", { class: "reply" });
  const timed = turn.beats.length > 1;
  turn.beats.forEach((beat, index) => shown.append(beatOf(beat, index, timed)));
  return shown;
}

/** @param {Beat} beat @param {number} index @param {boolean} timed */
function beatOf(beat, index, timed) {
  const parts = beat.parts.flatMap((part, number) => partOf(part, `${index}.${number}`, timed));
  return make("p", { class: "beat" }, timed && make("span", { class: "at" }, minutes(beat.at)), make("span", { class: "parts" }, parts));
}

/** Words that were said, and those still to come. @param {string} words @param {number} share */
function halves(words, share) {
  if (share >= 1) return [words];
  const all = words.split(" ");
  const said = Math.floor(share * all.length) + 1;
  return [make("span", { class: "spoken" }, all.slice(0, said).join(" ")), ` ${all.slice(said).join(" ")}`];
}

/** @param {Part} part @param {string} key @param {boolean} timed */
function partOf(part, key, timed) {
  if (part.words) {
    const words = make("span", { class: timed && part.count ? "words count" : "words", "data-piece": key }, part.words);
    return [words, " "];
  }
  if (part.sound) return make("span", { class: "sound", "data-piece": key }, `sound ${part.sound}`);
  const seconds = part.pause ?? 0;
  const shown = make("span", { class: seconds >= NOTICED ? "pause" : "breath", "data-piece": key });
  if (seconds >= NOTICED) {
    shown.style.setProperty("--seconds", String(seconds));
    shown.append(make("span", { class: "visually-hidden" }, `${seconds} seconds of quiet`));
    shown.title = `${seconds} s of quiet`;
  }
  return shown;
}

/** @param {Turn} turn */
function after(turn) {
  if (turn.ended) return `Session over · the skill is told ${turn.ended}`;
  if (!turn.session) return turn.request ? "Session over" : "No session is open";
  if (turn.microphone === "open") return "Microphone open";
  return "Microphone closed · the screen keeps the session";
}
