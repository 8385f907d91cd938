import "../shared/theme.css";
import "./report.css";
import { h } from "../shared/dom";
import { payload } from "../shared/payload";
import { headline } from "./headline";
import { limitsSection, meaningsSection, resultsSection, verdictBadge } from "./results";
import { addressOf, count } from "./text";
import { themeButton } from "./theme";
import { Timeline } from "./timeline";
import type { Counterexample, ReportPage } from "./types";

const app = document.getElementById("app")!;
const page = payload<ReportPage>();

function top(of: ReportPage): HTMLElement {
  const verdicts = [...new Set(of.results.map((result) => result.verdict))];
  const said = of.results.length > 0
    ? verdicts.map((verdict) => h("span", { class: "tally" }, `${of.results.filter((result) => result.verdict === verdict).length} `, verdictBadge(verdict)))
    : [h("span", { class: "tally" }, `${count(of.counterexamples.length)} recorded ${of.counterexamples.length === 1 ? "counterexample" : "counterexamples"}`)];
  return h("header", { class: "top" },
    h("h1", {}, "Interlock"), said,
    h("code", { class: "quiet command" }, of.command), h("span", { class: "quiet" }, `version ${of.version}`), themeButton());
}

function index(of: ReportPage): HTMLElement | null {
  return of.counterexamples.length < 2 ? null : h("nav", { class: "index", "aria-label": "Counterexamples" },
    h("h2", {}, "Counterexamples"),
    h("ol", {}, of.counterexamples.map((trace) => h("li", {},
      h("a", { href: addressOf(trace.id, trace.violating ?? 1), "data-trace": trace.id },
        h("span", { class: "name" }, trace.headline.title), h("span", { class: "quiet mono" }, ` ${trace.variant ?? trace.scenario}`))))));
}

/** The address says which counterexample is shown, and which step is chosen. */
function start(of: ReportPage): void {
  const stage = h("section", { class: "stage", "aria-label": "Counterexample" });
  const contents = index(of);
  let shown: { trace: Counterexample; timeline: Timeline } | null = null;

  const go = (focus: boolean): void => {
    const address = new URLSearchParams(location.hash.slice(1));
    const trace = of.counterexamples.find((candidate) => candidate.id === address.get("trace")) ?? of.counterexamples[0];
    if (trace === undefined) {
      return;
    }

    if (shown?.trace !== trace) {
      const timeline = new Timeline(of, trace, (step) => {
        history.replaceState(null, "", addressOf(trace.id, step));
        timeline.choose(step, true);
      });
      shown = { trace, timeline };
      stage.replaceChildren(headline(of, trace), timeline.element);
      contents?.querySelectorAll("a").forEach((link) =>
        link.dataset["trace"] === trace.id ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current"));
      document.title = `${trace.headline.title} – Interlock`;
    }

    const step = Number(address.get("step"));
    if (Number.isInteger(step) && step >= 1) {
      shown.timeline.choose(step, focus);
    }
  };

  app.append(top(of), h("main", {},
    of.counterexamples.length > 0 ? [contents, stage] : null,
    of.results.length > 0 ? [resultsSection(of), meaningsSection(of)] : null,
    limitsSection(of)));
  document.title = "Interlock: report";
  go(location.hash !== "");
  window.addEventListener("hashchange", () => go(true));
}

if (page === null) {
  app.append(h("p", { class: "empty" }, "This page shows what `interlock check --report` writes into it; there is nothing here yet."));
} else {
  start(page);
}
