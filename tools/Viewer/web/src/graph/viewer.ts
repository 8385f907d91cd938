import { h } from "../shared/dom";
import { nowhere, read, write as addressOf, type Address } from "./address";
import { Bar, factChoice } from "./bar";
import { count, plural, spoken } from "./captions";
import { depths } from "./depths";
import { Drawing, type Scene } from "./drawing";
import { save, write, type Format } from "./exports";
import { header, legend } from "./frame";
import { keyList, listen } from "./keys";
import { Palette } from "./palette";
import { panel } from "./panel";
import { parse } from "./predicate";
import { Refusal, type Details, type Direction, type Found, type GraphEdge, type GraphNode, type Source, type Summary } from "./types";

const wholeStates = 300;
const firstNodes = 40;
const firstRadius = 4;
const atOnce = 40;
const classesAtOnce = 120;
const firstClasses = 30;
const again = 700;

/** Shows a graph: holds what is looked at, asks the source for it, and draws. */
export class Viewer {
  private summary!: Summary;
  private look: Address = { ...nowhere };
  private nodes: GraphNode[] = [];
  private edges: GraphEdge[] = [];
  private details: Details | null = null;
  private found: Found | null = null;
  private mark: number | null = null;
  private touched = false;
  private waiting: (() => Promise<unknown>) | null = null;
  private bar!: Bar;
  private drawing!: Drawing;
  private readonly top = h("header", {});
  private readonly stage = h("main", { class: "stage" });
  private readonly side = h("aside", { class: "panel", "aria-label": "Chosen node" });
  private readonly foot = h("footer", {});
  private readonly said = h("div", { id: "spoken", class: "spoken", "aria-live": "polite" });
  private readonly notice = h("p", { class: "notice", role: "status" });
  private readonly legend = h("div", { class: "legend" });
  private readonly shownNote = h("p", { class: "shown-note" });

  constructor(private readonly source: Source, private readonly host: HTMLElement) {}

  async start(): Promise<void> {
    try {
      this.summary = await this.source.summary();
    } catch (error) {
      this.host.append(h("p", { class: "notice" }, (error as Error).message));
      return;
    }

    this.build();
    await this.doing(() => this.open(read(location.hash)));
    this.touched = false;
    window.addEventListener("hashchange", () => {
      if (location.hash !== addressOf(this.look)) {
        void this.doing(() => this.open(read(location.hash)));
      }
    });
    while (this.summary.isExploring) {
      await new Promise((resolve) => setTimeout(resolve, again));
      this.summary = await this.source.summary().catch(() => ({ ...this.summary, isExploring: false, bound: "the server has gone" }));
      this.frame();
    }

    // Now it is known what leads where, a small graph can be shown whole, and what was asked too early can be done.
    const waiting = this.waiting;
    await this.doing(() => waiting !== null ? waiting()
      : this.touched || this.look.lens.length > 0 ? this.load({ ids: this.look.shown })
      : this.open({ ...this.look, shown: this.fits ? [] : this.look.shown }));
  }

  private get fits(): boolean {
    return this.look.lens.length === 0 && !this.summary.isExploring && this.summary.states <= wholeStates;
  }

