import type { StatePicture } from "../shared/picture";

/** What is shown: see Wire.cs, which writes these. */
export interface Summary {
  subject: { scenario: string; sizes: string; variant: string | null };
  memory: string;
  actors: string[];
  states: number;
  expanded: number;
  steps: number;
  initial: number;
  isExploring: boolean;
  bound: string | null;
  levels: number[];
  facts: { name: string; group: string }[];
  lenses: { name: string; facts: string[] }[];
  broken: { property: string; states: number; first: number }[];
  hasPictures: boolean;
}

/** A state, or a class of states. */
export interface GraphNode {
  id: number;
  depth: number;
  isInitial: boolean;
  broken: string | null;
  ends: boolean;
  isExpanded: boolean;
  out: number;
  in: number | null;
  size: number;
  first: number;
  values: string[];
  colour: string | null;
}

/** Steps of one actor from one node to another. */
export interface GraphEdge {
  from: number;
  to: number;
  actor: number;
  text: string;
  count: number;
}

export interface Part {
  nodes: GraphNode[];
  edges: GraphEdge[];
  left: number;
}

export interface Step {
  node: number;
  actor: number;
  operation: string;
  /** All that is done, if that is several operations. */
  whole: string;
  site: string;
  changes: { name: string; before: string; after: string }[];
  notes: string[];
  count: number;
}

export interface Details {
  node: GraphNode;
  facts: { name: string; group: string; value: string }[];
  message: string | null;
  picture: StatePicture | null;
  out: Step[];
  in: Step[];
  inLeft: number;
}

export interface Found {
  states: number;
  nodes: number;
  first: number[];
}

export type Direction = "out" | "in" | "both";

/** What is wanted of a part of the graph; see GraphQuestions.Part. */
export interface Wanted {
  lens: string[];
  ids: number[];
  grow: number[];
  direction: Direction;
  radius: number;
  most: number;
  colour: string | null;
}

/** Where the graph comes from: a server, or this file. */
export interface Source {
  /** What the reader must know of what is not here; null if all is. */
  readonly caveat: string | null;
  /** Whether states can be grouped by any facts, or only by those of the summary's lenses. */
  readonly anyLens: boolean;
  summary(): Promise<Summary>;
  part(wanted: Wanted): Promise<Part>;
  node(lens: string[], id: number): Promise<Details>;
  way(lens: string[], from: number | null, to: number | null, where: Condition | null): Promise<number[] | null>;
  find(lens: string[], where: Condition): Promise<Found>;
  nodeOf(lens: string[], state: number): Promise<number>;
}

/** A condition on states: see predicate.ts, and Condition.cs on the other side. */
export type Condition =
  | { op: "and" | "or" | "not"; of: Condition[] }
  | { op: Comparison; name: string; value: string };

export type Comparison = "=" | "!=" | "<" | "<=" | ">" | ">=" | "~";

/** A question that cannot be answered, in a sentence; early if it can be later. */
export class Refusal extends Error {
  constructor(message: string, readonly early: boolean) {
    super(message);
  }
}
