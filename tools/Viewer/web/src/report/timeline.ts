import { h } from "../shared/dom";
import { detail } from "./detail";
import { Folding } from "./folding";
import { marksOf, type Mark } from "./marks";
import { linked } from "./text";
import type { Counterexample, ReportPage, Row } from "./types";

const mostChanges = 4;

/** A counterexample, a lane a vCPU and a row an operation, with everything about the chosen step beside it. */
export class Timeline {
  readonly element: HTMLElement;
  private readonly table = h("table", { class: "timeline", "aria-label": "Timeline" });
  private readonly side = h("aside", { class: "detail", "aria-live": "polite", "aria-label": "The chosen step" });
  private readonly marks: Map<number, Mark[]>;
  private readonly folding: Folding;
  private readonly body = h("tbody", {});
  private chosen: number;

  constructor(private readonly page: ReportPage, private readonly trace: Counterexample, private readonly onChoose: (step: number) => void) {
    this.marks = marksOf(trace);
    this.folding = new Folding(trace, new Set(this.marks.keys()));
    this.chosen = trace.violating ?? 1;
    this.table.append(h("colgroup", {}, h("col", { class: "steps" }), trace.lanes.map(() => h("col", {})), h("col", { class: "changing" }), h("col", { class: "sourcing" })), this.head(), this.body);
    this.element = h("div", { class: "counterexample" },
      h("div", { class: "lanes" }, this.toolbar(), h("div", { class: "scroll" }, this.table)), this.side);
    this.table.addEventListener("keydown", (event) => this.key(event));
    this.draw();
  }

  /** Goes to a step, counted from one. */
  choose(step: number, focus: boolean): void {
    this.chosen = Math.min(Math.max(step, 1), this.trace.differences.length);
    this.folding.reveal(this.chosen);
    this.draw();
    const row = this.body.querySelector<HTMLElement>("tr.chosen");
    if (focus) {
      row?.focus({ preventScroll: true });
    }

    row?.scrollIntoView({ block: "nearest" });
  }

  private head(): HTMLElement {
    const lanes = this.trace.lanes;
    const runs = [...new Set(lanes.map((lane) => lane.run))].filter((run) => run !== null);
    const ofRuns = runs.length === 0 ? null : h("tr", {}, h("td", {}),
      runs.map((run) => h("th", { scope: "colgroup", class: "run", colspan: lanes.filter((lane) => lane.run === run).length }, `${run} run`)), h("td", { colspan: 2 }));
    return h("thead", {}, ofRuns, h("tr", {},
      h("th", { scope: "col" }, "step"),
      lanes.map((lane, index) => h("th", { scope: "col", class: `lane actor${index % 8}` }, lane.name)),
      h("th", { scope: "col" }, "changes"),
      h("th", { scope: "col" }, "source")));
  }

  private toolbar(): HTMLElement {
    const button = (label: string, key: string, act: () => void) =>
      h("button", { type: "button", title: `Key: ${key}`, click: act }, label, " ", h("kbd", { "aria-hidden": "true" }, key));
    return h("div", { class: "toolbar", role: "toolbar", "aria-label": "Steps" },
      button("Back", "↑", () => this.move(-1)),
      button("On", "↓", () => this.move(1)),
      button("Marked before", "p", () => this.moveToMark(-1)),
      button("Marked after", "n", () => this.moveToMark(1)),
      this.folding.hasHeadings ? button("Open or close calls", "c", () => this.toggleAll()) : null);
  }

  private draw(): void {
    const had = this.body.contains(document.activeElement);
    const headed = new Set<number>();
    this.body.replaceChildren(...this.trace.rows.flatMap((row, index) => {
      const drawn: HTMLElement[] = [];
      if (this.folding.hasHeadings && row.call !== null && !headed.has(row.call)) {
        headed.add(row.call);
        drawn.push(this.heading(row.call));
      }

      if (this.folding.shows(row)) {
        drawn.push(this.row(row, index));
      }

      return drawn;
    }), ...this.after());
    this.side.replaceChildren(detail(this.page, this.trace, this.chosen));
    if (had) {
      this.body.querySelector<HTMLElement>("tr.chosen")?.focus({ preventScroll: true });
    }
  }

  private heading(index: number): HTMLElement {
    const call = this.trace.calls[index]!;
    const isClosed = this.folding.isClosed(index);
    const steps = call.first === call.last ? `step ${call.first}` : `steps ${call.first} to ${call.last}`;
    return h("tr", { class: "call" }, h("td", {}),
      this.trace.lanes.map((_, lane) => h("td", { class: `lane actor${lane % 8}` }, lane !== call.lane ? null
        : h("button", { type: "button", "aria-expanded": String(!isClosed), click: () => { this.folding.toggle(index); this.draw(); } },
          h("span", { class: "sign", "aria-hidden": "true" }, isClosed ? "▸ " : "▾ "), call.text, h("span", { class: "quiet" }, ` ${steps}`)))),
      h("td", { colspan: 2 }));
  }

