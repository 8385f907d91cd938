import { select } from "d3-selection";
import { zoom, zoomIdentity, type ZoomBehavior } from "d3-zoom";
import { s } from "../shared/dom";
import { label, lines, marks, telling } from "./captions";
import { place, type Point } from "./layout";
import type { Palette } from "./palette";
import type { GraphEdge, GraphNode } from "./types";

const lineHeight = 15;
const letter = 6.65;
const boldLetter = 7.4;
const padding = 8;
const mostLabelled = 60;
const legendHeight = 40;

/** What is drawn. */
export interface Scene {
  nodes: GraphNode[];
  edges: GraphEdge[];
  lens: string[];
  at: number | null;
  way: number[];
  matches: Set<number>;
  palette: Palette | null;
}

/** What a reader does to the drawing. */
export interface Gestures {
  choose(id: number): void;
  grow(id: number, direction: "out" | "in"): void;
}

interface Shape {
  node: GraphNode;
  said: string[];
  marks: ReturnType<typeof marks>;
  loops: number[];
  width: number;
  height: number;
  x: number;
  y: number;
}

/** The picture of a part of the graph: an SVG that can be moved and enlarged. */
export class Drawing {
  readonly svg: SVGSVGElement;
  private readonly world = s("g", { class: "world" });
  private readonly edgeLayer = s("g", { class: "edges" });
  private readonly nodeLayer = s("g", { class: "nodes" });
  private readonly zoom: ZoomBehavior<SVGSVGElement, unknown>;
  private shapes = new Map<number, Shape>();
  private drawn = new Map<number, SVGGElement>();
  private turn = 0;

  constructor(private readonly host: HTMLElement, private readonly gestures: Gestures) {
    this.svg = s("svg", { class: "drawing", tabindex: 0, role: "application", "aria-label": "State graph. Press ? for the keys.", "aria-describedby": "spoken" });
    this.svg.append(
      s("defs", {}, s("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, markerUnits: "userSpaceOnUse", orient: "auto-start-reverse" },
        s("path", { d: "M0,0 L8,4 L0,8 z", fill: "context-stroke" }))),
      this.world);
    this.world.append(this.edgeLayer, this.nodeLayer);
    this.zoom = zoom<SVGSVGElement, unknown>().scaleExtent([0.05, 4]).on("zoom", (event) => this.world.setAttribute("transform", event.transform.toString()));
    select(this.svg).call(this.zoom).on("dblclick.zoom", null);
    host.append(this.svg);
  }

  /** Lays the scene out and draws it. Resolves to false if another scene came in between. */
  async show(scene: Scene): Promise<boolean> {
    const turn = ++this.turn;
    const shapes = shapesOf(scene);
    const labelled = scene.nodes.length <= mostLabelled;
    const edges = scene.edges.filter((edge) => edge.from !== edge.to);
    const placed = await place(
      [...shapes.values()].map((shape) => ({ id: `${shape.node.id}`, width: shape.width, height: shape.height })),
      edges.map((edge, index) => {
        const text = label(edge, scene.lens.length > 0);
        return { id: `${index}`, from: `${edge.from}`, to: `${edge.to}`, label: labelled ? { width: text.length * 5.7 + 6, height: 13 } : null };
      }));
    if (turn !== this.turn) {
      return false;
    }

    const fresh = this.shapes.size === 0;
    for (const shape of shapes.values()) {
      Object.assign(shape, placed.boxes.get(`${shape.node.id}`));
    }

    const anchor = scene.at !== null && !fresh ? this.shapes.get(scene.at) : undefined;
    const moved = scene.at !== null ? shapes.get(scene.at) : undefined;
    this.shapes = shapes;
    this.drawn = new Map();
    this.edgeLayer.replaceChildren(...edges.map((edge, index) => {
      const link = placed.links.get(`${index}`)!;
      return edgeOf(edge, path(link.points, placed.curved), labelled ? link.label : null, scene);
    }));
    this.nodeLayer.replaceChildren(...[...shapes.values()].map((shape) => this.nodeOf(shape, scene)));
    if (anchor && moved) {
      this.shift(anchor.x - moved.x, anchor.y - moved.y); // the chosen node stays where the reader looks
      this.reveal(scene.at!);
    } else {
      this.fit(scene.at);
    }

    return true;
  }

