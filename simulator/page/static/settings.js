// What this browser remembers: how somebody likes the bench, never what was said.

const KEY = "cramp-coach-bench";

const DEFAULTS = {
  theme: "auto",
  pace: "real",
  muted: false,
  shortcuts: true,
  spoke: false,
  locale: "",
  device: "",
};

/** @returns {typeof DEFAULTS} */
function read() {
  try {
    return { ...DEFAULTS, ...JSON.parse(localStorage.getItem(KEY) ?? "{}") };
  } catch {
    return { ...DEFAULTS };
  }
}

/** Every setting by its name. */
export const settings = read();

/**
 * Change a setting and keep it, where the browser lets us.
 * @template {keyof typeof DEFAULTS} Name
 * @param {Name} name
 * @param {(typeof DEFAULTS)[Name]} value
 */
export function remember(name, value) {
  settings[name] = value;
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // A private window keeps nothing, which is all right.
  }
}
