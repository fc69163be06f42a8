-- 討議シート: which sheet of paper an opinion was typed in from, so that a sheet is typed in once and can be put right.
create table opinion_sheets (
	operator_id uuid not null references operators,
	id uuid not null,
	session_id uuid not null,
	pillar_id uuid not null,
	table_number integer not null check (table_number between 1 and 200),
	-- 一言まとめ of that table
	summary text not null default '',
	typed_by uuid,
	typed_at timestamptz not null,
	primary key (operator_id, id),
	unique (operator_id, pillar_id, table_number),
	foreign key (operator_id, session_id) references sessions,
	foreign key (operator_id, pillar_id) references pillars,
	foreign key (operator_id, typed_by) references people
);
create index opinion_sheets_session on opinion_sheets (operator_id, session_id, pillar_id, table_number);
call belongs_to_operator('opinion_sheets');

alter table opinions add column sheet_id uuid;
-- the printed number beside which it stood
alter table opinions add column sheet_place smallint check (sheet_place between 1 and 99);
alter table opinions add foreign key (operator_id, sheet_id) references opinion_sheets on delete set null (sheet_id);
create unique index opinions_sheet on opinions (operator_id, sheet_id, sheet_place) where sheet_id is not null;
