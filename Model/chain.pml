/* One stage of the chain as built: queue -> lane -> PostgreSQL -> events -> acknowledgement, with the sweeper beside it.
 *
 * M deliveries of ITEMS items each wait in a quorum queue; W workers with one lane each hold up to S of them. One item, or
 * none, is special: bad (to be parked with a reason) or a killer (ends the process that judges it). FAULTS bounds how often
 * something goes wrong; the killer needs no budget. With REUSE the first and the last item have one number and say different
 * things. README.md says what stands for what in the sources.
 */
#ifndef M
#define M 2
#endif
#ifndef ITEMS
#define ITEMS 2
#endif
#ifndef W
#define W 1
#endif
#ifndef S
#define S 2
#endif
#ifndef FAULTS
#define FAULTS 2
#endif
#ifndef LUCK
#define LUCK 1          /* times that the lot tries a killer before innocent suspects */
#endif
#ifndef LIMIT
#define LIMIT (2 * (FAULTS + 1) + LUCK)
#endif
#define N (M * ITEMS)
#define NONE 255
#define BIT(x) (1 << (x))
#define HAS(set, x) ((set) & BIT(x))
#define ALL (BIT(ITEMS) - 1)
#define ITEMS_OF(m) (ALL << ((m) * ITEMS))

mtype = { READY, OUT, GONE };

/* The broker */
mtype place[M] = READY;
byte holder[M];            /* the worker that it is out to */
byte returns[M];           /* x-delivery-count */
byte tags[W];              /* deliveries on the worker's present channel */
byte tagged[W * (M + 1)];  /* tag -> delivery on the present channel */
bool lost_link[W];         /* the connection broke, and its lane has not noticed */
bool alarm;
/* What is durable, as sets of items: struck off the outbox, where each stands from its commit on; dead is a set of
 * deliveries that the delivery limit parked */
byte stored, announced, struck, parked, dead;

byte special = NONE;
bool is_killer;
byte faults = FAULTS;
byte luck = LUCK;
#define GOOD(i) (special != (i))
#define BAD_SET (special != NONE && !is_killer -> BIT(special) : 0)
#ifdef REUSE
#define TWINS (BIT(0) | BIT(N - 1))
/* Those of a set whose number the other one has: it is stored, or comes before in the same transaction. */
#define REUSED(set) ((HAS(set, 0) && HAS(stored, N - 1) -> BIT(0) : 0) \
    | (HAS(set, N - 1) && (HAS(stored, 0) || (HAS(set, 0) && !HAS(stored, N - 1))) -> BIT(N - 1) : 0))
#else
#define TWINS 0
#define REUSED(set) 0
#endif
#ifdef BUG_REUSE_SWALLOWED
#define PARKED(set) (set & BAD_SET)
#else
#define PARKED(set) ((set & BAD_SET) | REUSED(set))
#endif
#define KILLS(set) (special != NONE && is_killer && HAS(set, special))

#ifdef SWEEPER
#define SAFE(i) (HAS(announced, i) || !HAS(struck, i))
#else
#define SAFE(i) HAS(announced, i)
#endif
#define LOST(i) (place[(i) / ITEMS] == GONE \
    && !(HAS(dead, (i) / ITEMS) || HAS(parked, i) || (HAS(stored, i) && SAFE(i))))

inline check() {
  assert(!(announced & ~stored));            /* no ghost: nothing is announced that is not stored */
  for (c : 0 .. N - 1) { assert(!LOST(c)) }
  c = 0
}

/* A delivery comes back; beyond the limit the broker parks it. */
inline give_back(w) {
  for (c : 0 .. M - 1) {
    if
    :: place[c] == OUT && holder[c] == w ->
       returns[c]++;
       if
       :: returns[c] > LIMIT ->
          place[c] = GONE;
          assert(special != NONE && is_killer && special / ITEMS == c);    /* no innocent is parked */
#ifdef BUG_DLX_AT_MOST_ONCE
          if :: dead = dead | BIT(c) :: skip fi
#else
          dead = dead | BIT(c)
#endif
       :: else -> place[c] = READY
       fi
    :: else
    fi
  }
  c = 0;
  for (c : 1 .. M) { tagged[w * (M + 1) + c] = 0 }
  c = 0;
  tags[w] = 0;
  check()
}

