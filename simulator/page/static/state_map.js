// The phases of the conversation as a small map that lights up where the talk has been. What leads
// where comes from `states.json`, which is made from the dialogue's own code.

import { svg } from "./dom.js";

const WIDTH = 420;
const HEIGHT = 214;
const NODE = { width: 86, height: 34 };

/** Where each phase stands: the path of most talks runs down the left and along the bottom. */
const PLACES = /** @type {Record<string, [number, number]>} */ ({
  welcome: [62, 30],
  menu: [210, 30],
  learn: [358, 30],
  relief: [62, 106],
  check: [210, 106],
  advice: [358, 106],
  closed: [210, 186],
});

/**
 * @typedef {{path: string[], start: string, end: string, phases: string[],
 *   moves: {from: string, to: string, events: string[]}[]}} Picture
 */

export class StateMap {
  /** @param {HTMLElement} place @param {HTMLElement} told @param {Picture} picture */
  constructor(place, told, picture) {
    this._place = place;
    this._told = told;
    this._picture = picture;
  }

  /** Light up where a talk has been. @param {string[]} visited phases in order */
  show(visited) {
    const here = visited[visited.length - 1];
    const went = visited.slice(1).map((to, index) => [visited[index], to]).filter(([from, to]) => from !== to);
    const drawing = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" });
    const label = visited.length ? `This talk went through ${[...new Set(visited)].join(", ")}; it is at ${here}.` : "This talk has not begun.";
    drawing.setAttribute("aria-label", label);
    drawing.append(...this._ways(), ...went.map(([from, to], index) => this._way(from, to, index === went.length - 1 ? "went last" : "went")));
    drawing.append(...Object.keys(PLACES).map((phase) => this._node(phase, visited)));
    this._place.replaceChildren(drawing);
    this._told.textContent = visited.length ? `now at ${here}` : "not begun";
  }

  /** Every way there is, once. */
  _ways() {
    const pairs = new Set(this._picture.moves.map(({ from, to }) => [from, to].sort().join(" ")));
    return [...pairs].map((pair) => this._way(...(/** @type {[string, string]} */ (pair.split(" "))), "way"));
  }

  /** @param {string} from @param {string} to @param {string} kind */
  _way(from, to, kind) {
    const [x1, y1] = PLACES[from] ?? [0, 0];
    const [x2, y2] = PLACES[to] ?? [0, 0];
    const bend = Math.abs(x2 - x1) > 200 && y1 === y2 ? (y1 < 60 ? -34 : 40) : 0;
    const path = `M${x1} ${y1}Q${(x1 + x2) / 2} ${(y1 + y2) / 2 + bend} ${x2} ${y2}`;
    return svg("path", { class: kind, d: path }, svg("title", {}, this._events(from, to)));
  }

  /** @param {string} from @param {string} to */
  _events(from, to) {
    const move = this._picture.moves.find((one) => one.from === from && one.to === to);
    return `${from} to ${to}: ${move?.events.join(", ") ?? "no event"}`;
  }

  /** @param {string} phase @param {string[]} visited */
  _node(phase, visited) {
    const [x, y] = PLACES[phase];
    const times = visited.filter((one) => one === phase).length;
    const state = visited[visited.length - 1] === phase ? "here" : times ? "been" : "never";
    const { width, height } = NODE;
    return svg("g", { class: `phase ${state} ${phase === this._picture.end ? "end" : ""}` },
      svg("title", {}, this._leaving(phase)),
      svg("rect", { x: x - width / 2, y: y - height / 2, width, height, rx: height / 2 }),
      svg("text", { x, y: y + 0.5, "text-anchor": "middle", "dominant-baseline": "central" }, phase));
  }

  /** @param {string} phase */
  _leaving(phase) {
    const ways = this._picture.moves.filter((move) => move.from === phase);
    return ways.map((move) => `${move.to}: ${move.events.join(", ")}`).join("\n") || "the session is over";
  }
}
