/*
 * A VM's tree of two levels, two entries each, with blocks and spare tables, under any sequence of calls: one state of SPIN
 * is one state of tables and owners between calls. Written from the tables of calls and owners in engine/README.md.
 *
 *   spin -a -DP=4 -DSHARES=1 block-tables.pml && gcc -DNOREDUCE -o pan pan.c && ./pan
 *
 * P pages (3 or 4), one VM, SHARES guest mappings of a page that can be counted.
 */
#define UNTOUCHED 0     /* the host's: an entry of zero */
#define MAPPED    1     /* the host's: a leaf */
#define LENT      2     /* the host's, shared with the guest */
#define BORROWED  3     /* the guest's, shared with the host */
#define ENGINES   4
#define GUESTS    5

#define FREE   0
#define ACTIVE 1
#define DYING  2

/* An entry: zero, a link to a table (in the root), or a leaf: a page (of a block: its first) and a kind. */
#define LINK(table) (1 + (table))
#define TABLE(entry) ((entry) - 1)
#define FIRST_LEAF 10
#define LEAF(page, kind) (FIRST_LEAF + (page) * 4 + (kind))
#define PAGE(entry) (((entry) - FIRST_LEAF) / 4)
#define KIND(entry) (((entry) - FIRST_LEAF) % 4)
#define NEXT_PAGE(leaf) ((leaf) + 4)
#define OWN         0
#define OWN_LENT    1
#define BORROWED_RO 2
#define BORROWED_RW 3

#define WORD(table, index) word[(table) * 2 + (index)]
#define ROOT(ipa) WORD(root - 1, (ipa) / 2)
#define HOST_ALONE(p) (host[p] == UNTOUCHED || host[p] == MAPPED)

byte host[P];
byte shares[P];
byte status;
byte root;              /* a page and one */
byte owned;
byte word[P * 2];       /* what is in pages that hold tables */
byte first_spare;       /* a page and one */
byte next_spare[P];
byte page, table, slot, value, i, j, fits; /* zero between calls */

#define NO_TABLE 98     /* slots that are none: nothing in the root; a block in it */
#define IN_BLOCK 99

inline push(t) { next_spare[t] = first_spare; first_spare = t + 1 }
inline pop() { table = first_spare - 1; first_spare = next_spare[table]; next_spare[table] = 0 }

inline find(ipa) {
  if
  :: ROOT(ipa) == 0 -> slot = NO_TABLE
  :: ROOT(ipa) >= FIRST_LEAF -> slot = IN_BLOCK
  :: else -> slot = TABLE(ROOT(ipa)) * 2 + (ipa) % 2
  fi
}

inline has_place(ipa) {
  find(ipa);
  if
  :: slot == NO_TABLE -> fits = (first_spare != 0)
  :: slot == IN_BLOCK -> fits = 0
  :: else -> fits = (word[slot] == 0)
  fi
}

inline map(ipa, leaf) {
  if :: slot == NO_TABLE -> pop(); ROOT(ipa) = LINK(table); slot = table * 2 + (ipa) % 2; table = 0 :: else fi;
  word[slot] = leaf
}

inline take_back(p) {
  shares[p]--;
  if :: shares[p] == 0 -> host[p] = MAPPED :: else fi
}

inline create(p) {
  if :: status == FREE && HOST_ALONE(p) -> host[p] = ENGINES; root = p + 1; status = ACTIVE :: else fi
}

inline supply(p) {
  if :: status == ACTIVE && HOST_ALONE(p) -> host[p] = ENGINES; push(p) :: else fi
}

inline return_table() {
  if :: first_spare != 0 -> pop(); host[table] = UNTOUCHED; table = 0 :: else fi
}

inline donate(p, ipa) {
  if
  :: status == ACTIVE && HOST_ALONE(p) ->
    has_place(ipa);
    if :: fits -> host[p] = GUESTS; owned++; map(ipa, LEAF(p, OWN)) :: else fi
  :: else
  fi;
  slot = 0;
  fits = 0
}

inline share(p, ipa, kind) {
  if
  :: status == ACTIVE && (HOST_ALONE(p) || host[p] == LENT) && shares[p] < SHARES ->
    has_place(ipa);
    if :: fits -> host[p] = LENT; shares[p]++; map(ipa, LEAF(p, kind)) :: else fi
  :: else
  fi;
  slot = 0;
  fits = 0
}

#define IS_PAGE (slot != NO_TABLE && slot != IN_BLOCK && word[slot] != 0)

/* What a call does with the page that is mapped at an address, if it is of the right kind and not part of a block. */
inline unshare(ipa) {
  if :: status == ACTIVE -> find(ipa) :: else -> slot = NO_TABLE fi;
  if
  :: IS_PAGE && KIND(word[slot]) >= BORROWED_RO -> page = PAGE(word[slot]); word[slot] = 0; take_back(page); page = 0
  :: else
  fi;
  slot = 0
}