inline acknowledge_tag(w, t) {
  if
  :: t > 0 && t <= tags[w] && place[tagged[w * (M + 1) + t]] == OUT && holder[tagged[w * (M + 1) + t]] == w ->
     place[tagged[w * (M + 1) + t]] = GONE
  :: else
  fi
}

#define HELD(w) ((place[0] == OUT && holder[0] == w) + (M > 1 && place[1 % M] == OUT && holder[1 % M] == w) \
    + (M > 2 && place[2 % M] == OUT && holder[2 % M] == w))
#define DELIVERABLE(w) (HELD(w) < S && (place[0] == READY || place[1 % M] == READY || place[2 % M] == READY))

proctype channel(byte w) {
  byte m;
end:
  do
  :: atomic {
       DELIVERABLE(w) ->
       if
       :: place[0] == READY -> m = 0
       :: M > 1 && place[1 % M] == READY -> m = 1
       :: M > 2 && place[2 % M] == READY -> m = 2
       fi;
       place[m] = OUT; holder[m] = w;
       tags[w]++; tagged[w * (M + 1) + tags[w]] = m;
       m = 0
     }
  od
}

/* What may befall a lane before each of its steps. After `die` the process starts again with nothing in hand. */
#define trouble(w) \
  if \
  :: true \
  :: faults > 0 -> faults--; goto die \
  :: faults > 0 && !lost_link[w] -> faults--; lost_link[w] = true; give_back(w) \
  fi

