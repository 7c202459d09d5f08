/** Begun; another hand fills it. */
import type { Hands } from "./view";

export function ExportMenu({ hands }: { hands: Hands }) {
  return <p class="cbf-quiet">ExportMenu: {hands.theory.title}</p>;
}
