// Brings it together: takes a turn, shows it, plays it, and lets the clock run.

import { SessionClock } from "./clock.js";
import { Deck } from "./deck.js";
import { Player } from "./player.js";
import { settings } from "./settings.js";
import { BEGINNING } from "./talk.js";

/** @typedef {import("./api.js").Step} Step */
/** @typedef {import("./api.js").Turn} Turn */
/** @typedef {import("./talk.js").Talk} Talk */
/** @typedef {import("./conversation.js").Conversation} Conversation */

/** Who may hold the clock, the one that is told of first. */
const HOLDERS = /** @type {const} */ (["typing", "person", "back"]);
const RENDER = "Alexa.Presentation.APL.RenderDocument";

export class Bench {
  /**
   * @param {object} parts
   * @param {Talk} parts.talk
   * @param {Conversation} parts.conversation
   * @param {import("./device/device.js").Device} parts.device
   * @param {Player} parts.player
   * @param {(text: string) => void} parts.tell words for a screen reader
   * @param {(text: string) => void} parts.fail
   * @param {(step: number, turn: number) => void} parts.look at a turn
   */
  constructor(parts) {
    this._parts = parts;
    this._deck = new Deck();
    this.clock = new SessionClock(() => this.stand(), () => this.take({ do: "(silence)" }));
    this._thinking = false;
    this._listens = false;
    /** Seconds of the last reply that were heard, where somebody broke in. */
    this._broken = 0;
    /** @type {{step: Step, number: number, turn: Turn} | null} */
    this._playing = null;
  }

  /** Whether replies take their time. */
  get _real() {
    return settings.pace === "real";
  }

  /**
   * Do something: `{do: words}` or `{touch: arguments}`.
   * @param {{do?: string, touch?: any}} what
   */
  async take(what) {
    if (this._thinking) return;
    const { talk } = this._parts;
    const waits = what.do?.startsWith("(silence") ?? false;
    if (this._parts.player.playing && !waits) this.breakIn();
    const body = { ...what, cut_off: this._broken, waited: what.do === "(silence)" || !this._real ? 0 : this.clock.spent };
    await this._asked(() => talk.do(body));
  }

  /** Send an edited request after a step; throws what is wrong with it. @param {number} after @param {object} request */
  async send(after, request) {
    const step = await this._parts.talk.send(after, request);
    this._quiet();
    this._play(step);
  }

  /** Cut off what is being said. */
  breakIn() {
    const { player, conversation } = this._parts;
    if (!player.playing || !this._playing) return;
    const { step, number } = this._playing;
    const heard = player.stop();
    this._broken = number === step.turns.length - 1 ? heard : 0;
    conversation.end(step.id, number);
    conversation.cutOff(step.id, number, heard);
    this._settle();
  }

  /** Go on after the hold, or with the end of the reply where nothing is held any more. */
  skip() {
    this._parts.player.skip();
  }

  /** Everything is said at once from now on, or in its time. */
  changePace() {
    if (!this._real) this._quiet();
    this._settle();
  }

  /** Go on from a step; time waits until something is done. @param {number} step */
  goOn(step) {
    this._quiet();
    this._parts.talk.goTo(step);
    this.clock.hold("back", true);
    this.restore();
  }

  /** Show the screen and the clock as they are where the talk is. */
  restore() {
    const { device, talk } = this._parts;
    device.clear();
    if (talk.head === BEGINNING || talk.place?.session) {
      const shown = talk.path().flatMap((step) => step.turns.flatMap(directives)).filter((one) => one.type === RENDER);
      if (shown.length) device.show(shown.slice(-1));
      device.finish();
    }
    this._settle();
  }

  /** Listen to somebody in this browser, or not any more. @param {boolean} listens */
  listen(listens) {
    this._listens = listens;
    if (listens) this.breakIn();
    this.clock.hold("ear", listens);
    this._parts.device.state(listens ? "listening" : this._resting());
    this.stand();
  }

  /** Show how things stand. */
  stand() {
    const { player, talk } = this._parts;
    const place = talk.place;
    const speaking = player.playing && this._playing;
    const stands = !this.clock.counts;
    const total = speaking ? this._playing?.turn.seconds ?? 0 : place?.left ?? 0;
    this._deck.show({
      doing: this._doing(),
      left: speaking ? Math.max(0, total - player.heard) : stands ? total : this.clock.left,
      total,
      next: place?.next ?? null,
      stands,
      held: HOLDERS.find((who) => this.clock.held(who)) ?? null,
      holds: player.holds,
      over: talk.head !== BEGINNING,
    });
  }

  /** @returns {"idle" | "thinking" | "speaking" | "listening" | "waiting" | "ear"} */
  _doing() {
    if (this._listens) return "ear";
    if (this._thinking) return "thinking";
    if (this._parts.player.playing) return "speaking";
    const place = this._parts.talk.place;
    if (!place?.session) return "idle";
    return place.microphone === "open" ? "listening" : "waiting";
  }

  _resting() {
    return this._parts.talk.place?.microphone === "open" ? "listening" : "off";
  }

  /** @param {() => Promise<Step>} deed */
  async _asked(deed) {
    const { fail, device, look, talk } = this._parts;
    this._thinking = true;
    fail("");
    this._quiet();
    device.state("thinking");
    this.stand();
    try {
      const step = await deed();
      this._thinking = false;
      this.clock.hold("back", false);
      await this._play(step);
    } catch (fault) {
      this._thinking = false;
      look(talk.head, 0);
      fail(/** @type {Error} */ (fault).message);
      this._settle();
    }
  }

  /** Show a step, and play it in its time. @param {Step} step */
  async _play(step) {
    const { look, tell } = this._parts;
    this._broken = 0;
    look(step.id, Math.max(0, step.turns.length - 1));
    tell(step.turns.map((turn) => turn.text || (turn.ended ? "The session is over." : "")).join(" "));
    for (const [number, turn] of step.turns.entries()) {
      if (!(await this._turn(step, turn, number))) return;
    }
    this._settle();
  }

  /** @param {Step} step @param {Turn} turn @param {number} number */
  async _turn(step, turn, number) {
    const { device, player, conversation } = this._parts;
    const shown = directives(turn);
    if (shown.length) device.show(shown);
    if (!this._real || !turn.beats.length) {
      device.finish();
      return true;
    }
    this._playing = { step, number, turn };
    device.state("speaking");
    conversation.begin(step.id, number);
    const whole = await player.play(turn, (piece, share) => {
      conversation.mark(step.id, number, piece, share);
      this.stand();
    });
    if (whole) {
      conversation.end(step.id, number);
      this._playing = null;
    }
    return whole;
  }

  /** Say nothing more, and count nothing more. */
  _quiet() {
    const { player, conversation } = this._parts;
    if (player.playing) player.stop();
    if (this._playing) conversation.end(this._playing.step.id, this._playing.number);
    this._playing = null;
    this.clock.clear();
  }

  /** Let the device wait for somebody, as it does where the talk is. */
  _settle() {
    const { device, talk } = this._parts;
    const place = talk.place;
    if (this._parts.player.playing) return this.stand();
    device.state(this._resting());
    if (this._real && place?.session && place.left) this.clock.set(place.left);
    else this.clock.clear();
    this.stand();
  }
}

/** What the skill sent for the screen. @param {Turn} turn @returns {any[]} */
function directives(turn) {
  const sent = turn.faults.length ? [] : turn.response?.response?.directives;
  return Array.isArray(sent) ? sent : [];
}