proctype lane(byte w) {
  byte fresh, suspects, held;   /* sets of deliveries in hand */
  byte tag[M];
  byte row;                     /* items that the last commit put in the outbox, as far as the lane knows */
  byte confirmed;               /* announced, and not yet struck off the outbox */
  byte taken;                   /* deliveries of the channel that were read */
  byte now;                     /* the delivery or deliveries that are being tried */
  byte event, bad, kept;        /* items to announce, to park and to store in this step */
  byte rejected;                /* a suspect's bad items, parked at its end */
  byte todo;                    /* a suspect's items still to judge */
  byte m, c, last;
  bool alone;
  goto turn;

die:
  atomic { give_back(w); lost_link[w] = false; confirmed = 0 };
reopen:
  atomic {
    fresh = 0; suspects = 0; held = 0; taken = 0; now = 0; row = 0; event = 0; bad = 0; kept = 0; rejected = 0; todo = 0; m = 0; last = 0;
    alone = false;
    for (c : 0 .. M - 1) { tag[c] = 0 }
    c = 0;
    if :: lost_link[w] -> lost_link[w] = false :: else fi
  };

turn:
  now = 0;
end:
  atomic {
    if
    :: lost_link[w] -> goto reopen
    :: faults > 0 && HELD(w) > 0 -> faults--; goto die
    :: faults > 0 && HELD(w) > 0 && !lost_link[w] -> faults--; lost_link[w] = true; give_back(w); goto turn
    :: held && !alarm -> suspects = suspects | held; held = 0; goto turn
    :: !lost_link[w] && taken < tags[w] ->
       do
       :: taken < tags[w] ->
          taken++; m = tagged[w * (M + 1) + taken]; tag[m] = taken;
#ifdef BUG_SUSPECTS_TOGETHER
          fresh = fresh | BIT(m)
#else
          if :: returns[m] > 0 -> suspects = suspects | BIT(m) :: else -> fresh = fresh | BIT(m) fi
#endif
       :: taken == tags[w] -> break
       od;
       m = 0;
       if :: fresh :: else -> goto turn fi
    :: !lost_link[w] && suspects && taken == tags[w] && !DELIVERABLE(w) -> goto suspect
    :: confirmed && !suspects && taken == tags[w] -> struck = struck | confirmed; confirmed = 0; check(); goto turn
    fi
  };

  atomic {
    now = fresh; fresh = 0; todo = 0;
    for (c : 0 .. M - 1) { if :: HAS(now, c) -> todo = todo | ITEMS_OF(c) :: else fi }
    c = 0
  };
#ifdef BUG_ACK_FIRST
  atomic { for (c : 0 .. M - 1) { if :: HAS(now, c) && !lost_link[w] -> acknowledge_tag(w, tag[c]) :: else fi }; c = 0; check() };
#endif
#ifdef BUG_PUBLISH_BEFORE_COMMIT
  atomic { announced = announced | (todo & ~BAD_SET); check() };
#endif

judge:
  atomic {
    trouble(w);
    if
    :: KILLS(todo) -> goto die
    :: else
    fi;
    bad = PARKED(todo);
    kept = todo & ~bad & ~REUSED(todo);
    event = kept & ~struck;
#ifdef BUG_DUPLICATE_NOT_REPUBLISHED
    event = event & ~stored;
#endif
    if
    :: row = row | (kept & ~stored); stored = stored | row; struck = struck | confirmed; confirmed = 0;
#ifdef BUG_STRIKE_BEFORE_CONFIRM
       struck = struck | kept;
#endif
       check()
    :: faults > 0 -> faults--;            /* COMMIT of unknown outcome: the batch is run again, its row is nobody's */
       if
       :: stored = stored | kept; struck = struck | confirmed
       :: skip
       fi;
       goto judge
    fi;
    if :: alone -> rejected = rejected | bad; bad = 0 :: else fi;
    todo = 0; kept = 0;
    m = event
  };

publish:
  do
  :: atomic { event == 0 && bad == 0 -> break }
  :: atomic {                              /* the events of a batch travel in one message */
       event && !alarm -> trouble(w);
       if
       :: announced = announced | event; event = 0
       :: faults > 0 -> faults--; announced = announced | event      /* its confirm is lost */
       :: faults > 0 -> faults--;                                    /* it is lost, refused or returned */
#ifdef BUG_NO_CONFIRM
          event = 0
#endif
       fi
     }
  :: atomic {
       bad && !alarm -> trouble(w);
       if
       :: parked = parked | bad; bad = 0
       :: faults > 0 -> faults--; parked = parked | bad
       :: faults > 0 -> faults--;
#ifdef BUG_PARK_UNCONFIRMED
          bad = 0
#endif
       fi
     }
#ifdef SPILL
  :: atomic { alarm && (event || bad) -> trouble(w); if :: alarm -> goto spill :: else fi }
#endif
  od;
  atomic { confirmed = confirmed | (m & row); row = 0; m = 0 };
  if :: alone -> goto next_item :: else fi;

settle:
  atomic {
    trouble(w);
#ifndef BUG_STALE_ACK
    if :: lost_link[w] -> goto reopen :: else fi;
#endif
    last = 0;
    for (c : 0 .. M - 1) { if :: HAS(now, c) && tag[c] > last -> last = tag[c] :: else fi }
    m = 0;                                 /* whether something below the last tag is unfinished */
    for (c : 0 .. M - 1) { if :: held || (HAS(suspects, c) && tag[c] < last) -> m = 1 :: else fi }
#ifdef BUG_MULTIPLE_ACK
    m = 0;
#endif
    c = 0;
    if
    :: m == 0 && !alone -> for (c : 1 .. last) { acknowledge_tag(w, c) }
    :: else -> for (c : 0 .. M - 1) { if :: HAS(now, c) -> acknowledge_tag(w, tag[c]) :: else fi }
    fi;
    c = 0; m = 0; last = 0; now = 0; alone = false;
    check();
    if :: lost_link[w] -> goto reopen :: else fi
  };
  goto turn;

spill:                                     /* what is stored is acknowledged unannounced; what must be parked waits */
  atomic {
    m = 0;
    if
    :: alone && event -> event = 0; goto next_item
    :: alone && !event -> held = held | now
    :: else ->
       for (c : 0 .. M - 1) {
         if
         :: HAS(now, c) && (bad & ITEMS_OF(c)) -> held = held | BIT(c)
         :: HAS(now, c) && !(bad & ITEMS_OF(c)) ->
            if :: !lost_link[w] -> acknowledge_tag(w, tag[c]) :: else fi
         :: else
         fi
       }
       c = 0
    fi;
#ifdef BUG_STRIKE_PARTLY
    confirmed = confirmed | row;           /* a part of the row is confirmed, and all of it is struck off */
#endif
    row = 0; event = 0; bad = 0; rejected = 0; todo = 0; alone = false; now = 0;
    check()
  };
  goto turn;

suspect:                                   /* by lot */
  atomic {
    m = NONE;
    for (c : 0 .. M - 1) {
      if
      :: !HAS(suspects, c)
#ifdef BUG_FEWEST_FIRST
      :: HAS(suspects, c) && (m == NONE || returns[c] < returns[m]) -> m = c
      :: HAS(suspects, c) && m != NONE && returns[c] > returns[m]
      :: HAS(suspects, c) && m != NONE && returns[c] == returns[m] -> if :: !KILLS(ITEMS_OF(c)) -> m = c :: else fi
#else
      :: HAS(suspects, c) && m == NONE -> m = c
      :: HAS(suspects, c) && m != NONE ->
         if
         :: KILLS(ITEMS_OF(c)) && luck > 0 -> luck--; m = c
         :: KILLS(ITEMS_OF(c))
         :: KILLS(ITEMS_OF(m)) -> m = c
         :: KILLS(ITEMS_OF(m)) && luck > 0 -> luck--
         :: !KILLS(ITEMS_OF(m)) && !KILLS(ITEMS_OF(c)) -> m = c
         :: !KILLS(ITEMS_OF(m)) && !KILLS(ITEMS_OF(c))
         fi
#endif
      fi
    }
    c = 0;
    suspects = suspects & ~BIT(m); now = BIT(m); alone = true; rejected = 0;
    last = 0; m = 0
  };

next_item:                                 /* `last` counts the items judged; every other attempt goes backwards */
  atomic {
    c = 0;
    do :: HAS(now, c) -> break :: else -> c++ od;
    if
    :: last < ITEMS ->
#ifdef BUG_ONE_DIRECTION
       todo = BIT(c * ITEMS + last);
#else
       todo = (returns[c] % 2 == 1 -> BIT(c * ITEMS + last) : BIT(c * ITEMS + ITEMS - 1 - last));
#endif
       last++; c = 0; goto judge
    :: last == ITEMS && rejected -> bad = rejected; rejected = 0; last = ITEMS + 1; c = 0; m = 0; goto publish
    :: else -> last = 0; c = 0
    fi
  };
  goto settle
}

