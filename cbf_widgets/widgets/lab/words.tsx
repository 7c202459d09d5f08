/** The twin in words: the run contact by contact, the chart as a table, the arrows by hand, the assumption sheet. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useTrait } from "../shared/hooks";
import type { Model } from "../shared/model";
import { Edges } from "./edges";
import { Effort } from "./effort";
import { standing, standingWords, totals, type Facts } from "./facts";
import { quantile } from "./plot";
import { runName, type Hands } from "./view";

export function Words({ hands, model }: { hands: Hands; model: Model; tell: (said: string, ok: boolean) => void }) {
  const sheet = useTrait<{ heading: string; lines: string[] }[]>(model, "sheet") ?? [];
  return (
    <div class="cbf-words">
      <Fold title="In words" id="words"><Told hands={hands} /></Fold>
      <Fold title={`Arrows, by hand (${hands.study.network.edges.length})`} id="edges"><Edges hands={hands} /></Fold>
      <Fold title="Effort over time, by hand" id="effort"><Effort hands={hands} /></Fold>
      <Fold title="The chart as a table" id="table"><Table hands={hands} /></Fold>
      <Fold title="Assumption sheet" id="sheet">
        {sheet.map(({ heading, lines }) => (
          <section key={heading} dir="auto"><h4>{heading}</h4>{lines.map((line, i) => <p key={i}>{line}</p>)}</section>
        ))}
      </Fold>
    </div>
  );
}

/** Drawn only while it is open. */
function Fold({ title, id, children }: { title: string; id: string; children: ComponentChildren }) {
  const [open, set] = useState(false);
  return (
    <details class="cbf-fold" data-fold={id} open={open} onToggle={(event) => set((event.currentTarget as HTMLDetailsElement).open)}>
      <summary>{title}</summary>
      {open && <div>{children}</div>}
    </details>
  );
}

function Told({ hands }: { hands: Hands }) {
  const { facts, contact, seek } = hands;
  const [all, setAll] = useState(false);
  const happened = (at: number) => at === 0 || at === facts.contacts || moved(facts, at);
  return (
    <>
      {facts.summary.map((line, i) => <p key={i} dir="auto">{line}</p>)}
      <h4>Where the steps stand at contact {contact}</h4>
      <ul>{facts.labels.map((label, i) => { const { level, floor } = standing(facts, facts.run, contact, i); return <li key={i} dir="auto">{i + 1} {label}: {standingWords(level, floor)}</li>; })}</ul>
      <h4>{runName(facts.run.number)}, contact by contact</h4>
      <label class="cbf-tick"><input type="checkbox" checked={all} onChange={() => setAll(!all)} /><span>Contacts in which nothing moved, too</span></label>
      <ol class="cbf-outlined" start={0}>
        {facts.run.words.map((words, at) => (all || happened(at)) && (
          <li key={at} value={at} aria-current={at === contact ? "step" : undefined}>
            <button type="button" class="cbf-link" aria-label={`Go to contact ${at}`} onClick={() => seek(at)}>{at}</button> <span dir="auto">{words}</span></li>
        ))}
      </ol>
    </>
  );
}

function moved(facts: Facts, at: number): boolean {
  const { levels, ruptured } = facts.run;
  if (ruptured[at] !== ruptured[at - 1]) return true;
  return facts.labels.some((_, i) => levels[at * facts.steps + i] !== levels[(at - 1) * facts.steps + i]);
}

function Table({ hands }: { hands: Hands }) {
  const { facts } = hands;
  const { beside } = facts;
  const sums = totals(facts, facts.run);
  const others = beside && totals(facts, beside.run);
  const q = (bands: Float32Array, row: number, at: number) => quantile(bands, row)[at];
  const range = (bands: Float32Array, low: number, high: number, at: number) => `${q(bands, low, at)} to ${q(bands, high, at)}`;
  return (
    <div class="cbf-scroll" tabIndex={0} role="region" aria-label="Loops gained, contact by contact">
      <table class="cbf-table">
        <caption>Loops gained by all steps together</caption>
        <thead><tr><th scope="col">Contact</th><th scope="col">Nine in ten</th><th scope="col">Half of all runs</th><th scope="col">Median</th><th scope="col">{runName(facts.run.number)}</th>
          {beside && <><th scope="col" dir="auto">Median {beside.label}</th><th scope="col" dir="auto">This run {beside.label}</th></>}</tr></thead>
        <tbody>
          {sums.map((sum, at) => (
            <tr key={at}><th scope="row">{at}</th><td>{range(facts.bands, 0, 4, at)}</td><td>{range(facts.bands, 1, 3, at)}</td><td>{q(facts.bands, 2, at)}</td><td>{sum}</td>
              {beside && others && <><td>{q(beside.bands, 2, at)}</td><td>{others[at]}</td></>}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