  private row(row: Row, index: number): HTMLElement {
    const isFirst = this.trace.rows[index - 1]?.step !== row.step;
    const marks = isFirst ? this.marks.get(row.step) ?? [] : [];
    const isChosen = row.step === this.chosen;
    const isLoop = this.trace.loop !== null && row.step >= this.trace.loop;
    const spins = this.folding.spinsAfter(index);
    const classes = ["step", ...marks.map((mark) => mark.kind), row.kind, isChosen ? "chosen" : "", isLoop ? "loop" : "", isFirst ? "first" : ""];
    return h("tr", {
      class: classes.filter((name) => name !== "").join(" "),
      tabindex: isChosen && isFirst ? 0 : -1, "aria-current": isChosen ? "step" : null, "data-step": row.step,
      click: (event: MouseEvent) => { if (!(event.target instanceof HTMLAnchorElement)) { this.onChoose(row.step); } },
    },
      h("th", { scope: "row" }, isFirst ? [String(row.step), isLoop ? h("span", { class: "again", title: "repeats for ever" }, " ⟲") : null,
        marks.map((mark) => h("span", { class: `mark ${mark.kind}` }, h("span", { "aria-hidden": "true" }, mark.sign), ` ${mark.text}`))] : null),
      this.trace.lanes.map((_, lane) => h("td", { class: `lane actor${lane % 8}` }, lane === row.lane ? this.operation(row, spins) : lane === row.twin?.lane ? this.twin(row) : null)),
      h("td", { class: "changing" }, isFirst ? this.changes(row.step) : null),
      h("td", { class: "sourcing" }, this.source(row)));
  }

  private operation(row: Row, spins: number): Node[] {
    return [
      h("div", { class: "what" }, row.text),
      ...row.notes.map((note) => h("span", { class: "note" }, note)),
      ...row.origins.slice(0, 2).map((origin) => h("div", { class: origin.startsWith("stale") ? "origin stale" : "origin" }, linked(this.trace.id, origin))),
      ...(spins > 0 ? [h("div", { class: "origin" }, `⟳ reads the same ${spins} more ${spins === 1 ? "time" : "times"}`)] : []),
    ];
  }

  private twin(row: Row): Node[] {
    const text = row.twin?.text ?? "";
    return [h("div", { class: "what" }, text === row.text ? null : h("span", { class: "differs", title: "differs from the other run" }, "≠ "), text)];
  }

  private changes(step: number): Node[] {
    const difference = this.trace.differences[step - 1];
    if (difference === undefined) {
      return [];
    }

    const lines = [
      ...difference.facts.map((fact) => h("div", {}, `${fact.name}: ${fact.before} → ${fact.after}`)),
      ...difference.values.map((value) => h("div", {}, h("span", { class: "mono" }, value.name), `: ${value.meaning === "" ? `${value.before} → ${value.after}` : value.meaning}`)),
      ...difference.gained.map((text) => h("div", {}, h("span", { class: "sign" }, "+ "), text)),
      ...difference.lost.map((text) => h("div", {}, h("span", { class: "sign" }, "− "), text)),
    ];
    return lines.length <= mostChanges ? lines
      : [...lines.slice(0, mostChanges - 1), h("div", { class: "quiet" }, `and ${lines.length - mostChanges + 1} more`)];
  }

  private source(row: Row): Node[] {
    const colon = row.site.lastIndexOf(":");
    const text = this.page.sources[row.site.slice(0, colon)]?.[row.site.slice(colon + 1)];
    return [...(text === undefined ? [] : [h("code", {}, text.trim())]), h("div", { class: "quiet mono site", title: row.site }, row.site.split("/").at(-1) ?? "")];
  }

  private after(): HTMLElement[] {
    const [loop, steps] = [this.trace.loop, this.trace.differences.length];
    const said = loop === null ? null : loop > steps ? "From here on nothing happens any more." : `From here on steps ${loop} to ${steps} repeat for ever.`;
    return said === null ? [] : [h("tr", { class: "for-ever" }, h("td", { colspan: this.trace.lanes.length + 3 }, h("span", { "aria-hidden": "true" }, "⟲ "), said))];
  }

  private key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }

    const acts: Record<string, () => void> = {
      ArrowDown: () => this.move(1), j: () => this.move(1), ArrowUp: () => this.move(-1), k: () => this.move(-1),
      Home: () => this.onChoose(1), End: () => this.onChoose(this.trace.differences.length),
      n: () => this.moveToMark(1), p: () => this.moveToMark(-1), c: () => this.toggleAll(),
    };
    const act = acts[event.key];
    if (act !== undefined) {
      event.preventDefault();
      act();
    }
  }

  private move(by: number): void {
    const steps = [...new Set(this.trace.rows.filter((row) => this.folding.shows(row)).map((row) => row.step))];
    const next = by > 0 ? steps.find((step) => step > this.chosen) : steps.findLast((step) => step < this.chosen);
    this.onChoose(next ?? this.chosen);
  }

  private moveToMark(by: number): void {
    const steps = [...this.marks.keys()].sort((a, b) => a - b);
    const next = by > 0 ? steps.find((step) => step > this.chosen) : steps.findLast((step) => step < this.chosen);
    this.onChoose(next ?? this.chosen);
  }

  private toggleAll(): void {
    this.folding.setAll(this.folding.allOpen);
    this.folding.reveal(this.chosen);
    this.draw();
  }
}
