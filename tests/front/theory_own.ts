/** A small theory for tests of what a person adds to one. */
import { theoryFrom, type Theory } from "../../cbf_widgets/widgets/theory/document";

export const SMALL: Theory = theoryFrom({
  id: "marsh-end", title: "Marsh End", authority: "Marsh End", vision: { text: "Calm" },
  columns: [{ id: "now", title: "Now", question: "What is hard?" }, { id: "changes", title: "Changes" }, { id: "then", title: "In the end" }],
  items: [
    { id: "now-1", column: "now", text: "Long waits", lines: [10] }, { id: "now-2", column: "now", text: "Strain goes unseen", lines: [11, 12] },
    { id: "changes-1", column: "changes", text: "Teams ask gently", lines: [20] }, { id: "then-1", column: "then", text: "Calmer homes", lines: [30] },
  ],
  links: [{ id: "a1", from_item: "now-1", to_item: "changes-1", assumption: "There is time", confidence: "guess" }, { id: "a2", from_item: "changes-1", to_item: "then-1" }],
});

export const small = (fields: Partial<Theory>): Theory => ({ ...SMALL, ...fields });
