// A device with a screen: glass in a bezel, scaled to fit where it stands, and its light.

import { Screen } from "../apl/screen.js";

/** The largest share of the window's height that a screen takes. */
const TALLEST = 0.72;

function box(name, children = []) {
  const made = document.createElement("div");
  made.className = name;
  made.append(...children);
  return made;
}

export class Show {
  #viewport;
  #glass = box("show-glass");
  #watch = new ResizeObserver(() => this.fit());

  constructor(host, viewport, heard) {
    this.#viewport = viewport;
    this.screen = new Screen(this.#glass, viewport, heard);
    this.#glass.append(box("show-idle"), box("show-light"));
    this.element = box(`show show-${viewport.shape} show-${viewport.mode}`, [this.#glass, box("show-foot")]);
    this.element.dataset.empty = "true";
    host.append(this.element);
    this.#watch.observe(host);
    this.fit();
  }

  /** How many CSS pixels one dp takes. */
  get scale() {
    const { width, height } = this.#viewport;
    const { paddingLeft, borderLeftWidth } = getComputedStyle(this.element);
    const bezel = parseFloat(paddingLeft) + parseFloat(borderLeftWidth);
    const free = this.element.parentElement.clientWidth - 2 * bezel;
    return Math.max(0, Math.min(1, free / width, (innerHeight * TALLEST) / height));
  }

  fit() {
    const { scale } = this;
    this.#glass.style.width = `${this.#viewport.width * scale}px`;
    this.#glass.style.height = `${this.#viewport.height * scale}px`;
    this.screen.element.style.transform = `scale(${scale})`;
  }

  /** Whether something of the skill is on the screen. */
  refresh() {
    this.element.dataset.empty = String(this.screen.empty);
  }

  remove() {
    this.screen.clear();
    this.#watch.disconnect();
    this.element.remove();
  }
}
