/** Exports: ask the kernel for a file and hand it to the browser, even when it comes late. */
import { useState } from "preact/hooks";
import type { Ask, Reply } from "./model";
import { download } from "./panels";

interface Desk {
  ask: Ask;
  tell: (said: string, ok: boolean) => void;
}

export function useExport({ ask, tell }: Desk) {
  const [busy, setBusy] = useState(false);
  const receive = ({ answer, files }: Reply) => {
    if (answer.ok && files[0]) download(String(answer["name"]), files[0], String(answer["type"]));
    tell(answer.said ?? "", answer.ok);
  };
  const make = async (question: Record<string, unknown>) => {
    setBusy(true);
    const reply = await ask({ ask: "export", ...question }, receive);
    setBusy(false);
    receive(reply);
  };
  return { busy, make };
}
