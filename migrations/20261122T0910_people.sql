-- Persons known to an operator, with or without a login, their roles with scope and end, and for whom they may act.
create table people (
	operator_id uuid not null references operators,
	id uuid not null,
	auth_user_id text,
	name text not null check (length(name) between 1 and 100),
	name_kana text not null default '',
	called_name text not null default '',
	email text,
	telephone text,
	fax text,
	-- 在住・在勤・在学
	tie text not null default 'resides' check (tie in ('resides', 'works', 'studies', 'other')),
	contact_wish text not null default '',
	search_text text not null,
	registered_by uuid,
	registered_at timestamptz not null,
	left_at timestamptz,
	primary key (operator_id, id),
	unique (operator_id, auth_user_id)
);
create unique index people_email on people (operator_id, lower(email)) where email is not null and left_at is null;
call belongs_to_operator('people');

create table role_grants (
	operator_id uuid not null,
	id uuid not null,
	person_id uuid not null,
	role text not null check (role in ('coordinator', 'secretariat', 'facilitator', 'officer', 'evaluator', 'auditor', 'administrator')),
	scope_kind text not null check (scope_kind in ('operator', 'area', 'forum', 'session', 'case', 'platform')),
	scope_id uuid,
	valid_from date not null,
	valid_until date,
	granted_by uuid,
	granted_at timestamptz not null,
	ended_by uuid,
	ended_at timestamptz,
	primary key (operator_id, id),
	foreign key (operator_id, person_id) references people,
	check ((scope_kind = 'operator') = (scope_id is null)),
	check (valid_until is null or valid_until >= valid_from)
);
create index role_grants_person on role_grants (operator_id, person_id);
call belongs_to_operator('role_grants');
