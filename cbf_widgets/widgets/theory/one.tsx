/** One theory: its columns, what is chosen beside them, and the same in words. */
import { Edit } from "./edit";
import { LinkPanel } from "./link";
import type { Hands } from "./view";

export function One({ hands }: { hands: Hands }) {
  const { view } = hands;
  return (
    <div class="cbf-one">
      <div class="cbf-page" />
      <aside class="cbf-aside" aria-label="What is chosen">
        {view.link && <LinkPanel hands={hands} />}
        {view.editing && <Edit hands={hands} />}
      </aside>
    </div>
  );
}
