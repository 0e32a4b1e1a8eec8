// The browser's ear, where it has one. Some browsers send what they hear to their maker's cloud;
// the page says so before the first press.

/** Whether this browser can listen. */
export function canListen() {
  return recogniser() !== undefined;
}

/** @returns {any} */
function recogniser() {
  const here = /** @type {any} */ (window);
  return here.SpeechRecognition ?? here.webkitSpeechRecognition;
}

const WHY = /** @type {Record<string, string>} */ ({
  "not-allowed": "The browser may not use the microphone here. Allow it, or type.",
  "service-not-allowed": "The browser may not listen here. Type instead.",
  "audio-capture": "No microphone was found. Type instead.",
  network: "The browser listens in its maker's cloud, which cannot be reached. Type instead.",
  "language-not-supported": "The browser cannot listen in this language. Type instead.",
  "no-speech": "Nothing was heard.",
});

export class Listener {
  /**
   * @param {object} tells
   * @param {(words: string) => void} tells.hearing words as they are heard
   * @param {(words: string) => void} tells.heard all words, once nobody speaks any more
   * @param {(why: string) => void} tells.failed
   * @param {(listening: boolean) => void} tells.listening
   */
  constructor(tells) {
    this._tells = tells;
    this._now = null;
  }

  get listening() {
    return this._now !== null;
  }

  /** Listen until nobody speaks any more. @param {string} locale */
  start(locale) {
    const Recogniser = recogniser();
    const now = new Recogniser();
    now.lang = locale;
    now.interimResults = true;
    now.maxAlternatives = 1;
    let words = "";
    now.onresult = (/** @type {any} */ event) => {
      words = [...event.results].map((result) => result[0].transcript).join(" ").trim();
      this._tells.hearing(words);
    };
    now.onerror = (/** @type {any} */ event) => {
      if (event.error !== "aborted") this._tells.failed(WHY[event.error] ?? `It could not listen: ${event.error}.`);
    };
    now.onend = () => {
      this._now = null;
      this._tells.listening(false);
      if (words) this._tells.heard(words);
    };
    this._now = now;
    this._tells.listening(true);
    now.start();
  }

  /** Listen no more, and take what was heard. */
  stop() {
    this._now?.stop();
  }
}
