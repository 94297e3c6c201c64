/* A command that overtakes its report, or the routing of it, as built: it waits in a queue of the broker and comes back, WAITS
 * times, before it is refused; a refusal is not final. W workers; the report is stored, and later routed, whenever that happens.
 * README.md says what stands for what.
 */
#ifndef W
#define W 2
#endif
#ifndef FAULTS
#define FAULTS 2
#endif
#define WAITS 2

mtype = { NONE, REFUSED, APPLIED, ILLEGAL };
mtype = { AWAY, UNROUTED, ROUTED };

byte work[WAITS + 1];                           /* copies in the queue, by how often they have waited */
byte wait[WAITS + 1];                           /* copies that wait */
mtype place = AWAY;                             /* where the case is */
mtype outcome = NONE;                           /* the row of the command */
byte applied;                                   /* how often it was carried out */
byte faults = FAULTS;

#ifdef BUG_REFUSAL_IS_FINAL
#define FINAL (outcome != NONE)
#else
#define FINAL (outcome == APPLIED || outcome == ILLEGAL)
#endif

active proctype report() { place = UNROUTED; place = ROUTED }

/* Sends again what was refused, once the case is routed. */
active proctype sender() {
  work[0] = 1;
end:
  atomic { place == ROUTED && outcome == REFUSED -> work[0]++ }
}

active proctype broker() {
end:
  do
  :: atomic { wait[1] > 0 -> wait[1]--; work[1]++ }
  :: atomic { wait[2] > 0 -> wait[2]--; work[2]++ }
  od
}

active [W] proctype worker() {
  byte waits;
  bool is_early;
end:
  if
  :: atomic { work[0] > 0 -> work[0]--; waits = 0 }
  :: atomic { work[1] > 0 -> work[1]--; waits = 1 }
  :: atomic { work[2] > 0 -> work[2]--; waits = 2 }
  fi;
  is_early = false;
  if
  :: goto commit
  :: atomic { faults > 0 -> faults--; goto die }
  fi;

commit:
  atomic {
    if
    :: FINAL
    :: else ->
      if
      :: place == ROUTED -> applied++; assert(applied <= 1); outcome = APPLIED
#ifdef BUG_UNROUTED_IS_FINAL
      :: place == UNROUTED -> outcome = ILLEGAL
#define TOO_EARLY (place == AWAY)
#else
#define TOO_EARLY (place != ROUTED)
#endif
      :: TOO_EARLY && waits < WAITS -> is_early = true
      :: TOO_EARLY && waits == WAITS -> outcome = REFUSED
      fi
    fi
  }
  if
  :: goto publish
  :: atomic { faults > 0 -> faults--; goto die }
  fi;

publish:
  if
  :: is_early ->
    if
    :: wait[waits + 1]++
    :: atomic { faults > 0 -> faults-- };        /* lost, or its confirm: it is published again */
       if
       :: wait[waits + 1]++
       :: skip
       fi;
       goto publish
#ifdef BUG_ACK_UNCONFIRMED
    :: atomic { faults > 0 -> faults-- }         /* lost, and nobody waits for the confirm */
#endif
#ifdef BUG_SPILLED
    :: atomic { faults > 0 -> faults-- }         /* an alarm: acknowledged as if it were stored */
#endif
    fi
  :: else
  fi;
  if
  :: goto end                                    /* acknowledged */
  :: atomic { faults > 0 -> faults--; goto die }
  fi;

die:
  work[waits]++;                                /* delivered again */
  goto end
}

/* Nothing moves any more. */
active proctype account() {
  timeout -> assert(applied == 1)
}
