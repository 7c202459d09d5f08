/** Edits do to a spiral what they do in Python. */
import { describe, expect, test } from "vitest";
import { fromPlain, toPlain } from "../../cbf_widgets/widgets/spiral/document";
import { reduce, type Action } from "../../cbf_widgets/widgets/spiral/state";
import sequences from "../shared/spiral_edits.json";

interface Sequence {
  name: string;
  begin: object;
  steps: { action: Action; after?: object }[];
}

describe("edits leave the spiral that Python gives", () => {
  test.each((sequences as Sequence[]).map((one) => [one.name, one] as const))("%s", (_, { begin, steps }) => {
    let spiral = fromPlain(begin);
    for (const { action, after } of steps) {
      spiral = reduce(spiral, action)?.spiral ?? spiral;
      if (after) expect(toPlain(spiral), JSON.stringify(action)).toEqual(after);
    }
    expect(steps.at(-1)?.after).toBeDefined();
  });
});
