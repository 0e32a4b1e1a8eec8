// What names mean in one place of a document: its own names, then those around it.

import { Problem } from "./problems.js";

export class Scope {
  #names;
  #parent;

  constructor(world, names = {}, parent = undefined) {
    /** Viewport and resources, the same in the whole document. */
    this.world = world;
    this.#names = names;
    this.#parent = parent;
  }

  within(names) {
    return new Scope(this.world, names, this);
  }

  has(name) {
    return Object.hasOwn(this.#names, name) || Boolean(this.#parent?.has(name));
  }

  lookup(name) {
    if (Object.hasOwn(this.#names, name)) return this.#names[name];
    if (!this.#parent) throw new Problem(`nothing here is called "${name}"`);
    return this.#parent.lookup(name);
  }

  resource(name) {
    const { resources } = this.world;
    if (!resources.has(name)) throw new Problem(`there is no resource "@${name}"`);
    return resources.get(name);
  }
}
