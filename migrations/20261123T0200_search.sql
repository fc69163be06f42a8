-- 検索: one entry for everything that can be looked for, fed by triggers on the rooms' tables, so that no command can
-- forget it. Who may see an entry is never written here: each room's visibleTo() is asked at every search.

-- What an entry can be found by: each letter and each pair of neighbouring letters, those of the title once more with ^,
-- and to whom and to what kind it belongs.
create function search_grams(operator_id uuid, kind text, title text, body text) returns text[]
	language plpgsql immutable parallel safe as $$
declare
	found text[] := array[operator_id::text, 'kind:' || kind];
	letter text;
	before text := '';
begin
	foreach letter in array string_to_array(body, null) loop
		if letter in (' ', e'\n') then
			before := '';
			continue;
		end if;
		found := found || letter;
		if before <> '' then
			found := found || (before || letter);
		end if;
		before := letter;
	end loop;
	before := '';
	foreach letter in array string_to_array(title, null) loop
		if letter = ' ' then
			before := '';
			continue;
		end if;
		found := found || ('^' || letter);
		if before <> '' then
			found := found || ('^' || before || letter);
		end if;
		before := letter;
	end loop;
	return found;
end $$;

create table search_entries (
	operator_id uuid not null references operators,
	kind text collate "C" not null,
	id uuid not null,
	-- as it is shown; '' when the thing has no title
	heading text not null,
	words text not null,
	-- the same folded, as it is compared (src/lib/kernel/text.ts)
	title text collate "C" not null,
	body text collate "C" not null,
	-- the day that counts for the reader: held, published, changed
	at timestamptz not null,
	primary key (operator_id, kind, id)
);
create index search_entries_newest on search_entries (operator_id, at desc, id desc);
create index search_entries_newest_of_kind on search_entries (operator_id, kind, at desc, id desc);
-- a small list of what is not sorted in yet: a search reads it through
create index search_entries_grams on search_entries using gin (search_grams(operator_id, kind, title, body))
	with (gin_pending_list_limit = 256);
call belongs_to_operator('search_entries');
-- migrations and search_found() run as the owner of the table
create policy owner_feeds_and_finds on search_entries to current_user using (true) with check (true);

-- Keeps the entry of one row. Arguments: kind, column of the folded words (the title first, then a new line), column of
-- the title or '', column of the time, then the columns whose words are shown.
create function feed_search() returns trigger language plpgsql as $$
declare
	is_gone boolean := tg_op = 'DELETE';
	written jsonb := case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
	folded text := written ->> tg_argv[1];
	has_title boolean := tg_argv[2] <> '';
begin
	if is_gone or coalesce(folded, '') = '' then
		delete from search_entries
		where operator_id = (written ->> 'operator_id')::uuid and kind = tg_argv[0] and id = (written ->> 'id')::uuid;
		return null;
	end if;
	insert into search_entries as entry (operator_id, kind, id, heading, words, title, body, at)
	values (
		(written ->> 'operator_id')::uuid,
		tg_argv[0],
		(written ->> 'id')::uuid,
		case when has_title then written ->> tg_argv[2] else '' end,
		(
			select coalesce(string_agg(written ->> tg_argv[n], e'\n' order by n), '')
			from generate_series(4, tg_nargs - 1) n where written ->> tg_argv[n] <> ''
		),
		case when has_title then split_part(folded, e'\n', 1) else '' end,
		folded,
		coalesce(written ->> tg_argv[3], written ->> 'changed_at')::timestamptz
	)
	on conflict (operator_id, kind, id) do update
	set heading = excluded.heading, words = excluded.words, title = excluded.title, body = excluded.body, at = excluded.at
	where (entry.heading, entry.words, entry.title, entry.body, entry.at)
		is distinct from (excluded.heading, excluded.words, excluded.title, excluded.body, excluded.at);
	return null;
end $$;

-- Called once for every table that can be searched; what is in it already is taken in.
create procedure feeds_search(table_name text, kind text, folded text, title text, at text, variadic shown text[])
	language plpgsql as $$
declare
	arguments text := (select string_agg(quote_literal(a), ', ' order by n)
		from unnest(array[kind, folded, title, at] || shown) with ordinality as given (a, n));
begin
	execute format('create trigger %I after insert or update or delete on %I for each row execute function feed_search(%s)',
		table_name || '_search', table_name, arguments);
	execute format('alter table %I no force row level security', table_name);
	execute format('update %I set %2$I = %2$I', table_name, folded);
	execute format('alter table %I force row level security', table_name);
end $$;

call feeds_search('organisations', 'organisation', 'search_text', 'name', 'changed_at', 'activity', 'reason', 'audience', 'strengths', 'offers', 'needs');
call feeds_search('places', 'place', 'search_text', 'name', 'changed_at', 'audience', 'hours', 'remark');
-- raw words are in no index: only the text from which nobody can be recognised
call feeds_search('concerns', 'concern', 'deidentified_search_text', '', 'published_at', 'deidentified_text');
call feeds_search('issues', 'issue', 'search_text', 'title', 'changed_at', 'description', 'wall');
call feeds_search('forums', 'forum', 'search_text', 'name', 'changed_at', 'purpose', 'basis');
call feeds_search('sessions', 'session', 'search_text', 'title', 'held_on', 'theme', 'lead');
call feeds_search('platforms', 'platform', 'search_text', 'name', 'changed_at', 'purpose', 'success_condition');
call feeds_search('outcomes', 'outcome', 'search_text', 'title', 'changed_at', 'changed', 'voices', 'evidence', 'number_meaning');

-- Everything of the operator of this transaction that has all words of one of the cases, each {"words": […], "grams": […]}.
-- It runs as its owner, because row-level security keeps an index from being asked with words; therefore it names the
-- operator itself, gives nothing but kinds, ids and times, and whoever calls it asks the rooms what may be seen.
create function search_found(cases jsonb, kinds text[], only_titles boolean)
	returns table (kind text, id uuid, at timestamptz, in_title boolean)
	language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
	one jsonb;
	grams text[];
	patterns text[];
begin
	for one in select jsonb_array_elements(cases) loop
		patterns := array(select '%' || regexp_replace(jsonb_array_elements_text(one -> 'words'), '([\\%_])', '\\\1', 'g') || '%');
		grams := array(select case when only_titles then '^' else '' end || jsonb_array_elements_text(one -> 'grams'))
			|| current_operator()::text;
		if cardinality(kinds) = 1 then
			grams := grams || ('kind:' || kinds[1]);
		end if;
		return query
			select entry.kind, entry.id, entry.at, entry.title like all (patterns)
			from search_entries entry
			where search_grams(entry.operator_id, entry.kind, entry.title, entry.body) @> grams
				and entry.operator_id = current_operator() and entry.kind = any (kinds)
				and case when only_titles then entry.title else entry.body end like all (patterns);
	end loop;
end $$;
revoke execute on function search_found(jsonb, text[], boolean) from public;
grant execute on function search_found(jsonb, text[], boolean) to otagaisama_app;
-- 言いかえ: words that mean the same to whoever searches or groups, kept by the staff beside the standard ones.
create table synonym_groups (
	operator_id uuid not null references operators,
	id uuid not null,
	words text[] not null check (cardinality(words) between 2 and 12),
	changed_by uuid,
	changed_at timestamptz not null,
	primary key (operator_id, id)
);
call belongs_to_operator('synonym_groups');
