-- プラットフォーム: people and organisations who act together for one purpose, and part when it is reached.
create table platforms (
	operator_id uuid not null references operators,
	id uuid not null,
	name text not null check (length(name) between 1 and 200),
	name_kana text not null default '',
	sort_key text collate "C" not null,
	purpose text not null check (length(btrim(purpose)) > 0),
	success_condition text not null check (length(btrim(success_condition)) > 0),
	-- 期間のめやす, as it was written
	period text not null default '',
	needed_roles text[] not null default '{}',
	how_to_join text not null default '',
	themes text[] not null default '{}',
	state text not null check (state in ('proposed', 'gathering', 'active', 'achieved', 'stopped', 'merged', 'dissolved')),
	-- 知る … 振り返り: where the members say they stand
	stage text not null default 'know' check (stage in ('know', 'connect', 'find', 'learn', 'discuss', 'share', 'act', 'review')),
	-- a role, not a rank; empty while nobody has taken it on
	convenor_id uuid,
	called_by uuid not null,
	called_at timestamptz not null,
	-- from then on everybody may read it
	opened_at timestamptz,
	activated_at timestamptz,
	-- when it was achieved, stopped or merged
	ended_at timestamptz,
	ending text check (ending in ('achieved', 'stopped', 'merged')),
	dissolved_at timestamptz,
	stop_reason text not null default '',
	reached text not null default '',
	thanks text not null default '',
	successor_of uuid,
	merged_into uuid,
	archive jsonb,
	search_text text not null,
	changed_at timestamptz not null,
	primary key (operator_id, id),
	foreign key (operator_id, called_by) references people,
	foreign key (operator_id, successor_of) references platforms,
	foreign key (operator_id, merged_into) references platforms,
	check (opened_at is not null or state in ('proposed', 'stopped', 'dissolved')),
	check (activated_at is not null or state in ('proposed', 'gathering', 'stopped', 'dissolved')),
	check ((ending is null) = (state in ('proposed', 'gathering', 'active'))),
	check ((ended_at is null) = (ending is null)),
	check ((state = 'dissolved') = (dissolved_at is not null)),
	check (state <> 'dissolved' or archive is not null),
	check (ending is distinct from 'stopped' or length(btrim(stop_reason)) > 0),
	check ((state = 'merged') = (merged_into is not null))
);
create index platforms_newest on platforms (operator_id, changed_at desc, id) where opened_at is not null;
create index platforms_by_name on platforms (operator_id, sort_key, id) where opened_at is not null;
create index platforms_achieved on platforms (operator_id, dissolved_at desc, id) where state = 'dissolved' and ending = 'achieved';
create index platforms_search on platforms using gin (search_text gin_trgm_ops);
call belongs_to_operator('platforms');

create table platform_areas (
	operator_id uuid not null,
	platform_id uuid not null,
	area_id uuid not null,
	primary key (operator_id, platform_id, area_id),
	foreign key (operator_id, platform_id) references platforms,
	foreign key (operator_id, area_id) references areas
);
create index platform_areas_area on platform_areas (operator_id, area_id);
call belongs_to_operator('platform_areas');

-- Every change of state, with who and when.
create table platform_moves (
	operator_id uuid not null,
	id uuid not null,
	platform_id uuid not null,
	from_state text,
	to_state text not null,
	moved_by uuid,
	moved_at timestamptz not null,
	primary key (operator_id, id),
	foreign key (operator_id, platform_id) references platforms
);
create index platform_moves_platform on platform_moves (operator_id, platform_id, id);
call belongs_to_operator('platform_moves');

-- A member is an organisation (through a representative) or a person. Nobody is a member without an own act.
create table platform_members (
	operator_id uuid not null,
	id uuid not null,
	platform_id uuid not null,
	organisation_id uuid,
	-- the member, when it is a person
	person_id uuid,
	-- the name that the page shows for a person
	display_name text not null default '',
	state text not null check (state in ('invited', 'asked', 'active', 'declined', 'left', 'ended')),
	roles text[] not null default '{}',
	-- 情報共有のみ
	shares_only boolean not null default false,
	-- seen by members only, removed at the end
	contact text not null default '',
	invited_by uuid,
	invited_at timestamptz,
	-- the member's own act: saying yes to an invitation, asking to join, or calling
	accepted_by uuid,
	accepted_at timestamptz,
	-- the member who welcomed somebody who asked
	admitted_by uuid,
	admitted_at timestamptz,
	joined_at timestamptz,
	closed_by uuid,
	closed_at timestamptz,
	primary key (operator_id, id),
	unique (operator_id, platform_id, id),
	foreign key (operator_id, platform_id) references platforms,
	foreign key (operator_id, organisation_id) references organisations,
	foreign key (operator_id, person_id) references people,
	foreign key (operator_id, accepted_by) references people,
	check ((organisation_id is null) <> (person_id is null)),
	check (person_id is null or length(btrim(display_name)) > 0),
	constraint platform_members_own_act check (
		state in ('invited', 'declined') or (accepted_by is not null and accepted_at is not null)
	),
	constraint platform_members_nobody_for_another check (person_id is null or accepted_by is null or accepted_by = person_id),
	check (state not in ('active', 'left', 'ended') or joined_at is not null),
	check (not shares_only or cardinality(roles) = 0),
	check (state in ('active', 'asked', 'invited') or contact = '')
);
create unique index platform_members_organisation on platform_members (operator_id, platform_id, organisation_id)
	where organisation_id is not null and state in ('invited', 'asked', 'active');
create unique index platform_members_person on platform_members (operator_id, platform_id, person_id)
	where person_id is not null and state in ('invited', 'asked', 'active');
