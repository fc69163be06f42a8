-- 成果: what changed, with evidence, public only after a second person has read it.
create table outcomes (
	operator_id uuid not null references operators,
	id uuid not null,
	title text not null check (length(title) between 1 and 200),
	kind text not null check (kind in ('mechanism', 'connection', 'life', 'institution', 'other')),
	changed text not null check (length(btrim(changed)) > 0),
	-- 声: only what may be published
	voices text not null default '',
	evidence text not null default '',
	evidence_link text not null default '',
	number_value numeric,
	number_unit text not null default '',
	-- how it was counted
	number_meaning text not null default '',
	happened jsonb not null,
	happened_sort text collate "C" not null,
	state text not null check (state in ('draft', 'published', 'withdrawn')),
	written_by uuid,
	written_at timestamptz not null,
	changed_by uuid,
	changed_at timestamptz not null,
	published_by uuid,
	published_at timestamptz,
	withdrawn_reason text not null default '',
	return_note text not null default '',
	search_text text not null,
	primary key (operator_id, id),
	foreign key (operator_id, written_by) references people,
	check (number_value is null or (number_unit <> '' and number_meaning <> '')),
	check (state <> 'published' or published_at is not null),
	-- 書いた人と公開する人は別
	constraint outcomes_second_person check (
		published_by is null or (published_by is distinct from written_by and published_by is distinct from changed_by)
	),
	check ((state = 'withdrawn') = (withdrawn_reason <> ''))
);
create index outcomes_newest on outcomes (operator_id, happened_sort desc, id) where state = 'published';
create index outcomes_waiting on outcomes (operator_id, changed_at) where state = 'draft';
create index outcomes_search on outcomes using gin (search_text gin_trgm_ops);
call belongs_to_operator('outcomes');
