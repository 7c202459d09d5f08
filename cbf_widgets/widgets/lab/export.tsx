/** Exports: pictures, tables, words, what makes the same again. */
import { useState } from "preact/hooks";
import { useExport } from "../shared/exporting";
import { Select } from "../shared/field";
import type { Ask } from "../shared/model";
import { Token } from "../shared/token";
import type { Hands } from "./view";

interface Desk {
  ask: Ask;
  tell: (said: string, ok: boolean) => void;
  hands: Hands;
}

const FORMATS: [string, string, string][] = [["picture", "pdf", "Picture, PDF to print"], ["picture", "svg", "Picture, SVG"], ["picture", "png", "Picture, PNG"],
  ["data", "csv", "Data, CSV table"], ["data", "parquet", "Data, Parquet"], ["data", "json", "Data, JSON"], ["network", "graphml", "Network, GraphML"], ["words", "txt", "Words"],
  ["study", "json", "The study, to open again"], ["token", "txt", "Token, which makes the same runs again"]];

const TABLES: [string, string][] = [["bands", "Loops gained, contact by contact"], ["reached", "How far each step has come"], ["times", "When steps are first reached"],
  ["triggers", "What triggered what"], ["falls", "Worst falls"], ["survival", "What survives a rupture"], ["runs", "Every run, contact by contact (large)"]];
const DIFFERENCE: [string, string] = ["difference", "The difference to what stands beside"];

export function Export({ ask, tell, hands }: Desk) {
  const [at, pick] = useState("0");
  const [table, setTable] = useState("bands");
  const [paper, setPaper] = useState("A4");
  const [orientation, setOrientation] = useState("landscape");
  const { busy, make } = useExport({ ask, tell });
  const [what, format] = FORMATS[Number(at)]!;
  const tables = hands.facts.beside ? [...TABLES, DIFFERENCE] : TABLES;
  const send = (event: Event) => {
    event.preventDefault();
    const more = what === "data" ? { table: tables.some(([id]) => id === table) ? table : "bands" } : format === "pdf" ? { paper, orientation } : {};
    void make({ what, format, ...more });
  };
  return (
    <>
      <form onSubmit={send}>
        <h3>Export</h3>
        <div class="cbf-pair">
          <Select label="As" value={at} options={FORMATS.map(([, , name], i): [string, string] => [String(i), name])} onPick={pick} />
          {what === "data" && <Select label="Table" value={table} options={tables} onPick={setTable} />}
          {format === "pdf" && <Select label="Paper" value={paper} options={[["A4", "A4"], ["A3", "A3"]]} onPick={setPaper} />}
          {format === "pdf" && <Select label="Orientation" value={orientation} options={[["portrait", "Portrait"], ["landscape", "Landscape"]]} onPick={setOrientation} />}
          <button type="submit" class="cbf-main" disabled={busy}>{busy ? "Making it…" : "Export"}</button>
        </div>
      </form>
      <Token token={hands.facts.token} tell={tell} />
    </>
  );
}
