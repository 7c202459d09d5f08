/** Begun; another hand fills it. */
import type { Hands } from "./view";

export function Begin({ hands }: { hands: Hands }) {
  return <p class="cbf-quiet">Begin: {hands.theory.title}</p>;
}