  /** Marks the chosen node without laying out again. */
  choose(id: number | null): void {
    for (const [node, element] of this.drawn) {
      element.classList.toggle("chosen", node === id);
    }

    for (const edge of this.edgeLayer.children) {
      edge.classList.toggle("near", edge.getAttribute("data-from") === `${id}` || edge.getAttribute("data-to") === `${id}`);
    }

    if (id !== null) {
      this.reveal(id);
    }
  }

  /** The node nearest in a direction. */
  beside(id: number, direction: "up" | "down" | "left" | "right"): number | null {
    const from = this.shapes.get(id);
    if (!from) {
      return null;
    }

    const [dx, dy] = { up: [0, -1], down: [0, 1], left: [-1, 0], right: [1, 0] }[direction] as [number, number];
    let [best, least] = [null as number | null, Infinity];
    for (const shape of this.shapes.values()) {
      const [x, y] = [shape.x + shape.width / 2 - from.x - from.width / 2, shape.y + shape.height / 2 - from.y - from.height / 2];
      const [along, across] = [x * dx + y * dy, Math.abs(x * dy) + Math.abs(y * dx)];
      const far = along + 2.5 * across;
      if (along > 4 && far < least) {
        [best, least] = [shape.node.id, far];
      }
    }

    return best;
  }

  /** Shows everything; if that would be too small to read, what is around a node. */
  fit(id: number | null = null): void {
    const { clientWidth: width, clientHeight: height } = this.host;
    if (this.shapes.size === 0 || width === 0) {
      return;
    }

    const drawn = this.world.getBBox(); // labels too
    const whole = Math.min(1.25, (width - 32) / drawn.width, (height - 2 * legendHeight) / drawn.height);
    const centre = id === null ? undefined : this.shapes.get(id);
    const scale = centre ? Math.max(whole, 0.7) : whole;
    const [x, y] = scale > whole && centre ? [centre.x + centre.width / 2, centre.y + (height / scale) * 0.3] : [drawn.x + drawn.width / 2, drawn.y + drawn.height / 2];
    select(this.svg).call(this.zoom.transform, zoomIdentity.translate(width / 2, height / 2).scale(scale).translate(-x, -y));
  }

  enlarge(factor: number): void {
    select(this.svg).call(this.zoom.scaleBy, factor);
  }

  /** The extent of what is drawn. */
  bounds(): DOMRect {
    return this.world.getBBox();
  }

  private shift(x: number, y: number): void {
    select(this.svg).call(this.zoom.translateBy, x, y);
  }

  private reveal(id: number): void {
    const element = this.drawn.get(id);
    if (element) {
      const [box, frame] = [element.getBoundingClientRect(), this.svg.getBoundingClientRect()];
      const by = (low: number, high: number, from: number, to: number): number => (low < from + 20 ? from + 60 - low : high > to - 20 ? to - 60 - high : 0);
      const scale = this.world.getCTM()?.a ?? 1;
      const [x, y] = [by(box.left, box.right, frame.left, frame.right), by(box.top, box.bottom, frame.top, frame.bottom)];
      if (x !== 0 || y !== 0) {
        this.shift(x / scale, y / scale);
      }
    }
  }

