/** Begun; another hand fills it. */
import type { Hands } from "./view";

export function Edit({ hands }: { hands: Hands }) {
  return <p class="cbf-quiet">Edit: {hands.theory.title}</p>;
}
