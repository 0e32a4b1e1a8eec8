// The device beside the conversation: an Echo, or one with a screen that shows what the skill sent.

import { echo } from "./echo.js";
import { EXECUTE, RENDER } from "../apl/screen.js";
import { Show } from "./show.js";
import { STATES } from "./states.js";

const VIEWPORT = { width: 0, height: 0, shape: "RECTANGLE", dpi: 160, mode: "HUB" };

export class Device {
  #body = document.createElement("div");
  #label = document.createElement("p");
  #faults = document.createElement("div");
  #list = document.createElement("ul");
  #onTouch;
  #show;

  /** `onTouch(arguments, {token, source})` hears what is pressed on the screen. */
  constructor(host, { onTouch = () => {} } = {}) {
    this.#onTouch = onTouch;
    this.element = document.createElement("div");
    this.element.className = "device";
    this.#body.className = "device-body";
    this.#label.className = "device-state";
    this.#faults.className = "device-faults";
    this.#faults.setAttribute("role", "alert");
    this.element.append(this.#body, this.#label, this.#faults);
    host.append(this.element);
    this.model("echo");
  }

  /** Puts another device there: sizes in dp, 0 without a screen; shape and mode as Alexa writes them. */
  model(name, viewport = {}) {
    const { width, height, shape, dpi, mode } = { ...VIEWPORT, ...viewport };
    this.#show?.remove();
    this.#show = undefined;
    this.element.dataset.model = name;
    this.#body.replaceChildren();
    this.#told([]);
    if (width > 0) {
      const seen = { width, height, dpi, shape: shape.toLowerCase(), mode: mode.toLowerCase() };
      const onTouch = (given, more) => this.#onTouch(given, more);
      this.#show = new Show(this.#body, seen, { onTouch, onProblem: () => this.#told(this.problems) });
    } else this.#body.append(echo());
    this.state("off");
  }

  /** Shows what a response sent; without a screen, or with nothing in it for one, nothing changes. */
  show(directives = []) {
    for (const directive of directives) this.#take(directive);
    this.#show?.refresh();
  }

  /** The light: "off", "listening", "thinking" or "speaking". */
  state(name) {
    if (!Object.hasOwn(STATES, name)) throw new Error(`a device has no state "${name}"`);
    this.element.dataset.state = name;
    this.#label.textContent = STATES[name];
  }

  /** Brings what moves on the screen to its end, as when a hold is skipped. */
  finish() {
    this.#show?.screen.finish();
  }

  /** Takes the skill's document off the screen, as at the end of its session. */
  clear() {
    this.#show?.screen.clear();
    this.#show?.refresh();
    this.#told([]);
  }

  /** The faults of the document that is shown. */
  get problems() {
    return this.#show?.screen.problems.list ?? [];
  }

  /** What of the document does not fit on the screen. */
  overflows() {
    return this.#show?.screen.overflows() ?? [];
  }

  #take(directive) {
    const screen = this.#show?.screen;
    if (!screen) return;
    if (directive.type === RENDER) {
      this.#told([]);
      screen.render(directive);
    } else if (directive.type === EXECUTE) screen.execute(directive);
  }

  #told(problems) {
    this.#faults.hidden = problems.length === 0;
    const heading = document.createElement("p");
    heading.textContent = "The device may not show this as it was meant:";
    this.#list.replaceChildren(...problems.map(item));
    this.#faults.replaceChildren(...(problems.length ? [heading, this.#list] : []));
  }
}

function item(text) {
  const made = document.createElement("li");
  made.textContent = text;
  return made;
}
