// The browser's own voice. Only voices that speak on this machine are used: others would send what
// is said to their maker.

/** @typedef {import("./api.js").Part} Part */

/** Words a second that the voice is given at least, before it is taken for stuck. */
const SLOWEST = 1;

export class Voice {
  constructor() {
    this._engine = "speechSynthesis" in window ? window.speechSynthesis : null;
    /** @type {SpeechSynthesisVoice[]} */
    this._voices = [];
    this._read();
    this._engine?.addEventListener?.("voiceschanged", () => this._read());
    this.onchange = () => {};
  }

  /** Whether it can be heard in that locale. @param {string} locale */
  speaks(locale) {
    return this._for(locale) !== undefined;
  }

  /**
   * Say some words; ends when they were said, or `signal` aborts.
   * @param {Part} part
   * @param {string} locale
   * @param {AbortSignal} signal
   * @param {(share: number) => void} told how much of the words was said, 0 to 1
   * @returns {Promise<void>}
   */
  say(part, locale, signal, told) {
    const words = part.words ?? "";
    const said = new SpeechSynthesisUtterance(spoken(part));
    const voice = this._for(locale);
    if (voice) said.voice = voice;
    said.lang = voice?.lang ?? locale;
    said.rate = (part.rate ?? 1) * (part.whispered ? 0.9 : 1);
    said.pitch = Math.min(2, (part.pitch ?? 1) * (part.whispered ? 0.8 : 1));
    said.volume = Math.min(1, (part.volume ?? 1) * (part.whispered ? 0.35 : 1));
    return new Promise((resolve) => {
      const longest = (words.split(" ").length / SLOWEST + 4) * 1000;
      const done = () => {
        clearTimeout(stuck);
        resolve();
      };
      const stuck = setTimeout(() => {
        this._engine?.cancel();
        done();
      }, longest);
      said.onboundary = (event) => told(event.charIndex / Math.max(1, said.text.length));
      said.onend = said.onerror = done;
      signal.addEventListener("abort", () => (this._engine?.cancel(), done()), { once: true });
      this._engine?.speak(said);
    });
  }

  /** Stop what is being said. */
  hush() {
    this._engine?.cancel();
  }

  _read() {
    this._voices = this._engine?.getVoices() ?? [];
    this.onchange?.();
  }

  /** @param {string} locale @returns {SpeechSynthesisVoice | undefined} */
  _for(locale) {
    const here = this._voices.filter((voice) => voice.localService);
    const named = (/** @type {SpeechSynthesisVoice} */ voice) => voice.lang.replace("_", "-");
    return (
      here.find((voice) => named(voice) === locale) ??
      here.find((voice) => named(voice).split("-")[0] === locale.split("-")[0])
    );
  }
}

/** The words as an engine should read them: what is spelled, sign by sign. @param {Part} part */
export function spoken(part) {
  let text = part.words ?? "";
  for (const spelled of part.spelled ?? []) text = text.replace(spelled, [...spelled].join(" "));
  return text;
}
