-- Every act is announced when it is committed, so that each web process drops the pages it had kept.
create function announce_change() returns trigger language plpgsql as $$
begin
	perform pg_notify('otagaisama_changed', new.operator_id::text);
	return null;
end $$;

create trigger audit_trail_announce after insert on audit_trail
	for each row execute function announce_change();
