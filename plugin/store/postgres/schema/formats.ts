/**
 * In which format each body was written, as its writer says by `lethe.format`, a setting of its transaction. One that
 * says nothing is of the first release, which may still run while the next one brings the tables up to date.
 */
export const formats = `
  alter table lethe.document add column format integer not null default 1;
  create index document_format on lethe.document (format);

  create function lethe.note_format() returns trigger language plpgsql as $$
  begin
    new.format := coalesce(nullif(current_setting('lethe.format', true), '')::integer, 1);
    return new;
  end $$;
  create trigger note_format before insert or update of body on lethe.document
    for each row execute function lethe.note_format();
`
