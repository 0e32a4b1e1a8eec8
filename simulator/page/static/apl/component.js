// One component of the screen: what it was given, what is in force, and its element.

import { bind } from "./evaluate.js";
import { convert } from "./convert.js";
import { kinds } from "./components/index.js";
import { propertiesOf, subset } from "./subset.js";
import { styled } from "./styles.js";

export class Component {
  #given;
  #values = {};
  #shown = {};

  /** `at` is its place in the document, for people; `parent` is undefined for the outermost. */
  constructor(type, raw, scope, at, screen, parent) {
    this.type = type;
    this.scope = scope;
    this.at = at;
    this.screen = screen;
    this.parent = parent;
    this.first = !parent || parent.children.length === 0;
    this.kind = kinds[type];
    this.state = { pressed: false, focused: false, disabled: false };
    this.children = [];
    this.id = raw.id === undefined ? "" : String(this.attempt("id", () => bind(raw.id, scope), ""));
    this.style = raw.style === undefined ? "" : this.attempt("style", () => bind(raw.style, scope), "");
    this.follows = raw.inheritParentState === true;
    this.types = propertiesOf(type, parent?.type === "Container");
    this.kind.prepare?.(this, raw);
    this.element = document.createElement("div");
    this.element.className = `apl apl-${type.toLowerCase()}`;
    if (this.id) this.element.dataset.id = this.id;
    this.#given = this.#read(raw);
    this.kind.make?.(this);
    this.refresh();
  }

  /** The value in force of a property: set by a command, given, styled, or APL's default. */
  get(name) {
    return this.#values[name];
  }

  /** Sets a property, as the command SetValue does; Problem where the value is not of its type. */
  set(name, value) {
    this.put(name, convert(value, this.types[name], this.screen.world));
  }

  /** Sets a property to a value that is of its type already. */
  put(name, value) {
    this.#given[name] = value;
    this.refresh();
  }

  attempt(property, make, otherwise) {
    return this.screen.problems.attempt(`${this.at}.${property}`, make, otherwise);
  }

  append(child) {
    this.children.push(child);
    this.element.append(child.element);
  }

  /** Puts on a state that a style may ask for, and on all below that follow it. */
  change(state, on) {
    if (this.state[state] === on) return;
    this.state[state] = on;
    this.refresh();
    this.children.filter((child) => child.follows).forEach((child) => child.change(state, on));
  }

  /** Shows what is in force now where it is not what is shown. */
  refresh() {
    this.#values = { ...this.kind.defaults, ...this.#styled(), ...this.#given };
    for (const [name, value] of Object.entries(this.#values)) {
      if (this.#shown[name] === value) continue;
      this.#shown[name] = value;
      this.kind.show[name]?.(this, value);
    }
    this.kind.redraw?.(this);
  }

  #styled() {
    if (!this.style) return {};
    const values = this.attempt("style", () => styled(this.style, this.state, this.scope), {});
    const here = Object.keys(values).filter((name) => Object.hasOwn(this.types, name));
    const found = here.map((name) => [name, this.#converted(name, values[name])]);
    return Object.fromEntries(found.filter(([, value]) => value !== undefined));
  }

  #read(raw) {
    const given = {};
    for (const [name, value] of Object.entries(raw)) {
      if (subset.structure.includes(name)) continue;
      if (!Object.hasOwn(this.types, name)) this.#unknown(name);
      else {
        const found = this.types[name] === "commands" ? [value].flat() : this.#bound(name, value);
        if (found !== undefined) given[name] = found;
      }
    }
    return given;
  }

  #unknown(name) {
    const placing = Object.hasOwn(subset.components.inContainer, name);
    const where = this.parent ? `in a ${this.parent.type}` : "outermost";
    const why = placing ? `"${name}" of ${this.type} has no effect ${where}` : `unknown property "${name}" of ${this.type}`;
    this.screen.problems.add(why, this.at);
  }

  #bound(name, value) {
    return this.attempt(name, () => convert(bind(value, this.scope), this.types[name], this.screen.world));
  }

  #converted(name, value) {
    return this.attempt(name, () => convert(value, this.types[name], this.screen.world));
  }
}
