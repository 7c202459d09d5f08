/** Begun; another hand fills it. */
import type { Hands } from "./view";

export function LinkPanel({ hands }: { hands: Hands }) {
  return <p class="cbf-quiet">LinkPanel: {hands.theory.title}</p>;
}
