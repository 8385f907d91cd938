/*
 * Trees of one level, two entries each, under any sequence of calls: one state of SPIN is one state of tables and owners
 * between calls. Written from the tables of calls and owners in engine/README.md.
 *
 *   spin -a -DP=3 -DV=2 -DSHARES=2 page-tables.pml && gcc -DNOREDUCE -o pan pan.c && ./pan
 *
 * P pages (2 to 4), V VMs (1 or 2), SHARES guest mappings of a page that can be counted.
 */
#define ENTRIES 2

#define UNTOUCHED 0     /* the host's: an entry of zero */
#define MAPPED    1     /* the host's: a leaf */
#define LENT      2     /* the host's, shared with guests */
#define BORROWED  3     /* a guest's, shared with the host */
#define ENGINES   4
#define VMS       5     /* and the number of the VM */

#define FREE   0
#define ACTIVE 1
#define DYING  2

/* An entry of a VM: zero, or a page and a kind. */
#define ENTRY(page, kind) (1 + (page) * 4 + (kind))
#define PAGE(entry) (((entry) - 1) / 4)
#define KIND(entry) (((entry) - 1) % 4)
#define OWN         0
#define OWN_LENT    1
#define BORROWED_RO 2
#define BORROWED_RW 3

byte host[P];
byte shares[P];
byte status[V];
byte root[V];           /* a page and one */
byte owned[V];
byte entry[V * ENTRIES];
byte vm, page, i;       /* zero between calls */

#define E(v, ipa) entry[(v) * ENTRIES + (ipa)]
#define HOST_ALONE(p) (host[p] == UNTOUCHED || host[p] == MAPPED)
#define IS_BORROWED(v, ipa) (status[v] == ACTIVE && E(v, ipa) != 0 && KIND(E(v, ipa)) >= BORROWED_RO)
#define IS(v, ipa, kind) (status[v] == ACTIVE && E(v, ipa) != 0 && KIND(E(v, ipa)) == kind)

inline take_back(p) {
  shares[p]--;
  if :: shares[p] == 0 -> host[p] = MAPPED :: else fi
}

inline create(p) {
  vm = 0;
  do :: vm < V && status[vm] != FREE -> vm++ :: else -> break od;
  if
  :: vm < V && HOST_ALONE(p) -> host[p] = ENGINES; root[vm] = p + 1; status[vm] = ACTIVE
  :: else
  fi;
  vm = 0
}

inline destroy(v) {
  if
  :: status[v] == ACTIVE ->
    i = 0;
    do
    :: i < ENTRIES ->
      if
      :: E(v, i) != 0 ->
        page = PAGE(E(v, i));
        if
        :: KIND(E(v, i)) == OWN
        :: KIND(E(v, i)) == OWN_LENT -> host[page] = VMS + v
        :: else -> take_back(page)
        fi;
        E(v, i) = 0
      :: else
      fi;
      i++
    :: else -> break
    od;
    host[root[v] - 1] = UNTOUCHED;
    root[v] = 0;
    if :: owned[v] == 0 -> status[v] = FREE :: else -> status[v] = DYING fi;
    i = 0;
    page = 0
  :: else
  fi
}

inline reclaim(p) {
  if
  :: host[p] >= VMS && status[host[p] - VMS] == DYING ->
    vm = host[p] - VMS;
    host[p] = UNTOUCHED;
    owned[vm]--;
    if :: owned[vm] == 0 -> status[vm] = FREE :: else fi;
    vm = 0
  :: else
  fi
}

inline donate(v, p, ipa) {
  if
  :: status[v] == ACTIVE && HOST_ALONE(p) && E(v, ipa) == 0 -> host[p] = VMS + v; owned[v]++; E(v, ipa) = ENTRY(p, OWN)
  :: else
  fi
}

inline share(v, p, ipa, kind) {
  if
  :: status[v] == ACTIVE && (HOST_ALONE(p) || host[p] == LENT) && shares[p] < SHARES && E(v, ipa) == 0 ->
    host[p] = LENT;
    shares[p]++;
    E(v, ipa) = ENTRY(p, kind)
  :: else
  fi
}

inline unshare(v, ipa) {
  if :: IS_BORROWED(v, ipa) -> page = PAGE(E(v, ipa)); E(v, ipa) = 0; take_back(page); page = 0 :: else fi
}

inline permit(v, ipa, kind) {
  if :: IS_BORROWED(v, ipa) -> E(v, ipa) = ENTRY(PAGE(E(v, ipa)), kind) :: else fi
}

inline guest_share(v, ipa) {
  if
  :: IS(v, ipa, OWN) -> page = PAGE(E(v, ipa)); E(v, ipa) = ENTRY(page, OWN_LENT); host[page] = BORROWED; page = 0
  :: else
  fi
}

inline guest_unshare(v, ipa) {
  if
  :: IS(v, ipa, OWN_LENT) -> page = PAGE(E(v, ipa)); E(v, ipa) = ENTRY(page, OWN); host[page] = VMS + v; page = 0
  :: else
  fi
}

inline touch(p) {
  if :: host[p] == UNTOUCHED -> host[p] = MAPPED :: else fi
}

#define OF_PLACE_AND_PAGE(v, ipa, p) \
  :: d_step { donate(v, p, ipa) } \
  :: d_step { share(v, p, ipa, BORROWED_RO) } \
  :: d_step { share(v, p, ipa, BORROWED_RW) }

#if P == 2
#define WITH_PAGES(v, ipa) OF_PLACE_AND_PAGE(v, ipa, 0) OF_PLACE_AND_PAGE(v, ipa, 1)
#elif P == 3
#define WITH_PAGES(v, ipa) OF_PLACE_AND_PAGE(v, ipa, 0) OF_PLACE_AND_PAGE(v, ipa, 1) OF_PLACE_AND_PAGE(v, ipa, 2)
#else
#define WITH_PAGES(v, ipa) OF_PLACE_AND_PAGE(v, ipa, 0) OF_PLACE_AND_PAGE(v, ipa, 1) OF_PLACE_AND_PAGE(v, ipa, 2) OF_PLACE_AND_PAGE(v, ipa, 3)
#endif

#define OF_PLACE(v, ipa) \
  :: d_step { unshare(v, ipa) } \
  :: d_step { permit(v, ipa, BORROWED_RO) } \
  :: d_step { permit(v, ipa, BORROWED_RW) } \
  :: d_step { guest_share(v, ipa) } \
  :: d_step { guest_unshare(v, ipa) } \
  WITH_PAGES(v, ipa)

#define OF_VM(v) :: d_step { destroy(v) } OF_PLACE(v, 0) OF_PLACE(v, 1)
#define OF_PAGE(p) :: d_step { create(p) } :: d_step { reclaim(p) } :: d_step { touch(p) }

active proctype client() {
  do
  OF_PAGE(0)
  OF_PAGE(1)
#if P > 2
  OF_PAGE(2)
#endif
#if P > 3
  OF_PAGE(3)
#endif
  OF_VM(0)
#if V > 1
  OF_VM(1)
#endif
  od
}
