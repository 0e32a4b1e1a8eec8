// What every component has: size, padding, place in a Container, looks, and what it is called.

import { AUTO, Dimension } from "../dimension.js";
import { css } from "../transform.js";

const NONE = new Dimension(0, "dp");

export const defaults = {
  accessibilityLabel: "",
  alignSelf: "auto",
  disabled: false,
  display: "normal",
  grow: 0,
  height: AUTO,
  minHeight: NONE,
  minWidth: NONE,
  opacity: 1,
  paddingBottom: NONE,
  paddingLeft: NONE,
  paddingRight: NONE,
  paddingTop: NONE,
  position: "relative",
  role: "none",
  shrink: 0,
  spacing: NONE,
  transform: [],
  width: AUTO,
};

export const ALIGN = {
  auto: "auto", baseline: "baseline", center: "center", end: "flex-end", start: "flex-start", stretch: "stretch",
};
const ROLES = {
  adjustable: "slider", header: "heading", image: "img", imagebutton: "button", progressbar: "img",
  summary: "group", text: "none",
};
/** In a row or column, the side that `spacing` keeps free, towards the one before. */
const SIDES = { column: "marginTop", columnReverse: "marginBottom", row: "marginLeft", rowReverse: "marginRight" };

/** A function that puts a value into a style of the element. */
const style = (name, written = (value) => value) => (component, value) => {
  component.element.style[name] = written(value);
};
const length = (name) => style(name, (value) => value.css);
/** The outermost component fills the viewport, unless it says how large it is. */
const size = (name) => (component, value) => {
  component.element.style[name] = value === AUTO && !component.parent ? "100%" : value.css;
};

export const show = {
  accessibilityLabel: named,
  alignSelf: style("alignSelf", (value) => ALIGN[value]),
  bottom: length("bottom"),
  disabled: (component, value) => component.change("disabled", value),
  display: (component, value) => {
    component.element.style.display = value === "none" ? "none" : "";
    component.element.style.visibility = value === "invisible" ? "hidden" : "";
  },
  grow: style("flexGrow", String),
  height: size("height"),
  left: length("left"),
  maxHeight: length("maxHeight"),
  maxWidth: length("maxWidth"),
  minHeight: length("minHeight"),
  minWidth: length("minWidth"),
  opacity: style("opacity", String),
  paddingBottom: length("paddingBottom"),
  paddingLeft: length("paddingLeft"),
  paddingRight: length("paddingRight"),
  paddingTop: length("paddingTop"),
  position: style("position"),
  right: length("right"),
  role: named,
  shrink: style("flexShrink", String),
  spacing: (component, value) => {
    if (component.first || component.parent.type !== "Container") return;
    component.element.style[SIDES[component.parent.get("direction")]] = value.css;
  },
  top: length("top"),
  transform: style("transform", css),
  width: size("width"),
};

/** What assistive technology is told: the label, and the nearest role that HTML has. */
function named(component) {
  const label = component.get("accessibilityLabel");
  const role = component.get("role");
  const { element } = component;
  const told = ROLES[role] ?? (role === "none" ? component.kind.role?.(component) : role);
  const unnamed = told === undefined && label ? "group" : told;
  if (unnamed && unnamed !== "none") element.setAttribute("role", unnamed);
  else element.removeAttribute("role");
  if (unnamed === "heading") element.setAttribute("aria-level", "2");
  if (label) element.setAttribute("aria-label", label);
  else element.removeAttribute("aria-label");
}
