import { Refusal, type Comparison, type Condition } from "./types";

// condition  := all { "or" all }
// all        := one { "and" one }
// one        := "not" one | "(" condition ")" | name comparison value
// comparison := "is" ["not"] | "=" | "!=" | "<" | "<=" | ">" | ">=" | "contains" | "~"
// A name is one that the states have, as it is, or in quotes; a value goes on to the next "and", "or" or ")", or is in quotes.

const comparisons: [string, Comparison][] = [
  ["is not ", "!="], ["is ", "="], ["contains ", "~"], ["!=", "!="], ["<=", "<="], [">=", ">="], ["≠", "!="], ["≤", "<="], ["≥", ">="],
  ["==", "="], ["=", "="], ["<", "<"], [">", ">"], ["~", "~"],
];

/** Reads a condition on states. */
export function parse(text: string, names: string[]): Condition {
  return new Parser(text, names).whole();
}

class Parser {
  private at = 0;
  private readonly names: string[];

  constructor(private readonly text: string, names: string[]) {
    this.names = [...names].sort((a, b) => b.length - a.length);
  }

  whole(): Condition {
    const condition = this.joined("or", () => this.joined("and", () => this.one()));
    this.blanks();
    if (this.at < this.text.length) {
      throw this.refusal("I do not understand");
    }

    return condition;
  }

  private joined(op: "and" | "or", part: () => Condition): Condition {
    const of = [part()];
    while (this.word(op)) {
      of.push(part());
    }

    return of.length === 1 ? of[0]! : { op, of };
  }

  private one(): Condition {
    if (this.word("not")) {
      return { op: "not", of: [this.one()] };
    }

    if (this.takes("(")) {
      const inner = this.joined("or", () => this.joined("and", () => this.one()));
      if (!this.takes(")")) {
        throw this.refusal("A ) is missing before");
      }

      return inner;
    }

    const name = this.name();
    const op = comparisons.find(([sign]) => this.takes(sign))?.[1];
    if (op === undefined) {
      throw this.refusal(`After '${name}' I expect is, =, !=, <, <=, >, >= or contains, not`);
    }

    return { op, name, value: this.value() };
  }

  private name(): string {
    this.blanks();
    const quoted = this.quoted();
    const rest = this.rest().toLowerCase();
    const found = this.names.find((name) =>
      quoted !== null ? name.toLowerCase() === quoted.toLowerCase() : rest.startsWith(name.toLowerCase()) && !/^[\w[]/.test(rest.slice(name.length)));
    if (found === undefined) {
      throw quoted !== null ? new Refusal(`No state has a '${quoted}'.`, false) : this.refusal("No part of a state is called");
    }

    this.at += quoted === null ? found.length : 0;
    return found;
  }

  private value(): string {
    this.blanks();
    const quoted = this.quoted();
    if (quoted !== null) {
      return quoted;
    }

    const bare = /^.*?(?=\s+(?:and|or)\s|\s*\)|\s*$)/is.exec(this.rest())![0];
    if (bare === "") {
      throw this.refusal("A value is missing before");
    }

    this.at += bare.length;
    return bare.trim();
  }

  private quoted(): string | null {
    const match = /^"([^"]*)"/.exec(this.rest());
    this.at += match?.[0].length ?? 0;
    return match?.[1] ?? null;
  }

  private word(word: string): boolean {
    this.blanks();
    const matches = new RegExp(`^${word}\\b`, "i").test(this.rest());
    this.at += matches ? word.length : 0;
    return matches;
  }

  private takes(sign: string): boolean {
    this.blanks();
    const matches = this.rest().toLowerCase().startsWith(sign);
    this.at += matches ? sign.length : 0;
    return matches;
  }

  private blanks(): void {
    this.at += /^\s*/.exec(this.rest())![0].length;
  }

  private rest(): string {
    return this.text.slice(this.at);
  }

  private refusal(what: string): Refusal {
    const rest = this.rest().trim();
    return new Refusal(`${what} ${rest === "" ? "the end" : `'${rest}'`}.`, false);
  }
}

function number(text: string): bigint | null {
  return /^(\d+|0x[0-9a-f]+)$/i.test(text) ? BigInt(text) : null;
}

/** Whether a comparison holds of a text: as Condition.cs has it. */
export function compares(text: string, op: Comparison, value: string): boolean {
  const [left, right] = [number(text), number(value)];
  const equal = text.toLowerCase() === value.toLowerCase() || (left !== null && left === right);
  switch (op) {
    case "~": return text.toLowerCase().includes(value.toLowerCase());
    case "=": return equal;
    case "!=": return !equal;
    default:
      if (left === null || right === null) {
        return false;
      }

      return op === "<" ? left < right : op === "<=" ? left <= right : op === ">" ? left > right : left >= right;
  }
}

/** Whether a condition holds where facts have these values. */
export function holds(condition: Condition, valueOf: (name: string) => string): boolean {
  switch (condition.op) {
    case "and": return condition.of.every((part) => holds(part, valueOf));
    case "or": return condition.of.some((part) => holds(part, valueOf));
    case "not": return !holds(condition.of[0]!, valueOf);
    default: return compares(valueOf(condition.name), condition.op, condition.value);
  }
}
