import { h } from "../shared/dom";
import { addressOf, copyButton, linked } from "./text";
import type { Counterexample, ReportPage } from "./types";

/** What a counterexample shows, for a reader who has a minute. */
export function headline(page: ReportPage, trace: Counterexample): HTMLElement {
  const property = page.properties[trace.violation.property];
  const lead = trace.headline;
  return h("header", { class: "headline" },
    h("p", { class: "eyebrow" }, h("span", { class: "verdict violated" }, h("span", { "aria-hidden": "true" }, "✗"), " violated"),
      h("span", { class: "mono" }, trace.violation.property), h("span", { class: "quiet" }, ` in ${trace.scenario}`, trace.variant ? `, variant ${trace.variant}` : "")),
    h("h2", { tabindex: -1 }, lead.title),
    h("p", { class: "summary" }, linked(trace.id, lead.summary)),
    trace.divergence === null ? null : h("p", { class: "warning" }, `The code is not what it was when this was recorded: ${trace.divergence}. What is shown is the recording.`),
    h("ol", { class: "decisive" }, lead.decisive.map((step) =>
      h("li", { class: step.step === trace.violating ? "last" : null },
        h("a", { class: "number", href: addressOf(trace.id, step.step), "aria-label": `step ${step.step}` }, String(step.step)),
        h("span", { class: "role" }, step.role),
        h("span", {}, linked(trace.id, step.text))))),
    h("div", { class: "context" },
      lead.evidence.length === 0 ? null : h("div", {}, h("h3", {}, "In the last state"), h("ul", { class: "evidence" }, lead.evidence.map((text) => h("li", {}, linked(trace.id, text))))),
      h("div", {},
        h("h3", {}, "What was found"), h("p", {}, trace.violation.message),
        property?.demand ? [h("h3", {}, "What is demanded"), h("p", {}, property.demand)] : null,
        h("h3", {}, "No way back"),
        h("p", {}, turn(trace)),
        h("h3", {}, "Where"),
        h("p", {}, `${trace.summary} `, h("span", { class: "quiet mono" }, trace.sizes.map((size) => `${size.name}=${size.value}`).join(" "))),
        trace.replay === null ? null : h("p", { class: "replay" }, h("code", {}, trace.replay), copyButton(trace.replay)))));
}

function turn(trace: Counterexample): Node[] {
  if (trace.turn.step === null) {
    return linked(trace.id, `${(trace.turn.unknown ?? "not known").replace(/^./, (first) => first.toUpperCase()).replace(/\.$/, "")}.`);
  }

  const instead = trace.turn.alternative ? ` Up to there it could have gone well, for instance so: ${trace.turn.alternative}.` : "";
  return linked(trace.id, trace.turn.step === trace.violating
    ? `Only the violating step, [[${trace.turn.step}]], decides.${instead}`
    : `After [[${trace.turn.step}]] the violation cannot be avoided any more.${instead}`);
}
