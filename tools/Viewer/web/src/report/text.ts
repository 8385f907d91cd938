import { h } from "../shared/dom";

export const count = (value: number): string => value.toLocaleString("en-US");

/** Where a step of a counterexample is found: the address that opens the report there. */
export const addressOf = (trace: string, step: number): string => `#trace=${encodeURIComponent(trace)}&step=${step}`;

/** A text in which [[5]] becomes a link to step 5. */
export function linked(trace: string, text: string): Node[] {
  return text.split(/(\[\[\d+\]\])/).map((part) => {
    const step = /^\[\[(\d+)\]\]$/.exec(part)?.[1];
    return step === undefined ? document.createTextNode(part) : h("a", { class: "step", href: addressOf(trace, Number(step)) }, `step ${step}`);
  });
}

/** Copies a text when it is pressed, and says so. */
export function copyButton(text: string, label = "Copy"): HTMLElement {
  const button: HTMLButtonElement = h("button", {
    type: "button", class: "copy", title: text,
    click: () => {
      const done = (said: string) => {
        button.textContent = said;
        setTimeout(() => { button.textContent = label; }, 1500);
      };
      if (navigator.clipboard === undefined) {
        done("Select it by hand");
      } else {
        navigator.clipboard.writeText(text).then(() => done("Copied"), () => done("Select it by hand"));
      }
    },
  }, label);
  return button;
}
