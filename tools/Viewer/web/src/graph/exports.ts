import { label, lines, marks, telling } from "./captions";
import type { Scene } from "./drawing";
import type { Summary } from "./types";

export type Format = "svg" | "dot" | "graphml" | "jsonl";

/** What is seen, as a file for other tools. */
export function write(format: Format, scene: Scene, summary: Summary, svg: SVGSVGElement, bounds: DOMRect): string {
  return format === "svg" ? picture(svg, bounds) : format === "dot" ? dot(scene, summary) : format === "graphml" ? graphml(scene, summary) : jsonl(scene, summary);
}

function captions(scene: Scene): Map<number, string[]> {
  const tell = telling(scene.nodes);
  return new Map(scene.nodes.map((node) => [node.id,
    [...lines(node, scene.lens, tell, scene.palette !== null), ...marks(node, scene.lens.length > 0).map((mark) => mark.text)]]));
}

function title(summary: Summary): string {
  const { scenario, sizes, variant } = summary.subject;
  return `${scenario} ${sizes}${variant === null ? "" : ` --mutant ${variant}`}`;
}

const styles = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-family", "font-size", "font-weight", "opacity", "visibility", "display"];

// Colours come from the page's style sheet, which a file of its own does not have: they are written into every element.
function picture(svg: SVGSVGElement, bounds: DOMRect): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [originals, copies] = [svg.querySelectorAll<SVGElement>("*"), copy.querySelectorAll<SVGElement>("*")];
  originals.forEach((original, index) => {
    const style = getComputedStyle(original);
    const own = copies[index]!;
    own.removeAttribute("style");
    for (const name of styles) {
      own.setAttribute(name, style.getPropertyValue(name));
    }
  });
  copy.querySelector(".world")?.removeAttribute("transform");
  const [x, y, width, height] = [bounds.x - 16, bounds.y - 16, bounds.width + 32, bounds.height + 32].map(Math.round) as [number, number, number, number];
  copy.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
  copy.setAttribute("width", `${width}`);
  copy.setAttribute("height", `${height}`);
  for (const name of ["tabindex", "role", "aria-describedby", "class"]) {
    copy.removeAttribute(name);
  }

  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  Object.entries({ x, y, width, height, fill: getComputedStyle(document.body).backgroundColor }).forEach(([name, value]) => paper.setAttribute(name, `${value}`));
  copy.prepend(paper);
  return `${new XMLSerializer().serializeToString(copy)}\n`;
}

function dot(scene: Scene, summary: Summary): string {
  const text = (value: string): string => `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
  const said = captions(scene);
  return [
    "digraph states {",
    `  label=${text(`${title(summary)}: a part of ${summary.states} states`)};`,
    '  node [shape=box, fontname="monospace", fontsize=9];',
    '  edge [fontname="monospace", fontsize=8];',
    ...scene.nodes.map((node) => `  ${node.id} [label=${text(said.get(node.id)!.join("\n"))}${node.broken === null ? "" : ", color=red, penwidth=3"}];`),
    ...scene.edges.map((edge) => `  ${edge.from} -> ${edge.to} [label=${text(label(edge, scene.lens.length > 0))}, tooltip=${text(`${summary.actors[edge.actor]}: ${edge.text}`)}];`),
    "}",
    "",
  ].join("\n");
}

function graphml(scene: Scene, summary: Summary): string {
  // XML 1.0 has no way to write most control characters.
  const text = (value: string): string => value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "")
    .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
  const key = (name: string, of: string, type: string): string => `  <key id="${name}" for="${of}" attr.name="${name}" attr.type="${type}"/>`;
  const data = (name: string, value: string | number | null): string => (value === null || value === "" ? "" : `<data key="${name}">${text(`${value}`)}</data>`);
  const said = captions(scene);
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    key("depth", "node", "int"), key("states", "node", "int"), key("violation", "node", "string"), key("text", "node", "string"),
    key("actor", "edge", "string"), key("operation", "edge", "string"), key("steps", "edge", "int"),
    `  <graph id="${text(title(summary))}" edgedefault="directed">`,
    ...scene.nodes.map((node) => `    <node id="n${node.id}">${data("depth", node.depth)}${data("states", node.size)}${data("violation", node.broken)}${data("text", said.get(node.id)!.join("; "))}</node>`),
    ...scene.edges.map((edge) => `    <edge source="n${edge.from}" target="n${edge.to}">${data("actor", summary.actors[edge.actor]!)}${data("operation", edge.text)}${data("steps", edge.count)}</edge>`),
    "  </graph>",
    "</graphml>",
    "",
  ].join("\n");
}

/** A line for what it is a part of, then one for each node and one for each edge. */
function jsonl(scene: Scene, summary: Summary): string {
  return [
    { kind: "part", of: title(summary), states: summary.states, complete: summary.bound === null && !summary.isExploring, lens: scene.lens },
    ...scene.nodes.map(({ id, depth, isInitial, broken, size, first, values }) => ({
      kind: "node", id, depth, initial: isInitial, violation: broken, states: size, firstState: first,
      values: Object.fromEntries(values.map((value, index) => [scene.lens[index]!, value])),
    })),
    ...scene.edges.map((edge) => ({ kind: "edge", from: edge.from, to: edge.to, actor: summary.actors[edge.actor], operation: edge.text, steps: edge.count })),
  ].map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** Gives the reader a file. */
export function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
