import { nowhere, type Address } from "./address";
import { plural } from "./captions";
import { save as saveFile, write, type Format } from "./exports";
import { parse } from "./predicate";
import type { Refusal } from "./types";
import type { View } from "./view";

const wholeStates = 300;
const firstNodes = 40;
const firstRadius = 4;
const classesAtOnce = 120;

/** What a reader can do. */
export class Actions {
  /** The node from which a way is to lead. */
  mark: number | null = null;

  constructor(private readonly view: View) {}

  /** Whether the graph is small enough to be shown whole. */
  get fits(): boolean {
    return !this.view.isClass && !this.view.summary.isExploring && this.view.summary.states <= wholeStates;
  }

  /** Shows what an address says. */
  async open(address: Address): Promise<void> {
    const { lens, shown } = address;
    const before = this.view.look;
    this.view.look = { ...address };
    this.view.found = null;
    try {
      await this.view.load(shown.length > 0 || address.way.length > 0 ? { ids: [...shown, ...address.way] }
        : this.fits ? { ids: Array.from({ length: this.view.summary.states }, (_, id) => id) }
        : address.at !== null ? { ids: [address.at], grow: [address.at], direction: "both", radius: 1, most: firstNodes }
        : lens.length > 0 ? { ids: [], radius: 1000, most: classesAtOnce }
        : { ids: [], radius: firstRadius, most: firstNodes });
    } catch (error) {
      this.view.look = before;
      if (this.view.nodes.length === 0) {
        await this.view.load({ ids: [], radius: firstRadius, most: firstNodes });
      }

      this.view.bar.update(this.view.look.lens, this.view.look.colour, this.view.look.find);
      throw error;
    }

    if (address.at !== null && !this.view.has(address.at)) {
      this.view.tell(`There is no ${this.view.isClass ? "class" : "state"} ${address.at} here.`);
    }

    if (address.find !== "") {
      await this.search(address.find, false);
    }
  }

  /** Chooses a node; one that is not shown comes into the picture. */
  async choose(id: number): Promise<void> {
    if (!this.view.has(id)) {
      await this.view.load({ ids: [...this.view.look.shown, id], at: id }); // a step out of the picture: the picture follows
      return;
    }

    this.view.look = { ...this.view.look, at: id };
    this.view.drawing.choose(id);
    this.view.remember();
    await this.view.describe(id);
  }

  /** Shows what is next to a node. */
  async grow(id: number, direction: "out" | "in"): Promise<void> {
    const before = this.view.nodes.length;
    await this.view.load({ ids: this.view.look.shown, grow: [id], direction, at: id });
    if (this.view.nodes.length === before) {
      const all = direction === "out" ? "follows" : "leads here";
      this.view.tell(this.view.summary.isExploring && direction === "in" ? "What leads here is known once the exploration has ended."
        : this.view.source.caveat === null ? `All that ${all} is shown.` : `All that ${all} and is in this file is shown.`);
    }
  }

  /** Shows a node and what is next to it, and nothing else. */
  async focus(id: number): Promise<void> {
    this.view.look.way = [];
    await this.view.load({ ids: [id], grow: [id], direction: "both", radius: 1, at: id });
  }

  /** Takes a node out of the picture. */
  async hide(id: number): Promise<void> {
    const left = this.view.look.shown.filter((shown) => shown !== id);
    if (left.length > 0) {
      const next = this.view.edges.find((edge) => edge.to === id && edge.from !== id)?.from ?? this.view.edges.find((edge) => edge.from === id && edge.to !== id)?.to;
      this.view.look.way = this.view.look.way.includes(id) ? [] : this.view.look.way;
      await this.view.load({ ids: left, at: next ?? null });
    }
  }

  /** Back to the start. */
  async home(): Promise<void> {
    await this.open({ ...nowhere, lens: this.view.look.lens, colour: this.view.look.colour });
  }

  /** Leaves an abstraction at a state. */
  async openState(state: number): Promise<void> {
    await this.open({ ...nowhere, at: state });
  }

  /** Takes a step out of the chosen node. */
  async step(index: number): Promise<void> {
    const step = this.view.details?.out[index];
    if (step) {
      await this.choose(step.node);
    }
  }

  /** Shows a shortest way. */
  async way(from: number | null, to: number): Promise<void> {
    await this.showWay(await this.view.source.way(this.view.look.lens, from, to, null), `No way leads from ${from ?? "the start"} to ${to}.`);
  }

  /** Shows a shortest way to what is searched for. */
  async wayToMatch(): Promise<void> {
    const condition = parse(this.view.look.find, this.view.summary.facts.map((fact) => fact.name));
    await this.showWay(await this.view.source.way(this.view.look.lens, null, null, condition), "No way leads to a match.");
  }

