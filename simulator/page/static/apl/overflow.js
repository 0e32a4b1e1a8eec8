// What does not fit: words cut off, and what stands out of its box or of the screen.

const SLACK = 1;
/** dp that a rounding may make. */

/** Every such fault of a screen that is drawn, as sentences. */
export function overflows(screen) {
  const top = screen.element.getBoundingClientRect();
  const scale = top.width / screen.viewport.width || 1;
  const found = [];
  const box = (node) => scaled(node.getBoundingClientRect(), top, scale);
  for (const component of screen.components) {
    if (!visible(component)) continue;
    const tell = (what) => found.push(`${name(component)} ${what} at ${component.at}`);
    if (component.type === "Text") text(component, screen.viewport, top, scale, tell);
    if (scrolls(component)) continue;
    const own = box(component.element);
    if (!inside(own, { left: 0, top: 0, right: screen.viewport.width, bottom: screen.viewport.height })) {
      tell("stands out of the screen");
    } else if (component.parent && component.get("position") !== "absolute" && !inside(own, box(component.parent.element))) {
      tell(`stands out of its ${component.parent.type}`);
    }
  }
  return found;
}

function name(component) {
  const words = component.words?.textContent.trim() ?? "";
  const told = words || component.get("accessibilityLabel");
  return told ? `${component.type} "${told.slice(0, 40)}"` : component.type;
}

function visible(component) {
  for (let one = component; one; one = one.parent) {
    if (one.get("display") !== "normal" || one.get("opacity") === 0) return false;
  }
  return true;
}

function scrolls(component) {
  for (let one = component.parent; one; one = one.parent) if (one.type === "ScrollView") return true;
  return false;
}

function scaled(rect, top, scale) {
  return {
    left: (rect.left - top.left) / scale,
    top: (rect.top - top.top) / scale,
    right: (rect.right - top.left) / scale,
    bottom: (rect.bottom - top.top) / scale,
  };
}

function inside(inner, outer) {
  return (
    inner.left >= outer.left - SLACK && inner.top >= outer.top - SLACK &&
    inner.right <= outer.right + SLACK && inner.bottom <= outer.bottom + SLACK
  );
}

function text(component, viewport, top, scale, tell) {
  const { element, words } = component;
  if (!words.textContent.trim()) return;
  const clamped = words.scrollHeight > words.clientHeight + SLACK && words.classList.contains("apl-clamped");
  if (clamped || words.offsetHeight > inner(element) + SLACK || words.scrollWidth > words.clientWidth + SLACK) tell("is cut off");
  if (viewport.shape === "round" && !scrolls(component) && lines(words, top, scale).some((line) => !inRound(line, viewport))) {
    tell("stands out of the round screen");
  }
}

function inner(element) {
  const { paddingTop, paddingBottom } = getComputedStyle(element);
  return element.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom);
}

function lines(words, top, scale) {
  const range = document.createRange();
  range.selectNodeContents(words);
  return [...range.getClientRects()].map((rect) => scaled(rect, top, scale));
}

/** Whether the middle of both ends of a line lies on the round glass; corners are seldom inked. */
function inRound({ left, right, top, bottom }, { width, height }) {
  const y = (top + bottom) / 2 - height / 2;
  return [left, right].every((x) => Math.hypot(x - width / 2, y) <= width / 2);
}
