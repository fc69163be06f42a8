-- 居場所・サロン・相談窓口 …: where people can go. How exactly the address is shown is each place's choice.
create table places (
	operator_id uuid not null references operators,
	id uuid not null,
	name text not null check (length(name) between 1 and 200),
	name_kana text not null,
	sort_key text collate "C" not null,
	kind text not null check (kind in ('ibasho', 'salon', 'desk', 'childrensKitchen', 'companySpace', 'other')),
	-- 交流・課題発見・相談・対応
	functions text[] not null default '{}',
	postal_code text not null default '',
	address text not null default '',
	building text not null default '',
	latitude double precision check (latitude between -90 and 90),
	longitude double precision check (longitude between -180 and 180),
	telephone text not null default '',
	hours text not null default '',
	booking text not null default 'unknown' check (booking in ('needed', 'notNeeded', 'unknown')),
	fee text not null default '',
	audience text not null default '',
	step_free text not null default 'unknown' check (step_free in ('yes', 'no', 'unknown')),
	accessible_toilet text not null default 'unknown' check (accessible_toilet in ('yes', 'no', 'unknown')),
	lift text not null default 'unknown' check (lift in ('yes', 'no', 'unknown')),
	-- all: the address; town: only the part before the house number; ask: on enquiry
	address_shown text not null default 'all' check (address_shown in ('all', 'town', 'ask')),
	remark text not null default '',
	organisation_id uuid,
	area_id uuid,
	search_text text not null,
	import_id uuid,
	created_at timestamptz not null,
	changed_at timestamptz not null,
	closed_at timestamptz,
	primary key (operator_id, id),
	foreign key (operator_id, organisation_id) references organisations,
	foreign key (operator_id, area_id) references areas
);
create index places_list on places (operator_id, sort_key, id) where closed_at is null;
create index places_area on places (operator_id, area_id);
create index places_organisation on places (operator_id, organisation_id);
call belongs_to_operator('places');
