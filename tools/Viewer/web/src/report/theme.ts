import { h } from "../shared/dom";

const names = ["auto", "light", "dark"];

/** Chooses light, dark, or what the system says. */
export function themeButton(): HTMLElement {
  let current = 0;
  const button: HTMLButtonElement = h("button", {
    type: "button", class: "theme",
    click: () => {
      current = (current + 1) % names.length;
      show();
    },
  });
  const show = (): void => {
    const name = names[current] ?? "auto";
    button.textContent = `Colours: ${name}`;
    if (name === "auto") {
      delete document.documentElement.dataset["theme"];
    } else {
      document.documentElement.dataset["theme"] = name;
    }
  };
  show();
  return button;
}
