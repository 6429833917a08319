/**
 * What a put goes by beside its own document, as its writer says by `lethe.heard` (a number of a signal) and
 * `lethe.expects` (kind, id and revision of another document), settings of its transaction. One that says nothing is asked
 * for nothing. The other document is locked against changes until the put is stored, and other puts may go by it as well.
 */
export const terms = `
  create function lethe.check_terms() returns trigger language plpgsql as $$
  declare
    heard integer := nullif(current_setting('lethe.heard', true), '')::integer;
    expects text[] := string_to_array(nullif(current_setting('lethe.expects', true), ''), ' ');
    found_revision integer;
  begin
    if heard is not null and exists (
      select from lethe.signal s where s.kind = new.kind and s.id = new.id and s.n > heard
    ) then
      raise exception using errcode = 'LE004', message = 'unheard-signal';
    end if;
    if expects is not null then
      select revision into found_revision from lethe.document d
        where d.kind = expects[1] and d.id = expects[2] for share;
      if coalesce(found_revision, 0) <> expects[3]::integer then
        raise exception using errcode = 'LE005', message = 'expectation-failed';
      end if;
    end if;
    return new;
  end $$;
  create trigger check_terms before insert or update of body on lethe.document
    for each row execute function lethe.check_terms();
`
