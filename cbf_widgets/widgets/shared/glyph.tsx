/** The shapes of the kinds of step: shape and colour together, never colour alone. */
import tokens from "./tokens.gen.json";

const TURN = 2 * Math.PI;

function corners(count: number, r: number, turned = 0): string {
  return Array.from({ length: count }, (_, i) => {
    const a = -Math.PI / 2 + turned + (TURN * i) / count;
    return `${(r * Math.cos(a)).toFixed(2)},${(r * Math.sin(a)).toFixed(2)}`;
  }).join(" ");
}

function star(r: number): string {
  return Array.from({ length: 10 }, (_, i) => {
    const a = -Math.PI / 2 + (TURN * i) / 10;
    const reach = i % 2 ? 0.66 * r : 1.25 * r;
    return `${(reach * Math.cos(a)).toFixed(2)},${(reach * Math.sin(a)).toFixed(2)}`;
  }).join(" ");
}

function cross(r: number): string {
  const [a, b] = [0.5 * r, 1.06 * r];
  return [[-a, -b], [a, -b], [a, -a], [b, -a], [b, a], [a, a], [a, b], [-a, b], [-a, a], [-b, a], [-b, -a], [-a, -a]]
    .map(([x, y]) => `${x!.toFixed(2)},${y!.toFixed(2)}`).join(" ");
}

const POINTS: Record<string, (r: number) => string> = {
  diamond: (r) => corners(4, 1.2 * r),
  square: (r) => corners(4, 1.24 * r, Math.PI / 4),
  triangle: (r) => corners(3, 1.36 * r),
  hexagon: (r) => corners(6, 1.1 * r),
  pentagon: (r) => corners(5, 1.14 * r),
  cross,
  star,
};

export function shapeOf(index: number): string {
  return tokens.shapes[index % tokens.shapes.length] ?? "circle";
}

export function colourOf(index: number): string {
  const count = tokens.shapes.length;
  return `var(--cbf-kind-${((index % count) + Math.floor(index / count)) % count + 1})`;
}

/** A shape around the origin. */
export function Shape({ index, r, ...rest }: { index: number; r: number; [name: string]: unknown }) {
  const shape = shapeOf(index);
  if (shape === "circle") return <circle r={r} fill={colourOf(index)} {...rest} />;
  return <polygon points={POINTS[shape]?.(r)} fill={colourOf(index)} {...rest} />;
}

/** How far a numeral sinks to sit in the optical middle of its shape. */
export function sink(index: number, r: number): number {
  return shapeOf(index) === "triangle" ? 0.16 * r : 0;
}

/** A shape on its own, as in lists and on buttons; the words beside it say the same. */
export function Glyph({ index, text, size = 24 }: { index: number; text?: string | number; size?: number }) {
  return (
    <svg class="cbf-glyph" viewBox="-14 -14 28 28" width={size} height={size} aria-hidden="true" focusable="false">
      <Shape index={index} r={10} />
      {text !== undefined && (
        <text y={sink(index, 10)} class="cbf-numeral" font-size={String(text).length > 2 ? 8 : 10.5}>{text}</text>
      )}
    </svg>
  );
}
