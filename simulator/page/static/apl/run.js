// One run of commands through time. Moments are reckoned from the start, so that nothing drifts
// however late a timer is; `finish` is APL's fast mode.

/** Thrown into commands that wait when their run is stopped. */
export const STOPPED = Symbol("stopped");

export class Run {
  #waiting = new Set();
  #stopped = false;
  /** Whether time is not waited for any more. */
  fast = false;

  /** Resolves at that moment of `performance.now()`; rejects with STOPPED if the run is stopped. */
  until(moment) {
    if (this.#stopped) return Promise.reject(STOPPED);
    const left = moment - performance.now();
    if (this.fast || left <= 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const wait = { resolve, reject, timer: setTimeout(() => this.#end(wait, resolve), left) };
      this.#waiting.add(wait);
    });
  }

  finish() {
    this.fast = true;
    for (const wait of [...this.#waiting]) this.#end(wait, wait.resolve);
  }

  stop() {
    this.#stopped = true;
    for (const wait of [...this.#waiting]) this.#end(wait, () => wait.reject(STOPPED));
  }

  #end(wait, done) {
    clearTimeout(wait.timer);
    this.#waiting.delete(wait);
    done();
  }
}
