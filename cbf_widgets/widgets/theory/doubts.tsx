/** Begun; another hand fills it. */
import type { Hands } from "./view";

export function Doubts({ hands }: { hands: Hands }) {
  return <p class="cbf-quiet">Doubts: {hands.theory.title}</p>;
}