inline permit(ipa, kind) {
  if :: status == ACTIVE -> find(ipa) :: else -> slot = NO_TABLE fi;
  if :: IS_PAGE && KIND(word[slot]) >= BORROWED_RO -> word[slot] = LEAF(PAGE(word[slot]), kind) :: else fi;
  slot = 0
}

inline guest_call(ipa, before, after, owner) {
  if :: status == ACTIVE -> find(ipa) :: else -> slot = NO_TABLE fi;
  if
  :: IS_PAGE && KIND(word[slot]) == before -> page = PAGE(word[slot]); host[page] = owner; word[slot] = LEAF(page, after); page = 0
  :: else
  fi;
  slot = 0
}

inline split(ipa) {
  if
  :: status == ACTIVE && ROOT(ipa) >= FIRST_LEAF && first_spare != 0 ->
    pop();
    WORD(table, 0) = ROOT(ipa);
    WORD(table, 1) = NEXT_PAGE(ROOT(ipa));
    ROOT(ipa) = LINK(table);
    table = 0
  :: else
  fi
}

/* Two pages in a row, the first even, of one kind. */
inline merge(ipa) {
  if
  :: status == ACTIVE && ROOT(ipa) != 0 && ROOT(ipa) < FIRST_LEAF ->
    table = TABLE(ROOT(ipa));
    if
    :: WORD(table, 0) != 0 && PAGE(WORD(table, 0)) % 2 == 0 && WORD(table, 1) == NEXT_PAGE(WORD(table, 0)) ->
      ROOT(ipa) = WORD(table, 0);
      WORD(table, 0) = 0;
      WORD(table, 1) = 0;
      push(table)
    :: else
    fi;
    table = 0
  :: else
  fi
}

inline touch(p) {
  if :: host[p] == UNTOUCHED -> host[p] = MAPPED :: else fi
}

inline reclaim(p) {
  if
  :: host[p] == GUESTS && status == DYING -> host[p] = UNTOUCHED; owned--; if :: owned == 0 -> status = FREE :: else fi
  :: else
  fi
}

inline leave(leaf) {
  page = PAGE(leaf);
  if
  :: KIND(leaf) == OWN
  :: KIND(leaf) == OWN_LENT -> host[page] = GUESTS
  :: else -> take_back(page)
  fi;
  page = 0
}

inline destroy() {
  if
  :: status == ACTIVE ->
    i = 0;
    do
    :: i < 2 ->
      value = WORD(root - 1, i);
      WORD(root - 1, i) = 0;
      if
      :: value >= FIRST_LEAF -> leave(value); leave(NEXT_PAGE(value))
      :: value != 0 && value < FIRST_LEAF ->
        table = TABLE(value);
        j = 0;
        do
        :: j < 2 -> value = WORD(table, j); WORD(table, j) = 0; if :: value != 0 -> leave(value) :: else fi; j++
        :: else -> break
        od;
        push(table)
      :: else
      fi;
      i++
    :: else -> break
    od;
    do :: first_spare != 0 -> pop(); host[table] = UNTOUCHED :: else -> break od;
    host[root - 1] = UNTOUCHED;
    root = 0;
    if :: owned == 0 -> status = FREE :: else -> status = DYING fi;
    i = 0;
    j = 0;
    value = 0;
    table = 0
  :: else
  fi
}

#define WITH_PAGE(p, ipa) \
  :: d_step { donate(p, ipa) } \
  :: d_step { share(p, ipa, BORROWED_RO) } \
  :: d_step { share(p, ipa, BORROWED_RW) }

#define OF_PAGE(p) \
  :: d_step { create(p) } \
  :: d_step { supply(p) } \
  :: d_step { touch(p) } \
  :: d_step { reclaim(p) } \
  WITH_PAGE(p, 0) WITH_PAGE(p, 1) WITH_PAGE(p, 2) WITH_PAGE(p, 3)

#define OF_PLACE(ipa) \
  :: d_step { unshare(ipa) } \
  :: d_step { permit(ipa, BORROWED_RO) } \
  :: d_step { permit(ipa, BORROWED_RW) } \
  :: d_step { guest_call(ipa, OWN, OWN_LENT, BORROWED) } \
  :: d_step { guest_call(ipa, OWN_LENT, OWN, GUESTS) } \
  :: d_step { split(ipa) } \
  :: d_step { merge(ipa) }

active proctype client() {
  do
  :: d_step { return_table() }
  :: d_step { destroy() }
  OF_PLACE(0)
  OF_PLACE(1)
  OF_PLACE(2)
  OF_PLACE(3)
  OF_PAGE(0)
  OF_PAGE(1)
  OF_PAGE(2)
#if P > 3
  OF_PAGE(3)
#endif
  od
}