  private nodeOf(shape: Shape, scene: Scene): SVGGElement {
    const { node, width, height } = shape;
    const step = scene.way.indexOf(node.id);
    const colour = scene.palette?.of(node.colour);
    const group = s("g", {
      class: ["node", node.broken !== null && "broken", node.isInitial && "initial", scene.matches.has(node.id) && "match",
        step >= 0 && "on-way", scene.at === node.id && "chosen", !node.isExpanded && "open"].filter(Boolean).join(" "),
      transform: `translate(${shape.x},${shape.y})`,
      "data-id": node.id,
      click: () => this.gestures.choose(node.id),
      dblclick: () => this.gestures.grow(node.id, "out"),
    },
    s("rect", { class: "box", width, height, rx: 5, ...(colour ? { style: `fill: ${colour.fill}` } : {}) }),
    node.isInitial && s("rect", { class: "inner", x: 2.5, y: 2.5, width: width - 5, height: height - 5, rx: 3 }),
    shape.said.map((text, index) => s("text", { class: index === 0 ? "name" : "line", x: padding, y: padding + 10 + index * lineHeight }, text)),
    shape.marks.map((mark, index) => s("text", { class: `mark ${mark.kind}`, x: padding, y: padding + 10 + (shape.said.length + index) * lineHeight }, mark.text)),
    shape.loops.length > 0 && s("text", { class: "loop", x: width - padding, y: padding + 10, "text-anchor": "end" }, `↻ ${shape.loops.join(" ")}`),
    colour && s("g", {}, s("circle", { class: "tag", cx: 0, cy: height, r: 8 }), s("text", { class: "tag-text", x: 0, y: height + 3.5, "text-anchor": "middle" }, colour.tag)),
    step >= 0 && s("g", {}, s("circle", { class: "step", cx: 0, cy: 0, r: 8 }), s("text", { class: "step-text", x: 0, y: 3.5, "text-anchor": "middle" }, `${step}`)));
    const out = new Set(scene.edges.filter((edge) => edge.from === node.id && edge.to !== node.id).map((edge) => edge.to)).size;
    const into = new Set(scene.edges.filter((edge) => edge.to === node.id && edge.from !== node.id).map((edge) => edge.from)).size;
    if (node.out > out) {
      group.append(this.badge(`+${node.out - out}`, width - 2, height, `Show ${node.out - out} more nodes that follow`, () => this.gestures.grow(node.id, "out")));
    }

    if (node.in !== null && node.in > into) {
      group.append(this.badge(`+${node.in - into}`, width - 2, 0, `Show ${node.in - into} more nodes that lead here`, () => this.gestures.grow(node.id, "in")));
    }

    this.drawn.set(node.id, group);
    return group;
  }

  private badge(text: string, x: number, y: number, title: string, click: () => void): SVGGElement {
    const width = text.length * 6 + 8;
    return s("g", { class: "badge", click: (event: MouseEvent) => { event.stopPropagation(); click(); } },
      s("title", {}, title),
      s("rect", { x: x - width / 2, y: y - 7, width, height: 14, rx: 7 }),
      s("text", { x, y: y + 3.5, "text-anchor": "middle" }, text));
  }
}

function shapesOf(scene: Scene): Map<number, Shape> {
  const tell = telling(scene.nodes);
  const isClass = scene.lens.length > 0;
  return new Map(scene.nodes.map((node) => {
    const said = lines(node, scene.lens, tell, scene.palette !== null);
    const marked = marks(node, isClass);
    const loops = [...new Set(scene.edges.filter((edge) => edge.from === node.id && edge.to === node.id).map((edge) => edge.actor))];
    const longest = Math.max(...said.map((text, index) => text.length + (index === 0 && loops.length > 0 ? 4 + 2 * loops.length : 0)), ...marked.map((mark) => mark.text.length));
    return [node.id, {
      node, said, marks: marked, loops, x: 0, y: 0,
      width: Math.max(44, Math.round(Math.max(longest * letter, said[0]!.length * boldLetter)) + 2 * padding),
      height: (said.length + marked.length) * lineHeight + 2 * padding - 3,
    }];
  }));
}

function edgeOf(edge: GraphEdge, d: string, at: Point | null, scene: Scene): SVGGElement {
  const step = scene.way.findIndex((id, index) => id === edge.from && scene.way[index + 1] === edge.to);
  const near = scene.at !== null && (edge.from === scene.at || edge.to === scene.at);
  const text = label(edge, scene.lens.length > 0);
  return s("g", { class: `edge actor${edge.actor % 8}${step >= 0 ? " on-way" : ""}${near ? " near" : ""}`, "data-from": edge.from, "data-to": edge.to },
    s("title", {}, `${edge.from} → ${edge.to}: ${text}`),
    s("path", { d, "marker-end": "url(#arrow)" }),
    at && s("text", { x: at.x + 3, y: at.y + 10 }, text));
}

function path(points: Point[], curved: boolean): string {
  const [first, ...rest] = points.map((point) => `${point.x},${point.y}`);
  if (!curved) {
    return `M${[first, ...rest].join("L")}`;
  }

  const curves = rest.flatMap((_, index) => (index % 3 === 0 ? [`C${rest.slice(index, index + 3).join(" ")}`] : []));
  return `M${first}${curves.join("")}`;
}
