/**
 * The tables, a step of history each; a step never changes once it was released. Bodies and signals are text, never
 * jsonb, which would order keys anew: evidence is hashed as it is written. Times are epoch milliseconds beside the text
 * that was given, so that a document comes back as it went in. Ids sort by code unit (`collate "C"`), as in the embedded
 * store. Each change is told to every instance (`changed`), and a request that somebody has to carry on rings for one of
 * them (`ring`), both in the transaction of the change.
 */
export const documents = `
  create table lethe.document (
    kind text not null,
    id text collate "C" not null,
    revision integer not null,
    body text not null,
    index_keys text[] not null,
    unique_keys text[] not null,
    due_at text,
    due_ms bigint,
    shelf text,
    -- how many signals there ever were, and how many nobody has folded in yet
    signalled integer not null default 0,
    waiting integer not null default 0,
    -- since when it waits for a holder: due, or told something, whichever was first
    since_ms bigint,
    claim text,
    claim_until_ms bigint,
    primary key (kind, id),
    check (shelf is null or (claim is null and due_ms is null))
  );
  create index document_due on lethe.document (kind, since_ms, id)
    where shelf is null and claim is null and waiting = 0 and since_ms is not null;
  create index document_told on lethe.document (kind, since_ms, id)
    where shelf is null and claim is null and waiting > 0;
  create index document_claimed on lethe.document (kind, claim_until_ms) where claim is not null;
  create index document_open on lethe.document (kind, id) where shelf is null;
  create index document_shelf on lethe.document (kind, shelf, id) where shelf is not null;

  create table lethe.signal (
    kind text not null,
    id text collate "C" not null,
    n integer not null,
    at text not null,
    at_ms bigint not null,
    signal text not null,
    primary key (kind, id, n),
    foreign key (kind, id) references lethe.document on delete cascade
  );

  create table lethe.index_key (
    kind text not null,
    key text not null,
    id text collate "C" not null,
    primary key (kind, key, id),
    foreign key (kind, id) references lethe.document on delete cascade
  );
  create index index_key_of on lethe.index_key (kind, id);

  -- at most one open document of the whole store, whatever its kind, holds each
  create table lethe.unique_key (
    key text primary key,
    kind text not null,
    id text collate "C" not null,
    foreign key (kind, id) references lethe.document on delete cascade
  );
  create index unique_key_of on lethe.unique_key (kind, id);

  create function lethe.keep_keys(p_kind text, p_id text, p_keys text[], p_unique text[]) returns void
  language plpgsql as $$
  declare
    taken text;
  begin
    delete from lethe.index_key where kind = p_kind and id = p_id and key <> all (p_keys);
    insert into lethe.index_key select p_kind, k, p_id from unnest(p_keys) k on conflict do nothing;
    delete from lethe.unique_key where kind = p_kind and id = p_id and key <> all (p_unique);
    -- in one order everywhere, so that two writers never wait for each other
    insert into lethe.unique_key select k, p_kind, p_id from unnest(p_unique) k order by k on conflict do nothing;
    select k into taken from unnest(p_unique) k where not exists (
      select from lethe.unique_key u where u.key = k and u.kind = p_kind and u.id = p_id
    ) limit 1;
    if taken is not null then
      raise exception using errcode = 'LE001', message = 'duplicate-key', detail = taken;
    end if;
  end $$;

  -- to all who listen, with the connection's name, by which an instance knows its own
  create function lethe.changed(p_kind text, p_id text) returns void language sql as $$
    select pg_notify('lethe', current_setting('application_name') || ' ' || p_kind || ' ' || p_id)
  $$;

  -- A job of the engine for one document that waits, in the place of the one before. Without the engine the change still
  -- stands, and is found by the sweep.
  create function lethe.ring(p_kind text, p_id text, p_ms bigint) returns void language plpgsql as $$
  begin
    if p_kind <> 'request' or p_ms is null then return; end if;
    perform graphile_worker.add_job('lethe-due', json_build_object('request', p_id),
      run_at => to_timestamp(p_ms / 1000.0), job_key => p_id);
  exception when others then
    raise warning 'lethe: no bell (%)', sqlstate;
  end $$;

  -- the sweep: for what waits although it is due, because its job was lost or its holder has died
  create function lethe.ring_due(p_now bigint, p_limit integer) returns integer language plpgsql as $$
  declare
    one record;
    rung integer := 0;
  begin
    for one in
      (select id from lethe.document
        where kind = 'request' and shelf is null and claim is null and waiting = 0 and since_ms <= p_now
        order by since_ms limit p_limit)
      union all
      (select id from lethe.document where kind = 'request' and shelf is null and claim is null and waiting > 0
        order by since_ms limit p_limit)
      union all
      (select id from lethe.document
        where kind = 'request' and claim is not null and claim_until_ms <= p_now and (waiting > 0 or due_ms <= p_now)
        order by claim_until_ms limit p_limit)
    loop
      perform lethe.ring('request', one.id, p_now);
      rung := rung + 1;
    end loop;
    return rung;
  end $$;

  create function lethe.release(p_kind text, p_id text, p_claim text) returns boolean language plpgsql as $$
  declare
    since bigint;
  begin
    update lethe.document set claim = null, claim_until_ms = null
      where kind = p_kind and id = p_id and claim = p_claim returning since_ms into since;
    if not found then return false; end if;
    perform lethe.ring(p_kind, p_id, since);
    perform lethe.changed(p_kind, p_id);
    return true;
  end $$;

  create function lethe.put(
    p_kind text, p_id text, p_expected integer, p_body text, p_keys text[], p_unique text[],
    p_due_at text, p_due_ms bigint, p_shelf text, p_claim text, p_folded integer, p_release boolean, p_now bigint
  ) returns text language plpgsql as $$
  declare
    before lethe.document;
    left_over integer;
    first_ms bigint;
  begin
    select * into before from lethe.document where kind = p_kind and id = p_id for update;
    if not found then
      if p_expected > 0 then return 'not-found'; end if;
      insert into lethe.document (kind, id, revision, body, index_keys, unique_keys, due_at, due_ms, shelf, since_ms)
        values (p_kind, p_id, 1, p_body, p_keys, p_unique, p_due_at, p_due_ms, p_shelf, p_due_ms)
        on conflict do nothing;
      if not found then return 'revision-conflict'; end if;
      perform lethe.keep_keys(p_kind, p_id, p_keys, p_unique);
      perform lethe.ring(p_kind, p_id, p_due_ms);
      perform lethe.changed(p_kind, p_id);
      return 'put';
    end if;
    if p_claim is not null then
      if before.claim is distinct from p_claim then return 'claim-lost'; end if;
    elsif before.claim is not null and before.claim_until_ms > p_now then return 'claimed';
    end if;
    if before.revision <> p_expected then return 'revision-conflict'; end if;
    delete from lethe.signal where kind = p_kind and id = p_id and n <= p_folded;
    select count(*), min(at_ms) into left_over, first_ms from lethe.signal where kind = p_kind and id = p_id;
    update lethe.document set
      revision = p_expected + 1, body = p_body, index_keys = p_keys, unique_keys = p_unique, due_at = p_due_at,
      due_ms = p_due_ms, shelf = p_shelf, waiting = left_over, since_ms = least(p_due_ms, first_ms),
      claim = case when p_shelf is null and not p_release then p_claim end,
      claim_until_ms = case when p_shelf is null and not p_release and p_claim is not null then claim_until_ms end
      where kind = p_kind and id = p_id;
    perform lethe.keep_keys(p_kind, p_id, p_keys, p_unique);
    -- a holder that keeps its claim goes on by itself
    if p_shelf is null and (p_claim is null or p_release) then
      perform lethe.ring(p_kind, p_id, least(p_due_ms, first_ms));
    end if;
    perform lethe.changed(p_kind, p_id);
    return 'put';
  end $$;

  create function lethe.tell(p_kind text, p_id text, p_at text, p_at_ms bigint, p_signal text)
  returns integer language plpgsql as $$
  declare
    before lethe.document;
  begin
    select * into before from lethe.document where kind = p_kind and id = p_id for update;
    if not found then raise exception using errcode = 'LE002', message = 'not-found'; end if;
    if before.shelf is not null then raise exception using errcode = 'LE003', message = 'shelved'; end if;
    insert into lethe.signal values (p_kind, p_id, before.signalled + 1, p_at, p_at_ms, p_signal);
    update lethe.document set signalled = signalled + 1, waiting = waiting + 1, since_ms = least(since_ms, p_at_ms)
      where kind = p_kind and id = p_id;
    -- a holder hears of it at its next decision, or rings when it lets go
    if before.claim is null then perform lethe.ring(p_kind, p_id, least(before.since_ms, p_at_ms)); end if;
    perform lethe.changed(p_kind, p_id);
    return before.signalled + 1;
  end $$;

  create function lethe.remove(p_kind text, p_id text, p_expected integer, p_now bigint)
  returns text language plpgsql as $$
  declare
    before lethe.document;
  begin
    select * into before from lethe.document where kind = p_kind and id = p_id for update;
    if not found then return 'not-found'; end if;
    if before.claim is not null and before.claim_until_ms > p_now then return 'claimed'; end if;
    if before.revision <> p_expected then return 'revision-conflict'; end if;
    delete from lethe.document where kind = p_kind and id = p_id;
    perform lethe.changed(p_kind, p_id);
    return 'removed';
  end $$;
`
