import type { Counterexample } from "./types";

/** The named values of the state after a step (zero: before the first), with those that the step has changed. */
export function valuesAt(trace: Counterexample, step: number): { name: string; value: string; changed: boolean }[] {
  const values = new Map(trace.start);
  for (let at = 0; at < step; at++) {
    const difference = trace.differences[at];
    for (const change of [...(difference?.values ?? []), ...(difference?.code ?? [])]) {
      if (values.has(change.name)) {
        values.set(change.name, change.after);
      }
    }
  }

  const changed = new Set((trace.differences[step - 1]?.values ?? []).map((change) => change.name));
  // What vCPUs may hold is drawn or listed on its own.
  const isShown = (name: string) => trace.held.length === 0 || trace.held[0]?.length === 0 || !name.startsWith("tlb");
  return [...values].filter(([name]) => isShown(name)).map(([name, value]) => ({ name, value, changed: changed.has(name) }));
}
