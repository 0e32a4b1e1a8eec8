// VectorGraphic: a graphic of the document, as large as it says unless it is scaled.

import { AUTO, Dimension } from "../dimension.js";
import { bind } from "../evaluate.js";
import { svg } from "../graphic.js";
import * as any from "./any.js";

const FLEX = { left: "flex-start", right: "flex-end", top: "flex-start", bottom: "flex-end" };
const SVG_X = { left: "xMin", right: "xMax" };
const SVG_Y = { top: "YMin", bottom: "YMax" };
const FIT = { "best-fit": "meet", "best-fill": "slice" };

export const vectorGraphic = {
  defaults: { ...any.defaults, align: "center", scale: "none", source: "" },
  prepare: (component, raw) => {
    const { graphics } = component.screen;
    const name = component.attempt("source", () => bind(raw.source ?? "", component.scope), "");
    component.graphic = graphics.get(name);
    if (!component.graphic) component.screen.problems.add(`there is no graphic "${name}"`, component.at);
    for (const parameter of component.graphic?.parameters.keys() ?? []) component.types[parameter] = "any";
  },
  redraw: (component) => {
    if (component.graphic) draw(component, component.graphic);
  },
  role: (component) => (component.get("accessibilityLabel") ? "img" : "none"),
  show: {
    ...any.show,
    height: (component, value) => any.show.height(component, own(component, value, "height")),
    width: (component, value) => any.show.width(component, own(component, value, "width")),
  },
};

/** A size of "auto" is the graphic's own. */
function own({ graphic }, value, side) {
  return value === AUTO ? new Dimension(graphic?.[side] ?? 100, "dp") : value;
}

function draw(component, graphic) {
  const { element } = component;
  const parameters = {};
  for (const [name, otherwise] of graphic.parameters) {
    parameters[name] = component.get(name) ?? component.attempt(name, () => bind(otherwise, component.screen.world.scope));
  }
  const scale = component.get("scale");
  const sides = component.get("align").split("-");
  const [width, height] = graphic.viewport;
  const inner = svg(
    "svg",
    { width: graphic.width, height: graphic.height, viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none" },
    graphic.draw(parameters),
  );
  const outer = svg(
    "svg",
    { viewBox: `0 0 ${graphic.width} ${graphic.height}`, preserveAspectRatio: placed(scale, sides), "aria-hidden": "true" },
    [inner],
  );
  outer.style.width = scale === "none" ? `${graphic.width}px` : "100%";
  outer.style.height = scale === "none" ? `${graphic.height}px` : "100%";
  element.style.justifyContent = FLEX[sides.find((side) => side in SVG_X)] ?? "center";
  element.style.alignItems = FLEX[sides.find((side) => side in SVG_Y)] ?? "center";
  element.replaceChildren(outer);
}

function placed(scale, sides) {
  if (!(scale in FIT)) return "none";
  const x = SVG_X[sides.find((side) => side in SVG_X)] ?? "xMid";
  const y = SVG_Y[sides.find((side) => side in SVG_Y)] ?? "YMid";
  return `${x}${y} ${FIT[scale]}`;
}
