/** How many of something, and where it stands in a text: in the words that `model/counting.py` has for it. No DOM. */

const WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

const figures = (n: number) => n.toLocaleString("en-GB");

/** A number within a sentence: up to twelve in words, from then on in figures. */
export const inWords = (n: number) => WORDS[n] ?? figures(n);

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** How many there are, in figures: 1 arrow, 2 theories. */
export const some = (n: number, one: string, several = `${one}s`) => `${figures(n)} ${n === 1 ? one : several}`;

/** Lines as a reader looks them up: line 7; lines 6192–6194, 6200. */
export function lineWords(lines: number[]): string {
  const runs: [number, number][] = [];
  for (const line of [...lines].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && line <= last[1] + 1) last[1] = line;
    else runs.push([line, line]);
  }
  const said = runs.map(([a, b]) => (a === b ? `${a}` : `${a}–${b}`)).join(", ");
  return `${lines.length === 1 ? "line" : "lines"} ${said}`;
}
