// The types of values: what a property takes, and what a value of the document means in it.

import { Dimension, read } from "./dimension.js";
import { Problem } from "./problems.js";
import { subset } from "./subset.js";

/** APL's colours; CSS has more, and of these it knows which are right. */
const COLOR = /^(#[0-9a-f]{3,8}|(rgb|hsl)a?\([^()]*\)|(?!currentcolor|inherit|initial|revert|unset)[a-z]+)$/i;
const PATH = /^[\sMmLlHhVvCcSsQqTtAaZz0-9eE.,+-]*$/;

/** The value as that type; Problem where the engine would take another or none for it. */
export function convert(value, type, world) {
  if (value === null || value === undefined) throw new Problem("nothing is given");
  if (Array.isArray(type)) return oneOf(value, type);
  return TYPES[type](value, world);
}

function oneOf(value, names) {
  if (!names.includes(String(value))) throw new Problem(`"${value}" is not one of ${names.join(", ")}`);
  return String(value);
}

function no(value, what) {
  throw new Problem(`${JSON.stringify(value)} is no ${what}`);
}

function number(value) {
  const found = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof found === "number" && Number.isFinite(found) ? found : no(value, "number");
}

function integer(value) {
  return Number.isInteger(number(value)) ? number(value) : no(value, "whole number");
}

function atLeastZero(found, value) {
  return found >= 0 ? found : no(value, "number of zero or more");
}

function opacity(value) {
  const found = number(value);
  return found >= 0 && found <= 1 ? found : no(value, "number from 0 to 1");
}

function length(value, world, units) {
  const found = read(value, world.viewport);
  return found && units.includes(found.unit) ? found : no(value, `length in ${units.join(", ")}`);
}

function boolean(value) {
  if (typeof value === "boolean") return value;
  return value === "true" || value === "false" ? value === "true" : no(value, "true or false");
}

function string(value) {
  const plain = typeof value !== "object" || value instanceof Dimension;
  return plain ? String(value) : no(value, "text");
}

function color(value) {
  const known = typeof value === "string" && COLOR.test(value) && CSS.supports("color", value);
  return known ? value : no(value, "colour");
}

function path(value) {
  return typeof value === "string" && PATH.test(value) ? value : no(value, "path");
}

function transform(value, world) {
  const steps = Array.isArray(value) ? value : [value];
  return steps.flatMap((step) =>
    Object.entries(step).map(([name, amount]) => {
      if (!Object.hasOwn(subset.transforms, name)) no(name, "transformation");
      return [name, convert(amount, subset.transforms[name], world)];
    }),
  );
}

const TYPES = {
  absolute: (value, world) => length(value, world, ["dp"]),
  animation: (value) => (Array.isArray(value) ? value : [value]),
  any: (value) => value,
  boolean,
  color,
  commands: (value) => (Array.isArray(value) ? value : [value]),
  count: (value) => atLeastZero(integer(value), value),
  dimension: (value, world) => length(value, world, ["dp", "%", "auto"]),
  duration: (value) => atLeastZero(number(value), value),
  easing: string,
  integer,
  nonAuto: (value, world) => length(value, world, ["dp", "%"]),
  number,
  numbers: (value) => (Array.isArray(value) ? value.map(number) : no(value, "list of numbers")),
  opacity,
  path,
  string,
  text: string,
  transform,
};
