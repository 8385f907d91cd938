import { h, s } from "./dom";
import "./pagetables.css";
import type { EntryBox, HeldEntry, PageBox, Regime, StatePicture, TableBox, VcpuBox } from "./picture";

const row = 17;
const title = 20;
const tableWidth = 98;
const columnGap = 20;
const pageWidth = 104;
const pageHeight = 34;
const pageGap = 8;
const mostEntries = 16;

interface PlacedTable {
  table: TableBox;
  entries: EntryBox[];
  x: number;
  y: number;
}

interface PlacedRegime {
  regime: Regime;
  tables: PlacedTable[];
  y: number;
  height: number;
}

/** Pages that are the host's tables for ever are drawn as such, in its tree: among memory they would only take room. */
const hostTable = "host's table";

/** Draws the page tables of a state, the owners of its pages and what its vCPUs may hold. */
export function drawPageTables(state: StatePicture): HTMLElement {
  return h("section", { class: "page-tables", "aria-label": "Page tables" }, h("div", { class: "forest" }, trees(state)), h("div", { class: "tlbs" }, state.vcpus.map(tlb)));
}

// Trees on the left, one below the other, their levels from left to right; physical pages on the right, shared by all of them.
function trees(state: StatePicture): SVGSVGElement {
  const pages = state.pages.filter((page) => page.role !== hostTable);
  const levels = Math.max(1, ...state.regimes.flatMap((regime) => regime.tables.map((table) => table.level + 1)));
  const pagesX = levels * (tableWidth + columnGap) + 18;
  let y = 0;
  const regimes = state.regimes.map((regime) => {
    const placed = place(regime, y);
    y += placed.height + 14;
    return placed;
  });
  const height = Math.max(y, title + pages.length * (pageHeight + pageGap));
  const spread = (height - title) / Math.max(1, pages.length);
  const pageY = (page: number): number | null => {
    const index = pages.findIndex((box) => box.page === page);
    return index < 0 ? null : title + index * spread + (spread - pageHeight) / 2;
  };
  const links: SVGElement[] = [];
  const boxes = regimes.map((placed) => regimeOf(placed, (entry, from) => {
    const to = entry.kind === "table" ? null : entry.target === null ? null : pageY(entry.target);
    if (to !== null) {
      links.push(link(from, { x: pagesX, y: to + pageHeight / 2 }, `mapped ${ownerClass(placed.regime.name)}`, `${placed.regime.name}: ipa ${entry.ipa} → page ${entry.target} ${entry.rights}`));
    }
  }, (element) => links.push(element)));
  const [wide, high] = [pagesX + pageWidth + 6, height + 4];
  return s("svg", { class: "trees", viewBox: `-2 0 ${wide} ${high}`, style: `max-width: ${wide * 1.15}px; min-width: ${wide * 0.7}px`, role: "img", "aria-label": spoken(state) },
    s("text", { class: "heading", x: pagesX, y: 13 }, "physical pages"),
    links, boxes, pages.map((page) => pageOf(page, pagesX, pageY(page.page)!)));
}

function place(regime: Regime, y: number): PlacedRegime {
  const bottoms: number[] = [];
  const tables = regime.tables.map((table) => {
    const entries = table.entries.length <= mostEntries ? table.entries : table.entries.filter((entry) => entry.kind !== "invalid").slice(0, mostEntries);
    const top = bottoms[table.level] ?? y + title;
    bottoms[table.level] = top + row + entries.length * row + 10;
    return { table, entries, x: table.level * (tableWidth + columnGap), y: top };
  });
  return { regime, tables, y, height: Math.max(title + 4, ...bottoms.filter((bottom) => bottom !== undefined).map((bottom) => bottom - y)) };
}

function regimeOf(placed: PlacedRegime, leaf: (entry: EntryBox, from: { x: number; y: number }) => void, add: (link: SVGElement) => void): SVGGElement {
  const { regime, tables } = placed;
  const owner = ownerClass(regime.name);
  const group = s("g", { class: `regime ${owner}` },
    s("text", { class: "heading", x: 0, y: placed.y + 13 }, regime.name, s("tspan", { class: "note" }, regime.note === "" ? "" : `  ${regime.note}`)));
  for (const { table, entries, x, y } of tables) {
    group.append(s("g", { class: "table" },
      s("rect", { class: "frame", x, y, width: tableWidth, height: row + entries.length * row, rx: 3 }),
      s("text", { class: "table-name", x: x + 6, y: y + 12 }, `page ${table.page}`, s("tspan", { class: "note" }, `  level ${table.level}`))));
    entries.forEach((entry, index) => {
      const top = y + row + index * row;
      group.append(s("g", { class: `entry ${entry.kind}` },
        s("title", {}, `entry ${entry.index}: ipa ${entry.ipa}${entry.pages > 1 ? ` to ${entry.ipa + entry.pages - 1}` : ""}, ${entry.kind}${entry.target === null ? "" : ` ${entry.target}`} ${entry.rights} ${entry.note}`),
        s("rect", { x: x + 2, y: top, width: tableWidth - 4, height: row - 2, rx: 2 }),
        s("text", { x: x + 6, y: top + 11.5 }, entryText(entry))));
      const from = { x: x + tableWidth - 2, y: top + row / 2 - 1 };
      const child = entry.kind === "table" ? tables.find((other) => other.table.page === entry.target && other.table.level === table.level + 1 && other.table.from === entry.ipa) : undefined;
      if (child) {
        add(link(from, { x: child.x, y: child.y + row / 2 }, `to-table ${owner}`, `${regime.name}: table in page ${entry.target}`));
      }

      leaf(entry, from);
    });
  }

  return group;
}

