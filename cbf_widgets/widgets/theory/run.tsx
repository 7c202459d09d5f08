/** Begun; another hand fills it. */
import type { Hands } from "./view";

export function Run({ hands }: { hands: Hands }) {
  return <p class="cbf-quiet">Run: {hands.theory.title}</p>;
}
