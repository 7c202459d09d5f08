/** The marks of a cell: a lane for each stage, so that place, shape and colour say the same; hatched is the template's wording. */
import { outlineOf } from "../shared/glyph";
import tokens from "../shared/tokens.gen.json";
import { byLane, type Entry } from "./counting";

/** The first lane's shape is hollow. */
export const HOLLOW = 0;
const PITCH = 8;
const R = 3.1;
/** Of a mark's width what is left at the least. */
const NARROWEST = 0.3;
/** Marks in a row before they draw together. */
export const MOST_SLOTS = 6;
export const FEWEST_SLOTS = 3;

const shapeAt = (lane: number) => tokens.stageShapes[lane % tokens.stageShapes.length]!;
const fixed = (x: number) => Number(x.toFixed(2));

/** The outline of a lane's shape around a place, drawn narrower where many share a lane; a circle is one for the eye and for sums. */
function outline(lane: number, narrow: number, x: number, y: number): [number, number][] {
  const corners = outlineOf(shapeAt(lane)) ?? Array.from({ length: 16 }, (_, i): [number, number] => [Math.cos((i * Math.PI) / 8), Math.sin((i * Math.PI) / 8)]);
  return corners.map(([cx, cy]) => [x + R * narrow * cx, y + R * cy]);
}

function closed(points: [number, number][]): string {
  return `M${points.map(([x, y]) => `${fixed(x)},${fixed(y)}`).join("L")}Z`;
}

/** Lines from lower left to upper right within an outline, cut where they meet it. */
export function hatching(points: [number, number][], gap: number): string {
  const sums = points.map(([x, y]) => x + y);
  const least = Math.min(...sums);
  const lines = Math.max(1, Math.floor((Math.max(...sums) - least) / gap));
  const start = least + ((Math.max(...sums) - least) - (lines - 1) * gap) / 2;
  return Array.from({ length: lines }, (_, i) => {
    const met = crossing(points, start + i * gap);
    return met.length < 2 ? "" : `M${met[0]!.map(fixed).join(",")}L${met.at(-1)!.map(fixed).join(",")}`;
  }).join("");
}

/** Where the line x + y = sum meets an outline, from left to right. */
function crossing(points: [number, number][], sum: number): [number, number][] {
  return points.flatMap((one, i): [number, number][] => {
    const other = points[(i + 1) % points.length]!;
    const [a, b] = [one[0] + one[1] - sum, other[0] + other[1] - sum];
    return a < 0 === b < 0 ? [] : [[one[0] + ((other[0] - one[0]) * a) / (a - b), one[1] + ((other[1] - one[1]) * a) / (a - b)]];
  }).sort((p, q) => p[0] - q[0]);
}

interface Ink {
  solid: string;
  hatched: string;
  lines: string;
}

/** The ink of one lane: whole marks, hatched outlines, and their lines. */
export function ink(lane: number, shared: boolean[], slots: number): Ink {
  const pitch = shared.length > slots ? ((slots - 1) * PITCH) / (shared.length - 1) : PITCH;
  const narrow = Math.max(pitch / PITCH, NARROWEST);
  const found: Ink = { solid: "", hatched: "", lines: "" };
  shared.forEach((hatched, i) => {
    const points = outline(lane, narrow, PITCH / 2 + i * pitch, PITCH / 2);
    if (!hatched) found.solid += closed(points);
    else {
      found.hatched += closed(points);
      found.lines += hatching(points, 2.6);
    }
  });
  return found;
}

/** How many marks stand in the fullest lane, within what a column is drawn for. */
export function slotsOf(cells: Entry[][], lanes: number, atMost = MOST_SLOTS): number {
  const most = Math.max(0, ...cells.flatMap((entries) => byLane(entries, lanes)));
  return Math.min(Math.max(most, FEWEST_SLOTS), atMost);
}

function Lane({ lane, row, ink: { solid, hatched, lines } }: { lane: number; row: number; ink: Ink }) {
  return (
    <g class="cbf-c-lane" data-lane={lane} transform={row ? `translate(0 ${row * PITCH})` : undefined}>
      {solid && <path class={lane === HOLLOW ? "cbf-c-hollow" : "cbf-c-full"} d={solid} />}
      {hatched && <path class="cbf-c-hollow" d={hatched} />}
      {lines && <path class="cbf-c-lines" d={lines} />}
    </g>
  );
}

/** A cell in one drawing; `lanes` are those shown, in their order. */
export function Marks({ entries, lanes, slots }: { entries: Entry[]; lanes: number[]; slots: number }) {
  return (
    <svg class="cbf-c-marks" viewBox={`0 0 ${slots * PITCH} ${lanes.length * PITCH}`} style={{ "--slots": slots, "--lanes": lanes.length } as never} aria-hidden="true" focusable="false">
      {lanes.map((lane, row) => {
        const shared = entries.filter((entry) => entry.lane === lane).map((entry) => entry.shared !== "");
        return shared.length > 0 && <Lane key={lane} lane={lane} row={row} ink={ink(lane, shared, slots)} />;
      })}
    </svg>
  );
}

/** One mark by itself, as in the legend and in lists. */
export function LaneGlyph({ lane, shared = false, size = 14 }: { lane: number; shared?: boolean; size?: number }) {
  return <svg class="cbf-c-lane-glyph" viewBox={`0 0 ${PITCH} ${PITCH}`} width={size} height={size} aria-hidden="true" focusable="false"><Lane lane={lane} row={0} ink={ink(lane, [shared], 1)} /></svg>;
}
