import type { RenderProps } from "@anywidget/types";
import { render as draw } from "preact";
import { place } from "./state";

interface Traits {
  marks: number;
}

function render({ model, el }: RenderProps<Traits>): () => void {
  const commit = () => {
    model.set("marks", place(model.get("marks")));
    model.save_changes();
  };
  const show = () =>
    draw(
      <div class="cbf-spiral" data-ready="true" data-lm-suppress-shortcuts="true">
        <button type="button" onClick={commit}>Place a mark</button>
        <output aria-label="Marks">{model.get("marks")}</output>
      </div>,
      el,
    );
  model.on("change:marks", show);
  show();
  return () => {
    model.off("change:marks", show);
    draw(null, el);
  };
}

export default { render };