  private build(): void {
    this.bar = new Bar(this.summary, this.source.anyLens, {
      lens: (facts) => void this.doing(() => this.open({ ...this.look, lens: facts, shown: [], at: null, way: [] })),
      chooseFacts: () => this.dialog(factChoice(this.summary, this.look.lens, (facts) => void this.doing(() => this.open({ ...this.look, lens: facts, shown: [], at: null, way: [] })))),
      colour: (fact) => void this.doing(() => this.load({ ids: this.look.shown, colour: fact })),
      search: (text) => void this.doing(() => this.search(text)),
      match: (by) => void this.doing(() => this.match(by)),
      wayToMatch: () => void this.doing(() => this.wayToMatch()),
      save: (format) => this.save(format),
      keys: () => this.dialog(keyList()),
      home: () => void this.doing(() => this.home()),
    });
    this.drawing = new Drawing(this.stage, {
      choose: (id) => void this.doing(() => this.choose(id)),
      grow: (id, direction) => void this.doing(() => this.grow(id, direction)),
    });
    this.stage.append(this.notice, this.legend, this.shownNote);
    this.host.replaceChildren(this.top, this.bar.element, this.stage, this.side, this.foot, this.said);
    this.frame();
    const chosen = (act: (id: number) => Promise<void>) => () => void this.doing(async () => this.look.at === null ? undefined : act(this.look.at));
    const to = (direction: "up" | "down" | "left" | "right") => () => void this.doing(async () => {
      const next = this.look.at === null ? this.nodes[0]?.id ?? null : this.drawing.beside(this.look.at, direction);
      return next === null ? undefined : this.choose(next);
    });
    listen({
      ArrowUp: to("up"), ArrowDown: to("down"), ArrowLeft: to("left"), ArrowRight: to("right"),
      e: chosen((id) => this.grow(id, "out")), Enter: chosen((id) => this.grow(id, "out")), b: chosen((id) => this.grow(id, "in")),
      f: chosen((id) => this.focus(id)), x: chosen((id) => this.hide(id)), w: chosen((id) => this.way(null, id)),
      h: () => void this.doing(() => this.home()),
      m: () => { this.mark = this.look.at; this.tell(`Marked ${this.mark}; choose another node and press t.`); },
      t: chosen((id) => this.way(this.mark, id)),
      "[": () => void this.doing(() => this.along(-1)), "]": () => void this.doing(() => this.along(1)),
      v: () => void this.doing(() => this.wayToViolation()),
      n: () => void this.doing(() => this.match(1)), p: () => void this.doing(() => this.match(-1)),
      o: chosen((id) => this.openState(this.nodes.find((node) => node.id === id)?.first ?? id)),
      c: () => this.copyLink(),
      "/": () => this.bar.search.focus(), "?": () => this.dialog(keyList()),
      "+": () => this.drawing.enlarge(1.25), "=": () => this.drawing.enlarge(1.25), "-": () => this.drawing.enlarge(0.8), "0": () => this.drawing.fit(),
      ...Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`${index + 1}`, () => void this.doing(() => this.step(index))])),
    });
  }

  /** Does what was asked; what cannot be done is said in a sentence, and what cannot be done yet is done once it can. */
  private async doing(act: () => Promise<unknown>): Promise<void> {
    [this.touched, this.waiting] = [true, null];
    try {
      this.tell("");
      this.host.setAttribute("aria-busy", "true");
      await act();
    } catch (error) {
      if (!(error instanceof Refusal)) {
        throw error;
      }

      this.waiting = error.early && this.summary.isExploring ? act : null;
      this.tell(this.waiting === null ? error.message : `${error.message} It will be done then.`);
    } finally {
      this.host.removeAttribute("aria-busy");
    }
  }

  private async open(address: Address): Promise<void> {
    const { lens, shown } = address;
    const before = this.look;
    this.look = { ...address };
    try {
      await this.load(shown.length > 0 || address.way.length > 0 ? { ids: [...shown, ...address.way] }
        : this.fits ? { ids: Array.from({ length: this.summary.states }, (_, id) => id) }
        : address.at !== null ? { ids: [address.at], grow: [address.at], direction: "both", radius: 1, most: firstNodes }
        : lens.length > 0 ? { ids: [], radius: 1000, most: classesAtOnce }
        : { ids: [], radius: firstRadius, most: firstNodes });
    } catch (error) {
      this.look = before;
      if (this.nodes.length === 0) {
        await this.load({ ids: [], radius: firstRadius, most: firstNodes });
      }

      this.bar.update(this.look.lens, this.look.colour, this.look.find);
      throw error;
    }

    if (address.find !== "") {
      await this.search(address.find, false);
    }
  }

  /** Asks for nodes and what is near them, draws them, and chooses one. */
  private async load(wanted: { ids: number[]; grow?: number[]; direction?: Direction; radius?: number; most?: number; colour?: string | null; at?: number | null }): Promise<void> {
    const colour = wanted.colour === undefined ? this.look.colour : wanted.colour;
    const part = await this.source.part({
      lens: this.look.lens, ids: wanted.ids, grow: wanted.grow ?? [], direction: wanted.direction ?? "out",
      radius: wanted.radius ?? 1, most: wanted.ids.length > 0 && !wanted.grow ? 0 : wanted.most ?? atOnce, colour,
    });
    const before = this.nodes.length;
    if (this.look.lens.length > 0 && wanted.ids.length === 0 && part.left > 0) {
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

  private async draw(): Promise<void> {
    const scene = this.scene();
    this.legend.replaceChildren(legend(this.summary, scene));
    const [shown, isClass] = [this.nodes.length, this.look.lens.length > 0];
    this.shownNote.textContent = isClass
      ? `${plural(shown, "class", "classes")} shown: ${plural(this.nodes.reduce((sum, node) => sum + node.size, 0), "state")} of ${count(this.summary.states)}`
      : `${count(shown)} of ${plural(this.summary.states, "state")} shown`;
    this.bar.update(this.look.lens, this.look.colour, this.look.find);
    await this.drawing.show(scene);
  }

  private scene(): Scene {
    return {
      nodes: this.nodes, edges: this.edges, lens: this.look.lens, at: this.look.at, way: this.look.way,
      matches: new Set(this.found?.first ?? []),
      palette: this.look.colour === null ? null : new Palette(this.nodes.map((node) => node.colour ?? "")),
    };
  }

  private async describe(id: number): Promise<void> {
    const [before, lens] = [this.details, this.look.lens];
    const details = await this.source.node(lens, id);
    if (this.look.at !== id || this.look.lens !== lens) {
      return; // the reader is somewhere else by now
    }

    this.details = details;
    const comparable = before !== null && before.node.id !== id && before.facts.length === details.facts.length ? before : null;
    const scrolled = this.side.scrollTop;
    this.side.replaceChildren(panel(details, comparable, this.summary, lens, {
      choose: (to) => void this.doing(() => this.choose(to)),
      grow: (to, direction) => void this.doing(() => this.grow(to, direction)),
      focus: (to) => void this.doing(() => this.focus(to)),
      hide: (to) => void this.doing(() => this.hide(to)),
      wayTo: (to) => void this.doing(() => this.way(null, to)),
      open: (state) => void this.doing(() => this.openState(state)),
      copyLink: () => this.copyLink(),
      search: (text) => void this.doing(() => this.search(text)),
    }));
    this.side.scrollTop = scrolled;
    this.said.textContent = spoken(details.node, this.summary, lens);
    this.frame();
  }

  private async choose(id: number): Promise<void> {
    if (!this.nodes.some((node) => node.id === id)) {
      await this.load({ ids: [...this.look.shown, id], at: id }); // a step out of the picture: the picture follows
      return;
    }

    this.look = { ...this.look, at: id };
    this.drawing.choose(id);
    this.remember();
    await this.describe(id);
  }

  private async grow(id: number, direction: "out" | "in"): Promise<void> {
    const before = this.nodes.length;
    await this.load({ ids: this.look.shown, grow: [id], direction, at: id });
    if (this.nodes.length === before) {
      const all = direction === "out" ? "follows" : "leads here";
      this.tell(this.summary.isExploring && direction === "in" ? "What leads here is known once the exploration has ended."
        : this.source.caveat === null ? `All that ${all} is shown.` : `All that ${all} and is in this file is shown.`);
    }
  }

  private async focus(id: number): Promise<void> {
    this.look.way = [];
    await this.load({ ids: [id], grow: [id], direction: "both", radius: 1, at: id });
  }

  private async hide(id: number): Promise<void> {
    const left = this.look.shown.filter((shown) => shown !== id);
    if (left.length > 0) {
      const next = this.edges.find((edge) => edge.to === id && edge.from !== id)?.from ?? this.edges.find((edge) => edge.from === id && edge.to !== id)?.to;
      this.look.way = this.look.way.includes(id) ? [] : this.look.way;
      await this.load({ ids: left, at: next ?? null });
    }
  }

  private async home(): Promise<void> {
    await this.open({ ...nowhere, lens: this.look.lens, colour: this.look.colour });
  }

  private async openState(state: number): Promise<void> {
    await this.open({ ...nowhere, at: state });
  }

  private async step(index: number): Promise<void> {
    const step = this.details?.out[index];
    if (step) {
      await this.choose(step.node);
    }
  }

  private async way(from: number | null, to: number): Promise<void> {
    await this.showWay(await this.source.way(this.look.lens, from, to, null), `No way leads from ${from ?? "the start"} to ${to}.`);
  }

  private async wayToMatch(): Promise<void> {
    const condition = parse(this.look.find, this.summary.facts.map((fact) => fact.name));
    await this.showWay(await this.source.way(this.look.lens, null, null, condition), "No way leads to a match.");
  }

  private async wayToViolation(): Promise<void> {
    const broken = this.summary.broken[0];
    if (!broken) {
      this.tell(this.summary.isExploring ? "No violation so far; the exploration goes on." : "No state violates a property.");
      return;
    }

    await this.goToViolation(broken.first);
  }

  private async goToViolation(state: number): Promise<void> {
    const id = this.look.lens.length > 0 ? await this.source.nodeOf(this.look.lens, state) : state;
    await this.showWay(await this.source.way(this.look.lens, null, id, null), "No way leads there.");
  }

  private async showWay(way: number[] | null, none: string): Promise<void> {
    if (way === null) {
      this.tell(none);
      return;
    }

    this.look = { ...this.look, way };
    await this.load({ ids: way, at: way.at(-1)! });
    this.tell(`A shortest way: ${plural(way.length - 1, "step")}.${this.look.lens.length > 0 ? " Between classes, it need not be an execution." : ""}`);
  }

  private async along(by: 1 | -1): Promise<void> {
    const at = this.look.way.indexOf(this.look.at ?? -1);
    const next = this.look.way[at + by];
    if (next !== undefined) {
      await this.choose(next);
    }
  }

  private async search(text: string, goes = true): Promise<void> {
    if (goes && this.found !== null && text === this.look.find && text !== "") {
      await this.match(1);
      return;
    }

    this.look = { ...this.look, find: text };
    this.found = null;
    if (text.trim() === "") {
      this.bar.say("", false);
      this.remember();
      await this.draw();
      return;
    }

    try {
      const condition = parse(text, this.summary.facts.map((fact) => fact.name));
      this.bar.say("…", false);
      this.found = await this.source.find(this.look.lens, condition);
    } catch (error) {
      if ((error as Refusal).early) {
        this.bar.say("", false);
        throw error;
      }

      this.bar.say((error as Error).message, false, true);
      return;
    }

    const { states, nodes } = this.found;
    this.bar.update(this.look.lens, this.look.colour, text);
    this.bar.say(states === 0 ? "no state" : this.look.lens.length > 0 ? `${plural(states, "state")} in ${plural(nodes, "class", "classes")}` : plural(states, "state"), states > 0);
    if (states > 0 && goes) {
      await this.visit(this.found.first[0]!);
    }

    await this.draw();
    this.remember();
  }

  private async match(by: 1 | -1): Promise<void> {
    const first = this.found?.first ?? [];
    if (first.length > 0) {
      const at = first.indexOf(this.look.at ?? -1);
      await this.visit(first[(at + by + first.length) % first.length]!);
    }
  }

  /** Chooses a node where it is shown, or shows it with its neighbours. */
  private async visit(id: number): Promise<void> {
    await (this.nodes.some((node) => node.id === id) ? this.choose(id) : this.focus(id));
  }

  private save(format: Format): void {
    const text = write(format, this.scene(), this.summary, this.drawing.svg, this.drawing.bounds());
    save(`${this.summary.subject.scenario}.${format}`, text);
    this.tell(`Saved ${this.summary.subject.scenario}.${format}.`);
  }

  private copyLink(): void {
    void navigator.clipboard?.writeText(location.href).then(() => this.tell("The link is in the clipboard."), () => this.tell("The address bar holds the link."));
  }

  private remember(): void {
    const address = addressOf(this.look);
    if (address !== location.hash) {
      history.pushState(null, "", address);
    }
  }

  private frame(): void {
    this.top.replaceChildren(...header(this.summary, this.source.caveat, (state) => void this.doing(() => this.goToViolation(state))));
    const at = this.look.lens.length === 0 ? this.look.at : this.details?.node.first ?? null;
    this.foot.replaceChildren(depths(this.summary, at, (state) => void this.doing(async () =>
      this.visit(this.look.lens.length > 0 ? await this.source.nodeOf(this.look.lens, state) : state))));
  }

  private dialog(dialog: HTMLDialogElement): void {
    this.bar.update(this.look.lens, this.look.colour, this.look.find);
    dialog.addEventListener("close", () => dialog.remove());
    this.host.append(dialog);
    dialog.showModal();
  }

  private tell(text: string): void {
    this.notice.textContent = text;
  }
}
