import { h, s } from "../shared/dom";
import { addressOf, count } from "./text";
import type { ReportPage, ScenarioResult } from "./types";

const signs: Record<string, string> = { verified: "✓", violated: "✗", incomplete: "…", error: "!" };

/** A verdict: a sign, a word and a colour. */
export function verdictBadge(verdict: string): HTMLElement {
  return h("span", { class: `verdict ${verdict}` }, h("span", { "aria-hidden": "true" }, signs[verdict] ?? "?"), ` ${verdict}`);
}

/** What was checked, a row a scenario; a row opens to what its verdict rests on. */
export function resultsSection(page: ReportPage): HTMLElement {
  return h("section", { "aria-labelledby": "results" },
    h("h2", { id: "results" }, "What was checked"),
    h("div", { class: "scroll" },
      h("table", { class: "results" },
        h("thead", {}, h("tr", {}, ["verdict", "scenario", "sizes", "states", "transitions", "depth", "states/s", "time"]
          .map((title, index) => h("th", { scope: "col", class: index > 2 ? "number" : null }, title)))),
        h("tbody", {}, page.results.flatMap((result, index) => rowsOf(page, result, index))))));
}

function rowsOf(page: ReportPage, result: ScenarioResult, index: number): HTMLElement[] {
  const id = `result-${index}`;
  const isAlone = page.results.length === 1;
  const more = h("tr", { class: "more", id, hidden: !isAlone }, h("td", { colspan: 8 }, details(page, result)));
  const button: HTMLButtonElement = h("button", {
    type: "button", class: "opener", "aria-expanded": String(isAlone), "aria-controls": id,
    click: () => {
      const isOpen = button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", String(!isOpen));
      more.hidden = isOpen;
    },
  }, result.scenario);
  const rate = result.seconds > 0 ? result.states / result.seconds : 0;
  return [
    h("tr", {},
      h("td", {}, verdictBadge(result.verdict)),
      h("th", { scope: "row" }, button, result.variant ? h("div", { class: "quiet mono" }, result.variant) : null),
      h("td", { class: "mono quiet" }, result.sizes.map((size) => `${size.name}=${size.value}`).join(" ")),
      h("td", { class: "number" }, count(result.states)),
      h("td", { class: "number" }, count(result.transitions)),
      h("td", { class: "number" }, count(result.depth)),
      h("td", { class: "number" }, count(Math.round(rate))),
      h("td", { class: "number" }, `${result.seconds.toFixed(2)} s`)),
    more,
  ];
}

function details(page: ReportPage, result: ScenarioResult): HTMLElement {
  const counterexample = result.counterexample === null ? undefined : page.counterexamples[result.counterexample];
  return h("div", { class: "details" },
    h("p", {}, result.summary, " ", result.ground),
    result.violation ? h("p", {}, h("strong", {}, result.violation.property), `: ${result.violation.message} `,
      counterexample ? h("a", { href: addressOf(counterexample.id, counterexample.violating ?? 1) }, "Show how") : null) : null,
    h("div", { class: "columns" },
      h("div", {},
        h("h3", {}, "Sizes"),
        h("dl", {}, result.sizes.flatMap((size) => [h("dt", { class: "mono" }, `${size.name} = ${size.value}`), h("dd", {}, size.meaning)])),
        h("h3", {}, "Machine"), h("p", { class: "mono" }, result.memory),
        h("h3", {}, "Again"), h("p", { class: "mono" }, result.command)),
      h("div", {},
        h("h3", {}, result.verdict === "verified" ? "Holds in every execution" : "Properties"),
        h("ul", { class: "properties" }, result.properties.map((property) =>
          h("li", {}, h("span", { class: "mono" }, property), " ", h("span", { class: "quiet" }, page.properties[property]?.demand ?? ""))))),
      h("div", {},
        result.depths.length > 1 ? [h("h3", {}, "States by distance from the start"), histogram(result.depths)] : null,
        h("h3", {}, "Doubt"),
        h("p", {}, result.collisionProbability > 0
          ? `A state was missed with a probability of at most ${result.collisionProbability.toExponential(1)}: two states may share a 64-bit or 128-bit fingerprint.`
          : "No state can have been missed: no two states share what is kept of them."),
        h("p", { class: "quiet" }, `${result.workers} workers, at most ${Math.round(result.peakMemory / 1048576)} MiB.`),
        counts("Seen", result.witnesses),
        counts("Counted", result.distinct),
        result.notChecked.length > 0 ? [h("h3", {}, "Not checked here"), h("ul", {}, result.notChecked.map((text) => h("li", {}, text)))] : null)));
}

function counts(title: string, of: Record<string, number>): HTMLElement[] | null {
  const entries = Object.entries(of);
  return entries.length === 0 ? null : [
    h("h3", {}, title),
    h("details", { open: entries.length <= 8 }, h("summary", {}, `${entries.length} ${title === "Seen" ? "witnesses" : "parts of states"}`),
      h("table", { class: "counts" }, entries.map(([name, value]) =>
        h("tr", { class: value === 0 ? "absent" : null }, h("th", { scope: "row" }, name), h("td", { class: "number" }, value === 0 ? "never" : count(value)))))),
  ];
}

/** Bars of the numbers of states; what they say is said in words too. */
function histogram(depths: number[]): HTMLElement {
  const width = 280;
  const height = 64;
  const most = Math.max(...depths);
  const bars = Math.min(depths.length, 140);
  const per = depths.length / bars;
  const sums = Array.from({ length: bars }, (_, bar) =>
    Math.max(...depths.slice(Math.floor(bar * per), Math.max(Math.floor(bar * per) + 1, Math.floor((bar + 1) * per)))));
  const peak = depths.indexOf(most);
  const said = `${count(depths.length - 1)} steps deep; most states, ${count(most)}, at distance ${count(peak)}.`;
  return h("figure", { class: "histogram" },
    s("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": said },
      sums.map((value, bar) => s("rect", {
        x: (bar * width) / bars, width: Math.max(1, width / bars - 0.6),
        y: height - Math.max(1, (value / most) * height), height: Math.max(1, (value / most) * height),
      }))) as unknown as HTMLElement,
    h("figcaption", { class: "quiet" }, said));
}

/** What each verdict means and does not mean. */
export function meaningsSection(page: ReportPage): HTMLElement {
  const given = new Set(page.results.map((result) => result.verdict));
  return h("section", { "aria-labelledby": "meanings" },
    h("h2", { id: "meanings" }, "What a verdict means"),
    h("div", { class: "scroll" }, h("table", { class: "meanings" },
      h("thead", {}, h("tr", {}, ["verdict", "means", "does not mean"].map((title) => h("th", { scope: "col" }, title)))),
      h("tbody", {}, page.verdicts.map((verdict) => h("tr", { class: given.size === 0 || given.has(verdict.name) ? null : "unused" },
        h("th", { scope: "row" }, verdictBadge(verdict.name)), h("td", {}, verdict.means), h("td", {}, verdict.doesNotMean)))))));
}

/** What was not checked. */
export function limitsSection(page: ReportPage): HTMLElement {
  return h("section", { "aria-labelledby": "limits" },
    h("h2", { id: "limits" }, "What was not checked"),
    h("ul", {}, page.notChecked.map((text) => h("li", {}, text))));
}
