// A screen that shows the APL documents a skill sends.

import { addResources } from "./resources.js";
import { close } from "./evaluate.js";
import { Commands } from "./commands.js";
import { expand } from "./inflate.js";
import { Graphic } from "./graphic.js";
import { overflows } from "./overflow.js";
import { Problem, Problems } from "./problems.js";
import { Scope } from "./scope.js";
import { subset } from "./subset.js";

export const RENDER = "Alexa.Presentation.APL.RenderDocument";
export const EXECUTE = "Alexa.Presentation.APL.ExecuteCommands";
/** The colour of text that says none, by theme. */
const INK = { dark: "#fafafa", light: "#1e2222" };
const GROUND = { dark: "#000000", light: "#fafafa" };

export class Screen {
  #ids = new Map();
  #commands = new Commands(this);
  #token = "";
  #scope;

  /**
   * `viewport` is {width, height, dpi, shape, mode}, in dp, shape "round" or "rectangle", mode
   * "hub" or "tv". `onTouch(arguments, {token, source})` hears every SendEvent; `onProblem(text)`
   * every fault of a document.
   */
  constructor(host, viewport, { onTouch = () => {}, onProblem = () => {} } = {}) {
    this.viewport = viewport;
    this.onTouch = onTouch;
    this.problems = new Problems(onProblem);
    this.onProblem = onProblem;
    this.element = document.createElement("div");
    this.element.className = "apl-screen";
    this.element.style.width = `${viewport.width}px`;
    this.element.style.height = `${viewport.height}px`;
    host.append(this.element);
  }

  get components() {
    return [...this.#ids.keys()];
  }

  get empty() {
    return this.components.length === 0;
  }

  /** Draws a RenderDocument directive in place of all that was shown, and starts its `onMount`. */
  render({ document: sent, datasources = {}, token = "" }) {
    this.clear();
    this.#token = token;
    const { problems } = this;
    problems.attempt("document", () => this.#head(sent));
    this.world = this.#world(sent);
    const { scope } = this.world;
    addResources(sent.resources ?? [], scope, problems);
    this.graphics = new Map(
      Object.entries(sent.graphics ?? {}).map(([name, each]) => [name, new Graphic(each, name, this.world, problems)]),
    );
    const main = sent.mainTemplate ?? {};
    const top = expand({ ...main, parameters: [] }, {}, this.#payload(main, datasources, scope), "mainTemplate", this);
    if (top) this.element.append(top.element);
    return this.#start([sent.onMount ?? []].flat(), "onMount", "Mount");
  }

  /** Runs the commands of an ExecuteCommands directive; those for another document are dropped. */
  execute({ token, commands = [] }) {
    if (token !== this.#token) {
      this.problems.add(`commands for "${token}" are dropped: "${this.#token}" is shown`, "ExecuteCommands");
      return Promise.resolve();
    }
    return this.#start(commands, "commands", "External");
  }

  /** Brings all that moves to its end at once. */
  finish() {
    this.#commands.finish();
  }

  clear() {
    this.#commands.stop();
    this.#ids.clear();
    this.#token = "";
    this.problems = new Problems(this.onProblem);
    this.element.replaceChildren();
    this.element.style.backgroundColor = GROUND.dark;
  }

  /** What does not fit, as sentences. */
  overflows() {
    return overflows(this);
  }

  know(component) {
    const { id } = component;
    if (id && [...this.#ids.values()].includes(id)) this.problems.add(`the id "${id}" is given twice`, component.at);
    this.#ids.set(component, id);
  }

  /** The component of that id; Problem where there is none. */
  find(id) {
    for (const [component, known] of this.#ids) if (known === id) return component;
    throw new Problem(`there is no component "${id}"`);
  }

  pressed(component) {
    const source = { type: component.type, handler: "Press", id: component.id };
    const scope = component.scope.within({ event: { source } });
    return this.#commands.start(component.get("onPress"), scope, `${component.at}.onPress`);
  }

  send(given, source) {
    this.onTouch(given, { token: this.#token, source });
  }

  #start(commands, at, handler) {
    const source = { type: "Document", handler, id: null };
    return this.#commands.start(commands, this.#scope.within({ event: { source } }), at);
  }

  #head(sent) {
    if (sent.type !== "APL") throw new Problem(`the document's type is "${sent.type}"`);
    if (!subset.versions.includes(sent.version)) throw new Problem(`the document's version is "${sent.version}"`);
    const unknown = Object.keys(sent).find((key) => !Object.hasOwn(subset.document, key));
    if (unknown) throw new Problem(`unknown property "${unknown}" of the document`);
    const setting = Object.keys(sent.settings ?? {}).find((key) => !Object.hasOwn(subset.settings, key));
    if (setting) throw new Problem(`unknown setting "${setting}"`);
  }

  #world(sent) {
    const { theme = "dark" } = sent;
    this.element.style.backgroundColor = GROUND[theme];
    const world = {
      viewport: this.viewport,
      ink: INK[theme] ?? INK.dark,
      resources: new Map(),
      styles: sent.styles ?? {},
      layouts: sent.layouts ?? {},
    };
    world.scope = new Scope(world, {
      viewport: close({ ...seen(this.viewport), theme }, "viewport"),
      environment: close(environment(), "environment"),
    });
    return world;
  }

  /** The scope of the main template: `payload` is all data, any other parameter the data of that name. */
  #payload(main, datasources, scope) {
    const names = {};
    for (const each of main.parameters ?? []) {
      const name = typeof each === "string" ? each : each.name;
      names[name] = name === "payload" ? datasources : (datasources[name] ?? null);
    }
    this.#scope = scope.within(names);
    return this.#scope;
  }
}

function seen({ width, height, dpi, shape, mode }) {
  return { width, height, dpi, shape, mode, pixelWidth: (width * dpi) / 160, pixelHeight: (height * dpi) / 160 };
}

function environment() {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return { animation: calm ? "slow" : "normal", fontScale: 1, screenMode: "normal", screenReader: false };
}
