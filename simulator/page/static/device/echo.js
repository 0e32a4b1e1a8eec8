// An Echo without a screen, drawn from above and in front, with its ring of light.

const SVG = "http://www.w3.org/2000/svg";

function made(tag, attributes, children = []) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const stop = (offset, name) => made("stop", { offset, class: name });

function gradients() {
  return made("defs", {}, [
    made("linearGradient", { id: "echo-side" }, [
      stop("0", "echo-cloth-shade"), stop("0.22", "echo-cloth"), stop("0.5", "echo-cloth-light"),
      stop("0.78", "echo-cloth"), stop("1", "echo-cloth-shade"),
    ]),
    made("radialGradient", { id: "echo-top", cx: "0.5", cy: "0.3", r: "0.8" }, [
      stop("0", "echo-lid-light"), stop("1", "echo-lid"),
    ]),
    made("radialGradient", { id: "echo-shadow" }, [stop("0.3", "echo-dark"), stop("1", "echo-clear")]),
    made("pattern", { id: "echo-weave", width: 6, height: 6, patternUnits: "userSpaceOnUse" }, [
      made("circle", { cx: 1.5, cy: 1.5, r: 0.9, class: "echo-thread" }),
      made("circle", { cx: 4.5, cy: 4.5, r: 0.9, class: "echo-thread" }),
    ]),
  ]);
}

/** A full round about the lid, told in hundredths, from the front on against the clock. */
const round = (name, radiusX, radiusY) =>
  made("path", {
    class: name,
    d: `M240 ${130 + radiusY}a${radiusX} ${radiusY} 0 1 0 0 ${-2 * radiusY}a${radiusX} ${radiusY} 0 1 0 0 ${2 * radiusY}z`,
    pathLength: 100,
  });

function ring() {
  const rounds = ["echo-ring-bed", "echo-ring-glow", "echo-ring-light", "echo-ring-point"];
  return made("g", { class: "echo-ring" }, rounds.map((name) => round(name, 184, 79)));
}

function buttons() {
  const plus = made("path", { d: "M330 120h24M342 113v14", class: "echo-sign" });
  const minus = made("path", { d: "M126 120h24", class: "echo-sign" });
  const dot = made("ellipse", { cx: 240, cy: 84, rx: 8, ry: 3.6, class: "echo-sign" });
  const mute = made("path", { d: "M228 181a12 5 0 1 0 24 0a12 5 0 1 0 -24 0zM230 185l20 -8", class: "echo-sign" });
  return made("g", {}, [plus, minus, dot, mute]);
}

const BODY = "M48 130C48 220 58 262 110 284C150 300 330 300 370 284C422 262 432 220 432 130Z";

/** The drawing; its state is the `data-state` of what it stands in. */
export function echo() {
  return made("svg", { class: "echo", viewBox: "0 0 480 330" }, [
    gradients(),
    made("ellipse", { cx: 240, cy: 292, rx: 228, ry: 34, fill: "url(#echo-shadow)" }),
    made("path", { d: BODY, fill: "url(#echo-side)" }),
    made("path", { d: BODY, fill: "url(#echo-weave)" }),
    made("ellipse", { cx: 240, cy: 130, rx: 192, ry: 84, class: "echo-rim" }),
    made("ellipse", { cx: 240, cy: 130, rx: 176, ry: 74, fill: "url(#echo-top)" }),
    ring(),
    buttons(),
  ]);
}
