import { h } from "../shared/dom";
import { drawPageTables } from "../shared/pagetables";
import { count, marks, plural, shorten } from "./captions";
import type { Details, Step, Summary } from "./types";

/** What a reader does in the panel. */
export interface PanelGestures {
  choose(id: number): void;
  grow(id: number, direction: "out" | "in"): void;
  focus(id: number): void;
  hide(id: number): void;
  wayTo(id: number): void;
  open(state: number): void;
  copyLink(): void;
  search(text: string): void;
}

/** All that is known of the chosen node. What differs from the node that was chosen before it is marked. */
export function panel(details: Details, before: Details | null, summary: Summary, lens: string[], gestures: PanelGestures): HTMLElement {
  const { node } = details;
  const isClass = lens.length > 0;
  const button = (text: string, key: string, title: string, click: () => void): HTMLElement =>
    h("button", { type: "button", title: `${title} (${key})`, click }, text, h("kbd", { "aria-hidden": "true" }, key));
  return h("div", { class: "panel-content" },
    h("h2", {}, isClass ? `Class ${node.id}` : `State ${node.id}`,
      h("span", { class: "quiet" }, ` depth ${node.depth}${isClass ? `, ${plural(node.size, "state")}` : ""}`)),
    h("p", { class: "marks" }, marks(node, isClass).map((mark) => h("span", { class: `mark ${mark.kind}` }, mark.text))),
    details.message && h("p", { class: "message", role: "alert" }, details.message),
    h("div", { class: "buttons" },
      button("Expand", "e", "Show what follows", () => gestures.grow(node.id, "out")),
      button("Before", "b", "Show what leads here", () => gestures.grow(node.id, "in")),
      button("Focus", "f", "Show only what is near", () => gestures.focus(node.id)),
      button("Hide", "x", "Take it out of the picture", () => gestures.hide(node.id)),
      button("Way here", "w", "A shortest way from the start", () => gestures.wayTo(node.id)),
      button("Copy link", "c", "Copy an address that opens this view", () => gestures.copyLink()),
      isClass && button("Open states", "o", "Leave the abstraction at the first state of the class", () => gestures.open(node.first))),
    details.picture && h("details", { open: true }, h("summary", {}, "Page tables"), drawPageTables(details.picture)),
    steps(`Steps out`, details.out, 0, summary, isClass, gestures, true),
    steps(`Steps in`, details.in, details.inLeft, summary, isClass, gestures, false),
    facts(details, before, isClass, gestures));
}

function steps(title: string, list: Step[], left: number, summary: Summary, isClass: boolean, gestures: PanelGestures, numbered: boolean): HTMLElement {
  return h("details", { open: numbered || list.length <= 6 },
    h("summary", {}, `${title} `, h("span", { class: "quiet" }, count(list.length + left))),
    list.length === 0 && h("p", { class: "quiet" }, "none"),
    h("ol", { class: `steps ${numbered ? "out" : "in"}` }, list.map((step, index) =>
      h("li", {}, h("button", { type: "button", class: `step actor${step.actor % 8}`, click: () => gestures.choose(step.node), "data-node": step.node },
        h("span", { class: "head" },
          numbered && index < 9 && h("kbd", {}, `${index + 1}`),
          h("span", { class: "actor" }, summary.actors[step.actor] ?? ""),
          h("span", { class: "operation" }, isClass ? plural(step.count, "step") : step.operation,
            !isClass && step.count > 1 && h("span", { class: "quiet" }, ` and ${plural(step.count - 1, "other step")} to the same state`)),
          h("span", { class: "target" }, numbered ? `→ ${step.node}` : `← ${step.node}`)),
        step.changes.length > 0 && h("span", { class: "changes" }, step.changes.slice(0, 6).map((change) =>
          h("span", { class: "change", title: `${change.name}: ${change.before} → ${change.after}` },
            `${change.name}: ${shorten(change.before, 24)} → ${shorten(change.after, 24)}`)),
          step.changes.length > 6 && h("span", { class: "change" }, `and ${step.changes.length - 6} more`)),
        step.whole !== "" && h("span", { class: "whole", title: step.whole }, step.whole),
        step.notes.length > 0 && step.whole === "" && h("span", { class: "notes" }, step.notes.map((note) => `• ${note} `)),
        step.site !== "" && h("span", { class: "site" }, step.site))))),
    left > 0 && h("p", { class: "quiet" }, `and steps from ${plural(left, "other state")}`));
}

function facts(details: Details, before: Details | null, isClass: boolean, gestures: PanelGestures): HTMLElement[] {
  const earlier = new Map(before?.facts.map((fact) => [fact.name, fact.value]) ?? []);
  const groups = [...new Set(details.facts.map((fact) => fact.group))];
  const isChanged = (fact: { name: string; value: string }): boolean => !isClass && before !== null && earlier.get(fact.name) !== fact.value;
  return groups.map((group) => {
    const members = details.facts.filter((fact) => fact.group === group);
    const changed = members.filter(isChanged).length;
    return h("details", { open: isClass || changed > 0 || group === "page tables" || groups.length <= 4, class: "facts" },
      h("summary", {}, group || "What its states have in common", changed > 0 && h("span", { class: "quiet" }, ` ${changed} differ from ${before!.node.id}`)),
      h("table", {}, h("tbody", {}, members.map((fact) =>
        h("tr", { class: isChanged(fact) ? "changed" : "" },
          h("th", { scope: "row" }, isChanged(fact) && h("span", { title: `was ${earlier.get(fact.name)}` }, "● "), fact.name),
          h("td", {}, h("button", { type: "button", class: "value", title: `Find states in which ${fact.name} is this`, click: () => gestures.search(`${quote(fact.name)} is ${quote(fact.value)}`) }, fact.value)))))));
  });
}

function quote(text: string): string {
  return /^[\w .[\]-]+$/.test(text) && !/\b(and|or)\b/i.test(text) ? text : `"${text}"`;
}
