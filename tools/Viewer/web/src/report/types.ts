// What the report shows: written by `ReportPage` on the other side. In texts, [[5]] stands for a link to step 5.
import type { StatePicture } from "../shared/picture";

export interface ReportPage {
  version: string;
  command: string;
  results: ScenarioResult[];
  counterexamples: Counterexample[];
  verdicts: { name: string; means: string; doesNotMean: string }[];
  properties: Record<string, { broken: string; demand: string }>;
  notChecked: string[];
  sources: Record<string, Record<string, string>>;
}

export interface Size { name: string; value: number; meaning: string }

export interface Violation { property: string; kind: string; message: string }

export interface ScenarioResult {
  scenario: string;
  summary: string;
  sizes: Size[];
  memory: string;
  variant: string | null;
  verdict: string;
  ground: string;
  properties: string[];
  notChecked: string[];
  states: number;
  transitions: number;
  depth: number;
  depths: number[];
  seconds: number;
  workers: number;
  peakMemory: number;
  collisionProbability: number;
  witnesses: Record<string, number>;
  distinct: Record<string, number>;
  violation: Violation | null;
  counterexample: number | null;
  command: string;
}

export interface Decisive { step: number; role: string; text: string }

export interface Row {
  step: number;
  lane: number;
  twin: { lane: number; text: string } | null;
  kind: string;
  text: string;
  operation: string;
  site: string;
  origins: string[];
  notes: string[];
  methods: string[];
  call: number | null;
  spins: number;
}

export interface Difference { name: string; before: string; after: string; meaning: string }

export interface StepDifference { values: Difference[]; code: Difference[]; facts: Difference[]; gained: string[]; lost: string[] }

export interface Call { lane: number; first: number; last: number; text: string; isFinished: boolean }

export interface Held { vcpu: string; vttbr: string; entries: string[]; stale: string[]; pending: string[] }

export interface Counterexample {
  id: string;
  scenario: string;
  summary: string;
  sizes: Size[];
  memory: string;
  variant: string | null;
  violation: Violation;
  headline: { title: string; summary: string; decisive: Decisive[]; evidence: string[] };
  replay: string | null;
  divergence: string | null;
  lanes: { name: string; run: string | null }[];
  rows: Row[];
  differences: StepDifference[];
  calls: Call[];
  start: [string, string][];
  held: Held[][];
  pictures: StatePicture[];
  pictureOf: number[];
  violating: number | null;
  turn: { step: number | null; unknown: string | null; alternative: string | null };
  conflict: number[];
  loop: number | null;
}
