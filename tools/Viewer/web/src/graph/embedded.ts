import type { PageBox, Regime, VcpuBox } from "../shared/picture";
import { holds } from "./predicate";
import { Refusal, type Condition, type Details, type Found, type GraphEdge, type GraphNode, type Part, type Source, type Step, type Summary, type Wanted } from "./types";

/** What `interlock graph --format html` puts into this page: see EmbeddedGraph.cs. */
export interface EmbeddedGraph {
  summary: Summary;
  /** Why not every state is here; null if all are. */
  caveat: string | null;
  texts: string[];
  /** Per fact of the summary and state, which text it is. */
  facts: Record<string, number[]>;
  nodes: { id: number; depth: number; flags: number; broken: number; message: number; out: number; in: number }[];
  /** Per state eight numbers a step: node, actor, texts of operation, site, changes and notes, how many there are, text of the whole. */
  steps: number[][];
  pictures: { pages: PageBox[][]; regimes: Regime[]; vcpus: VcpuBox[]; of: number[][] } | null;
  classes: Record<string, { nodes: GraphNode[]; edges: GraphEdge[]; of: number[]; left: number }>;
}

const [initialFlag, endsFlag, expandedFlag] = [1, 2, 4];
const perStep = 8;
const separator = "\u001f";

interface Known {
  node(id: number): GraphNode;
  edges(from: number): GraphEdge[];
  into(to: number): number[];
  has(id: number): boolean;
  all: number[];
  initial: number[];
}

/** A graph, or a part of one, that is in this page. */
export class EmbeddedSource implements Source {
  readonly anyLens = false;
  readonly caveat: string | null;
  private readonly place = new Map<number, number>();
  private readonly known = new Map<string, Known>();

  constructor(private readonly graph: EmbeddedGraph) {
    this.caveat = graph.caveat;
    graph.nodes.forEach((node, index) => this.place.set(node.id, index));
  }

  summary = async (): Promise<Summary> => this.graph.summary;

  async part(wanted: Wanted): Promise<Part> {
    const known = this.of(wanted.lens);
    const start = wanted.ids.length === 0 && wanted.grow.length === 0 ? known.initial : wanted.grow;
    const shown = new Set([...wanted.ids, ...start]);
    for (const id of shown) {
      this.demand(known, id, wanted.lens);
    }

    const beyond = new Set<number>();
    let [ring, found] = [start, 0];
    for (let distance = 0; distance < wanted.radius && ring.length > 0; distance++) {
      const outer: number[] = [];
      for (const next of ring.flatMap((id) => [
        ...(wanted.direction === "in" ? [] : known.edges(id).map((edge) => edge.to)), ...(wanted.direction === "out" ? [] : known.into(id))])) {
        if (known.has(next) && !shown.has(next)) {
          if (found < wanted.most) {
            shown.add(next);
            outer.push(next);
            found++;
          } else {
            beyond.add(next);
          }
        }
      }

      ring = outer;
    }

    const ids = [...shown].sort((a, b) => a - b);
    const colour = (id: number): string | null => wanted.colour === null || wanted.lens.length > 0 ? null : this.fact(wanted.colour, id);
    return {
      nodes: ids.map((id) => ({ ...known.node(id), colour: colour(id) })),
      edges: ids.flatMap((id) => known.edges(id).filter((edge) => shown.has(edge.to))),
      left: beyond.size,
    };
  }

  async node(lens: string[], id: number): Promise<Details> {
    const known = this.of(lens);
    this.demand(known, id, lens);
    const node = known.node(id);
    if (lens.length > 0) {
      const told = (edge: GraphEdge, end: number): Step => ({ node: end, actor: edge.actor, operation: "", whole: "", site: "", changes: [], notes: [], count: edge.count });
      return {
        node, message: null, picture: null, inLeft: 0,
        facts: lens.map((name, index) => ({ name, group: "", value: node.values[index]! })),
        out: known.edges(id).map((edge) => told(edge, edge.to)),
        in: known.into(id).flatMap((from) => known.edges(from).filter((edge) => edge.to === id).map((edge) => told(edge, from))),
      };
    }

    const index = this.place.get(id)!;
    const { message } = this.graph.nodes[index]!;
    const sources = known.into(id);
    return {
      node,
      facts: this.graph.summary.facts.filter((fact) => fact.name in this.graph.facts).map((fact) => ({ ...fact, value: this.fact(fact.name, id) })),
      message: message < 0 ? null : this.graph.texts[message]!,
      picture: this.picture(index),
      out: this.steps(id),
      in: sources.flatMap((from) => this.steps(from).filter((step) => step.node === id).map((step) => ({ ...step, node: from }))),
      inLeft: Math.max(0, (node.in ?? 0) - sources.filter((from) => from !== id).length),
    };
  }

  async way(lens: string[], from: number | null, to: number | null, where: Condition | null): Promise<number[] | null> {
    const known = this.of(lens);
    const goals = where === null ? null : new Set(this.matches(lens, where));
    const previous = new Map<number, number | null>((from === null ? known.initial : [from]).map((id) => [id, null]));
    for (const id of previous.keys()) { // a map may grow while it is gone through, and does so in the order of a breadth-first search
      if (goals ? goals.has(id) : id === to) {
        const way: number[] = [];
        for (let at: number | null = id; at !== null; at = previous.get(at)!) {
          way.unshift(at);
        }

        return way;
      }

      for (const edge of known.edges(id)) {
        if (known.has(edge.to) && !previous.has(edge.to)) {
          previous.set(edge.to, id);
        }
      }
    }

    return null;
  }

