/** A small made-up theory, and what a view of it has in hand. */
import { NO_WORK, shippedFrom, theoryFrom, type Loose, type Shipped, type Theory, type Work } from "../../cbf_widgets/widgets/theory/document";
import { allTheories, codingNow } from "../../cbf_widgets/widgets/theory/edits";
import { reduce, type Action, type Edit } from "../../cbf_widgets/widgets/theory/state";
import { fitting, NO_VIEW, type Hands, type View } from "../../cbf_widgets/widgets/theory/view";

export const MARSH: Loose = {
  id: "marsh", title: "Marsh End", authority: "Marsh End", template: "six-column", pages: [10, 90], vision: { text: "Calmer homes", lines: [11] },
  columns: [
    { id: "opportunities", title: "Opportunities", stage: "Now" }, { id: "focus_areas", title: "Focus areas", stage: "Now" },
    { id: "practice_changes", title: "Practice", stage: "Changes" }, { id: "indicators", title: "Indicators" }, { id: "long_term_outcomes", title: "Long-term outcomes" },
  ],
  items: [
    { id: "o1", column: "opportunities", text: "Many out of work", lines: [20, 21], group: "Money" },
    { id: "o2", column: "opportunities", text: "Debts grow", lines: [22], group: "Money" },
    { id: "o3", column: "opportunities", text: "Strain unseen", lines: [24], placement: "read", note: "Stands apart" },
    { id: "f1", column: "focus_areas", text: "Ask about the couple", lines: [30] },
    { id: "p1", column: "practice_changes", text: "Brief Encounters® for all staff", lines: [40, 41, 44] },
    { id: "x1", column: "indicators", text: "SDQ scores rise [cut short]", lines: [50], cut_off: true },
    { id: "l1", column: "long_term_outcomes", text: "Children calmer at crèche and home", lines: [60] },
  ],
};

export const SHIPPED: Shipped = shippedFrom({
  theories: [MARSH, { id: "ford", title: "Ford" }],
  coding: {
    id: "c", title: "Ours", themes: [{ id: "money", title: "Money" }, { id: "couple", title: "The couple" }, { id: "fathers", title: "Fathers" }],
    codes: [{ theory: "marsh", item: "f1", theme: "couple" }, { theory: "marsh", item: "o3", theme: "couple" }, { theory: "marsh", item: "o2", theme: "money", why: "Debt", by: "us" }, { theory: "marsh", item: "gone", theme: "fathers" }, { theory: "ford", item: "o1", theme: "money" }],
  },
  measures: [{ id: "sdq", name: "SDQ" }, { id: "q", name: "QMI", uses: [{ authority: "Marsh End", lines: [24] }, { authority: "Ford", lines: [60] }] }],
  programmes: [{ id: "be", name: "Brief Encounters®", also_called: ["Brief Encounters"] }],
});

/** Hands over a work that changes as in the widget, with what was said and shown. */
export function inHand(work: Work = NO_WORK, view: Partial<View> = {}) {
  const now = { work, view: { ...NO_VIEW, shown: "marsh", ...view }, said: [] as string[], names: [] as string[] };
  const hands = (): Hands => {
    const theories = allTheories(now.work, SHIPPED.theories);
    const theory = theories.find(({ id }) => id === now.view.shown)!;
    return {
      work: now.work, shipped: SHIPPED, theories, theory, coding: codingNow(now.work, SHIPPED.coding), view: fitting(now.view, theory), settle: () => {},
      show: (change: Partial<View>, said?: string) => { now.view = { ...now.view, ...change }; if (said) now.said.push(said); },
      act: (action: Action): Edit | null => {
        const edit = reduce(now.work, SHIPPED, now.view.shown, action);
        if (!edit) return null;
        now.work = edit.work;
        now.names.push(edit.name);
        if (edit.link) now.view = { ...now.view, link: edit.link };
        return edit;
      },
    } as Partial<Hands> as Hands;
  };
  return { now, hands };
}

export const marsh = (links: Loose[] = []): Theory => theoryFrom({ ...MARSH, links });
