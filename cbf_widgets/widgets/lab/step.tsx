/** A step in the picture: nested outlines for the loops, filled, hatched and toothed by what is gained and secured. */
import { colourOf, cornersOf, sink } from "../shared/glyph";
import type { Moved } from "./facts";
import { around, closed, drawnLevels, hatching, radius, teeth } from "./shapes";

interface Props {
  index: number;
  number: number;
  loops: number;
  level: number;
  floor: number;
  size: number;
  moved: Moved;
  clicked: boolean;
}

export function StepGlyph({ index, number, loops, level, floor, size, moved, clicked }: Props) {
  const corners = cornersOf(index);
  const at = (one: number) => around(corners, radius(one, loops, size));
  const levels = drawnLevels(loops, size);
  const colour = { "--kind": colourOf(index) } as never;
  const filled = floor > 0;
  return (
    <g class="cbf-step" style={colour} data-moved={moved || undefined}>
      <path class="cbf-backing" d={closed(around(corners, size + 4))} />
      {levels.filter((one) => one > level).map((one) => <path key={one} class="cbf-unreached" d={closed(at(one))} />)}
      {level > floor && <path class="cbf-open" d={closed(at(level))} />}
      {level > floor && <path class="cbf-hatch" d={hatching(at(level))} />}
      {levels.filter((one) => one > floor && one < level).map((one) => <path key={one} class="cbf-contour" d={closed(at(one))} />)}
      {filled && level > floor && <path class="cbf-clear" d={closed(at(floor))} stroke-width={2 * Math.max(3, size / 6.7) + 1} />}
      {filled && <path class="cbf-solid" d={closed(at(floor))} />}
      {levels.filter((one) => one < floor).map((one) => <path key={one} class="cbf-inner" d={closed(at(one))} />)}
      {filled && <path class="cbf-notches" data-clicked={clicked || undefined} d={teeth(at(floor), Math.max(4.6, size / 5), Math.max(3, size / 6.7))} />}
      {!filled && <circle class="cbf-seat" r={Math.min(9.5, size * 0.36)} cy={sink(index, size * 0.4)} />}
      <text class="cbf-step-number" data-filled={filled || undefined} y={sink(index, size * 0.5)}
        font-size={Math.min(13, Math.max(8, size * 0.48))}>{number}</text>
    </g>
  );
}
