// Plays a reply in the time it takes: words aloud or in silence, pauses and counts as they are.

import { Voice } from "./voice.js";

/** @typedef {import("./api.js").Turn} Turn */
/** @typedef {import("./api.js").Part} Part */

/** Words a second at the voice's own rate, as the simulator's clock counts them. */
const WORDS_A_SECOND = 2.5;
/** Seconds; a shorter pause is the breath between two sentences. */
const NOTICED = 0.5;
/** Milliseconds between two looks at how far it is. */
const LOOK = 80;

/**
 * One part of a reply, and when it is heard.
 * @typedef {object} Piece
 * @property {Part} part
 * @property {number} beat
 * @property {number} number of the part in its beat
 * @property {number} at
 * @property {number} seconds
 */

/** @param {Turn} turn @returns {Piece[]} */
export function pieces(turn) {
  return turn.beats.flatMap((beat, index) => {
    let at = beat.at;
    return beat.parts.map((part, number) => {
      const piece = { part, beat: index, number, at, seconds: seconds(part) };
      at += piece.seconds;
      return piece;
    });
  });
}

/** @param {Part} part */
function seconds(part) {
  if (part.words) return part.words.split(" ").length / (WORDS_A_SECOND * (part.rate ?? 1));
  return part.pause ?? 0;
}

export class Player {
  /**
   * @param {Voice} voice
   * @param {{muted: () => boolean, locale: () => string}} asked
   */
  constructor(voice, asked) {
    this._voice = voice;
    this._asked = asked;
    this._heard = 0;
    /** @type {AbortController | null} */
    this._now = null;
    /** @type {AbortController | null} */
    this._piece = null;
    this._skipTo = -1;
    this._index = 0;
    /** @type {Piece[]} */
    this._pieces = [];
  }

  /** Whether something is being said. */
  get playing() {
    return this._now !== null;
  }

  /** Seconds of the reply that were heard so far. */
  get heard() {
    return this._heard;
  }

  /** Whether a hold or a pause is still to come, or is now. */
  get holds() {
    return this._pieces.slice(this._index).some((piece) => (piece.part.pause ?? 0) >= NOTICED);
  }

  /**
   * Play a reply; false where it was stopped.
   * @param {Turn} turn
   * @param {(piece: Piece, share: number) => void} told what is heard, and how much of it, 0 to 1
   * @returns {Promise<boolean>}
   */
  async play(turn, told) {
    this.stop();
    const now = new AbortController();
    this._now = now;
    this._pieces = pieces(turn);
    this._heard = 0;
    for (this._index = 0; this._index < this._pieces.length; this._index++) {
      const piece = this._pieces[this._index];
      if (this._index < this._skipTo) {
        told(piece, 1);
        continue;
      }
      await this._play(piece, now.signal, (share) => {
        this._heard = piece.at + share * piece.seconds;
        told(piece, share);
      });
      if (now.signal.aborted) return false;
      told(piece, 1);
    }
    this._over();
    return true;
  }

  /** Go on after the hold: with the words that come once nothing is held any more. */
  skip() {
    const held = this._pieces.findLastIndex((piece) => (piece.part.pause ?? 0) >= NOTICED);
    this._skipTo = held >= this._index ? held + 1 : this._pieces.length;
    this._piece?.abort();
  }

  /** Say nothing more; the seconds that were heard. */
  stop() {
    const heard = this._heard;
    this._now?.abort();
    this._over();
    return heard;
  }

  /** Go on with a voice, or without, from the next words on. */
  changeVoice() {
    if (this._asked.muted()) this._voice.hush();
  }

  _over() {
    this._now = null;
    this._piece = null;
    this._skipTo = -1;
    this._pieces = [];
    this._index = 0;
  }

  /** @param {Piece} piece @param {AbortSignal} stopped @param {(share: number) => void} told */
  async _play(piece, stopped, told) {
    this._piece = new AbortController();
    const signal = AbortSignal.any([stopped, this._piece.signal]);
    told(0);
    const aloud = piece.part.words && !this._asked.muted() && this._voice.speaks(this._asked.locale());
    if (aloud) await this._voice.say(piece.part, this._asked.locale(), signal, told);
    else await passed(piece.seconds, signal, told);
  }
}

/**
 * That many seconds, or until it is aborted.
 * @param {number} length
 * @param {AbortSignal} signal
 * @param {(share: number) => void} told
 * @returns {Promise<void>}
 */
function passed(length, signal, told) {
  const began = performance.now();
  return new Promise((resolve) => {
    const look = setInterval(() => {
      const share = (performance.now() - began) / 1000 / length;
      if (share >= 1 || signal.aborted) done();
      else told(share);
    }, LOOK);
    const done = () => {
      clearInterval(look);
      resolve();
    };
    signal.addEventListener("abort", done, { once: true });
    if (length <= 0 || signal.aborted) done();
  });
}
