import { Refusal, type Condition, type Details, type Found, type Part, type Source, type Summary, type Wanted } from "./types";

async function ask<T>(path: string, question: object): Promise<T> {
  const response = await fetch(`api/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(question),
  }).catch(() => {
    throw new Refusal("The server has gone: start `interlock serve` again.", false);
  });
  const answer = (await response.json()) as T & { error?: string; early?: boolean };
  if (answer.error !== undefined) {
    throw new Refusal(answer.error, answer.early === true);
  }

  return answer;
}

/** A graph that `interlock serve` keeps in memory. */
export class ServedSource implements Source {
  readonly caveat = null;
  readonly anyLens = true;
  summary = (): Promise<Summary> => ask("summary", {});
  part = (wanted: Wanted): Promise<Part> => ask("part", wanted);
  node = (lens: string[], id: number): Promise<Details> => ask("node", { lens, id });
  find = (lens: string[], where: Condition): Promise<Found> => ask("find", { lens, where });
  nodeOf = (lens: string[], state: number): Promise<number> => ask("node-of", { lens, state });

  async way(lens: string[], from: number | null, to: number | null, where: Condition | null): Promise<number[] | null> {
    return (await ask<{ nodes: number[] | null }>("way", { lens, from, to, where })).nodes;
  }
}
