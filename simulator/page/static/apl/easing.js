// How fast an animation is where: the share of the way for a share of the time.

import { Problem } from "./problems.js";

const CURVES = {
  linear: [0, 0, 1, 1],
  ease: [0.25, 0.1, 0.25, 1],
  "ease-in": [0.42, 0, 1, 1],
  "ease-out": [0, 0, 0.58, 1],
  "ease-in-out": [0.42, 0, 0.58, 1],
};
const OWN = /^cubic-bezier\(([^)]*)\)$/;

/** A function of the time, 0 to 1; Problem where there is no such easing. */
export function easing(name) {
  const own = OWN.exec(name);
  const curve = own ? own[1].split(",").map(Number) : CURVES[name];
  if (!curve || curve.length !== 4 || !curve.every(Number.isFinite)) throw new Problem(`there is no easing "${name}"`);
  const [x1, y1, x2, y2] = curve;
  return (time) => point(y1, y2, along(x1, x2, time));
}

/** One coordinate of the curve from 0 to 1 with those two handles. */
function point(first, second, at) {
  const rest = 1 - at;
  return 3 * rest * rest * at * first + 3 * rest * at * at * second + at * at * at;
}

/** Where on the curve its x is the time; x only grows, so halving finds it. */
function along(x1, x2, time) {
  let [low, high] = [0, 1];
  for (let step = 0; step < 30; step += 1) {
    const middle = (low + high) / 2;
    if (point(x1, x2, middle) < time) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
