// The session's clock as a person sees it: the simulator's seconds counting down. It stands still
// for as long as anybody holds it.

/** Milliseconds between two ticks. */
const TICK = 100;

export class SessionClock {
  /**
   * @param {(left: number) => void} ticked
   * @param {() => void} ran out of seconds
   */
  constructor(ticked, ran) {
    this._ticked = ticked;
    this._ran = ran;
    /** @type {Set<string>} */
    this._holders = new Set();
    this._total = 0;
    this._spent = 0;
    this._since = 0;
    this._running = false;
    this._timer = 0;
  }

  /** Seconds that passed since it was set. */
  get spent() {
    return this._spent + (this._since ? (performance.now() - this._since) / 1000 : 0);
  }

  /** Seconds until the device does something by itself. */
  get left() {
    return Math.max(0, this._total - this.spent);
  }

  /** Whether it is set. */
  get counts() {
    return this._running;
  }

  /** Whether it is held by one of these, or by anybody. @param {...string} who */
  held(...who) {
    return who.length ? who.some((one) => this._holders.has(one)) : this._holders.size > 0;
  }

  /** Count that many seconds down. @param {number} seconds */
  set(seconds) {
    this.clear();
    this._total = seconds;
    this._running = true;
    this._go();
  }

  /** Count nothing. */
  clear() {
    this._stand();
    this._running = false;
    this._total = this._spent = 0;
    this._ticked(0);
  }

  /** Stand still for somebody, or not any more. @param {string} who @param {boolean} holds */
  hold(who, holds) {
    if (holds) this._holders.add(who);
    else this._holders.delete(who);
    if (this.held()) this._stand();
    else this._go();
    this._ticked(this.left);
  }

  _go() {
    if (!this._running || this._since || this.held()) return;
    this._since = performance.now();
    this._timer = setInterval(() => this._tick(), TICK);
    this._ticked(this.left);
  }

  _stand() {
    this._spent = this.spent;
    this._since = 0;
    clearInterval(this._timer);
  }

  _tick() {
    this._ticked(this.left);
    if (this.left > 0) return;
    this._stand();
    this._running = false;
    this._ran();
  }
}
