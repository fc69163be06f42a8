-- 準備シート: what an organisation tells before a session: what it does, what troubles it, what it would like to do.
create table preparations (
	operator_id uuid not null,
	id uuid not null,
	session_id uuid not null,
	organisation_id uuid not null,
	due_on date,
	asked_by uuid,
	asked_at timestamptz not null,
	reminded_at timestamptz,
	what_we_do text not null default '' check (length(what_we_do) <= 2000),
	troubles text not null default '' check (length(troubles) <= 4000),
	wishes text not null default '' check (length(wishes) <= 4000),
	-- by which way the answer came: 'web' from the organisation itself, the others entered by the staff
	channel text not null default '' check (channel in ('', 'web', 'phone', 'fax', 'post', 'mail', 'desk')),
	answered_by uuid,
	answered_at timestamptz,
	-- raised by every change, so that two persons of one organisation do not overwrite each other
	version integer not null default 1,
	primary key (operator_id, id),
	unique (operator_id, session_id, organisation_id),
	foreign key (operator_id, session_id) references sessions,
	foreign key (operator_id, organisation_id) references organisations,
	check ((answered_at is null) = (channel = '')),
	check (answered_at is null or what_we_do <> '' or troubles <> '' or wishes <> '')
);
create index preparations_organisation on preparations (operator_id, organisation_id, asked_at desc);
call belongs_to_operator('preparations');

-- Nothing is retyped: a line of a 準備シート becomes an opinion or an activity card once, and remembers where it comes from.
alter table opinions add column preparation_id uuid;
alter table opinions add foreign key (operator_id, preparation_id) references preparations;
create unique index opinions_preparation on opinions (operator_id, pillar_id, preparation_id, md5(text)) where preparation_id is not null;
alter table session_results add column preparation_id uuid;
alter table session_results add foreign key (operator_id, preparation_id) references preparations;
create unique index session_results_preparation on session_results (operator_id, session_id, preparation_id) where preparation_id is not null;
