/** The shapes of the kinds of step: shape and colour together, never colour alone. */
import tokens from "./tokens.gen.json";

const CORNERS: Record<string, number[][]> = tokens.corners;
const NUMBER_DOWN: Record<string, number> = tokens.numberDown;

/** The corners of a shape by its name, for a radius of 1; null for the circle. */
export function outlineOf(shape: string): [number, number][] | null {
  return (CORNERS[shape] as [number, number][] | undefined) ?? null;
}

export function shapeOf(index: number): string {
  return tokens.shapes[index % tokens.shapes.length] ?? "circle";
}

/** The corners of the shape at a place in its vocabulary; null for the circle. */
export const cornersOf = (index: number) => outlineOf(shapeOf(index));

export function colourOf(index: number): string {
  const count = tokens.shapes.length;
  return `var(--cbf-kind-${((index % count) + Math.floor(index / count)) % count + 1})`;
}

/** A shape around the origin. */
export function Shape({ index, r, ...rest }: { index: number; r: number; [name: string]: unknown }) {
  const corners = CORNERS[shapeOf(index)];
  if (!corners) return <circle r={r} fill={colourOf(index)} {...rest} />;
  const points = corners.map(([x = 0, y = 0]) => `${(r * x).toFixed(2)},${(r * y).toFixed(2)}`).join(" ");
  return <polygon points={points} fill={colourOf(index)} {...rest} />;
}

/** How far a numeral sinks to sit in the optical middle of its shape. */
export function sink(index: number, r: number): number {
  return r * (NUMBER_DOWN[shapeOf(index)] ?? 0);
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
