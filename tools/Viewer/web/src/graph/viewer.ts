import { h } from "../shared/dom";
import { Actions } from "./actions";
import { read, write as addressOf } from "./address";
import { Bar, factChoice } from "./bar";
import { keyList, listen } from "./keys";
import { Queue } from "./queue";
import type { Source, Summary } from "./types";
import { View } from "./view";

const again = 700;

/** Shows a graph for as long as the page is open. */
export async function show(source: Source, host: HTMLElement): Promise<void> {
  let summary: Summary;
  try {
    summary = await source.summary();
  } catch (error) {
    host.append(h("p", { class: "notice" }, (error as Error).message));
    return;
  }

  const queue: Queue = new Queue(host, (text) => view.tell(text), () => view.summary.isExploring);
  const act = (one: () => Promise<unknown>) => () => void queue.add(one);
  const on = <A extends unknown[]>(one: (...given: A) => Promise<unknown>) => (...given: A) => void queue.add(() => one(...given));
  const view: View = new View(source, summary, {
    drawing: { choose: on((id) => actions.choose(id)), grow: on((id, direction) => actions.grow(id, direction)) },
    panel: {
      choose: on((id) => actions.choose(id)), grow: on((id, direction) => actions.grow(id, direction)), focus: on((id) => actions.focus(id)),
      hide: on((id) => actions.hide(id)), wayTo: on((id) => actions.way(null, id)), open: on((state) => actions.openState(state)),
      copyLink: () => actions.copyLink(), search: on((text) => actions.search(text)),
    },
    goToViolation: on((state) => actions.goToViolation(state)),
    goToState: on((state) => actions.visitState(state)),
  });
  const actions: Actions = new Actions(view);
  const dialog = (one: HTMLDialogElement): void => {
    view.bar.update(view.look.lens, view.look.colour, view.look.find);
    one.addEventListener("close", () => one.remove());
    host.append(one);
    one.showModal();
  };
  const lens = on((facts: string[]) => actions.open({ ...view.look, lens: facts, shown: [], at: null, way: [] }));
  view.fill(host, new Bar(summary, source.anyLens, {
    lens, chooseFacts: () => dialog(factChoice(view.summary, view.look.lens, lens)),
    colour: on((fact) => view.load({ ids: view.look.shown, colour: fact })),
    search: on((text) => actions.search(text)), match: on((by) => actions.match(by)), wayToMatch: act(() => actions.wayToMatch()),
    save: (format) => actions.save(format), keys: () => dialog(keyList()), home: act(() => actions.home()),
  }));
  const chosen = (one: (id: number) => Promise<void>) => act(async () => view.look.at === null ? undefined : one(view.look.at));
  const beside = (direction: "up" | "down" | "left" | "right") => act(() => actions.beside(direction));
  listen({
    ArrowUp: beside("up"), ArrowDown: beside("down"), ArrowLeft: beside("left"), ArrowRight: beside("right"),
    e: chosen((id) => actions.grow(id, "out")), Enter: chosen((id) => actions.grow(id, "out")), b: chosen((id) => actions.grow(id, "in")),
    f: chosen((id) => actions.focus(id)), x: chosen((id) => actions.hide(id)), w: chosen((id) => actions.way(null, id)), h: act(() => actions.home()),
    m: () => actions.setMark(), t: chosen((id) => actions.way(actions.mark, id)),
    "[": act(() => actions.along(-1)), "]": act(() => actions.along(1)), v: act(() => actions.wayToViolation()),
    n: act(() => actions.match(1)), p: act(() => actions.match(-1)), o: chosen((id) => actions.openState(view.nodes.find((node) => node.id === id)?.first ?? id)),
    c: () => actions.copyLink(), "/": () => view.bar.search.focus(), "?": () => dialog(keyList()),
    "+": () => view.drawing.enlarge(1.25), "=": () => view.drawing.enlarge(1.25), "-": () => view.drawing.enlarge(0.8), "0": () => view.drawing.fit(),
    ...Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`${index + 1}`, act(() => actions.step(index))])),
  });
  await queue.add(() => actions.open(read(location.hash)));
  queue.touched = false;
  window.addEventListener("hashchange", () => {
    if (location.hash !== addressOf(view.look)) {
      void queue.add(() => actions.open(read(location.hash)));
    }
  });
  if (summary.isExploring) {
    await follow(view, actions, queue);
  }
}

/** Keeps up with an exploration. At its end it is known what leads where, and what was asked too early can be done. */
async function follow(view: View, actions: Actions, queue: Queue): Promise<void> {
  while (view.summary.isExploring) {
    await new Promise((resolve) => setTimeout(resolve, again));
    view.summary = await view.source.summary().catch(() => ({ ...view.summary, isExploring: false, bound: "the server has gone" }));
    view.frame();
  }

  const { waiting, touched } = queue;
  await queue.add(() => waiting !== null ? waiting()
    : touched || view.isClass ? view.load({ ids: view.look.shown })
    : actions.open({ ...view.look, shown: actions.fits ? [] : view.look.shown }));
}
