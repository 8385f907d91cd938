import type { Counterexample, Row } from "./types";

/** Above this many rows a timeline has its calls as headings, and those without a marked step are closed. */
const long = 24;

/** Which rows of a timeline are shown: calls can be closed, and turns of a loop that waits are folded into the first. */
export class Folding {
  readonly hasHeadings: boolean;
  private readonly closed = new Set<number>();
  private readonly openSpins = new Set<number>();

  constructor(private readonly trace: Counterexample, marked: Set<number>) {
    this.hasHeadings = trace.rows.length > long && trace.lanes.every((lane) => lane.run === null);
    trace.calls.forEach((call, index) => {
      const hasMarked = trace.rows.some((row) => row.call === index && marked.has(row.step));
      if (this.hasHeadings && !hasMarked && call.last > call.first) {
        this.closed.add(index);
      }
    });
  }

  isClosed(call: number): boolean {
    return this.closed.has(call);
  }

  toggle(call: number): void {
    if (!this.closed.delete(call)) {
      this.closed.add(call);
    }
  }

  setAll(closed: boolean): void {
    this.closed.clear();
    if (closed) {
      this.trace.calls.forEach((call, index) => call.last > call.first && this.closed.add(index));
    }
  }

  get allOpen(): boolean {
    return this.closed.size === 0;
  }

  /** Whether a row stands by itself: it is neither in a closed call nor one more turn of a loop that waits. */
  shows(row: Row): boolean {
    return !(row.call !== null && this.closed.has(row.call)) && (row.spins === 0 || this.openSpins.has(row.step));
  }

  /** How many turns are folded into a row. */
  spinsAfter(index: number): number {
    const row = this.trace.rows[index];
    let turns = 0;
    for (let next = index + 1; row !== undefined && row.spins === 0 && next < this.trace.rows.length; next++) {
      const other = this.trace.rows[next];
      if (other?.lane === row.lane) {
        if (other.spins === 0 || other.site !== row.site) {
          break;
        }

        turns = other.spins;
      }
    }

    return turns;
  }

  /** Makes a step visible. */
  reveal(step: number): void {
    for (const row of this.trace.rows.filter((candidate) => candidate.step === step)) {
      if (row.call !== null) {
        this.closed.delete(row.call);
      }

      if (row.spins > 0) {
        this.openSpins.add(step);
      }
    }
  }
}
