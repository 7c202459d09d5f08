/** Edits do to a spiral what they do in Python, and it is summed up in the same words. */
import { describe, expect, test } from "vitest";
import { fromPlain, summary, toPlain } from "../../cbf_widgets/widgets/spiral/document";
import { reduce, type Action } from "../../cbf_widgets/widgets/spiral/state";
import sequences from "../shared/spiral_edits.json";

interface Sequence {
  name: string;
  begin: object;
  steps: { action: Action; after?: object; summary?: string }[];
}

describe("edits leave the spiral that Python gives", () => {
  test.each((sequences as Sequence[]).map((one) => [one.name, one] as const))("%s", (_, { begin, steps }) => {
    let spiral = fromPlain(begin);
    for (const { action, after, summary: words } of steps) {
      spiral = reduce(spiral, action)?.spiral ?? spiral;
      if (after) expect(toPlain(spiral), JSON.stringify(action)).toEqual(after);
      if (after) expect(summary(spiral)).toBe(words);
    }
    expect(steps.at(-1)?.after).toBeDefined();
  });
});
