/** What is looked at, as it stands behind the # of the address: whoever opens the address sees the same. */
export interface Address {
  /** The lens by name, or facts one by one; empty for every state. */
  lens: string[];
  shown: number[];
  at: number | null;
  way: number[];
  find: string;
  colour: string | null;
}

export const nowhere: Address = { lens: [], shown: [], at: null, way: [], find: "", colour: null };

/** Numbers in ascending order as ranges, as in 0-4.7.9-12. */
function ranges(ids: number[]): string {
  const sorted = [...new Set(ids)].sort((a, b) => a - b);
  const parts: string[] = [];
  for (let first = 0; first < sorted.length;) {
    let last = first;
    while (last + 1 < sorted.length && sorted[last + 1] === sorted[last]! + 1) {
      last++;
    }

    parts.push(first === last ? `${sorted[first]}` : `${sorted[first]}-${sorted[last]}`);
    first = last + 1;
  }

  return parts.join(".");
}

function numbers(text: string | null): number[] {
  const found: number[] = [];
  for (const part of (text ?? "").split(".")) {
    const match = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(part);
    if (match) {
      const first = Number(match[1]);
      const last = Math.min(Number(match[2] ?? match[1]), first + 5000);
      for (let id = first; id <= last; id++) {
        found.push(id);
      }
    }
  }

  return found;
}

export function write(address: Address): string {
  const parts = new URLSearchParams();
  const put = (name: string, value: string): void => {
    if (value !== "") {
      parts.set(name, value);
    }
  };
  put("lens", address.lens.join("|"));
  put("at", address.at === null ? "" : `${address.at}`);
  put("way", address.way.join("."));
  put("find", address.find);
  put("colour", address.colour ?? "");
  put("shown", ranges(address.shown));
  return `#${parts.toString().replaceAll("+", "%20")}`;
}

export function read(hash: string): Address {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const at = numbers(parts.get("at"));
  return {
    lens: (parts.get("lens") ?? "").split("|").filter((name) => name !== ""),
    shown: numbers(parts.get("shown")),
    at: at[0] ?? null,
    way: numbers(parts.get("way")),
    find: parts.get("find") ?? "",
    colour: parts.get("colour"),
  };
}
