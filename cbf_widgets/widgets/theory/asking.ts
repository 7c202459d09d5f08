/** One question at a time: what is asked, in which order, how far one is. No DOM. */
import type { Column, Theory } from "./document";

export interface Question {
  id: string;
  kind: "vision" | "column" | "arrows";
  /** Of a question about a column. */
  column: string;
  title: string;
  asks: string;
  hint: string;
}

export const VISION = "(vision)";
export const ARROWS = "(arrows)";

function ofColumn({ id, title, question }: Column): Question {
  return { id, kind: "column", column: id, title, asks: question || `What stands under “${title}”?`, hint: "One thing at a time, in a few words." };
}

/** First what is wanted, last the arrows; between them the columns, from the first or from the last. */
export function questions(theory: Theory, backwards: boolean): Question[] {
  const columns = theory.columns.map(ofColumn);
  return [
    { id: VISION, kind: "vision", column: "", title: "Vision", asks: "What do you want to come about?", hint: "One sentence is enough." },
    ...(backwards ? columns.reverse() : columns),
    { id: ARROWS, kind: "arrows", column: "", title: "Arrows", asks: "What leads to what?", hint: "Draw an arrow from one card to another, and say what has to be true for it." },
  ];
}

/** How many answers a question has. */
export function answers(theory: Theory, question: Question): number {
  if (question.kind === "vision") return theory.vision.text.trim() ? 1 : 0;
  if (question.kind === "arrows") return theory.links.length;
  return theory.items.filter((item) => item.column === question.column).length;
}

/** The question that is on screen: by its id, so that a column added or removed elsewhere doesn't move one on. */
export function place(all: Question[], id: string | null): number {
  return Math.max(0, all.findIndex((question) => question.id === id));
}

/** Where to begin: the first question without an answer, else the last one. */
export function firstOpen(theory: Theory, all: Question[]): string {
  return (all.find((question) => answers(theory, question) === 0) ?? all[all.length - 1]!).id;
}

const NOUNS: Record<Question["kind"], [string, string]> = { vision: ["sentence", "sentences"], column: ["item", "items"], arrows: ["arrow", "arrows"] };

/** What is there already, in words. */
export function there(theory: Theory, question: Question): string {
  const n = answers(theory, question);
  const [one, more] = NOUNS[question.kind];
  return n === 0 ? "Nothing yet" : `${n} ${n === 1 ? one : more}`;
}

export function howFar(theory: Theory, all: Question[], at: number): string {
  const done = all.filter((question) => answers(theory, question) > 0).length;
  return `Question ${at + 1} of ${all.length}; ${done === 0 ? "none has" : done === 1 ? "one has" : done === all.length ? "all have" : `${done} have`} an answer.`;
}