create index platform_members_of_organisation on platform_members (operator_id, organisation_id, state);
create index platform_members_of_person on platform_members (operator_id, person_id, state);
call belongs_to_operator('platform_members');

alter table platforms add foreign key (operator_id, id, convenor_id)
	references platform_members (operator_id, platform_id, id) deferrable initially deferred;

-- 行動: what, who, when.
create table platform_actions (
	operator_id uuid not null,
	id uuid not null,
	platform_id uuid not null,
	what text not null check (length(btrim(what)) > 0),
	member_id uuid,
	-- a day or 「10月頃」, as kernel/dates keeps it
	due jsonb,
	due_sort text collate "C" not null default '~',
	state text not null check (state in ('open', 'doing', 'done', 'released')),
	remark text not null default '',
	made_by uuid not null,
	made_at timestamptz not null,
	changed_by uuid not null,
	changed_at timestamptz not null,
	primary key (operator_id, id),
	foreign key (operator_id, platform_id, member_id) references platform_members (operator_id, platform_id, id),
	check (state <> 'released' or member_id is null)
);
create index platform_actions_platform on platform_actions (operator_id, platform_id, due_sort, id);
create index platform_actions_member on platform_actions (operator_id, member_id) where state in ('open', 'doing');
call belongs_to_operator('platform_actions');

-- 進み具合 against the condition of success, in words; also what was tried and what was learned.
create table platform_entries (
	operator_id uuid not null,
	id uuid not null,
	platform_id uuid not null,
	member_id uuid not null,
	progress text not null check (length(btrim(progress)) > 0),
	tried text not null default '',
	learned text not null default '',
	next_step text not null default '',
	stage text not null,
	written_by uuid not null,
	written_at timestamptz not null,
	hidden_by uuid,
	hidden_at timestamptz,
	hidden_reason text not null default '',
	primary key (operator_id, id),
	foreign key (operator_id, platform_id, member_id) references platform_members (operator_id, platform_id, id),
	check ((hidden_at is null) = (hidden_reason = ''))
);
create index platform_entries_platform on platform_entries (operator_id, platform_id, id desc);
call belongs_to_operator('platform_entries');

-- A question to all members: is the purpose reached, shall we stop, shall we join another platform?
create table platform_questions (
	operator_id uuid not null,
	id uuid not null,
	platform_id uuid not null,
	kind text not null check (kind in ('achieve', 'stop', 'merge')),
	words text not null check (length(btrim(words)) > 0),
	merge_into uuid,
	state text not null check (state in ('open', 'agreed', 'notAgreed', 'withdrawn')),
	member_id uuid not null,
	asked_by uuid not null,
	asked_at timestamptz not null,
	closed_at timestamptz,
	primary key (operator_id, id),
	foreign key (operator_id, platform_id, member_id) references platform_members (operator_id, platform_id, id),
	foreign key (operator_id, merge_into) references platforms,
	check ((kind = 'merge') = (merge_into is not null)),
	check (merge_into is distinct from platform_id),
	check ((state = 'open') = (closed_at is null))
);
create unique index platform_questions_open on platform_questions (operator_id, platform_id) where state = 'open';
create index platform_questions_platform on platform_questions (operator_id, platform_id, id);
call belongs_to_operator('platform_questions');

create table platform_answers (
	operator_id uuid not null,
	question_id uuid not null,
	member_id uuid not null,
	agrees boolean not null,
	words text not null default '',
	answered_by uuid not null,
	answered_at timestamptz not null,
	primary key (operator_id, question_id, member_id),
	foreign key (operator_id, question_id) references platform_questions,
	foreign key (operator_id, member_id) references platform_members
);
call belongs_to_operator('platform_answers');

-- 相利: what each member itself says it gained.
create table platform_benefits (
	operator_id uuid not null,
	member_id uuid not null,
	words text not null check (length(btrim(words)) > 0),
	said_by uuid not null,
	said_at timestamptz not null,
	primary key (operator_id, member_id),
	foreign key (operator_id, member_id) references platform_members
);
call belongs_to_operator('platform_benefits');

-- What remains at the end, and where it goes.
create table platform_remains (
	operator_id uuid not null,
	id uuid not null,
	platform_id uuid not null,
	position integer not null,
	words text not null check (length(btrim(words)) > 0),
	destination text not null check (destination in ('issue', 'concern', 'platform', 'plan', 'member', 'open')),
	primary key (operator_id, id),
	foreign key (operator_id, platform_id) references platforms
);
create index platform_remains_platform on platform_remains (operator_id, platform_id, position);
call belongs_to_operator('platform_remains');

-- Two organisations that had never worked together before: a pair can be new only once.
create table platform_first_links (
	operator_id uuid not null,
	organisation_a uuid not null,
	organisation_b uuid not null,
	platform_id uuid not null,
	linked_at timestamptz not null,
	primary key (operator_id, organisation_a, organisation_b),
	foreign key (operator_id, organisation_a) references organisations,
	foreign key (operator_id, organisation_b) references organisations,
	foreign key (operator_id, platform_id) references platforms,
	check (organisation_a < organisation_b)
);
create index platform_first_links_platform on platform_first_links (operator_id, platform_id);
call belongs_to_operator('platform_first_links');

-- What a person is told on the own page.
create table platform_notices (
	operator_id uuid not null,
	id uuid not null,
	platform_id uuid not null,
	person_id uuid not null,
	kind text not null check (kind in ('invited', 'asked', 'admitted', 'declined', 'active', 'question', 'ended', 'thanks')),
	told_at timestamptz not null,
	primary key (operator_id, id),
	foreign key (operator_id, platform_id) references platforms,
	foreign key (operator_id, person_id) references people
);
create index platform_notices_person on platform_notices (operator_id, person_id, id desc);
call belongs_to_operator('platform_notices');
