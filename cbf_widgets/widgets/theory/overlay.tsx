/** Begun; another hand fills it. */
import type { Hands } from "./view";

export function Overlay({ hands }: { hands: Hands }) {
  return <p class="cbf-quiet">Overlay: {hands.theory.title}</p>;
}
