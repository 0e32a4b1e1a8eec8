// Makes the tree of components out of a document: layouts, `when`, `data`.

import { bind, truthy } from "./evaluate.js";
import { Component } from "./component.js";
import { convert } from "./convert.js";
import { isComponent, subset } from "./subset.js";

const HANDED_ON = ["id", "style"];
const TYPES = ["any", "boolean", "color", "dimension", "number", "string"];

const list = (value) => (value === undefined ? [] : [value].flat());
const itemsOf = (raw) => list(raw.items ?? raw.item);
const placeOf = (raw) => (raw.items === undefined ? "item" : "items");

/** The component of the first item whose `when` is true; undefined where there is none. */
export function first(items, scope, at, screen, parent, given = {}) {
  for (const [index, item] of items.entries()) {
    const here = items.length > 1 || at.endsWith("items") ? `${at}[${index}]` : at;
    if (screen.problems.attempt(`${here}.when`, () => truthy(bind(item.when ?? true, scope)), false)) {
      return one(item, scope, here, screen, parent, given);
    }
  }
  return undefined;
}

/** `given` are properties that an outer layout hands on; they win over the item's own. */
function one(item, scope, at, screen, parent, given) {
  const raw = { ...item, ...given };
  if (isComponent(item.type)) return component(item.type, raw, scope, at, screen, parent);
  const layout = screen.world.layouts[item.type];
  if (layout) return expand(layout, raw, scope, `${at} > layouts.${item.type}`, screen, parent);
  screen.problems.add(`there is no component and no layout "${item.type}"`, at);
  return undefined;
}

/** The component that a layout, or `mainTemplate`, stands for. */
export function expand(layout, raw, scope, at, screen, parent) {
  const unknown = Object.keys(layout).find((key) => !subset.layout.includes(key));
  if (unknown) screen.problems.add(`unknown property "${unknown}" of a layout`, at);
  const left = { ...raw };
  const inner = parameters(layout, left, scope, at, screen);
  const handedOn = Object.entries(left).filter(([key]) => !subset.structure.includes(key) || HANDED_ON.includes(key));
  const found = first(itemsOf(layout), inner, `${at}.${placeOf(layout)}`, screen, parent, Object.fromEntries(handedOn));
  if (!found && !parent) screen.problems.add("nothing is shown: no item's `when` is true", at);
  return found;
}

/** A scope with the layout's parameters; takes those that are given out of `left`. */
function parameters(layout, left, scope, at, screen) {
  const names = {};
  const inner = scope.within(names);
  for (const each of layout.parameters ?? []) {
    const { name, type = "any", default: otherwise = null } = typeof each === "string" ? { name: each } : each;
    const given = Object.hasOwn(left, name);
    const place = `${at}.parameters.${name}`;
    if (!TYPES.includes(type)) screen.problems.add(`"${type}" is no type of a parameter`, place);
    names[name] = screen.problems.attempt(place, () => {
      const value = given ? bind(left[name], scope) : bind(otherwise, inner);
      return value === null || !TYPES.includes(type) ? value : convert(value, type, screen.world);
    }, null);
    delete left[name];
  }
  return inner;
}

function component(type, raw, scope, at, screen, parent) {
  const made = new Component(type, raw, scope, at, screen, parent);
  screen.know(made);
  if (subset.manyChildren.includes(type)) many(raw, made, at);
  else if (subset.oneChild.includes(type)) single(raw, made, at);
  else if (itemsOf(raw).length) screen.problems.add(`a ${type} has no items`, at);
  return made;
}

function single(raw, parent, at) {
  if (raw.data !== undefined) parent.screen.problems.add(`"data" has no effect in a ${parent.type}`, at);
  const child = first(itemsOf(raw), parent.scope, `${at}.${placeOf(raw)}`, parent.screen, parent);
  if (child) parent.append(child);
}

function many(raw, parent, at) {
  const place = `${at}.${placeOf(raw)}`;
  if (raw.data !== undefined) return repeated(raw, parent, place);
  const items = itemsOf(raw);
  return items.forEach((item, index) => {
    const names = { index: parent.children.length, length: items.length };
    add(first([item], parent.scope.within(names), `${place}[${index}]`, parent.screen, parent), parent);
  });
}

function repeated(raw, parent, place) {
  const { problems } = parent.screen;
  const all = parent.attempt("data", () => bind(raw.data, parent.scope), []);
  if (!Array.isArray(all) || all.length === 0) {
    problems.add('"data" is no list with something in it: APL shows the items once, without data,', parent.at);
    return;
  }
  all.forEach((data, index) => {
    const scope = parent.scope.within({ data, index, length: all.length });
    add(first(itemsOf(raw), scope, place, parent.screen, parent), parent);
  });
}

function add(child, parent) {
  if (child) parent.append(child);
}
