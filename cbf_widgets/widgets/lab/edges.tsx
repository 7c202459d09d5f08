/** The arrows in words, each number to be changed by hand; add one, take one away. */
import { useState } from "preact/hooks";
import { Select } from "../shared/field";
import { EDGE_VALUES, labelOf, type Edge } from "./document";
import { hundredths } from "./state";
import type { Hands } from "./view";

export function Edges({ hands }: { hands: Hands }) {
  const { study: { network }, abouts, scope, choose } = hands;
  const titles = EDGE_VALUES.map((name) => abouts.find((about) => about.name === name));
  return (
    <>
      <p class="cbf-quiet">In 100, when the step that helps has come all the way. A source speaks for the link, never for its number.</p>
      <div class="cbf-scroll" tabIndex={0} role="region" aria-label="Arrows">
        <table class="cbf-table cbf-edges">
          <thead><tr><th scope="col">From</th><th scope="col">To</th>{titles.map((about, i) => <th key={i} scope="col" title={about?.meaning}>{about?.title ?? EDGE_VALUES[i]}</th>)}<th scope="col">Source</th><td /></tr></thead>
          <tbody>
            {network.edges.map((edge) => {
              const pair: [string, string] = [edge.from_step, edge.to_step];
              const chosen = scope.edge?.[0] === pair[0] && scope.edge[1] === pair[1];
              return (
                <tr key={pair.join("\u0000")} data-chosen={chosen || undefined}>
                  <th scope="row" dir="auto"><button type="button" class="cbf-link" aria-pressed={chosen} onClick={() => choose(chosen ? {} : { edge: pair })}>{labelOf(network, pair[0])}</button></th>
                  <td dir="auto">{labelOf(network, pair[1])}</td>
                  {EDGE_VALUES.map((name) => <td key={name}><Number_ hands={hands} edge={edge} name={name} /></td>)}
                  <td class="cbf-source" dir="auto">{edge.source}</td>
                  <td><button type="button" class="cbf-small cbf-danger" aria-label={`Take away the arrow from ${labelOf(network, pair[0])} to ${labelOf(network, pair[1])}`}
                    title="Take it away" onClick={() => hands.act({ type: "part", from: pair[0], to: pair[1] })}>×</button></td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <Join hands={hands} />
    </>
  );
}

function Number_({ hands, edge, name }: { hands: Hands; edge: Edge; name: (typeof EDGE_VALUES)[number] }) {
  const about = hands.abouts.find((one) => one.name === name);
  const { network } = hands.study;
  if (!about) return <>{hundredths(edge[name])}</>;
  const take = (event: Event) => {
    const value = (event.currentTarget as HTMLInputElement).valueAsNumber / 100;
    hands.act({ type: "set", about, value, scope: { edge: [edge.from_step, edge.to_step] } });
  };
  return <input type="number" min={0} max={Math.floor(about.most * 100)} step="any" value={hundredths(edge[name])} onChange={take} onBlur={hands.settle}
    aria-label={`${about.title} from ${labelOf(network, edge.from_step)} to ${labelOf(network, edge.to_step)}, in 100`} />;
}

function Join({ hands }: { hands: Hands }) {
  const { network } = hands.study;
  const options = network.steps.map(({ node, label }): [string, string] => [node, label]);
  const [from, setFrom] = useState(options[0]?.[0] ?? "");
  const [to, setTo] = useState(options[1]?.[0] ?? options[0]?.[0] ?? "");
  const there = network.edges.some((edge) => edge.from_step === from && edge.to_step === to);
  return (
    <div class="cbf-pair">
      <Select label="From" value={from} options={options} onPick={setFrom} />
      <Select label="To" value={to} options={options} onPick={setTo} />
      <button type="button" disabled={there} onClick={() => hands.act({ type: "join", from, to })}>{there ? "There is one" : "Add an arrow"}</button>
    </div>
  );
}
