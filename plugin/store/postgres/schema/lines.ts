/**
 * What lists show of a document, as its writer says by `lethe.line`, a setting of its transaction. One that says nothing
 * leaves none: then lists read the document.
 */
export const lines = `
  alter table lethe.document add column line text;

  create function lethe.note_line() returns trigger language plpgsql as $$
  begin
    if tg_op = 'UPDATE' or new.line is null then
      new.line := nullif(current_setting('lethe.line', true), '');
    end if;
    return new;
  end $$;
  create trigger note_line before insert or update of body on lethe.document
    for each row execute function lethe.note_line();
`
