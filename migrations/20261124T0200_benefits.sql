-- 相利評価表: who takes part in one activity, and what each has of it. What is written is in its operations.
create table benefit_tables (
	operator_id uuid not null references operators,
	id uuid not null,
	session_id uuid,
	forum_id uuid,
	issue_id uuid,
	-- 卓番号 where several tables of a hall make one each; 0 for none
	table_number integer not null default 0 check (table_number between 0 and 99),
	title text not null check (length(title) between 1 and 2000),
	sort_key text collate "C" not null,
	state text not null check (state in ('draft', 'shared', 'adopted', 'evaluated')),
	-- the number of the last operation; whoever holds this row writes the next one
	seq bigint not null default 0,
	-- organisations with a row, as the operations say: they read the draft
	organisation_ids uuid[] not null default '{}',
	published_version uuid,
	published_by uuid,
	published_at timestamptz,
	-- the activity of the published version; empty while there is none
	activity text not null default '',
	-- the title; with everything of the published version while there is one
	search_text text not null,
	made_by uuid,
	made_at timestamptz not null,
	changed_at timestamptz not null,
	primary key (operator_id, id),
	foreign key (operator_id, session_id) references sessions,
	foreign key (operator_id, forum_id) references forums,
	foreign key (operator_id, issue_id) references issues,
	check (session_id is not null or forum_id is not null),
	check ((published_version is null) = (published_at is null)),
	check (state <> 'shared' or published_version is not null)
);
create index benefit_tables_newest on benefit_tables (operator_id, changed_at desc, id);
create index benefit_tables_by_name on benefit_tables (operator_id, sort_key, id);
create index benefit_tables_session on benefit_tables (operator_id, session_id);
create index benefit_tables_forum on benefit_tables (operator_id, forum_id);
create index benefit_tables_issue on benefit_tables (operator_id, issue_id);
call belongs_to_operator('benefit_tables');
revoke delete on benefit_tables from otagaisama_app;

-- Everything that was written, in one order for each table. Nothing is changed here but by erasing what a person wrote.
create table benefit_operations (
	operator_id uuid not null,
	table_id uuid not null,
	seq bigint not null,
	-- made where it was typed: the same operation sent twice is one row
	operation_id uuid not null,
	kind text not null,
	item uuid not null,
	base bigint not null,
	body jsonb not null,
	person_id uuid,
	participant_id uuid,
	at timestamptz not null,
	primary key (operator_id, table_id, seq),
	unique (operator_id, table_id, operation_id),
	foreign key (operator_id, table_id) references benefit_tables,
	foreign key (operator_id, participant_id) references board_participants,
	foreign key (operator_id, person_id) references people,
	check (person_id is null or participant_id is null)
);
call belongs_to_operator('benefit_operations');
revoke delete on benefit_operations from otagaisama_app;

-- 版: the table as it stood when somebody kept it. Never rewritten.
create table benefit_versions (
	operator_id uuid not null,
	id uuid not null,
	table_id uuid not null,
	number integer not null check (number > 0),
	phase text not null check (phase in ('design', 'improvement', 'evaluation')),
	-- how many operations are in it
	seq bigint not null,
	-- how many had been written meanwhile, which the one who kept it had not seen
	left_out integer not null default 0 check (left_out >= 0),
	sheet jsonb not null,
	kept_by uuid,
	kept_at timestamptz not null,
	primary key (operator_id, id),
	unique (operator_id, table_id, number),
	unique (operator_id, table_id, id),
	foreign key (operator_id, table_id) references benefit_tables,
	foreign key (operator_id, kept_by) references people
);
call belongs_to_operator('benefit_versions');
revoke update, delete on benefit_versions from otagaisama_app;
alter table benefit_tables add foreign key (operator_id, id, published_version) references benefit_versions (operator_id, table_id, id);

-- 最終評価: how far each 相利 came true, said by the one who has it
create table benefit_judgements (
	operator_id uuid not null,
	version_id uuid not null,
	benefit_id uuid not null,
	-- 0 not yet … 3 fully
	realised smallint not null check (realised between 0 and 3),
	comment text not null default '',
	-- from whom the staff heard it; empty where the party said it itself. Read by those who run the table only
	heard_from text not null default '',
	judged_by uuid,
	judged_for uuid,
	judged_at timestamptz not null,
	primary key (operator_id, version_id, benefit_id),
	foreign key (operator_id, version_id) references benefit_versions,
	foreign key (operator_id, judged_by) references people,
	foreign key (operator_id, judged_for) references organisations,
	check (judged_for is not null or heard_from <> '')
);
call belongs_to_operator('benefit_judgements');

-- Which version a プラットフォーム took up.
create table benefit_adoptions (
	operator_id uuid not null,
	version_id uuid not null,
	platform_id uuid not null,
	table_id uuid not null,
	-- the members go on writing on it; not where somebody took up what everybody may read
	opens_draft boolean not null,
	adopted_by uuid,
	adopted_at timestamptz not null,
	primary key (operator_id, version_id, platform_id),
	foreign key (operator_id, table_id, version_id) references benefit_versions (operator_id, table_id, id),
	foreign key (operator_id, platform_id) references platforms,
	foreign key (operator_id, adopted_by) references people
);
create index benefit_adoptions_table on benefit_adoptions (operator_id, table_id, adopted_at);
create index benefit_adoptions_platform on benefit_adoptions (operator_id, platform_id, adopted_at);
call belongs_to_operator('benefit_adoptions');

call feeds_search('benefit_tables', 'benefitTable', 'search_text', 'title', 'changed_at', 'activity');
