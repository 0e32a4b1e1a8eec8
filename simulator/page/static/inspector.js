// What lies behind a turn, in four tabs.

import { byId, make } from "./dom.js";
import { branchesPanel } from "./inspect_branches.js";
import { jsonPanel } from "./inspect_json.js";
import { memoryPanel } from "./inspect_memory.js";
import { turnPanel } from "./inspect_turn.js";
import { turnOf } from "./talk.js";

/** @typedef {import("./talk.js").Talk} Talk */

/**
 * What the inspector can ask for.
 * @typedef {object} Wishes
 * @property {(step: number) => void} goOn go on from a step
 * @property {(after: number, request: object) => Promise<void>} send send an edited request
 * @property {(step: number) => void} select look at a step
 */

export class Inspector {
  /** @param {Talk} talk @param {Wishes} wishes */
  constructor(talk, wishes) {
    this._talk = talk;
    this._wishes = wishes;
    this._tabs = [...byId("tabs").querySelectorAll("[role=tab]")];
    for (const tab of this._tabs) tab.addEventListener("click", () => this._open(tab));
    byId("tabs").addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this._arrow(event));
  }

  /** Open a tab by its name. @param {string} name */
  open(name) {
    this._open(byId(`tab-${name}`));
  }

  /** @param {{step: number, turn: number} | null} selected */
  show(selected) {
    const focus = document.activeElement?.getAttribute("data-focus");
    this._show(selected);
    if (focus) /** @type {HTMLElement | null} */ (document.querySelector(`[data-focus="${focus}"]`))?.focus();
  }

  /** @param {{step: number, turn: number} | null} selected */
  _show(selected) {
    const step = selected ? this._talk.steps.get(selected.step) : undefined;
    const turn = step && turnOf(step, selected?.turn ?? 0);
    if (!step || !turn) {
      const nothing = () => make("p", { class: "nothing" }, "Say something, and what lies behind each turn is told here: what it was taken for and why, the JSON both ways, and what the session remembers.");
      for (const name of ["turn", "json", "memory"]) byId(`panel-${name}`).replaceChildren(nothing());
    } else {
      byId("panel-turn").replaceChildren(turnPanel(this._talk, step, turn));
      byId("panel-json").replaceChildren(jsonPanel(step, turn, this._wishes));
      byId("panel-memory").replaceChildren(memoryPanel(this._talk, step));
    }
    byId("panel-branches").replaceChildren(branchesPanel(this._talk, selected, this._wishes));
  }

  /** @param {HTMLElement} chosen */
  _open(chosen) {
    for (const tab of this._tabs) {
      const open = tab === chosen;
      tab.setAttribute("aria-selected", String(open));
      tab.tabIndex = open ? 0 : -1;
      byId(tab.getAttribute("aria-controls") ?? "").hidden = !open;
    }
  }

  /** @param {KeyboardEvent} event */
  _arrow(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const here = this._tabs.findIndex((tab) => tab === document.activeElement);
    const next = this._tabs[(here + by + this._tabs.length) % this._tabs.length];
    this._open(next);
    next.focus();
    event.preventDefault();
  }
}
