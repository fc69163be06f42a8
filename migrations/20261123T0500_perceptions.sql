-- 課題認識のちがい: statements of a session, and what the hall answers to them.
create table statements (
	operator_id uuid not null references operators,
	id uuid not null,
	session_id uuid not null,
	-- in the order in which they are asked and printed; none before it is accepted
	number integer check (number > 0),
	text text not null check (length(text) between 1 and 4000),
	-- the note of the board it was chosen from
	note_id uuid,
	state text not null check (state in ('offered', 'accepted', 'open', 'closed', 'withdrawn')),
	made_at timestamptz not null,
	accepted_by uuid,
	opened_at timestamptz,
	closed_at timestamptz,
	primary key (operator_id, id),
	unique (operator_id, session_id, number),
	unique (operator_id, session_id, note_id),
	foreign key (operator_id, session_id) references sessions,
	foreign key (operator_id, accepted_by) references people
);
call belongs_to_operator('statements');
revoke delete on statements from otagaisama_app;

-- 用紙: who answered on paper, by the number on the sheet only
create table statement_sheets (
	operator_id uuid not null references operators,
	id uuid not null,
	session_id uuid not null,
	number integer not null check (number between 1 and 9999),
	actor_group text not null default '',
	entered_by uuid,
	entered_at timestamptz not null,
	primary key (operator_id, id),
	unique (operator_id, session_id, number),
	foreign key (operator_id, session_id) references sessions,
	foreign key (operator_id, entered_by) references people
);
call belongs_to_operator('statement_sheets');

-- One answer for each statement and voter.
create table statement_votes (
	operator_id uuid not null references operators,
	id uuid not null,
	statement_id uuid not null,
	participant_id uuid,
	sheet_id uuid,
	-- 1 agree, 0 does not know, -1 disagree
	value smallint not null check (value in (-1, 0, 1)),
	-- when, in the order of everything that was answered in the session: no time of day is kept
	seq integer not null,
	primary key (operator_id, id),
	unique (operator_id, statement_id, participant_id),
	unique (operator_id, statement_id, sheet_id),
	foreign key (operator_id, statement_id) references statements,
	foreign key (operator_id, participant_id) references board_participants,
	foreign key (operator_id, sheet_id) references statement_sheets,
	check ((participant_id is null) <> (sheet_id is null))
);
call belongs_to_operator('statement_votes');

-- 挙手: counted in the hall, one row for each statement and position
create table statement_hands (
	operator_id uuid not null references operators,
	statement_id uuid not null,
	actor_group text not null,
	agree integer not null check (agree between 0 and 999),
	disagree integer not null check (disagree between 0 and 999),
	pass integer not null check (pass between 0 and 999),
	entered_by uuid,
	entered_at timestamptz not null,
	primary key (operator_id, statement_id, actor_group),
	foreign key (operator_id, statement_id) references statements,
	foreign key (operator_id, entered_by) references people
);
call belongs_to_operator('statement_hands');

-- What everybody is shown: drawn by the worker from all answers, with nothing in it that may not be shown.
create table perceptions (
	operator_id uuid not null references operators,
	session_id uuid not null,
	-- the number of the last answer; whoever answers holds this row
	seq integer not null default 0,
	-- pictures that were asked for, and which of them is drawn
	asked integer not null default 0,
	drawn integer not null default 0,
	picture jsonb,
	drawn_at timestamptz,
	primary key (operator_id, session_id),
	foreign key (operator_id, session_id) references sessions
);
call belongs_to_operator('perceptions');
