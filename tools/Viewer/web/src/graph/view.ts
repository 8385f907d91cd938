import { h } from "../shared/dom";
import { nowhere, write as addressOf, type Address } from "./address";
import type { Bar } from "./bar";
import { count, plural, spoken } from "./captions";
import { depths } from "./depths";
import { Drawing, type Gestures, type Scene } from "./drawing";
import { header, legend } from "./frame";
import { Palette } from "./palette";
import { panel, type PanelGestures } from "./panel";
import type { Details, Direction, Found, GraphEdge, GraphNode, Source, Summary } from "./types";

const atOnce = 40;
const firstClasses = 30;

/** What a reader does to the view. */
export interface ViewGestures {
  drawing: Gestures;
  panel: PanelGestures;
  goToViolation(state: number): void;
  goToState(state: number): void;
}

/** What is wanted; what is not said is as it was. */
export interface Load {
  ids: number[];
  grow?: number[];
  direction?: Direction;
  radius?: number;
  most?: number;
  colour?: string | null;
  at?: number | null;
}

/** What is looked at: nodes and edges, which of them is chosen, and the page that shows them. */
export class View {
  look: Address = { ...nowhere };
  nodes: GraphNode[] = [];
  edges: GraphEdge[] = [];
  details: Details | null = null;
  found: Found | null = null;
  bar!: Bar;
  readonly drawing: Drawing;
  private readonly top = h("header", {});
  private readonly stage = h("main", { class: "stage" });
  private readonly side = h("aside", { class: "panel", "aria-label": "Chosen node" });
  private readonly foot = h("footer", {});
  private readonly said = h("div", { id: "spoken", class: "spoken", "aria-live": "polite" });
  private readonly notice = h("p", { class: "notice", role: "status" });
  private readonly legend = h("div", { class: "legend" });
  private readonly shownNote = h("p", { class: "shown-note" });

  constructor(readonly source: Source, public summary: Summary, private readonly gestures: ViewGestures) {
    this.drawing = new Drawing(this.stage, gestures.drawing);
    this.stage.append(this.notice, this.legend, this.shownNote);
  }

  get isClass(): boolean {
    return this.look.lens.length > 0;
  }

  /** Puts the page together. */
  fill(host: HTMLElement, bar: Bar): void {
    this.bar = bar;
    host.replaceChildren(this.top, bar.element, this.stage, this.side, this.foot, this.said);
    this.frame();
  }

  has(id: number): boolean {
    return this.nodes.some((node) => node.id === id);
  }

  /** Asks for nodes and what is near them, draws them, and chooses one. */
  async load(wanted: Load): Promise<void> {
    const colour = wanted.colour === undefined ? this.look.colour : wanted.colour;
    const part = await this.source.part({
      lens: this.look.lens, ids: wanted.ids, grow: wanted.grow ?? [], direction: wanted.direction ?? "out",
      radius: wanted.radius ?? 1, most: wanted.ids.length > 0 && !wanted.grow ? 0 : wanted.most ?? atOnce, colour,
    });
    const before = this.nodes.length;
    if (this.isClass && wanted.ids.length === 0 && part.left > 0) {
      // Too many classes for one picture: those that are nearest to the start.
      part.nodes = part.nodes.toSorted((a, b) => a.depth - b.depth || a.id - b.id).slice(0, firstClasses);
      const kept = new Set(part.nodes.map((node) => node.id));
      part.edges = part.edges.filter((edge) => kept.has(edge.from) && kept.has(edge.to));
    }

    [this.nodes, this.edges] = [part.nodes, part.edges];
    const wish = wanted.at ?? this.look.at;
    const at = this.nodes.some((node) => node.id === wish) ? wish : this.nodes[0]?.id ?? null;
    this.look = { ...this.look, shown: this.nodes.map((node) => node.id), at, colour };
    const more = part.left > 0 && wanted.most !== 0;
    if (more && before > 0 && wanted.grow) {
      this.tell(`${plural(part.left, "more node")} were left out: expand again.`);
    }

    await Promise.all([this.draw(), at === null ? undefined : this.describe(at)]);
    this.remember();
  }

  /** Lays out and draws. */
  async draw(): Promise<void> {
    const scene = this.scene();
    this.legend.replaceChildren(legend(this.summary, scene));
    const shown = this.nodes.length;
    this.shownNote.textContent = this.isClass
      ? `${plural(shown, "class", "classes")} shown: ${plural(this.nodes.reduce((sum, node) => sum + node.size, 0), "state")} of ${count(this.summary.states)}`
      : `${count(shown)} of ${plural(this.summary.states, "state")} shown`;
    this.bar.update(this.look.lens, this.look.colour, this.look.find);
    await this.drawing.show(scene);
  }

  /** What is drawn. */
  scene(): Scene {
    return {
      nodes: this.nodes, edges: this.edges, lens: this.look.lens, at: this.look.at, way: this.look.way,
      matches: new Set(this.found?.first ?? []),
      palette: this.look.colour === null ? null : new Palette(this.nodes.map((node) => node.colour ?? "")),
    };
  }

  /** Shows all that is known of the chosen node. */
  async describe(id: number): Promise<void> {
    const [before, lens] = [this.details, this.look.lens];
    const details = await this.source.node(lens, id);
    if (this.look.at !== id || this.look.lens !== lens) {
      return; // the reader is somewhere else by now
    }

    this.details = details;
    const comparable = before !== null && before.node.id !== id && before.facts.length === details.facts.length ? before : null;
    const scrolled = this.side.scrollTop;
    this.side.replaceChildren(panel(details, comparable, this.summary, lens, this.gestures.panel));
    this.side.scrollTop = scrolled;
    this.said.textContent = spoken(details.node, this.summary, lens);
    this.frame();
  }

  /** Draws what stands around the picture. */
  frame(): void {
    this.top.replaceChildren(...header(this.summary, this.source.caveat, this.gestures.goToViolation));
    const at = this.isClass ? this.details?.node.first ?? null : this.look.at;
    this.foot.replaceChildren(depths(this.summary, at, this.gestures.goToState));
  }

  /** Puts what is looked at into the address. */
  remember(): void {
    const address = addressOf(this.look);
    if (address !== location.hash) {
      history.pushState(null, "", address);
    }
  }

  /** Says something to the reader; nothing takes back what was said. */
  tell(text: string): void {
    this.notice.textContent = text;
  }
}
