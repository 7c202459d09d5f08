import { expect, test } from "vitest";
import { place } from "../../cbf_widgets/widgets/spiral/state";

test("placing a mark adds exactly one", () => {
  expect(place(2)).toBe(3);
});
