/**
 * What is counted over all instances: who may make how many calls at the same time, how often something was tried, and
 * whose lease is over. Not logged: after a crash of the server everybody begins to count anew, which harms nobody.
 */
export const counts = `
  -- Shares in the slots of an address: how many calls each holder wants to make at the same time, and how many it may.
  create unlogged table lethe.slot (
    lane text not null,
    holder text not null,
    wanted integer not null,
    held integer not null,
    until_ms bigint not null,
    primary key (lane, holder)
  );

  -- when the next call to an address may start, where there is a pace
  create unlogged table lethe.pace (lane text primary key, next_ms bigint not null);

  create unlogged table lethe.tally (n bigint generated always as identity primary key, key text not null, at_ms bigint not null);
  create index tally_key on lethe.tally (key, at_ms);

  -- Slots are dealt out one by one in turn, as far as they are wanted; who is first changes every five seconds, so that
  -- fewer slots than holders go round. Calls that run are never cut: their slots come back as they end.
  create function lethe.take_slots(
    p_lane text, p_holder text, p_all integer, p_running integer, p_wanted integer, p_now bigint, p_lease_ms bigint
  ) returns integer language plpgsql as $$
  declare
    holders text[];
    wants integer[];
    dealt integer[];
    elsewhere integer;
    many integer;
    one integer;
    left_over integer := p_all;
    before_round integer;
    mine integer;
  begin
    perform pg_advisory_xact_lock(hashtextextended('lethe slots ' || p_lane, 0));
    delete from lethe.slot where lane = p_lane and (until_ms <= p_now or (holder = p_holder and p_wanted = 0));
    if p_wanted = 0 then return 0; end if;
    insert into lethe.slot values (p_lane, p_holder, p_wanted, p_running, p_now + p_lease_ms)
      on conflict (lane, holder) do update
      set wanted = excluded.wanted, held = excluded.held, until_ms = excluded.until_ms;
    select array_agg(holder order by holder), array_agg(wanted order by holder),
      coalesce(sum(held) filter (where holder <> p_holder), 0)
      into holders, wants, elsewhere from lethe.slot where lane = p_lane;
    many := cardinality(holders);
    dealt := array_fill(0, array[many]);
    loop
      before_round := left_over;
      for place in 0 .. many - 1 loop
        one := ((p_now / 5000 + place) % many)::integer + 1;
        if left_over > 0 and dealt[one] < wants[one] then
          dealt[one] := dealt[one] + 1;
          left_over := left_over - 1;
        end if;
      end loop;
      exit when left_over = 0 or left_over = before_round;
    end loop;
    mine := greatest(0, least(dealt[array_position(holders, p_holder)], p_all - elsewhere));
    update lethe.slot set held = greatest(mine, p_running) where lane = p_lane and holder = p_holder;
    return mine;
  end $$;

  create function lethe.next_start(p_lane text, p_pace_ms bigint, p_now bigint) returns bigint language sql as $$
    insert into lethe.pace as known values (p_lane, p_now + p_pace_ms)
      on conflict (lane) do update set next_ms = greatest(known.next_ms, p_now) + p_pace_ms
      returning next_ms - p_pace_ms
  $$;

  -- Counts one more under each key, or under none if one of them is full: then the time is answered that is left until
  -- it has room. Keys come sorted, so that two callers never wait for each other.
  create function lethe.count_up(p_keys text[], p_most integer[], p_window_ms bigint[], p_now bigint)
  returns bigint language plpgsql as $$
  declare
    wait_ms bigint := 0;
    counted integer;
    oldest bigint;
  begin
    for i in 1 .. cardinality(p_keys) loop
      perform pg_advisory_xact_lock(hashtextextended('lethe tally ' || p_keys[i], 0));
      delete from lethe.tally where key = p_keys[i] and at_ms <= p_now - p_window_ms[i];
      select count(*), min(at_ms) into counted, oldest from lethe.tally where key = p_keys[i];
      if counted >= p_most[i] then wait_ms := greatest(wait_ms, oldest + p_window_ms[i] - p_now); end if;
    end loop;
    if wait_ms > 0 then return wait_ms; end if;
    insert into lethe.tally (key, at_ms) select k, p_now from unnest(p_keys) k;
    return null;
  end $$;

  -- The sweep for leases: rings for what a dead instance held, and answers when the next lease ends.
  create function lethe.ring_lapsed(p_now bigint, p_ahead_ms bigint, p_limit integer)
  returns bigint language plpgsql as $$
  declare
    one record;
  begin
    for one in
      select id, waiting, due_ms from lethe.document
        where kind = 'request' and claim is not null and claim_until_ms <= p_now
          and (waiting > 0 or due_ms <= p_now + p_ahead_ms)
        order by claim_until_ms limit p_limit
    loop
      perform lethe.ring('request', one.id, case when one.waiting > 0 then p_now else greatest(p_now, one.due_ms) end);
    end loop;
    return (
      select min(claim_until_ms) from lethe.document
        where kind = 'request' and claim is not null and claim_until_ms > p_now
    );
  end $$;
`
