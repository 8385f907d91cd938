import type { GraphEdge, GraphNode, Summary } from "./types";

const mostLines = 7;
const mostLetters = 46;

export const count = (n: number): string => n.toLocaleString("en-US");
export const plural = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;
export const shorten = (text: string, most = mostLetters): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

/** The facts of a lens that are not the same in all nodes, by index: only these tell nodes apart. */
export function telling(nodes: GraphNode[]): number[] {
  const first = nodes[0]?.values ?? [];
  const varying = first.map((_, index) => index).filter((index) => nodes.some((node) => node.values[index] !== first[index]));
  return varying.length > 0 ? varying : first.map((_, index) => index).slice(0, mostLines);
}

/** What a node says, line by line; the first is its name. */
export function lines(node: GraphNode, lens: string[], telling: number[], coloured: boolean): string[] {
  const said = [nameOf(node, lens.length > 0)];
  for (const index of telling.slice(0, mostLines)) {
    said.push(shorten(`${lens[index]}: ${node.values[index]}`));
  }

  if (telling.length > mostLines) {
    said.push(`and ${telling.length - mostLines} more`);
  }

  if (coloured && node.colour !== null) {
    said.push(shorten(node.colour, 30));
  }

  return said;
}

export function nameOf(node: GraphNode, isClass: boolean): string {
  return isClass ? plural(node.size, "state") : `${node.id}`;
}

/** What is special about a node, in words. */
export function marks(node: GraphNode, isClass: boolean): { text: string; kind: "start" | "bad" | "end" | "open" }[] {
  const found: ReturnType<typeof marks> = [];
  if (node.isInitial) {
    found.push({ text: "▸ start", kind: "start" });
  }

  if (node.broken !== null) {
    found.push({ text: `✕ ${node.broken}`, kind: "bad" });
  }

  if (node.ends && node.isExpanded) {
    found.push({ text: isClass ? "■ never left" : "■ end", kind: "end" });
  }

  if (!node.isExpanded) {
    found.push({ text: "… not explored", kind: "open" });
  }

  return found;
}

/** What stands beside an edge. */
export function label(edge: GraphEdge, isClass: boolean): string {
  return isClass ? `${edge.actor} ×${count(edge.count)}` : shorten(`${edge.actor} ${edge.text}`, 34) + (edge.count > 1 ? ` ×${edge.count}` : "");
}

/** A node in a sentence, for who listens. */
export function spoken(node: GraphNode, summary: Summary, lens: string[]): string {
  const isClass = lens.length > 0;
  const what = isClass ? `Class ${node.id}, ${plural(node.size, "state")}` : `State ${node.id}`;
  const said = [
    `${what}, depth ${node.depth}`,
    ...marks(node, isClass).map((mark) => mark.text.slice(2)),
    ...node.values.map((value, index) => `${lens[index]} ${value}`),
    `steps lead to ${plural(node.out, "other node")} of ${plural(summary.actors.length, "actor")}`,
  ];
  return said.join(", ");
}
