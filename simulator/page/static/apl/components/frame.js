// Frame: one child, a background and a border; it cuts off what stands out of it.

import { Dimension } from "../dimension.js";
import * as any from "./any.js";

const NONE = new Dimension(0, "dp");

export const frame = {
  defaults: {
    ...any.defaults, backgroundColor: "transparent", borderColor: "transparent", borderRadius: NONE, borderWidth: NONE,
  },
  show: {
    ...any.show,
    backgroundColor: ({ element }, value) => (element.style.backgroundColor = value),
    borderColor: ({ element }, value) => (element.style.borderColor = value),
    borderRadius: ({ element }, value) => (element.style.borderRadius = value.css),
    borderWidth: ({ element }, value) => (element.style.borderWidth = value.css),
  },
};
