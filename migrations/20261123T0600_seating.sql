-- 席決め: who sits at which table of four, over one or several rounds of a session.
create table seating_guests (
	operator_id uuid not null,
	id uuid not null,
	session_id uuid not null,
	called_name text not null check (length(called_name) between 1 and 100),
	organisation_name text not null default '',
	actor_group text not null default '',
	-- the table where this person always sits: 進行役, wheelchair, hearing
	fixed_table integer check (fixed_table between 1 and 99),
	-- who left, or did not come, is not seated in the rounds that follow
	is_here boolean not null default true,
	-- taken from the list of those who signed up: the how-manieth of a sign-up for several
	signup_id uuid,
	signup_part integer not null default 0,
	attendance_id uuid,
	-- tells the same person again at another session of the forum
	who_key text not null,
	added_at timestamptz not null,
	primary key (operator_id, id),
	foreign key (operator_id, session_id) references sessions,
	foreign key (operator_id, signup_id) references signups,
	foreign key (operator_id, attendance_id) references attendances on delete set null (attendance_id)
);
create index seating_guests_session on seating_guests (operator_id, session_id, added_at, id);
create unique index seating_guests_signup on seating_guests (operator_id, session_id, signup_id, signup_part) where signup_id is not null;
create unique index seating_guests_attendance on seating_guests (operator_id, session_id, attendance_id) where attendance_id is not null;
call belongs_to_operator('seating_guests');

create table seating_plans (
	operator_id uuid not null,
	session_id uuid not null,
	size integer not null check (size between 2 and 12),
	-- rounds → tables → ids of guests; the first table of a round is 1卓
	rounds jsonb not null,
	-- how many rounds were held: they stay as they were
	finished integer not null default 0 check (finished between 0 and 50),
	-- raised by every change, so that two facilitators do not undo each other
	version integer not null default 1,
	made_by uuid,
	made_at timestamptz not null,
	primary key (operator_id, session_id),
	foreign key (operator_id, session_id) references sessions
);
call belongs_to_operator('seating_plans');
