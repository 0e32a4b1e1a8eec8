// Transformations of a component, about its centre: written for CSS, and part of the way between two.

import { Dimension } from "./dimension.js";
import { Problem } from "./problems.js";

const FORMS = {
  rotate: (amount) => `rotate(${amount}deg)`,
  scale: (amount) => `scale(${amount})`,
  scaleX: (amount) => `scaleX(${amount})`,
  scaleY: (amount) => `scaleY(${amount})`,
  translateX: (length) => `translateX(${length.css})`,
  translateY: (length) => `translateY(${length.css})`,
};

/** The steps, as `convert` gives them, in CSS. */
export function css(steps) {
  return steps.map(([name, amount]) => FORMS[name](amount)).join(" ");
}

/** The steps that stand `part` (0 to 1) of the way; Problem where the two do not match. */
export function between(from, to, part) {
  const matching = from.length === to.length && from.every(([name], index) => name === to[index][0]);
  if (!matching) throw new Problem("the transformations of an animation do not match");
  return from.map(([name, amount], index) => [name, mixed(amount, to[index][1], part)]);
}

function mixed(from, to, part) {
  const mix = (first, second) => first + (second - first) * part;
  if (!(from instanceof Dimension)) return mix(from, to);
  const [first, second] = [from, to].map((length) => (length.value === 0 ? undefined : length.unit));
  if (first && second && first !== second) throw new Problem(`an animation goes from ${from} to ${to}`);
  return new Dimension(mix(from.value, to.value), first ?? second ?? from.unit);
}