#ifdef SWEEPER
/* Announces what the outbox holds, strikes it off afterwards; its own end in between is a fault. */
proctype sweeper() {
  byte i, c;
end:
  do
  :: atomic {
       !alarm && (stored & ~struck) ->
       i = 0;
       do :: HAS(stored & ~struck, i) -> break :: else -> i++ od;
       if
       :: announced = announced | BIT(i)
       :: faults > 0 -> faults--; i = NONE
       fi
     };
     atomic {
       if
       :: i != NONE -> struck = struck | BIT(i)
       :: i != NONE && faults > 0 -> faults--
       :: else
       fi;
       i = 0; check()
     }
  od
}
#endif

#ifdef SPILL
proctype alarms() {
end:
  do
  :: atomic { !alarm && faults > 0 -> faults--; alarm = true }
  :: alarm -> alarm = false
  od
}
#endif

/* Nothing more can happen: then everything is done. Together with the absence of cycles this is liveness. */
proctype finish() {
  byte c;
  timeout ->
  for (c : 0 .. N - 1) {
    assert(place[c / ITEMS] == GONE);
    if
    :: HAS(TWINS, c) ->
       /* with a killer in its envelope the one that is not stored is parked in that */
       assert((HAS(stored, c) && HAS(announced, c)) || HAS(parked, c) || HAS(dead, c / ITEMS));
       assert(!(HAS(stored, c) && HAS(parked, c)))
    :: GOOD(c) && !HAS(TWINS, c) -> assert(HAS(stored, c) && HAS(announced, c))
    :: !GOOD(c) && is_killer -> assert(HAS(dead, c / ITEMS))
    :: else -> assert(HAS(parked, c))
    fi
  }
#ifdef REUSE
  assert((stored & TWINS) && (stored & TWINS) != TWINS)
#endif
}

init {
  atomic {
    byte i;
    if
    :: skip
    :: for (i : 0 .. N - 1) { if :: special == NONE && !HAS(TWINS, i) -> special = i :: skip fi }
       if :: is_killer = true :: skip fi;
       if :: special == NONE -> is_killer = false :: else fi
    fi;
    for (i : 0 .. W - 1) { run channel(i); run lane(i) }
    i = 0;
#ifdef SWEEPER
    run sweeper();
#endif
#ifdef SPILL
    run alarms();
#endif
    run finish()
  }
}
