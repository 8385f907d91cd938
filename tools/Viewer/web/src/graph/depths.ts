import { s } from "../shared/dom";
import { count, plural } from "./captions";
import type { Summary } from "./types";

const height = 40;

/** How many states are at each depth; a click goes to the first of them. */
export function depths(summary: Summary, at: number | null, go: (state: number) => void): SVGSVGElement {
  const sizes = summary.levels.map((first, depth) => (summary.levels[depth + 1] ?? summary.states) - first);
  const most = Math.max(1, ...sizes);
  const here = at === null ? -1 : summary.levels.findLastIndex((first) => first <= at);
  const picture = s("svg", { class: "depths", viewBox: `0 0 ${sizes.length} ${height}`, preserveAspectRatio: "none", role: "img", "aria-label": `States at each of ${plural(sizes.length, "depth")}; most at depth ${sizes.indexOf(most)}: ${count(most)}` });
  sizes.forEach((size, depth) => {
    const tall = Math.max(1.5, (size / most) * (height - 4));
    picture.append(s("g", { class: depth === here ? "depth here" : "depth", click: () => go(summary.levels[depth]!) },
      s("title", {}, `depth ${depth}: ${plural(size, "state")}`),
      s("rect", { class: "reach", x: depth, y: 0, width: 1, height }),
      s("rect", { class: "column", x: depth + 0.08, y: height - tall, width: 0.84, height: tall })));
  });
  return picture;
}
