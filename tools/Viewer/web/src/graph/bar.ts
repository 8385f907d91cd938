import { h } from "../shared/dom";
import type { Format } from "./exports";
import type { Summary } from "./types";

/** What a reader does above the drawing. */
export interface BarGestures {
  lens(facts: string[]): void;
  chooseFacts(): void;
  colour(fact: string | null): void;
  search(text: string): void;
  match(by: 1 | -1): void;
  wayToMatch(): void;
  save(format: Format): void;
  keys(): void;
  home(): void;
}

/** The controls above the drawing. */
export class Bar {
  readonly element: HTMLElement;
  readonly search: HTMLInputElement;
  private readonly found = h("span", { class: "found", "aria-live": "polite" });
  private readonly lens: HTMLSelectElement;
  private readonly colour: HTMLSelectElement;
  private readonly matching: HTMLElement;

  constructor(private readonly summary: Summary, anyLens: boolean, gestures: BarGestures) {
    this.lens = h("select", { id: "lens", change: () => this.lens.value === "choose" ? gestures.chooseFacts() : gestures.lens(this.factsOf(this.lens.value)) },
      h("option", { value: "" }, "every state"),
      h("optgroup", { label: "states count as one if these agree" }, summary.lenses.map((lens) => h("option", { value: lens.name }, lens.name))),
      anyLens && h("option", { value: "choose" }, "facts of your choice…"),
      h("option", { value: "own", hidden: true }, "your facts"));
    const groups = [...new Set(summary.facts.map((fact) => fact.group))];
    this.colour = h("select", { id: "colour", change: () => gestures.colour(this.colour.value === "" ? null : this.colour.value) },
      h("option", { value: "" }, "nothing"),
      h("option", { value: "violates" }, "property violated"),
      groups.map((group) => h("optgroup", { label: group }, summary.facts.filter((fact) => fact.group === group && fact.name !== "violates")
        .map((fact) => h("option", { value: fact.name }, fact.name)))));
    this.search = h("input", {
      id: "search", type: "search", list: "facts", autocomplete: "off", spellcheck: "false",
      placeholder: summary.facts.some((fact) => fact.name === "owner of page 0") ? "owner of page 0 is VM 0" : `${summary.facts[0]?.name ?? "depth"} is …`,
      keydown: (event: KeyboardEvent) => {
        if (event.key === "Enter") {
          event.preventDefault();
          gestures.search(this.search.value);
        }
      },
    });
    this.matching = h("span", { class: "matching", hidden: true },
      h("button", { type: "button", title: "Previous match (p)", "aria-label": "Previous match", click: () => gestures.match(-1) }, "‹"),
      h("button", { type: "button", title: "Next match (n)", "aria-label": "Next match", click: () => gestures.match(1) }, "›"),
      h("button", { type: "button", title: "A shortest way to a state that matches", click: () => gestures.wayToMatch() }, "Way"));
    const saving = h("select", { id: "save", "aria-label": "Save what is seen", change: () => {
      const format = saving.value as Format;
      saving.value = "";
      gestures.save(format);
    } },
    h("option", { value: "" }, "Save…"), h("option", { value: "svg" }, "SVG"), h("option", { value: "dot" }, "DOT"),
    h("option", { value: "graphml" }, "GraphML"), h("option", { value: "jsonl" }, "JSON lines"));
    this.element = h("div", { class: "bar", role: "toolbar", "aria-label": "View" },
      h("label", { for: "lens" }, "Show"), this.lens,
      h("label", { for: "colour" }, "Colour by"), this.colour,
      h("label", { for: "search" }, "Find"), h("span", { class: "search" }, this.search, this.found, this.matching),
      h("datalist", { id: "facts" }, summary.facts.map((fact) => h("option", { value: `${fact.name} is ` }))),
      h("span", { class: "right" },
        h("button", { type: "button", title: "Back to the start (h)", click: () => gestures.home() }, "Start"), saving,
        h("button", { type: "button", title: "Keys (?)", "aria-label": "Keys", click: () => gestures.keys() }, "?")));
  }

  /** Shows what was asked, wherever it was asked. */
  update(lens: string[], colour: string | null, find: string): void {
    const known = this.summary.lenses.find((one) => one.facts.join("|") === lens.join("|"));
    this.lens.value = lens.length === 0 ? "" : known?.name ?? "own";
    this.colour.value = colour ?? "";
    if (document.activeElement !== this.search) {
      this.search.value = find;
    }
  }

  /** Says what a search has found. */
  say(text: string, hasMatches: boolean, isWrong = false): void {
    this.found.textContent = text;
    this.found.classList.toggle("wrong", isWrong);
    this.matching.hidden = !hasMatches;
  }

  private factsOf(name: string): string[] {
    return this.summary.lenses.find((lens) => lens.name === name)?.facts ?? [];
  }
}

/** Lets the reader choose facts by which states are told apart. */
export function factChoice(summary: Summary, chosen: string[], done: (facts: string[]) => void): HTMLDialogElement {
  const groups = [...new Set(summary.facts.map((fact) => fact.group))];
  const boxes = new Map(summary.facts.map((fact) => [fact.name, h("input", { type: "checkbox", checked: chosen.includes(fact.name) })]));
  return h("dialog", { class: "facts-choice", "aria-label": "Facts of your choice", close: (event: Event) => {
    if ((event.target as HTMLDialogElement).returnValue === "show") {
      done([...boxes].filter(([, box]) => box.checked).map(([name]) => name));
    }
  } },
  h("h2", {}, "States count as one if these are the same"),
  h("form", { method: "dialog" },
    h("div", { class: "groups" }, groups.map((group) => h("fieldset", {}, h("legend", {}, group),
      summary.facts.filter((fact) => fact.group === group).map((fact) => h("label", {}, boxes.get(fact.name), fact.name))))),
    h("button", { value: "show" }, "Show"), h("button", { value: "" }, "Cancel")));
}
