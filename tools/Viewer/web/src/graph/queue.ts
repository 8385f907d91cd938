import { Refusal } from "./types";

/** Does what a reader asks for, one thing after the other, and marks the page as busy meanwhile. */
export class Queue {
  /** Whether the reader has asked for anything. */
  touched = false;
  /** What was asked before it could be done. */
  waiting: (() => Promise<unknown>) | null = null;
  private asked = 0;
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly host: HTMLElement, private readonly tell: (text: string) => void, private readonly isEarly: () => boolean) {}

  /** What cannot be done is said in a sentence; what cannot be done yet waits until it can. */
  add(act: () => Promise<unknown>): Promise<void> {
    this.asked++;
    this.host.setAttribute("aria-busy", "true");
    this.last = this.last.then(async () => {
      [this.touched, this.waiting] = [true, null];
      this.tell("");
      try {
        await act();
      } catch (error) {
        this.refuse(error, act);
      } finally {
        if (--this.asked === 0) {
          this.host.removeAttribute("aria-busy");
        }
      }
    });
    return this.last;
  }

  private refuse(error: unknown, act: () => Promise<unknown>): void {
    if (!(error instanceof Refusal)) {
      console.error(error);
      this.tell("Something went wrong in this page; its console tells more.");
      return;
    }

    this.waiting = error.early && this.isEarly() ? act : null;
    this.tell(this.waiting === null ? error.message : `${error.message} It will be done then.`);
  }
}
