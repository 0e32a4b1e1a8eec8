// Container: its children in a row or a column.

import * as any from "./any.js";

const DIRECTIONS = { column: "column", columnReverse: "column-reverse", row: "row", rowReverse: "row-reverse" };
const JUSTIFY = {
  center: "center", end: "flex-end", spaceAround: "space-around", spaceBetween: "space-between", start: "flex-start",
};
const WRAP = { noWrap: "nowrap", wrap: "wrap", wrapReverse: "wrap-reverse" };

export const container = {
  defaults: { ...any.defaults, alignItems: "stretch", direction: "column", justifyContent: "start", wrap: "noWrap" },
  show: {
    ...any.show,
    alignItems: ({ element }, value) => (element.style.alignItems = any.ALIGN[value]),
    direction: ({ element }, value) => {
      element.style.flexDirection = DIRECTIONS[value];
      // In a row a child is measured within the row's width, not beyond it, as Yoga does.
      element.classList.toggle("apl-row", value.startsWith("row"));
    },
    justifyContent: ({ element }, value) => (element.style.justifyContent = JUSTIFY[value]),
    wrap: ({ element }, value) => (element.style.flexWrap = WRAP[value]),
  },
};
