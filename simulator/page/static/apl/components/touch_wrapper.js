// TouchWrapper: one child that can be pressed by mouse, finger and keyboard.

import * as any from "./any.js";

const KEYS = ["Enter", " "];

export const touchWrapper = {
  defaults: { ...any.defaults, onPress: [] },
  make: (component) => {
    const { element } = component;
    const pressed = (on) => () => component.change("pressed", on);
    element.addEventListener("pointerdown", pressed(true));
    for (const name of ["pointerup", "pointercancel", "pointerleave"]) element.addEventListener(name, pressed(false));
    element.addEventListener("focus", () => component.change("focused", true));
    element.addEventListener("blur", () => component.change("focused", false));
    element.addEventListener("click", () => press(component));
    element.addEventListener("keydown", (event) => {
      if (!KEYS.includes(event.key)) return;
      event.preventDefault();
      if (!event.repeat) press(component);
    });
  },
  role: () => "button",
  show: {
    ...any.show,
    disabled: (component, value) => {
      any.show.disabled(component, value);
      component.element.setAttribute("aria-disabled", String(value));
      component.element.tabIndex = value ? -1 : 0;
    },
  },
};

function press(component) {
  if (!component.get("disabled")) component.screen.pressed(component);
}
