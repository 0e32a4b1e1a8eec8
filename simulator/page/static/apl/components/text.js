// Text: words that wrap, and are cut off where their box ends.

import { Dimension } from "../dimension.js";
import { nodes } from "../markup.js";
import * as any from "./any.js";

const VERTICAL = { auto: "flex-start", bottom: "flex-end", center: "center", top: "flex-start" };
const ALIGN = { auto: "start" };
/** The same on every machine, so that what fits on one fits on all; apl.css says where it lies. */
const FONTS = "'Screen Sans', sans-serif";

export const text = {
  defaults: {
    ...any.defaults,
    color: "",
    fontFamily: "",
    fontSize: new Dimension(40, "dp"),
    fontStyle: "normal",
    fontWeight: "normal",
    letterSpacing: new Dimension(0, "dp"),
    lineHeight: 1.25,
    maxLines: 0,
    text: "",
    textAlign: "auto",
    textAlignVertical: "auto",
  },
  make: (component) => {
    component.words = document.createElement("div");
    component.words.className = "apl-words";
    component.element.append(component.words);
  },
  role: (component) => (component.get("accessibilityLabel") ? "img" : undefined),
  show: {
    ...any.show,
    color: (component, value) => (component.element.style.color = value || component.screen.world.ink),
    fontFamily: ({ element }, value) => (element.style.fontFamily = value ? `${value}, ${FONTS}` : FONTS),
    fontSize: ({ element }, value) => (element.style.fontSize = value.css),
    fontStyle: ({ element }, value) => (element.style.fontStyle = value),
    fontWeight: ({ element }, value) => (element.style.fontWeight = value),
    letterSpacing: ({ element }, value) => (element.style.letterSpacing = value.css),
    lineHeight: ({ element }, value) => (element.style.lineHeight = String(value)),
    maxLines: ({ words }, value) => {
      words.classList.toggle("apl-clamped", value > 0);
      words.style.webkitLineClamp = value > 0 ? String(value) : "";
    },
    text: (component, value) => {
      component.words.replaceChildren(component.attempt("text", () => nodes(value), ""));
    },
    textAlign: ({ element }, value) => (element.style.textAlign = ALIGN[value] ?? value),
    textAlignVertical: ({ element }, value) => (element.style.justifyContent = VERTICAL[value]),
  },
};
