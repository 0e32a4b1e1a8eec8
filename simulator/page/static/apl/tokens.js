// Cuts an expression into its signs.

import { Problem } from "./problems.js";

const SIGN = new RegExp(
  [
    String.raw`(?<space>\s+)`,
    String.raw`(?<number>(?:\d+\.?\d*|\.\d+)(?:\s*(?<unit>dp|px|vw|vh)(?![\w]))?)`,
    String.raw`(?<text>"[^"]*"|'[^']*')`,
    String.raw`(?<resource>@[A-Za-z_]\w*)`,
    String.raw`(?<name>[A-Za-z_]\w*)`,
    String.raw`(?<sign>\?\?|&&|\|\||==|!=|<=|>=|[-+*/%<>!?:.,()[\]{}])`,
  ].join("|"),
  "y",
);

/** The signs from `start` on, one after the other; each knows its text, kind and end. */
export class Tokens {
  #text;
  #next;

  constructor(text, start) {
    this.#text = text;
    this.#next = this.#read(start);
  }

  get peek() {
    return this.#next;
  }

  take() {
    const taken = this.#next;
    this.#next = this.#read(taken.end);
    return taken;
  }

  /** Takes the sign if it is the next one. */
  accept(...signs) {
    const { kind, text } = this.#next;
    return kind === "sign" && signs.includes(text) ? this.take() : undefined;
  }

  expect(sign) {
    const taken = this.accept(sign);
    if (!taken) throw new Problem(`"${this.#text}": "${sign}" is missing before "${this.#next.text}"`);
    return taken;
  }

  #read(from) {
    if (from >= this.#text.length) return { kind: "end", text: "", end: from };
    SIGN.lastIndex = from;
    const found = SIGN.exec(this.#text);
    // Beyond the closing brace anything may stand, so a strange sign is a fault only when it is met.
    if (!found) return { kind: "strange", text: this.#text[from], end: from + 1 };
    const end = SIGN.lastIndex;
    if (found.groups.space) return this.#read(end);
    const kind = Object.keys(found.groups).find((name) => name !== "unit" && found.groups[name]);
    return { kind, text: found[0], unit: found.groups.unit, end };
  }
}
