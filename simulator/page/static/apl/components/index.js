// Each kind of component: its defaults (APL's, not those of CSS) and how each property is shown.

import { container } from "./container.js";
import { frame } from "./frame.js";
import { scrollView } from "./scroll_view.js";
import { text } from "./text.js";
import { touchWrapper } from "./touch_wrapper.js";
import { vectorGraphic } from "./vector_graphic.js";

export const kinds = {
  Container: container,
  Frame: frame,
  ScrollView: scrollView,
  Text: text,
  TouchWrapper: touchWrapper,
  VectorGraphic: vectorGraphic,
};