  async find(lens: string[], where: Condition): Promise<Found> {
    const states = this.states(where);
    const nodes = [...new Set(this.matches(lens, where))].sort((a, b) => a - b);
    return { states: states.length, nodes: nodes.length, first: nodes.slice(0, 200) };
  }

  async nodeOf(lens: string[], state: number): Promise<number> {
    const index = this.place.get(state);
    if (index === undefined) {
      throw new Refusal(`State ${state} is not in this file.`, false);
    }

    return lens.length === 0 ? state : this.classes(lens).of[index]!;
  }

  private of(lens: string[]): Known {
    const key = lens.join("|");
    const known = this.known.get(key) ?? (lens.length === 0 ? this.ofStates() : this.ofClasses(lens));
    this.known.set(key, known);
    return known;
  }

  private ofStates(): Known {
    const { nodes } = this.graph;
    const into = new Map<number, number[]>();
    const edges = new Map(nodes.map((node) => [node.id, this.edgesOf(node.id)]));
    for (const [from, out] of edges) {
      for (const to of new Set(out.map((edge) => edge.to))) {
        into.set(to, [...(into.get(to) ?? []), from]);
      }
    }

    return {
      has: (id) => this.place.has(id),
      node: (id) => {
        const node = nodes[this.place.get(id)!]!;
        return {
          id, depth: node.depth, isInitial: (node.flags & initialFlag) !== 0, ends: (node.flags & endsFlag) !== 0, isExpanded: (node.flags & expandedFlag) !== 0,
          broken: node.broken < 0 ? null : this.graph.texts[node.broken]!, out: node.out, in: node.in, size: 1, first: id, values: [], colour: null,
        };
      },
      edges: (from) => edges.get(from) ?? [],
      into: (to) => into.get(to) ?? [],
      all: nodes.map((node) => node.id),
      initial: nodes.filter((node) => (node.flags & initialFlag) !== 0).map((node) => node.id),
    };
  }

  private ofClasses(lens: string[]): Known {
    const { nodes, edges } = this.classes(lens);
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const [out, into] = [Map.groupBy(edges, (edge) => edge.from), Map.groupBy(edges, (edge) => edge.to)];
    return {
      has: (id) => byId.has(id),
      node: (id) => byId.get(id)!,
      edges: (from) => out.get(from) ?? [],
      into: (to) => [...new Set((into.get(to) ?? []).map((edge) => edge.from))],
      all: nodes.map((node) => node.id),
      initial: nodes.filter((node) => node.isInitial).map((node) => node.id),
    };
  }

  private classes(lens: string[]): EmbeddedGraph["classes"][string] {
    const name = this.graph.summary.lenses.find((one) => one.facts.join("|") === lens.join("|"))?.name;
    const classes = name === undefined ? undefined : this.graph.classes[name];
    if (!classes) {
      throw new Refusal("This abstraction is not in this file; `interlock serve` has them all.", false);
    }

    return classes;
  }

  private edgesOf(id: number): GraphEdge[] {
    return this.steps(id).map((step) => ({ from: id, to: step.node, actor: step.actor, text: step.operation, count: step.count }));
  }

  private steps(id: number): Step[] {
    const numbers = this.graph.steps[this.place.get(id)!]!;
    const text = (at: number): string => this.graph.texts[numbers[at]!]!;
    const list = (at: number): string[] => (text(at) === "" ? [] : text(at).split(separator));
    return Array.from({ length: numbers.length / perStep }, (_, index) => {
      const at = index * perStep;
      const changes = list(at + 4);
      return {
        node: numbers[at]!, actor: numbers[at + 1]!, operation: text(at + 2), whole: text(at + 7), site: text(at + 3), notes: list(at + 5), count: numbers[at + 6]!,
        changes: Array.from({ length: changes.length / 3 }, (_, change) => ({ name: changes[3 * change]!, before: changes[3 * change + 1]!, after: changes[3 * change + 2]! })),
      };
    });
  }

  private picture(index: number): Details["picture"] {
    const { pictures } = this.graph;
    if (pictures === null) {
      return null;
    }

    const [pages, regimes, ...rest] = pictures.of[index]!;
    return {
      pages: pictures.pages[pages!]!,
      regimes: rest.slice(0, regimes).map((at) => pictures.regimes[at]!),
      vcpus: rest.slice(regimes).map((at) => pictures.vcpus[at]!),
    };
  }

  private fact(name: string, id: number): string {
    const texts = this.graph.facts[name];
    const index = this.place.get(id)!;
    const node = this.graph.nodes[index]!;
    return texts ? this.graph.texts[texts[index]!]!
      : name === "depth" ? `${node.depth}`
      : name === "ends" ? ((node.flags & endsFlag) !== 0 ? "yes" : "no")
      : node.broken < 0 ? "nothing" : this.graph.texts[node.broken]!;
  }

  private states(where: Condition): number[] {
    return this.graph.nodes.filter((node) => holds(where, (name) => this.fact(name, node.id))).map((node) => node.id);
  }

  private matches(lens: string[], where: Condition): number[] {
    const states = this.states(where);
    return lens.length === 0 ? states : states.map((state) => this.classes(lens).of[this.place.get(state)!]!).filter((id) => id >= 0);
  }

  private demand(known: Known, id: number, lens: string[]): void {
    if (!known.has(id)) {
      throw new Refusal(`${lens.length > 0 ? "Class" : "State"} ${id} is not in this file.`, false);
    }
  }
}
