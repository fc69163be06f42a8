-- 討議ボード: one board a session, made of nothing but its operations.
create table boards (
	operator_id uuid not null references operators,
	id uuid not null,
	session_id uuid not null,
	-- the number of the last operation; whoever holds this row writes the next one
	seq bigint not null default 0,
	-- typed or scanned by those who come to the hall
	join_code text not null check (join_code ~ '^[a-z2-9]{8}$'),
	opened_by uuid,
	opened_at timestamptz not null,
	closed_at timestamptz,
	primary key (operator_id, id),
	unique (operator_id, session_id),
	unique (operator_id, join_code),
	foreign key (operator_id, session_id) references sessions
);
call belongs_to_operator('boards');
revoke delete on boards from otagaisama_app;

-- 会場の参加者: who writes on a board without an account.
create table board_participants (
	operator_id uuid not null,
	id uuid not null,
	board_id uuid not null,
	-- a name or an alias, for the facilitator and the table; gone with the person's wish
	called_name text not null check (length(called_name) between 1 and 50),
	actor_group text not null default '',
	table_number integer not null default 0 check (table_number between 0 and 99),
	secret_hash text not null,
	joined_at timestamptz not null,
	removed_at timestamptz,
	removed_by uuid,
	primary key (operator_id, id),
	unique (operator_id, secret_hash),
	foreign key (operator_id, board_id) references boards
);
create index board_participants_board on board_participants (operator_id, board_id, joined_at);
call belongs_to_operator('board_participants');

-- Everything that happened on a board, in its one order. Nothing is changed here but by erasing what a person wrote.
create table board_operations (
	operator_id uuid not null,
	board_id uuid not null,
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
	primary key (operator_id, board_id, seq),
	unique (operator_id, board_id, operation_id),
	foreign key (operator_id, board_id) references boards,
	foreign key (operator_id, participant_id) references board_participants,
	foreign key (operator_id, person_id) references people,
	check (person_id is null or participant_id is null)
);
call belongs_to_operator('board_operations');
revoke delete on board_operations from otagaisama_app;

-- What was written on a board is not typed again: the record of the session says which note it was.
-- a letter that people count as one may be several characters
alter table opinions drop constraint opinions_text_check;
alter table opinions add constraint opinions_text_check check (length(text) between 1 and 20000);
alter table opinions add column note_id uuid;
create unique index opinions_note on opinions (operator_id, session_id, note_id) where note_id is not null;
