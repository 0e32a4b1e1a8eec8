// One conversation with all its branches, as the server keeps it.

import { post, Refused } from "./api.js";

/** @typedef {import("./api.js").Step} Step */
/** @typedef {import("./api.js").Place} Place */
/** @typedef {import("./api.js").Turn} Turn */

/** Where the beginning stands among the steps. */
export const BEGINNING = 0;

export class Talk {
  /** @param {() => {locale: string, device: string}} choice what a new talk begins with */
  constructor(choice) {
    this._choice = choice;
    /** @type {string | null} */
    this.id = null;
    /** @type {Map<number, Step>} */
    this.steps = new Map();
    /** The step that the next one comes after. @type {number} */
    this.head = BEGINNING;
  }

  /** Begin anew with the next thing that is done. */
  forget() {
    this.id = null;
    this.steps = new Map();
    this.head = BEGINNING;
  }

  /** @returns {Step | undefined} */
  get last() {
    return this.steps.get(this.head);
  }

  /** @returns {Place | undefined} where the conversation is */
  get place() {
    return this.last?.place;
  }

  /** The steps from the beginning to that one. @param {number} [to] @returns {Step[]} */
  path(to = this.head) {
    const found = [];
    for (let step = this.steps.get(to); step; step = this.steps.get(step.parent)) found.unshift(step);
    return found;
  }

  /** The steps after that one. @param {number} parent @returns {Step[]} */
  after(parent) {
    return [...this.steps.values()].filter((step) => step.parent === parent);
  }

  /** The last step of the branch that was taken last from there. @param {number} from */
  tip(from) {
    let tip = from;
    for (let next = this.after(tip); next.length; next = this.after(tip)) tip = next[next.length - 1].id;
    return tip;
  }

  /**
   * Do something after the step we are at.
   * @param {object} what
   * @returns {Promise<Step>}
   */
  do(what) {
    return this._step("steps", { ...what, after: this.head });
  }

  /**
   * Send an edited request after a step.
   * @param {number} after
   * @param {object} request
   */
  send(after, request) {
    return this._step("requests", { after, request });
  }

  /** Go on from that step. @param {number} id */
  goTo(id) {
    this.head = id;
  }

  /** Do the same in another locale or on another device. */
  async elsewhere() {
    if (this.id === null || this.head === BEGINNING) return this.forget();
    const old = { replay: this.id, after: this.head };
    const begun = await post("talks", { ...this._choice(), ...old });
    this.id = begun.id;
    this.steps = new Map(begun.steps.map((/** @type {Step} */ step) => [step.id, step]));
    this.head = begun.steps.length ? begun.steps[begun.steps.length - 1].id : BEGINNING;
  }

  /** Ask the server something about this talk. @param {string} what @param {object} body */
  async ask(what, body) {
    await this._begun();
    return post(`talks/${this.id}/${what}`, body);
  }

  /** @param {string} kind @param {object} body @returns {Promise<Step>} */
  async _step(kind, body) {
    await this._begun();
    try {
      const step = await post(`talks/${this.id}/${kind}`, body);
      this.steps.set(step.id, step);
      this.head = step.id;
      return step;
    } catch (fault) {
      if (fault instanceof Refused && fault.status === 404) this.forget();
      throw fault;
    }
  }

  async _begun() {
    if (this.id === null) this.id = (await post("talks", this._choice())).id;
  }
}

/** A turn by its step and its place in it. @param {Step | undefined} step @param {number} number */
export function turnOf(step, number) {
  return step?.turns[number] ?? step?.turns[0];
}

/**
 * Where a step left the dialogue, as the picture of the states names it.
 * @param {Step} step
 * @param {{path: string[], start: string, end: string}} picture
 */
export function phaseAfter(step, picture) {
  if (!step.place.session) return step.turns.length ? picture.end : null;
  let value = /** @type {any} */ (step.place.attributes);
  for (const key of picture.path) value = value?.[key];
  return value ?? picture.start;
}
