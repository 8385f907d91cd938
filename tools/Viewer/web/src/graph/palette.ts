const colours = 8;

/** Colours for the values of a fact, each with a letter, so that nobody must tell colours apart. */
export class Palette {
  private readonly tags = new Map<string, number>();

  constructor(values: string[]) {
    const counts = new Map<string, number>();
    for (const value of values) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }

    for (const [value] of [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))) {
      this.tags.set(value, this.tags.size);
    }
  }

  of(value: string | null): { fill: string; tag: string } | null {
    const index = value === null ? undefined : this.tags.get(value);
    return index === undefined ? null : { fill: index < colours ? `var(--kind${index})` : "var(--sunken)", tag: tagOf(index) };
  }

  /** Values with their colours, the most frequent first. */
  legend(): { value: string; fill: string; tag: string }[] {
    return [...this.tags.keys()].map((value) => ({ value, ...this.of(value)! }));
  }
}

function tagOf(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : `${index + 1}`;
}
