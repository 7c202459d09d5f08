/** Arrows over the cards: lines beneath them, badges on top. */
import type { Curve } from "./curves";
import type { Drawn } from "./finding";
import type { Hands } from "./view";

interface Props {
  hands: Hands;
  width: number;
  height: number;
  curves: Curve[];
  arrows: Map<string, Drawn>;
  /** Arrows of the path stand out; others stay behind. */
  strong: (id: string) => boolean;
  sign: (arrow: Drawn) => string;
}

const style = (arrow: Drawn | undefined) => arrow?.link.confidence || "unsaid";

export function Lines({ hands, width, height, curves, arrows, strong }: Omit<Props, "sign">) {
  return (
    <svg class="cbf-arrow-lines" width={width} height={height} aria-hidden="true" focusable="false">
      {curves.map(({ id, d, head }) => {
        const arrow = arrows.get(id);
        const chosen = arrow?.link.id === hands.view.link && arrow?.whose !== "theirs";
        return (
          <g key={id} data-arrow={id} data-strong={strong(id) || undefined} data-sure={style(arrow)} data-whose={arrow?.whose} data-chosen={chosen || undefined}
            onClick={() => arrow && arrow.whose !== "theirs" && hands.show({ link: arrow.link.id, item: hands.view.item ?? arrow.to })}>
            <path class="cbf-hit" d={d} />
            {chosen && <path class="cbf-halo" d={d} />}
            <path class="cbf-line" d={d} />
            {arrow?.whose === "theirs" && <path class="cbf-hollow-line" d={d} />}
            <path class="cbf-head" d={head} />
          </g>
        );
      })}
    </svg>
  );
}

export function Badges({ hands, width, height, curves, arrows, strong, sign }: Props) {
  return (
    <svg class="cbf-arrow-badges" width={width} height={height} aria-hidden="true" focusable="false">
      {curves.map(({ id, end }) => {
        const arrow = arrows.get(id);
        if (!arrow || !strong(id)) return null;
        const text = sign(arrow);
        return (
          <g key={id} class="cbf-badge" data-badge={id} data-evidence={arrow.link.evidence.trim() ? true : undefined} data-whose={arrow.whose}
            transform={`translate(${end.x},${end.y})`} onClick={() => arrow.whose !== "theirs" && hands.show({ link: arrow.link.id, item: hands.view.item ?? arrow.to })}>
            <title>{`${arrow.whose === "theirs" ? `${arrow.by}: ` : ""}${arrow.link.assumption ? `if ${arrow.link.assumption}` : "What has to be true isn’t said yet"}`}</title>
            <circle class="cbf-around" r={12} />
            <circle r={9} />
            <text y={0.5} font-size={text.length > 1 ? 9 : 11.5}>{text}</text>
          </g>
        );
      })}
    </svg>
  );
}

const SAMPLES = [["sure", "sure"], ["fairly-sure", "fairly sure"], ["guess", "a guess"], ["unsaid", "not said"]] as const;

/** What the lines mean, as far as there are any; each drawn beside its words. */
export function Legend({ arrows }: { arrows: Drawn[] }) {
  const there = new Set(arrows.map(style));
  const evidence = new Set(arrows.map(({ link }) => (link.evidence.trim() ? "evidence" : "none yet")));
  const whose = new Set(arrows.map((arrow) => arrow.whose));
  const by = <bdi>{arrows.find((arrow) => arrow.by)?.by}</bdi>;
  return (
    <ul class="cbf-arrow-key" aria-label="What the lines mean">
      {SAMPLES.filter(([id]) => there.has(id)).map(([id, name]) => (
        <li key={id}><svg class="cbf-arrow-lines" viewBox="0 0 32 12" width="32" height="12" aria-hidden="true"><g data-strong="true" data-sure={id}><path class="cbf-line" d="M1,6H31" /></g></svg> {name}</li>
      ))}
      {(["evidence", "none yet"] as const).filter((name) => evidence.has(name)).map((name) => (
        <li key={name}><svg class="cbf-arrow-badges" viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true"><g class="cbf-badge" data-evidence={name === "evidence" || undefined}><circle r={6.5} /></g></svg> {name}</li>
      ))}
      {whose.has("theirs") && <li><svg class="cbf-arrow-lines" viewBox="0 0 32 12" width="32" height="12" aria-hidden="true"><g data-strong="true" data-whose="theirs"><path class="cbf-line" d="M1,6H31" /><path class="cbf-hollow-line" d="M1,6H31" /></g></svg> <span>◇ only in {by}</span></li>}
      {whose.has("both") && <li><svg class="cbf-arrow-lines" viewBox="0 0 32 12" width="32" height="12" aria-hidden="true"><g data-strong="true" data-whose="both"><path class="cbf-line" d="M1,6H31" /></g></svg> <span>= also in {by}</span></li>}
    </ul>
  );
}
