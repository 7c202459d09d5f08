/** What is dragged near the edge of an area that scrolls, and rests there, takes the area along, the faster the nearer. */

/** How near an edge is near, in pixels; never more than a quarter of the area. */
const NEAR = 48;
/** Pixels a frame, at the edge and beyond it. */
const FASTEST = 16;
/** How long it rests there first, in milliseconds: whoever aims at what lies near the edge keeps it under the pointer. */
const PAUSE = 400;

/** How far an area scrolls in a frame when the pointer is at `at` between its two edges: back is negative. */
export function pace(at: number, start: number, end: number): number {
  const near = Math.min(NEAR, (end - start) / 4);
  const depth = at < start + near ? at - start - near : at > end - near ? at - end + near : 0;
  return near > 0 ? Math.round(FASTEST * Math.max(-1, Math.min(1, depth / near))) : 0;
}

/** What scrolls around an element, from the inside out; last the page itself. */
function scrollers(inside: Element): Element[] {
  const found: Element[] = [];
  for (let one: Element | null = inside; one; one = one.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(one).overflow) && one !== document.scrollingElement) found.push(one);
  }
  return document.scrollingElement ? [...found, document.scrollingElement] : found;
}

/** The part of it that is on the screen. */
function sight(area: Element): { left: number; right: number; top: number; bottom: number } {
  const whole = { left: 0, right: innerWidth, top: 0, bottom: innerHeight };
  if (area === document.scrollingElement) return whole;
  const { left, right, top, bottom } = area.getBoundingClientRect();
  return { left: Math.max(left, 0), right: Math.min(right, whole.right), top: Math.max(top, 0), bottom: Math.min(bottom, whole.bottom) };
}

/** How fast an area would scroll each way. */
function paces(area: Element, x: number, y: number): { scrollLeft: number; scrollTop: number } {
  const { left, right, top, bottom } = sight(area);
  return { scrollLeft: pace(x, left, right), scrollTop: pace(y, top, bottom) };
}

const near = (areas: Element[], x: number, y: number) => areas.some((area) => {
  const { scrollLeft, scrollTop } = paces(area, x, y);
  return scrollLeft !== 0 || scrollTop !== 0;
});

/** Scroll the innermost that has anything left to show that way; whether anything moved. */
function along(areas: Element[], x: number, y: number): boolean {
  const moves = (way: "scrollLeft" | "scrollTop") => areas.some((area) => {
    const by = paces(area, x, y)[way];
    const before = area[way];
    if (by) area[way] = before + by;
    return area[way] !== before;
  });
  const [sideways, down] = [moves("scrollLeft"), moves("scrollTop")];
  return sideways || down;
}

/** Scrolls for as long as the pointer rests near an edge; `moved` is told when what is under the pointer has changed. */
export function edgeScroll(inside: Element, moved: () => void): { at: (x: number, y: number) => void; stop: () => void } {
  const areas = scrollers(inside);
  let frame = 0;
  let place: [number, number] | null = null;
  let since: number | null = null;
  const step = (now: number) => {
    since = place && near(areas, ...place) ? since ?? now : null;
    if (place && since !== null && now - since >= PAUSE && along(areas, ...place)) moved();
    frame = requestAnimationFrame(step);
  };
  frame = requestAnimationFrame(step);
  return { at: (x, y) => { place = [x, y]; }, stop: () => cancelAnimationFrame(frame) };
}