  /** Shows a shortest way to the first state that violates a property. */
  async wayToViolation(): Promise<void> {
    const broken = this.view.summary.broken[0];
    if (!broken) {
      this.view.tell(this.view.summary.isExploring ? "No violation so far; the exploration goes on." : "No state violates a property.");
      return;
    }

    await this.goToViolation(broken.first);
  }

  /** Shows a shortest way to a state. */
  async goToViolation(state: number): Promise<void> {
    const id = this.view.isClass ? await this.view.source.nodeOf(this.view.look.lens, state) : state;
    await this.showWay(await this.view.source.way(this.view.look.lens, null, id, null), "No way leads there.");
  }

  private async showWay(way: number[] | null, none: string): Promise<void> {
    if (way === null) {
      this.view.tell(none);
      return;
    }

    this.view.look = { ...this.view.look, way };
    // A small graph stays whole around its way.
    await this.view.load({ ids: this.fits ? [...this.view.look.shown, ...way] : way, at: way.at(-1)! });
    this.view.tell(`A shortest way: ${plural(way.length - 1, "step")}.${this.view.isClass ? " Between classes, it need not be an execution." : ""}`);
  }

  /** Goes back or on along the way that is shown. */
  async along(by: 1 | -1): Promise<void> {
    const at = this.view.look.way.indexOf(this.view.look.at ?? -1);
    const next = this.view.look.way[at + by];
    if (next !== undefined) {
      await this.choose(next);
    }
  }

  /** Searches; the same once more goes to the next match. */
  async search(text: string, goes = true): Promise<void> {
    if (goes && this.view.found !== null && text === this.view.look.find && text !== "") {
      await this.match(1);
      return;
    }

    this.view.look = { ...this.view.look, find: text };
    this.view.found = null;
    if (text.trim() === "") {
      this.view.bar.say("", false);
      this.view.remember();
      await this.view.draw();
      return;
    }

    try {
      const condition = parse(text, this.view.summary.facts.map((fact) => fact.name));
      this.view.bar.say("…", false);
      this.view.found = await this.view.source.find(this.view.look.lens, condition);
    } catch (error) {
      if ((error as Refusal).early) {
        this.view.bar.say("", false);
        throw error;
      }

      this.view.bar.say((error as Error).message, false, true);
      return;
    }

    const { states, nodes } = this.view.found;
    this.view.bar.update(this.view.look.lens, this.view.look.colour, text);
    this.view.bar.say(states === 0 ? "no state" : this.view.isClass ? `${plural(states, "state")} in ${plural(nodes, "class", "classes")}` : plural(states, "state"), states > 0);
    if (states > 0 && goes) {
      await this.visit(this.view.found.first[0]!);
    }

    await this.view.draw();
    this.view.remember();
  }

  /** Goes to the next match or the previous one. */
  async match(by: 1 | -1): Promise<void> {
    const first = this.view.found?.first ?? [];
    if (first.length > 0) {
      const at = first.indexOf(this.view.look.at ?? -1);
      await this.visit(first[(at + by + first.length) % first.length]!);
    }
  }

  /** Chooses the node that lies in a direction. */
  async beside(direction: "up" | "down" | "left" | "right"): Promise<void> {
    const { look, nodes, drawing } = this.view;
    const next = look.at === null ? nodes[0]?.id ?? null : drawing.beside(look.at, direction);
    if (next !== null) {
      await this.choose(next);
    }
  }

  /** Marks the chosen node. */
  setMark(): void {
    this.mark = this.view.look.at;
    this.view.tell(`Marked ${this.mark}; choose another node and press t.`);
  }

  /** Chooses the node that a state is or is in. */
  async visitState(state: number): Promise<void> {
    await this.visit(this.view.isClass ? await this.view.source.nodeOf(this.view.look.lens, state) : state);
  }

  /** Chooses a node where it is shown, or shows it with its neighbours. */
  private async visit(id: number): Promise<void> {
    await (this.view.has(id) ? this.choose(id) : this.focus(id));
  }

  /** Gives the reader the address of what is looked at. */
  copyLink(): void {
    void navigator.clipboard?.writeText(location.href).then(() => this.view.tell("The link is in the clipboard."), () => this.view.tell("The address bar holds the link."));
  }

  /** Saves what is seen. */
  save(format: Format): void {
    const text = write(format, this.view.scene(), this.view.summary, this.view.drawing.svg, this.view.drawing.bounds());
    saveFile(`${this.view.summary.subject.scenario}.${format}`, text);
    this.view.tell(`Saved ${this.view.summary.subject.scenario}.${format}.`);
  }
}
