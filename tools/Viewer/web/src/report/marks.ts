import type { Counterexample } from "./types";

export interface Mark { sign: string; text: string; kind: string }

/** What a step is marked with: a sign, and the same in words. */
export function marksOf(trace: Counterexample): Map<number, Mark[]> {
  const marks = new Map<number, Mark[]>();
  const add = (step: number | null, mark: Mark) => {
    if (step !== null && step >= 1) {
      marks.set(step, [...(marks.get(step) ?? []), mark]);
    }
  };
  for (const decisive of trace.headline.decisive) {
    if (decisive.step !== trace.violating && decisive.step !== trace.turn.step) {
      add(decisive.step, { sign: "●", text: decisive.role, kind: "decisive" });
    }
  }

  add(trace.turn.step, { sign: "◆", text: "no way back", kind: "turn" });
  for (const step of trace.conflict.filter((candidate) => !marks.has(candidate) && candidate !== trace.violating)) {
    add(step, { sign: "⇄", text: "conflict", kind: "conflict" });
  }

  add(trace.violating, { sign: "✗", text: "violation", kind: "violation" });
  return marks;
}
