import { h, s } from "../shared/dom";
import { count, plural } from "./captions";
import type { Scene } from "./drawing";
import type { Summary } from "./types";

/** What is shown, how much of it there is, and what is broken in it. */
export function header(summary: Summary, caveat: string | null, goTo: (state: number) => void): HTMLElement[] {
  const { scenario, sizes, variant } = summary.subject;
  const left = summary.states - summary.expanded;
  const progress = summary.isExploring ? "exploring…" : summary.bound === null ? "the whole graph" : `incomplete: ${plural(left, "state")} not expanded (${summary.bound})`;
  return [
    h("h1", {}, scenario, " ", h("span", { class: "sizes" }, sizes), variant !== null && h("span", { class: "variant" }, `mutant ${variant}`)),
    h("p", { class: "counts" },
      h("span", {}, plural(summary.states, "state")), h("span", {}, plural(summary.steps, "transition")),
      h("span", { class: summary.isExploring ? "busy" : summary.bound === null ? "" : "bounded" }, progress),
      h("span", { class: "quiet" }, summary.memory), caveat !== null && h("span", { class: "bounded" }, caveat)),
    h("div", { class: "broken-list" }, summary.broken.map((broken) =>
      h("button", { type: "button", class: "violation", title: "A shortest way to the first of them (v)", click: () => goTo(broken.first) },
        `✕ ${broken.property}: ${plural(broken.states, "state")}`))),
  ];
}

/** What colours and lines stand for. */
export function legend(summary: Summary, scene: Scene): HTMLElement {
  const actors = [...new Set(scene.edges.map((edge) => edge.actor))].sort((a, b) => a - b);
  return h("div", {},
    h("ul", { class: "actors" }, actors.map((actor) => h("li", {},
      s("svg", { width: 26, height: 8, "aria-hidden": "true" }, s("g", { class: `edge actor${actor % 8}` }, s("path", { d: "M0,4 H26" }))),
      ` ${actor} ${summary.actors[actor]}`))),
    scene.palette && h("ul", { class: "values" }, scene.palette.legend().slice(0, 12).map(({ value, fill, tag }) =>
      h("li", {}, h("span", { class: "swatch", style: `background: ${fill}` }, tag), ` ${value}`)),
      scene.palette.legend().length > 12 && h("li", {}, `and ${count(scene.palette.legend().length - 12)} more`)));
}
