/* Notify as built: one claim for each batch, stored before a provider is called, owned by a database session, and taken over
 * by whoever has seen that session gone for longer than sending may take.
 *
 * N notices, announced at least once each; W workers. The provider is one of three kinds. README.md says what stands for what.
 */
#ifndef N
#define N 2
#endif
#ifndef W
#define W 2
#endif
#ifndef FAULTS
#define FAULTS 3
#endif
#define NONE 255

mtype = { READY, OUT, GONE };                   /* the event that asks for the notice */
mtype = { ABSENT, CLAIMED, QUEUED, SENT, UNKNOWN };
mtype = { TRACEABLE, REPEATABLE, UNTRACEABLE };

mtype place[N] = READY;
byte copies[N];                                 /* further copies of the event, delivered later */
mtype state[N] = ABSENT;
byte owner[N] = NONE;                           /* the worker whose session owns the notice's claim, while that lives */
byte number[N];                                 /* the claim's number: a new one when it is taken over */
byte sending[N];                                /* whose time for sending, which begins with the claim, is not over */
byte effects[N];                                /* what reached the citizen */
mtype provider;
byte faults = FAULTS;

/* Long enough for whatever the old owner may still have been sending to have ended. */
#ifdef BUG_TAKE_OVER_WHILE_SENDING
#define OVER(n) (true)
#else
#define OVER(n) (sending[n] == 0)
#endif
#define ORPHAN(n) (state[n] == CLAIMED && owner[n] == NONE && OVER(n))

inline end_session(w) {
  for (c : 0 .. N - 1) { if :: owner[c] == w -> owner[c] = NONE :: else fi }
  c = 0
}

inline take(n, w) { state[n] = CLAIMED; owner[n] = w; sending[n]++; claim = number[n]; is_claimed = true }

inline deliver_to_citizen(n) {
  if
  :: provider == REPEATABLE && effects[n] > 0     /* the provider knows the idempotency key */
  :: else -> effects[n]++
  fi;
  assert(effects[n] <= 1)
}

proctype worker(byte w) {
  byte n, claim, c;
  bool has_event, is_claimed, is_dead;
  goto turn;

die:                                            /* a request that has left goes on without its sender */
  atomic {
    if :: has_event && place[n] == OUT && !is_dead -> place[n] = READY :: else fi;
    if :: is_claimed -> sending[n]-- :: else fi;
    end_session(w);
    n = 0; claim = 0; has_event = false; is_claimed = false; is_dead = false
  };

turn:
end:
  atomic {
    if
    :: place[0] == READY -> n = 0; place[n] = OUT; has_event = true
    :: N > 1 && place[N - 1] == READY -> n = N - 1; place[n] = OUT; has_event = true
    :: ORPHAN(0) -> n = 0; goto take_over
    :: N > 1 && ORPHAN(N - 1) -> n = N - 1; goto take_over
#ifndef BUG_NO_SECOND_TRY
    :: state[0] == QUEUED -> n = 0; goto claim_due
    :: N > 1 && state[N - 1] == QUEUED -> n = N - 1; goto claim_due
#endif
    fi
  };
#ifdef BUG_ACK_BEFORE_CLAIM
  atomic { if :: has_event -> place[n] = GONE; has_event = false :: else fi };
#endif

claim_new:                                      /* one transaction: the notice and its claim */
  atomic {
    if
    :: faults > 0 -> faults--; goto die
    :: faults > 0 -> faults--;                  /* COMMIT of unknown outcome; a new session runs it again */
       if :: state[n] == ABSENT -> state[n] = CLAIMED :: skip fi;
       end_session(w); goto claim_new
    :: state[n] == ABSENT -> take(n, w)
#ifdef BUG_DUPLICATE_SENDS
    :: state[n] != ABSENT -> take(n, w)
#else
    :: state[n] != ABSENT -> goto acknowledge   /* known: whoever claimed it sees to it */
#endif
    fi
  };
  goto offer;

claim_due:
  atomic {
    if
    :: faults > 0 -> faults--; goto die
    :: state[n] == QUEUED -> take(n, w)
    :: state[n] != QUEUED -> goto turn
    fi
  };
  goto offer;

take_over:
  atomic {
    if
    :: faults > 0 -> faults--; goto die
    :: !ORPHAN(n) -> goto turn                  /* another was faster */
    :: ORPHAN(n) ->
       number[n]++; take(n, w);
       if
       :: provider == TRACEABLE && effects[n] > 0 -> goto settle_sent
       :: provider == UNTRACEABLE -> goto settle_unknown
       :: else
       fi
    fi
  };

offer:                                          /* its sender may be cut off from the database, or gone, meanwhile */
  atomic {
    if
    :: true
    :: faults > 0 -> faults--; goto die
    :: faults > 0 -> faults--; end_session(w)
    :: faults > 0 -> faults--; end_session(w); is_dead = true;
       if :: has_event && place[n] == OUT -> place[n] = READY :: else fi
    fi
  };
  atomic {
    if
    :: deliver_to_citizen(n);
       if
       :: is_dead -> goto die
       :: !is_dead && faults > 0 && provider == UNTRACEABLE -> faults--; goto settle_unknown   /* its answer is lost */
       :: !is_dead
       fi
    :: faults > 0 -> faults--;                  /* refused: to be tried again later */
       if :: is_dead -> goto die :: else -> goto settle_later fi
    fi
  };

settle_sent:
  atomic {
    if
    :: faults > 0 -> faults--; goto die
    :: faults > 0 -> faults--;
       if :: number[n] == claim && state[n] == CLAIMED -> state[n] = SENT :: skip fi;
       end_session(w); goto settle_sent
    :: number[n] == claim && state[n] == CLAIMED -> state[n] = SENT
    :: else                                     /* the claim is another's: too late to say anything */
    fi
  };
  goto acknowledge;

settle_unknown:
  atomic {
    if
    :: faults > 0 -> faults--; goto die
    :: number[n] == claim && state[n] == CLAIMED -> state[n] = UNKNOWN
    :: else
    fi
  };
  goto acknowledge;

settle_later:
  atomic {
    if
    :: faults > 0 -> faults--; goto die
    :: number[n] == claim && state[n] == CLAIMED -> state[n] = QUEUED; owner[n] = NONE
    :: else
    fi
  };

acknowledge:
  atomic {
    if
    :: has_event && faults > 0 -> faults--; goto die
    :: has_event -> if :: copies[n] > 0 -> copies[n]--; place[n] = READY :: else -> place[n] = GONE fi
    :: !has_event
    fi;
    if :: is_claimed -> sending[n]-- :: else fi;
    n = 0; claim = 0; has_event = false; is_claimed = false
  };
  goto turn
}

/* Nothing more can happen: then everything is done. Together with the absence of cycles this is liveness. */
proctype finish() {
  byte c;
  timeout ->
  for (c : 0 .. N - 1) {
    assert(place[c] == GONE);
    assert(state[c] == SENT || state[c] == UNKNOWN);
    assert(state[c] == UNKNOWN || effects[c] == 1);
    assert(state[c] == SENT || provider == UNTRACEABLE)
  }
}

init {
  atomic {
    byte i;
    if :: provider = TRACEABLE :: provider = REPEATABLE :: provider = UNTRACEABLE fi;
    if :: copies[0] = 1 :: skip fi;
    for (i : 0 .. W - 1) { run worker(i) }
    i = 0;
    run finish()
  }
}
