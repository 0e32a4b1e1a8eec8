// AVG graphics, made into SVG.

import { bind } from "./evaluate.js";
import { convert } from "./convert.js";
import { Scope } from "./scope.js";
import { subset } from "./subset.js";

const SVG = "http://www.w3.org/2000/svg";
let clips = 0;

export function svg(tag, attributes = {}, children = []) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A graphic of the document, read once: its size, its parameters, and how to draw it. */
export class Graphic {
  #definition;
  #world;
  #problems;
  #at;

  constructor(definition, name, world, problems) {
    this.#definition = definition;
    this.#world = world;
    this.#problems = problems;
    this.#at = `graphics.${name}`;
    const head = this.#read(definition, "AVG", new Scope(world), this.#at);
    this.width = head.width?.value ?? 100;
    this.height = head.height?.value ?? 100;
    this.viewport = [head.viewportWidth ?? this.width, head.viewportHeight ?? this.height];
    if (!head.width || !head.height) problems.add("a graphic has no width or height", this.#at);
  }

  /** Parameter -> its default, not yet worked out. */
  get parameters() {
    const given = this.#definition.parameters ?? [];
    return new Map(given.map((each) => (typeof each === "string" ? [each, null] : [each.name, each.default ?? null])));
  }

  /** The drawing with those parameters; it knows them, `width` and `height`, and nothing else. */
  draw(parameters) {
    const [width, height] = this.viewport;
    const scope = new Scope({ ...this.#world, resources: new Map() }, { width, height, ...parameters });
    return (this.#definition.items ?? []).map((item, index) => this.#item(item, scope, `${this.#at}.items[${index}]`));
  }

  #item(item, scope, at) {
    if (item.type !== "group" && item.type !== "path") {
      this.#problems.add(`"${item.type}" is no item of a graphic`, at);
      return svg("g");
    }
    const values = this.#read(item, item.type, scope, at);
    if (item.type === "path") return path(values);
    const children = (item.items ?? []).map((each, index) => this.#item(each, scope, `${at}.items[${index}]`));
    return group(values, children);
  }

  #read(item, kind, scope, at) {
    const values = {};
    for (const [name, value] of Object.entries(item)) {
      const type = subset.graphics[kind][name];
      if (type === undefined) this.#problems.add(`unknown property "${name}" of ${kind}`, at);
      else if (type !== "graphics" && type !== "parameters") {
        values[name] = this.#problems.attempt(`${at}.${name}`, () => convert(bind(value, scope), type, this.#world));
      }
    }
    return values;
  }
}

function path(values) {
  const attributes = {
    d: values.pathData ?? "",
    fill: values.fill ?? "none",
    stroke: values.stroke ?? "none",
    "stroke-width": values.strokeWidth ?? 1,
    "stroke-miterlimit": values.strokeMiterLimit ?? 4,
    "fill-opacity": values.fillOpacity ?? 1,
    "stroke-opacity": values.strokeOpacity ?? 1,
    "stroke-linecap": values.strokeLineCap ?? "butt",
    "stroke-linejoin": values.strokeLineJoin ?? "miter",
  };
  if (values.pathLength) attributes.pathLength = values.pathLength;
  if (values.strokeDashArray?.length) attributes["stroke-dasharray"] = values.strokeDashArray.join(" ");
  if (values.strokeDashOffset) attributes["stroke-dashoffset"] = values.strokeDashOffset;
  return svg("path", attributes);
}

/** AVG's order: scaled and turned about the pivot, then moved. */
function group(values, children) {
  const { rotation = 0, pivotX = 0, pivotY = 0, scaleX = 1, scaleY = 1 } = values;
  const { translateX = 0, translateY = 0, opacity = 1, clipPath } = values;
  const transform = [
    `translate(${translateX + pivotX} ${translateY + pivotY})`,
    `rotate(${rotation})`,
    `scale(${scaleX} ${scaleY})`,
    `translate(${-pivotX} ${-pivotY})`,
  ].join(" ");
  const made = svg("g", { transform, opacity }, children);
  if (clipPath) {
    const id = `avg-clip-${(clips += 1)}`;
    made.prepend(svg("clipPath", { id }, [svg("path", { d: clipPath })]));
    made.setAttribute("clip-path", `url(#${id})`);
  }
  return made;
}
