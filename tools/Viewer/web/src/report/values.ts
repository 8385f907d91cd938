import type { Counterexample } from "./types";

/** The named values of the state after a step (zero: before the first), with those that the step has changed. */
export function valuesAt(trace: Counterexample, step: number): { name: string; value: string; changed: boolean }[] {
  const values = new Map(trace.start);
  for (let at = 0; at < step; at++) {
    for (const change of trace.differences[at]?.values ?? []) {
      if (values.has(change.name)) {
        values.set(change.name, change.after);
      }
    }
  }

  const changed = new Set((trace.differences[step - 1]?.values ?? []).map((change) => change.name));
  return [...values].map(([name, value]) => ({ name, value, changed: changed.has(name) }));
}