function entryText(entry: EntryBox): string {
  const ipa = `ipa ${entry.ipa}${entry.pages > 1 ? `+${entry.pages}` : ""}`;
  return entry.kind === "invalid" ? `${ipa} –${entry.note === "" ? "" : ` ${entry.note}`}`
    : entry.kind === "table" ? `${ipa} → ${entry.target}`
    : `${ipa} ${entry.rights}${entry.note === "" || entry.note === "owned" ? "" : ` ${entry.note}`}`;
}

function pageOf(page: PageBox, x: number, y: number): SVGGElement {
  return s("g", { class: `page ${ownerClass(page.owner)}` },
    s("title", {}, `page ${page.page}: ${page.owner || "no owner recorded"}${page.role === "" ? "" : `, ${page.role}`}`),
    s("rect", { x, y, width: pageWidth, height: pageHeight, rx: 4 }),
    s("rect", { class: "stripe", x, y, width: 5, height: pageHeight }),
    s("text", { class: "page-name", x: x + 11, y: y + 14 }, `page ${page.page}`, page.owner && s("tspan", { class: "owner" }, `  ${page.owner}`)),
    s("text", { class: "note", x: x + 11, y: y + 28 }, page.role));
}

function link(from: { x: number; y: number }, to: { x: number; y: number }, kind: string, says: string): SVGPathElement {
  const bend = Math.max(14, (to.x - from.x) / 2);
  return s("path", { class: `link ${kind}`, d: `M${from.x},${from.y} C${from.x + bend},${from.y} ${to.x - bend},${to.y} ${to.x},${to.y}` }, s("title", {}, says));
}

function tlb(vcpu: VcpuBox): HTMLElement {
  return h("div", { class: `tlb ${ownerClass(vcpu.regime)}` },
    h("div", { class: "tlb-name" }, h("strong", {}, vcpu.name), ` runs under ${vcpu.regime}`,
      vcpu.earlier.length > 0 && h("span", { class: "earlier" }, ` or still ${vcpu.earlier.join(", ")} until its next ISB`)),
    h("ul", { "aria-label": `what ${vcpu.name} may hold` }, vcpu.held.length === 0
      ? h("li", { class: "none" }, "TLB and walk cache hold nothing")
      : vcpu.held.map((held) => h("li", { class: held.stale ? "held stale" : "held", title: `read from page ${held.table}, entry ${held.index}${held.stale ? "; memory holds something else there now" : ""}` }, heldText(held)))));
}

function heldText(held: HeldEntry): string {
  const ipa = `ipa ${held.ipa}${held.pages > 1 ? `+${held.pages}` : ""}`;
  const what = held.kind.endsWith("table") ? `table ${held.target}` : `page ${held.target} ${held.rights}`;
  const form = held.kind.startsWith("combined") ? " S1+S2" : "";
  return `${held.stale ? "⚠ stale " : ""}vmid ${held.vmid} ${ipa} → ${what}${form}`;
}

/** A class of one of a few colours for an owner: the name is always beside it. */
function ownerClass(name: string): string {
  const vm = /^VM (\d+)/.exec(name);
  return vm ? `owner-vm${Number(vm[1]) % 4}` : name === "host" ? "owner-host" : name === "engine" ? "owner-engine" : name === "VM" ? "owner-vm0" : "owner-other";
}

function spoken(state: StatePicture): string {
  const pages = state.pages.map((page) => `page ${page.page} ${page.owner || "memory"}${page.role === "" ? "" : ` ${page.role}`}`);
  const maps = state.regimes.map((regime) => `${regime.name} ${regime.note}: ${regime.tables.flatMap((table) => table.entries)
    .filter((entry) => entry.rights !== "").map((entry) => `ipa ${entry.ipa} to page ${entry.target} ${entry.rights}`).join(", ") || "maps nothing"}`);
  return [...pages, ...maps].join("; ");
}
