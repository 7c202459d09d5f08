/** Begun; another hand fills it. */
import type { Hands } from "./view";

export function Compare({ hands }: { hands: Hands }) {
  return <p class="cbf-quiet">Compare: {hands.theory.title}</p>;
}
