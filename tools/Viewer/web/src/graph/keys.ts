import { h } from "../shared/dom";

const keys: [string, string][] = [
  ["↑ ↓ ← →", "choose the node in that direction"],
  ["1 … 9", "take the step of that number"],
  ["e or Enter", "expand: show what follows the chosen node"],
  ["b", "show what leads to it"],
  ["f", "show only what is near it"],
  ["x", "hide it"],
  ["h", "back to the start"],
  ["w", "a shortest way from the start to it"],
  ["m, then t", "mark a node, then a shortest way from it to the chosen one"],
  ["[ and ]", "back and on along the way"],
  ["v", "a shortest way to the first violation"],
  ["/", "search; Enter shows the next match"],
  ["Escape", "leave the search or a list, back to the picture"],
  ["n and p", "next and previous match"],
  ["o", "leave an abstraction at the first state of the class"],
  ["c", "copy a link to this view"],
  ["+ − 0", "enlarge, reduce, show everything"],
  ["?", "this list"],
];

/** The list of keys. */
export function keyList(): HTMLDialogElement {
  const dialog = h("dialog", { class: "keys", "aria-label": "Keys" },
    h("h2", {}, "Keys"),
    h("table", {}, h("tbody", {}, keys.map(([key, does]) => h("tr", {}, h("th", { scope: "row" }, key), h("td", {}, does))))),
    h("h2", {}, "Search"),
    h("p", {}, "What a state says, compared with a value: ", h("code", {}, "owner of page 2 is VM 1"), ", ",
      h("code", {}, "not (depth < 10 or vcpu0 contains Mutex.cs)"), ", ", h("code", {}, "violates != nothing"),
      ". Signs: is, is not, =, !=, <, <=, >, >=, contains; joined by and, or, not."),
    h("form", { method: "dialog" }, h("button", {}, "Close")));
  return dialog;
}

/** Calls what a key does, unless the reader is writing something. */
export function listen(doing: Record<string, () => void>): void {
  document.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    if (event.key === "Escape" && target.matches("input, select")) {
      event.preventDefault(); // which would empty the search
      target.blur();
      document.querySelector<SVGElement>(".drawing")?.focus();
    }

    if (event.ctrlKey || event.metaKey || event.altKey || target.matches("input, select, textarea") || document.querySelector("dialog[open]")) {
      return;
    }

    // On a button, Enter is the button's.
    const act = event.key === "Enter" && target.matches("button, summary, a") ? undefined : doing[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });
}
