// What is wrong with a document. The real engine is silent about all of it; here it is told.

/** A fault in a document: what it is, without the place. */
export class Problem extends Error {}

/** Every fault found so far, each once. */
export class Problems {
  #told = new Set();
  #onTold;

  constructor(onTold = () => {}) {
    this.#onTold = onTold;
  }

  get list() {
    return [...this.#told];
  }

  add(message, at) {
    const told = at ? `${message} at ${at}` : message;
    if (this.#told.has(told)) return;
    this.#told.add(told);
    this.#onTold(told);
  }

  /** What `make` gives; where it has a fault, that is told and `otherwise` stands in. */
  attempt(at, make, otherwise) {
    try {
      return make();
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault;
      this.add(fault.message, at);
      return otherwise;
    }
  }
}
