// ScrollView: one child that may be taller than it; 100 dp high unless told otherwise.

import { Dimension } from "../dimension.js";
import * as any from "./any.js";

export const scrollView = {
  defaults: { ...any.defaults, height: new Dimension(100, "dp") },
  make: ({ element }) => {
    element.tabIndex = 0;
  },
  role: () => "group",
  show: any.show,
};
