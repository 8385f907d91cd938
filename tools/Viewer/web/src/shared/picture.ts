/** What is drawn of a state: written by `StatePicture` on the other side. Numbers of pages and IPAs count pages. */
export interface StatePicture {
  pages: PageBox[];
  /** The host's tables and each VM's. */
  regimes: Regime[];
  vcpus: VcpuBox[];
}

/** A page of physical memory. */
export interface PageBox {
  page: number;
  /** "host", "engine", "VM 1": by the engine's record of ownership. */
  owner: string;
  /** "table", "lent to VM 1" and so on; empty for plain memory. */
  role: string;
}

/** Who is translated: the host or a VM, with the tree that its root begins. */
export interface Regime {
  /** "host", "VM 0". */
  name: string;
  /** What a reader wants to know beside the tree: VMID, status. */
  note: string;
  /** The page of the root; null if there is no tree. */
  root: number | null;
  /** The tables of the tree, root first; a table that is met twice is named twice. */
  tables: TableBox[];
}

/** A table, as a walker meets it. */
export interface TableBox {
  page: number;
  level: number;
  /** The first IPA page that it translates. */
  from: number;
  entries: EntryBox[];
}

/** An entry of a table. */
export interface EntryBox {
  index: number;
  /** The first IPA page that it translates, and how many. */
  ipa: number;
  pages: number;
  kind: "invalid" | "table" | "block" | "page";
  /** The page that it leads to; null if it is invalid. */
  target: number | null;
  /** "rwx", "r--"; empty unless it maps memory. */
  rights: string;
  /** What software bits say of it: owner, lent, borrowed; may be empty. */
  note: string;
}

/** A vCPU and what it may hold. */
export interface VcpuBox {
  /** "vcpu0". */
  name: string;
  /** What translates it now: "VM 0", "host", "off". */
  regime: string;
  /** Regimes that it may still use until its next ISB. */
  earlier: string[];
  /** The translations and partial walks that it may hold. */
  held: HeldEntry[];
}

/** An entry that a TLB or a walk cache may hold. */
export interface HeldEntry {
  vmid: number;
  /** The first IPA page that it translates, and how many. */
  ipa: number;
  pages: number;
  kind: "table" | "block" | "page";
  target: number;
  rights: string;
  /** The table and the entry in it that it was read from. */
  table: number;
  index: number;
  /** Whether memory does not hold this descriptor there any more: it may be used all the same. */
  stale: boolean;
}
