import { h } from "../shared/dom";
import { drawPageTables } from "../shared/pagetables";
import { linked } from "./text";
import type { Counterexample, Difference, ReportPage, Row } from "./types";
import { valuesAt } from "./values";

/** Everything about one step: what it did, where that comes from, what it changed, and the state after it. */
export function detail(page: ReportPage, trace: Counterexample, step: number): HTMLElement {
  const rows = trace.rows.filter((row) => row.step === step);
  const first = rows[0];
  const actor = first ? trace.lanes[first.lane]?.name ?? "" : "";
  return h("div", { class: "detail-body" },
    h("h3", {}, first ? `Step ${step} of ${trace.differences.length}: ${actor}` : "Before the first step"),
    rows.map((row) => operation(page, trace, row)),
    changes(trace, step),
    state(trace, step));
}

function operation(page: ReportPage, trace: Counterexample, row: Row): HTMLElement {
  return h("div", { class: "operation" },
    h("p", { class: "what" }, row.text),
    row.origins.length === 0 ? null : h("ul", { class: "origins" }, row.origins.map((origin) => h("li", { class: origin.startsWith("stale") ? "stale" : null }, linked(trace.id, origin)))),
    row.notes.length === 0 ? null : h("p", { class: "notes" }, "remarks: ", row.notes.map((note) => h("span", { class: "note" }, note))),
    snippet(page, row.site),
    row.methods.length === 0 ? null : h("p", { class: "quiet mono methods" }, row.methods.join(" ← ")),
    row.text === row.operation ? null : h("p", { class: "quiet mono" }, row.operation));
}

function snippet(page: ReportPage, site: string): HTMLElement | null {
  const colon = site.lastIndexOf(":");
  const [file, line] = [site.slice(0, colon), Number(site.slice(colon + 1))];
  const lines = page.sources[file];
  if (site === "" || lines?.[line] === undefined) {
    return site === "" ? null : h("p", { class: "mono" }, site);
  }

  const shown = [-2, -1, 0, 1, 2].map((offset) => line + offset).filter((number) => lines[number] !== undefined);
  const indent = Math.min(...shown.map((number) => lines[number] ?? "").filter((text) => text.trim() !== "").map((text) => text.length - text.trimStart().length));
  return h("figure", { class: "snippet" },
    h("figcaption", { class: "mono" }, site),
    h("pre", { tabindex: 0 }, shown.map((number) => h("span", { class: number === line ? "line here" : "line" },
      h("span", { class: "gutter" }, `${number === line ? "▸" : " "}${String(number).padStart(4)} `), `${(lines[number] ?? "").slice(indent)}\n`))));
}

function changes(trace: Counterexample, step: number): HTMLElement | null {
  const difference = trace.differences[step - 1];
  if (difference === undefined) {
    return null;
  }

  const none = difference.values.length + difference.gained.length + difference.lost.length + difference.facts.length === 0;
  return h("section", { class: "changes" },
    h("h4", {}, none ? "Changes nothing" : "Changes"),
    difference.facts.length === 0 ? null : h("ul", { class: "facts" }, difference.facts.map((fact) =>
      h("li", {}, `${fact.name}: `, h("del", {}, fact.before), " → ", h("ins", {}, fact.after)))),
    difference.values.length === 0 ? null : h("table", { class: "differences" }, difference.values.map(change)),
    h("ul", { class: "held" },
      difference.gained.map((text) => h("li", { class: "gained" }, h("span", { class: "sign" }, "+ may hold "), text)),
      difference.lost.map((text) => h("li", { class: "lost" }, h("span", { class: "sign" }, "− cannot hold "), text))));
}

function change(difference: Difference): HTMLElement {
  return h("tr", {},
    h("th", { scope: "row", class: "mono" }, difference.name),
    h("td", {}, h("del", { class: "mono" }, difference.before), " → ", h("ins", { class: "mono" }, difference.after),
      difference.meaning ? h("div", { class: "quiet" }, difference.meaning) : null));
}

function state(trace: Counterexample, step: number): HTMLElement {
  const picture = trace.pictures[trace.pictureOf[step] ?? -1];
  const held = trace.held[step] ?? [];
  const values = valuesAt(trace, step);
  return h("section", { class: "state" },
    h("h4", {}, step === 0 ? "The first state" : `The state after step ${step}`),
    picture ? drawPageTables(picture) : null,
    !picture && held.length > 0 ? held.map((vcpu) => h("div", { class: "vcpu" },
      h("p", {}, h("strong", {}, vcpu.vcpu), ` translates by ${vcpu.vttbr}`),
      h("ul", { class: "held" }, vcpu.stale.map((entry) => h("li", { class: "stale" }, h("span", { class: "sign" }, "stale: "), entry)),
        vcpu.entries.map((entry) => h("li", {}, entry))))) : null,
    held.some((vcpu) => vcpu.pending.length > 0) ? h("div", {}, h("h5", {}, "TLBIs that may not have had their effect"),
      h("ul", {}, held.flatMap((vcpu) => vcpu.pending.map((text) => h("li", {}, `${vcpu.vcpu}: ${text}`))))) : null,
    h("details", { open: values.length <= 24 && !picture }, h("summary", {}, `${values.length} values`),
      h("table", { class: "values" }, values.map((value) => h("tr", { class: value.changed ? "changed" : null },
        h("th", { scope: "row", class: "mono" }, value.changed ? "• " : "", value.name), h("td", { class: "mono" }, value.value))))));
}
