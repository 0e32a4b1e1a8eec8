// Lengths. On the screen one CSS pixel is one dp; the device scales the whole.

/** A length: `unit` is "dp", "%" or "auto". */
export class Dimension {
  constructor(value, unit) {
    this.value = value;
    this.unit = unit;
  }

  get css() {
    if (this.unit === "auto") return "auto";
    return `${this.value}${this.unit === "dp" ? "px" : "%"}`;
  }

  toString() {
    return this.unit === "auto" ? "auto" : `${this.value}${this.unit}`;
  }
}

export const AUTO = new Dimension(0, "auto");
const FORM = /^\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*(dp|px|vw|vh|%)?\s*$/;

/** So many units, on a viewport of so many dp. */
export function of(amount, unit, viewport) {
  const perUnit = { px: 160 / viewport.dpi, vw: viewport.width / 100, vh: viewport.height / 100 };
  return unit === "%" ? new Dimension(amount, "%") : new Dimension(amount * (perUnit[unit] ?? 1), "dp");
}

/** The length that a value of a document means; undefined where it means none. */
export function read(value, viewport) {
  if (value instanceof Dimension) return value;
  if (typeof value === "number") return Number.isFinite(value) ? of(value, "dp", viewport) : undefined;
  if (value === "auto") return AUTO;
  const found = typeof value === "string" && FORM.exec(value);
  return found ? of(Number(found[1]), found[2] ?? "dp", viewport) : undefined;
}
