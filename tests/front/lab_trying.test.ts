import { describe, expect, it } from "vitest";
import { Trying } from "../../cbf_widgets/widgets/lab/trying";
import type { Answer } from "../../cbf_widgets/widgets/shared/model";
import { plainFacts, STUDY } from "./lab_study";

type Reply = (value: { answer: Answer; files: DataView[] }) => void;

function asked() {
  const questions: Record<string, any>[] = [];
  const replies: Reply[] = [];
  const shown: number[] = [];
  const trying = new Trying((question) => new Promise((resolve) => { questions.push(question); replies.push(resolve); }), (_, study) => shown.push(study.seed));
  const { bands, reached } = plainFacts() as { bands: DataView; reached: DataView };
  const reply = async (ok = true) => {
    replies.shift()!({ answer: { ok }, files: ok ? [bands, reached] : [] });
    await Promise.resolve();
    await Promise.resolve();
  };
  const want = (seed: number) => trying.want({ ...STUDY, seed });
  return { questions, shown, reply, want, trying };
}

describe("a slider that moves", () => {
  it("has one question on its way, and then asks the newest alone", async () => {
    const { questions, shown, reply, want } = asked();
    [1, 2, 3, 4].forEach(want);
    expect(questions.map((q) => [q["ask"], q["study"].seed])).toEqual([["try", 1]]);
    await reply();
    expect(questions.map((q) => q["study"].seed)).toEqual([1, 4]);
    await reply();
    expect([shown, questions.length]).toEqual([[1, 4], 2]);
  });

  it("goes on after an answer that failed", async () => {
    const { questions, shown, reply, want } = asked();
    want(1);
    await reply(false);
    want(2);
    await reply();
    expect([shown, questions.length]).toEqual([[2], 2]);
  });

  it("shows nothing that came too late, and asks again when it moves again", async () => {
    const { questions, shown, reply, want, trying } = asked();
    want(1);
    want(2);
    trying.forget();
    await reply();
    expect([shown, questions.length]).toEqual([[], 1]);
    want(3);
    await reply();
    expect(shown).toEqual([3]);
  });
});
