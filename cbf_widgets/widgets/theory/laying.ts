/** Somebody else's arrows laid over one's own: which both drew, which only one did, what each assumes. No DOM. */
import { theoryFrom, type Item, type Link, type Loose, type Theory } from "./document";

export type Whose = "both" | "mine" | "theirs";
export const WHOSE: Whose[] = ["both", "mine", "theirs"];
/** The sign and the words that go with a line of its own, so that none is told by colour alone. */
export const WHOSE_SIGNS: Record<Whose, string> = { both: "=", mine: "+", theirs: "◇" };
export const WHOSE_NAMES: Record<Whose, string> = { both: "Both drew it", mine: "Only yours", theirs: "Only theirs" };

export interface LaidArrow {
  /** Ids of two items of one's own theory. */
  from: string;
  to: string;
  whose: Whose;
  mine: Link | null;
  theirs: Link | null;
  /** Whether the other one drew it the other way round. */
  turned: boolean;
}

export interface Laid {
  arrows: LaidArrow[];
  /** Their arrows that can't be shown here, since an end of theirs has no like in this theory. */
  elsewhere: Link[];
  counts: Record<Whose, number>;
}

/** Somebody else's theory as it is laid over one's own, and whose it is, as the screen says it. */
export interface Over {
  theory: Theory;
  whose: string;
}

const UNNAMED = "somebody else’s work";

/** What is laid over: each by its file's title or name, else by its own title; no two are called the same. */
export function oversOf(laid: Loose[], shown: Theory): Over[] {
  const all = laid.map(({ whose, ...given }): Over => {
    const theory = theoryFrom(given);
    return { theory, whose: String(whose ?? "").trim() || (plain(theory.title) === plain(shown.title) ? UNNAMED : theory.title) };
  });
  const toldApart = (overs: Over[], name: (one: Over, nth: number) => string) => overs.map((one, i) => {
    const same = overs.filter(({ whose }) => whose === one.whose);
    return same.length < 2 ? one : { ...one, whose: name(one, overs.slice(0, i).filter(({ whose }) => whose === one.whose).length + 1) };
  });
  return toldApart(toldApart(all, ({ whose, theory }) => `${whose}: ${theory.title}`), ({ whose }, nth) => `${whose} (${nth})`);
}

const plain = (text: string) => text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

function related(mine: Theory, theirs: Theory): boolean {
  const roots = (theory: Theory) => [theory.id, theory.made_from].filter(Boolean);
  return roots(mine).some((root) => roots(theirs).includes(root));
}

/** Whether at least half of the words are the same: one wording of it became another. */
function reworded(one: string, other: string): boolean {
  const [a, b] = [new Set(plain(one).split(" ")), new Set(plain(other).split(" "))];
  const shared = [...a].filter((word) => b.has(word)).length;
  return 2 * shared >= new Set([...a, ...b]).size;
}

/**
 * Whether two items of one id are the same item. Two people who add an item to the same theory give it the same id,
 * so the id alone isn't enough: words, or the printed lines, must agree.
 */
function sameItem(one: Item, other: Item): boolean {
  const printed = one.lines.length > 0 && String(one.lines) === String(other.lines);
  return plain(one.text) === plain(other.text) || printed || reworded(one.text, other.text);
}

/** For each of their items the like of it here: by id between theories of one origin, else by equal words. */
export function matched(mine: Theory, theirs: Theory): Map<string, string> {
  const found = new Map<string, string>();
  const taken = new Set<string>();
  const join = (their: Item, own: Item | undefined) => {
    if (!own) return;
    found.set(their.id, own.id);
    taken.add(own.id);
  };
  if (related(mine, theirs)) {
    const ids = new Map(mine.items.map((item) => [item.id, item]));
    for (const item of theirs.items) {
      const own = ids.get(item.id);
      if (own && sameItem(own, item)) join(item, own);
    }
  }
  const title = (theory: Theory, column: string) => plain(theory.columns.find(({ id }) => id === column)?.title ?? "");
  const place = (theory: Theory, item: Item) => `${title(theory, item.column)}\n${plain(item.text)}`;
  const key = (where: boolean) => (theory: Theory, item: Item) => (where ? place(theory, item) : plain(item.text));
  for (const of of [key(true), key(false)]) {
    const own = new Map<string, Item[]>();
    for (const item of mine.items) if (!taken.has(item.id)) own.set(of(mine, item), [...(own.get(of(mine, item)) ?? []), item]);
    for (const item of theirs.items) if (!found.has(item.id)) join(item, own.get(of(theirs, item))?.find(({ id }) => !taken.has(id)));
  }
  return found;
}

const pair = (from: string, to: string) => JSON.stringify([from, to]);

/** Their arrows over one's own, in the order of one's own; what only they drew comes after. */
export function lay(mine: Theory, theirs: Theory): Laid {
  const here = matched(mine, theirs);
  const own = new Map(mine.links.map((link) => [pair(link.from_item, link.to_item), link]));
  const other = new Map<string, Link>();
  const elsewhere: Link[] = [];
  for (const link of theirs.links) {
    const [from, to] = [here.get(link.from_item), here.get(link.to_item)];
    if (from && to) other.set(pair(from, to), link);
    else elsewhere.push(link);
  }
  const arrows: LaidArrow[] = [];
  for (const [ends, link] of own) {
    const { from_item: from, to_item: to } = link;
    const their = other.get(ends) ?? null;
    arrows.push({ from, to, whose: their ? "both" : "mine", mine: link, theirs: their, turned: !their && other.has(pair(to, from)) });
  }
  for (const [ends, link] of other) {
    const [from, to] = JSON.parse(ends) as [string, string];
    if (!own.has(ends)) arrows.push({ from, to, whose: "theirs", mine: null, theirs: link, turned: own.has(pair(to, from)) });
  }
  const count = (whose: Whose) => arrows.filter((arrow) => arrow.whose === whose).length;
  return { arrows, elsewhere, counts: { both: count("both"), mine: count("mine"), theirs: count("theirs") } };
}

/** The arrows that are wanted on screen. */
export function wanted({ arrows }: Laid, whose: "all" | Whose): LaidArrow[] {
  return whose === "all" ? arrows : arrows.filter((arrow) => arrow.whose === whose);
}

/** What an arrow says of itself, to take it over or to lay it beside another. */
export type Said = Pick<Link, "assumption" | "evidence" | "asks" | "strength" | "confidence">;

export function saidOf({ assumption, evidence, asks, strength, confidence }: Link): Said {
  return { assumption, evidence, asks, strength, confidence };
}

/** In which respects two people who drew the same arrow differ. */
export function differences(mine: Link, theirs: Link): (keyof Said)[] {
  const same = (one: string, other: string) => plain(one) === plain(other);
  return (Object.keys(saidOf(mine)) as (keyof Said)[]).filter((field) => !same(mine[field], theirs[field]));
}

const many = (n: number, one: string, more: string) => (n === 1 ? `1 ${one}` : `${n} ${more}`);

/** The whole in one line, for the eye and for the ear. */
export function laidWords({ counts, elsewhere }: Laid): string {
  const all = `Both drew ${counts.both}, only you ${counts.mine}, only they ${counts.theirs}.`;
  return elsewhere.length ? `${all} ${many(elsewhere.length, "of their arrows joins", "of their arrows join")} items that aren’t here.` : all;
}
