-- 地域の働き: what an area needs somebody to do, who does it where, and what is missing.
create table local_functions (
	operator_id uuid not null references operators,
	id uuid not null,
	name text not null check (length(name) between 1 and 400),
	name_kana text not null default '',
	sort_key text collate "C" not null,
	description text not null default '',
	-- other words for it, one per line: what is alike is found by them too
	words text not null default '',
	search_text text not null,
	made_by uuid,
	made_at timestamptz not null,
	changed_at timestamptz not null,
	closed_at timestamptz,
	primary key (operator_id, id),
	unique (operator_id, name),
	foreign key (operator_id, made_by) references people
);
create index local_functions_sorted on local_functions (operator_id, sort_key, id);
call belongs_to_operator('local_functions');
call feeds_search('local_functions', 'function', 'search_text', 'name', 'changed_at', 'description', 'words');

-- Who does it, and where. Without an area of its own: where the organisation or the place is.
create table function_covers (
	operator_id uuid not null references operators,
	id uuid not null,
	function_id uuid not null,
	area_id uuid,
	organisation_id uuid,
	place_id uuid,
	-- somebody who is not in the directory
	who text not null default '',
	what text not null default '',
	strength text not null check (strength in ('enough', 'little')),
	-- how many people do it, as far as somebody said
	people integer check (people between 0 and 9999),
	origin_session_id uuid,
	origin_result_id uuid,
	made_by uuid,
	made_at timestamptz not null,
	ended_at timestamptz,
	primary key (operator_id, id),
	foreign key (operator_id, function_id) references local_functions,
	foreign key (operator_id, area_id) references areas,
	foreign key (operator_id, organisation_id) references organisations,
	foreign key (operator_id, place_id) references places,
	foreign key (operator_id, origin_session_id) references sessions,
	foreign key (operator_id, made_by) references people,
	check (organisation_id is not null or place_id is not null or who <> ''),
	check ((origin_session_id is null) = (origin_result_id is null))
);
create unique index function_covers_once on function_covers (operator_id, function_id, area_id, organisation_id, place_id, who)
	nulls not distinct where ended_at is null;
create index function_covers_organisation on function_covers (operator_id, organisation_id);
call belongs_to_operator('function_covers');
revoke delete on function_covers from otagaisama_app;

-- 足りない働き: one open finding for each function and area.
create table function_gaps (
	operator_id uuid not null references operators,
	id uuid not null,
	function_id uuid not null,
	-- none: the whole of the operator
	area_id uuid,
	standing text not null check (standing in ('missing', 'weak')),
	text text not null check (length(text) between 1 and 8000),
	search_text text not null,
	issue_id uuid,
	origin_session_id uuid,
	origin_result_id uuid,
	state text not null default 'open' check (state in ('open', 'filled', 'dropped')),
	closed_why text not null default '',
	closed_by uuid,
	closed_at timestamptz,
	-- since when it waits to be proposed as policy
	for_policy_at timestamptz,
	made_by uuid,
	made_at timestamptz not null,
	changed_at timestamptz not null,
	primary key (operator_id, id),
	foreign key (operator_id, function_id) references local_functions,
	foreign key (operator_id, area_id) references areas,
	foreign key (operator_id, issue_id) references issues,
	foreign key (operator_id, origin_session_id) references sessions,
	foreign key (operator_id, made_by) references people,
	foreign key (operator_id, closed_by) references people,
	check ((state = 'open') = (closed_at is null)),
	check ((origin_session_id is null) = (origin_result_id is null))
);
create unique index function_gaps_once on function_gaps (operator_id, function_id, area_id) nulls not distinct where state = 'open';
call belongs_to_operator('function_gaps');
call feeds_search('function_gaps', 'gap', 'search_text', '', 'changed_at', 'text');
revoke delete on function_gaps from otagaisama_app;
