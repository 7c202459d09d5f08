import fc from "fast-check";
import { expect, it } from "vitest";
import { contactsOf, effortWords, meanEffort, MOST_PHASES, ownPlan, phasesOf, without, withEffort, withOneMore, withShare, type Phase } from "../../cbf_widgets/widgets/lab/phases";
import { STUDY } from "./lab_study";

const HALVES: Phase[] = [{ share: 0.5, effort: [1, 0, 0] }, { share: 0.5, effort: [0, 1, 0.5] }];
const sum = (phases: Phase[]) => phases.reduce((all, { share }) => all + share, 0);

it("without a plan there is one phase with the steps' own effort", () => {
  expect(phasesOf(STUDY)).toEqual([{ share: 1, effort: [1, 1, 1] }]);
  expect(phasesOf({ ...STUDY, plan: ownPlan(HALVES) })).toBe(HALVES);
  expect(ownPlan(HALVES).id).toBe("own");
});

it("whatever one does, shares make 1 and stay above 0, and effort stays within 0 and 1", () => {
  const deed = fc.tuple(fc.constantFrom("share", "effort", "more", "less"), fc.nat({ max: 11 }), fc.double({ min: -2, max: 3, noNaN: true }));
  fc.assert(fc.property(fc.array(deed, { maxLength: 40 }), (deeds) => {
    let phases = HALVES;
    for (const [what, n, x] of deeds) {
      const at = n % phases.length;
      phases = what === "share" ? withShare(phases, at, x) : what === "effort" ? withEffort(phases, at, n % 3, x) : what === "more" ? withOneMore(phases) : without(phases, at);
      expect(sum(phases)).toBeCloseTo(1, 9);
      expect(phases.length >= 1 && phases.length <= MOST_PHASES).toBe(true);
      for (const { share, effort } of phases) expect(share > 0 && effort.every((one) => one >= 0 && one <= 1)).toBe(true);
      expect(contactsOf(phases, 52).reduce((all, one) => all + one, 0)).toBe(52);
    }
  }));
});

it("one share moves, the others give way in proportion", () => {
  const three = [0.5, 0.3, 0.2].map((share) => ({ share, effort: [1] }));
  const after = withShare(three, 0, 0.75).map(({ share }) => share);
  expect(after[0]).toBe(0.75);
  expect(after[1]! - 0.01).toBeCloseTo(((after[2]! - 0.01) * 29) / 19, 9);
});

it("the mean is of all contacts, cut where the kernel cuts: a half goes to the even number", () => {
  expect(contactsOf(HALVES, 5)).toEqual([2, 3]);
  expect(contactsOf(HALVES, 7)).toEqual([4, 3]);
  expect(meanEffort(HALVES, 4)).toBeCloseTo((2 * 1 + 2 * 1.5) / 12);
});

it("the words give the mean, that of what is kept too, and when plans are alike in total", () => {
  const study = { ...STUDY, plan: ownPlan(HALVES), beside: { kind: "kept", title: "Before", network: STUDY.network, plan: null } as const };
  expect(effortWords(study)).toEqual(["Mean effort: 41.7 of 100. Before: 100 of 100.", "Two plans are compared at equal total effort only when their means are equal."]);
  expect(effortWords(STUDY)[0]).toBe("Mean effort: 100 of 100.");
});
