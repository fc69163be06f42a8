-- 団体: the directory. Every contact field has its own publicity.
create table organisations (
	operator_id uuid not null references operators,
	id uuid not null,
	name text not null check (length(name) between 1 and 200),
	name_kana text not null,
	sort_key text collate "C" not null,
	name_english text not null default '',
	kind text not null,
	legal_form text not null default '',
	actor_group text not null,
	corporate_number text check (corporate_number ~ '^[0-9]{13}$'),
	representative_title text not null default '',
	representative_name text not null default '',
	contact_section text not null default '',
	contact_name text not null default '',
	postal_code text not null default '',
	address text not null default '',
	telephone text not null default '',
	fax text not null default '',
	email text not null default '',
	url text not null default '',
	founded text not null default '',
	member_count integer check (member_count >= 0),
	-- 何を / なぜ / だれのために
	activity text not null default '',
	reason text not null default '',
	audience text not null default '',
	strengths text not null default '',
	offers text not null default '',
	needs text not null default '',
	own_issues text not null default '',
	stance text not null default '',
	fields text[] not null default '{}',
	continuity text not null default 'continuing' check (continuity in ('continuing', 'shrinking', 'resting', 'noSuccessor')),
	-- field name → 'public' | 'members' | 'office'; a field that is not named is 'office'
	publicity jsonb not null default '{}',
	search_text text not null,
	import_id uuid,
	created_at timestamptz not null,
	changed_at timestamptz not null,
	closed_at timestamptz,
	primary key (operator_id, id)
);
create index organisations_list on organisations (operator_id, sort_key, id) where closed_at is null;
create index organisations_kind on organisations (operator_id, kind);
call belongs_to_operator('organisations');

create table organisation_areas (
	operator_id uuid not null,
	organisation_id uuid not null,
	area_id uuid not null,
	primary key (operator_id, organisation_id, area_id),
	foreign key (operator_id, organisation_id) references organisations,
	foreign key (operator_id, area_id) references areas
);
create index organisation_areas_area on organisation_areas (operator_id, area_id);
call belongs_to_operator('organisation_areas');

-- Who may act for an organisation; several persons per organisation, each with an end.
create table representations (
	operator_id uuid not null,
	id uuid not null,
	person_id uuid not null,
	organisation_id uuid not null,
	valid_from date not null,
	valid_until date,
	confirmed_by uuid,
	confirmed_at timestamptz not null,
	ended_at timestamptz,
	primary key (operator_id, id),
	foreign key (operator_id, person_id) references people,
	foreign key (operator_id, organisation_id) references organisations
);
create index representations_person on representations (operator_id, person_id);
create index representations_organisation on representations (operator_id, organisation_id);
call belongs_to_operator('representations');

-- One import of a list, so that it can be seen and undone as a whole.
create table imports (
	operator_id uuid not null references operators,
	id uuid not null,
	kind text not null check (kind in ('organisations', 'places', 'people')),
	file_name text not null,
	sha256 text not null,
	rows_read integer not null,
	rows_added integer not null,
	rows_changed integer not null,
	mapping jsonb not null,
	made_by uuid,
	made_at timestamptz not null,
	undone_at timestamptz,
	primary key (operator_id, id)
);
call belongs_to_operator('imports');
