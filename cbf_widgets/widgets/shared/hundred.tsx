/** A hundred runs as a hundred signs: a disc, a ring with a dot, a ring, a speck for each. The numbers stand beside them. */

const [ACROSS, APART, R] = [20, 8, 2.7];

/** Circles as one path, from the run of a number to that of another, in rows of twenty. */
function circles(from: number, to: number, r: number): string {
  let d = "";
  for (let i = from; i < to; i += 1) {
    const [x, y] = [4 + APART * Math.floor(i / 5), 4 + APART * (i % 5)];
    d += `M${x - r},${y}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0`;
  }
  return d;
}

/** Those that have come furthest stand first: full discs, then dotted rings, then rings, then specks. */
export function Icons({ counts, colour }: { counts: number[]; colour: string }) {
  const all = counts[0] ?? 0;
  const top = counts.at(-1) ?? 0;
  const middle = counts.length > 1 ? (counts.at(-2) ?? 0) : all;
  const dotted = counts.length > 2 ? middle : top;
  return (
    <svg class="cbf-icons" viewBox={`0 0 ${ACROSS * APART} ${5 * APART}`} aria-hidden="true" style={{ color: colour }}>
      <path class="cbf-disc" d={circles(0, counts.length > 1 ? top : all, R + 0.4)} />
      <path class="cbf-circle" d={circles(counts.length > 1 ? top : all, all, R)} />
      <path class="cbf-disc" d={circles(top, dotted, 1.2)} />
      <path class="cbf-speck" d={circles(all, 100, 0.7)} />
    </svg>
  );
}
