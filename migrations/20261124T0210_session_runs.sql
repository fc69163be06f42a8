-- 進行: where a session under way is; what is left of a step follows from the instants in it.
create table session_runs (
	operator_id uuid not null references operators,
	session_id uuid not null,
	-- the 次第 as it is run, with when each step began; no names but those of the 次第 (facilitation/rules.ts: Step)
	steps jsonb not null,
	-- which step it is at; as many as there are steps when all are over
	at_step integer not null check (at_step >= 0),
	-- what the wall shows
	picture text not null check (picture in ('step', 'seats', 'entrance')),
	-- one after another: introductions, what the tables tell; ids only (facilitation/turns.ts)
	turns jsonb,
	planned_from timestamptz not null,
	planned_to timestamptz not null,
	ended_at timestamptz,
	-- raised by every change: whoever follows knows whether there is something new
	version integer not null default 1,
	started_by uuid,
	started_at timestamptz not null,
	primary key (operator_id, session_id),
	foreign key (operator_id, session_id) references sessions,
	foreign key (operator_id, started_by) references people
);
call belongs_to_operator('session_runs');
