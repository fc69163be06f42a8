-- 話し合いの場: forums with their start course and monthly meetings, what came out of each session, and who took part.
create table forums (
	operator_id uuid not null references operators,
	id uuid not null,
	name text not null check (length(name) between 1 and 100),
	name_kana text not null default '',
	sort_key text collate "C" not null,
	kind text not null check (kind in ('district', 'exchange', 'liaison', 'caseStudy', 'council', 'other')),
	purpose text not null default '',
	-- a plan of somebody else that the forum builds on: name, date, clause, as it was written
	basis text not null default '',
	state text not null default 'planned' check (state in ('planned', 'startupCourse', 'prepared', 'launched', 'paused', 'ended')),
	-- why the forum was called prepared although an outcome of the four steps is missing
	prepared_without text not null default '',
	launched_on date,
	-- 毎月第n○曜; 5 means the last one of the month
	monthly_nth smallint check (monthly_nth between 1 and 5),
	monthly_weekday smallint check (monthly_weekday between 0 and 6),
	monthly_starts text,
	monthly_ends text,
	search_text text not null,
	made_by uuid,
	made_at timestamptz not null,
	changed_at timestamptz not null,
	primary key (operator_id, id),
	check ((state in ('launched', 'paused', 'ended')) = (launched_on is not null)),
	check ((monthly_nth is null) = (monthly_weekday is null))
);
create index forums_changed on forums (operator_id, changed_at desc, id);
create index forums_names on forums (operator_id, sort_key, id);
create index forums_search on forums using gin (search_text gin_trgm_ops);
call belongs_to_operator('forums');
revoke delete on forums from otagaisama_app;

create table forum_areas (
	operator_id uuid not null,
	forum_id uuid not null,
	area_id uuid not null,
	primary key (operator_id, forum_id, area_id),
	foreign key (operator_id, forum_id) references forums,
	foreign key (operator_id, area_id) references areas
);
create index forum_areas_area on forum_areas (operator_id, area_id);
call belongs_to_operator('forum_areas');

-- One theme at a time (大田: まず「子ども」から); the planned ones in their order.
create table forum_themes (
	operator_id uuid not null,
	id uuid not null,
	forum_id uuid not null,
	position integer not null,
	name text not null check (length(name) between 1 and 100),
	state text not null default 'planned' check (state in ('planned', 'current', 'done')),
	started_on date,
	ended_on date,
	primary key (operator_id, id),
	foreign key (operator_id, forum_id) references forums
);
create unique index forum_themes_one on forum_themes (operator_id, forum_id) where state = 'current';
create index forum_themes_order on forum_themes (operator_id, forum_id, position);
call belongs_to_operator('forum_themes');

-- 当面の対象者: provisional; every widening is a new row, the newest one counts.
create table forum_targets (
	operator_id uuid not null,
	id uuid not null,
	forum_id uuid not null,
	description text not null,
	-- the criteria for looking into the directory: area × active in welfare × interest
	in_areas boolean not null default true,
	in_welfare boolean not null default true,
	interests text[] not null default '{}',
	why text not null default '',
	made_by uuid,
	made_at timestamptz not null,
	primary key (operator_id, id),
	foreign key (operator_id, forum_id) references forums
);
create index forum_targets_forum on forum_targets (operator_id, forum_id, made_at desc);
call belongs_to_operator('forum_targets');
revoke update, delete on forum_targets from otagaisama_app;

create table forum_checks (
	operator_id uuid not null,
	forum_id uuid not null,
	item text not null,
	note text not null default '',
	done_by uuid,
	done_at timestamptz not null,
	primary key (operator_id, forum_id, item),
	foreign key (operator_id, forum_id) references forums
);
call belongs_to_operator('forum_checks');

create table forum_moves (
	operator_id uuid not null,
	id uuid not null,
	forum_id uuid not null,
	from_state text not null,
	to_state text not null,
	reason text not null default '',
	moved_by uuid,
	moved_at timestamptz not null,
	primary key (operator_id, id),
	foreign key (operator_id, forum_id) references forums
);
create index forum_moves_forum on forum_moves (operator_id, forum_id, moved_at);
call belongs_to_operator('forum_moves');
revoke update, delete on forum_moves from otagaisama_app;

-- 回: one meeting, of a forum or on its own.
create table sessions (
	operator_id uuid not null references operators,
	id uuid not null,
	forum_id uuid,
	kind text not null check (kind in ('course', 'talk', 'study', 'caseStudy', 'liaison', 'exchange', 'smallTalk')),
	course_step smallint check (course_step between 1 and 4),
	-- 第N回
	ordinal integer check (ordinal between 1 and 9999),
	title text not null check (length(title) between 1 and 200),
	theme text not null default '',
	lead text not null default '',
	audience text not null default 'public' check (audience in ('public', 'members', 'invited')),
	-- as precisely as it is known (kernel VagueDate); held_on only when it is a day
	held_when jsonb not null,
	when_sort text collate "C" not null,
	held_on date,
	starts_at text check (starts_at ~ '^[0-2][0-9]:[0-5][0-9]$'),
	ends_at text check (ends_at ~ '^[0-2][0-9]:[0-5][0-9]$'),
	place_name text not null default '',
	place_address text not null default '',
	place_access text not null default '',
	ways text[] not null default '{hall}',
	ways_note text not null default '',
	capacity integer check (capacity between 1 and 100000),
	seats_taken integer not null default 0,
	sign_up_until date,
	contact text not null default '',
	lecturer_name text not null default '',
	lecturer_honorific text not null default '',
	lecturer_affiliation text not null default '',
	materials text not null default '',
	questions text not null default '',
	state text not null default 'planned' check (state in ('planned', 'announced', 'registration', 'open', 'closedDraft', 'reportApproved', 'published', 'postponed', 'cancelled')),
	-- from then on everybody may read it (not 事例検討)
	announced_at timestamptz,
	cancelled_reason text not null default '',
	-- 当日の人数 as it was counted, 延べ; and those who only listened
	headcount integer check (headcount between 0 and 100000),
	observers integer check (observers between 0 and 100000),
	report text not null default '',
	next_time text not null default '',
	report_written_by uuid,
	report_written_at timestamptz,
	report_approved_by uuid,
	report_approved_at timestamptz,
	published_at timestamptz,
	-- a resident who asked for a small talk
	proposed_by uuid,
	search_text text not null,
	made_by uuid,
	made_at timestamptz not null,
	changed_at timestamptz not null,
	primary key (operator_id, id),
	foreign key (operator_id, forum_id) references forums,
	foreign key (operator_id, proposed_by) references people,
	check ((kind = 'course') = (course_step is not null)),
	check (course_step is null or forum_id is not null),
	check (held_on is not null or state in ('planned', 'announced', 'postponed', 'cancelled')),
	check (announced_at is not null or state in ('planned', 'postponed', 'cancelled')),
	check (seats_taken >= 0 and (capacity is null or seats_taken <= capacity)),
	check (state <> 'cancelled' or cancelled_reason <> ''),
	-- whoever approves a report is not who wrote it
	check (report_approved_by is null or report_approved_by is distinct from report_written_by),
	check ((state in ('reportApproved', 'published')) = (report_approved_at is not null)),
	-- 事例検討 is never published
	check (kind <> 'caseStudy' or published_at is null),
	check ((state = 'published') = (published_at is not null))
);
create index sessions_coming on sessions (operator_id, when_sort, id);
create index sessions_forum on sessions (operator_id, forum_id, when_sort) where forum_id is not null;
create unique index sessions_course on sessions (operator_id, forum_id, course_step) where course_step is not null and state <> 'cancelled';
create index sessions_search on sessions using gin (search_text gin_trgm_ops);
call belongs_to_operator('sessions');
revoke delete on sessions from otagaisama_app;

create table session_areas (
	operator_id uuid not null,
	session_id uuid not null,
	area_id uuid not null,
	primary key (operator_id, session_id, area_id),
	foreign key (operator_id, session_id) references sessions,
	foreign key (operator_id, area_id) references areas
);
create index session_areas_area on session_areas (operator_id, area_id);
call belongs_to_operator('session_areas');

-- Events slip (徳島: 令和5年10月頃 → 令和6年1月12日): every date a session had.
create table session_dates (
	operator_id uuid not null,
	id uuid not null,
	session_id uuid not null,
	previous jsonb not null,
	previous_starts text,
	next jsonb not null,
	next_starts text,
	-- fixed: a vague date became a day; moved: another day; postponed: with notice to those who signed up
	kind text not null check (kind in ('fixed', 'moved', 'postponed')),
	reason text not null default '',
	changed_by uuid,
	changed_at timestamptz not null,
	primary key (operator_id, id),
	foreign key (operator_id, session_id) references sessions
);
create index session_dates_session on session_dates (operator_id, session_id, changed_at);
call belongs_to_operator('session_dates');
revoke update, delete on session_dates from otagaisama_app;

create table session_moves (
	operator_id uuid not null,
	id uuid not null,
	session_id uuid not null,
	from_state text not null,
	to_state text not null,
	reason text not null default '',
	moved_by uuid,
	moved_at timestamptz not null,
	primary key (operator_id, id),
	foreign key (operator_id, session_id) references sessions
);
create index session_moves_session on session_moves (operator_id, session_id, moved_at);
call belongs_to_operator('session_moves');
revoke update, delete on session_moves from otagaisama_app;

-- 討議の柱: the ordered questions of a session, each with what was said in one line.
create table pillars (
	operator_id uuid not null,
	id uuid not null,
	session_id uuid not null,
	position integer not null,
	question text not null check (length(question) between 1 and 300),
	summary text not null default '',
	-- the open point of an earlier session that this question takes up
	from_result_id uuid,
	primary key (operator_id, id),
	foreign key (operator_id, session_id) references sessions
);
create index pillars_session on pillars (operator_id, session_id, position);
call belongs_to_operator('pillars');

-- 次第
create table agenda_items (
	operator_id uuid not null,
	id uuid not null,
	session_id uuid not null,
	position integer not null,
	kind text not null check (kind in ('opening', 'introductions', 'lecture', 'presentation', 'workshop', 'discussion', 'questions', 'sharing', 'mingling', 'break', 'notices', 'closing', 'other')),
	title text not null check (length(title) between 1 and 200),
	minutes integer not null check (minutes between 0 and 600),
	presenter text not null default '',
	primary key (operator_id, id),
	foreign key (operator_id, session_id) references sessions
);
create index agenda_items_session on agenda_items (operator_id, session_id, position);
call belongs_to_operator('agenda_items');

-- まとまり: opinions that belong together, with a name.
create table opinion_groups (
	operator_id uuid not null,
	id uuid not null,
	session_id uuid not null,
	pillar_id uuid not null,
	position integer not null,
	name text not null check (length(name) between 1 and 100),
	primary key (operator_id, id),
	unique (operator_id, pillar_id, name),
	foreign key (operator_id, session_id) references sessions,
	foreign key (operator_id, pillar_id) references pillars
);
call belongs_to_operator('opinion_groups');

-- 意見: what was said under a pillar. There is no author; typed_by is who wrote it down.
create table opinions (
	operator_id uuid not null,
	id uuid not null,
	session_id uuid not null,
	pillar_id uuid not null,
	group_id uuid,
	position integer not null,
	text text not null check (length(text) between 1 and 1000),
	actor_group text,
	-- said at the session, or sent in before it (paper, web) and not yet taken over
	source text not null default 'session' check (source in ('session', 'before')),
	state text not null default 'kept' check (state in ('kept', 'offered', 'leftOut')),
	typed_by uuid,
	typed_at timestamptz not null,
	primary key (operator_id, id),
	foreign key (operator_id, session_id) references sessions,
	foreign key (operator_id, pillar_id) references pillars,
	foreign key (operator_id, group_id) references opinion_groups
);
create index opinions_session on opinions (operator_id, session_id, pillar_id, position);
call belongs_to_operator('opinions');

-- What came out, by kind: the outputs of the four steps, needs, resources, open points.
create table session_results (
	operator_id uuid not null,
	id uuid not null,
	session_id uuid not null,
	pillar_id uuid,
	position integer not null,
	kind text not null check (kind in ('card', 'issueByPosition', 'rootCause', 'jointPossibility', 'missingFunction', 'need', 'resource', 'openPoint', 'other')),
	text text not null check (length(text) between 1 and 1000),
	actor_group text,
	organisation_id uuid,
	-- an open point comes up again until a session settles it
	settled_in uuid,
	settled_at timestamptz,
	typed_by uuid,
	typed_at timestamptz not null,
	primary key (operator_id, id),
	foreign key (operator_id, session_id) references sessions,
	foreign key (operator_id, pillar_id) references pillars,
	foreign key (operator_id, organisation_id) references organisations,
	foreign key (operator_id, settled_in) references sessions,
	check (settled_at is null or kind = 'openPoint')
);
create index session_results_session on session_results (operator_id, session_id, kind, position);
create index session_results_open on session_results (operator_id, session_id) where kind = 'openPoint' and settled_at is null;
call belongs_to_operator('session_results');

-- 決まったこと, with who took part (墨田: 協治).
create table decisions (
	operator_id uuid not null,
	id uuid not null,
	session_id uuid not null,
	position integer not null,
	text text not null check (length(text) between 1 and 1000),
	who_does text not null default '',
	by_when text not null default '',
	is_public boolean not null default true,
	typed_by uuid,
	typed_at timestamptz not null,
	primary key (operator_id, id),
	foreign key (operator_id, session_id) references sessions
);
create index decisions_session on decisions (operator_id, session_id, position);
call belongs_to_operator('decisions');

create table decision_parties (
	operator_id uuid not null,
	id uuid not null,
	decision_id uuid not null,
	organisation_id uuid,
	actor_group text,
	primary key (operator_id, id),
	foreign key (operator_id, decision_id) references decisions on delete cascade,
	foreign key (operator_id, organisation_id) references organisations,
	check ((organisation_id is null) <> (actor_group is null))
);
create index decision_parties_decision on decision_parties (operator_id, decision_id);
call belongs_to_operator('decision_parties');

-- 参加の申し込み, by web without an account, or entered by staff for somebody who phoned, wrote or came.
create table signups (
	operator_id uuid not null,
	id uuid not null,
	session_id uuid not null,
	state text not null check (state in ('confirmed', 'waiting', 'cancelled')),
	name text not null check (length(name) between 1 and 100),
	organisation_name text not null default '',
	organisation_id uuid,
	actor_group text not null,
	telephone text not null default '',
	fax text not null default '',
	email text not null default '',
	people integer not null default 1 check (people between 1 and 20),
	way text not null default 'hall',
	needs text[] not null default '{}',
	needs_note text not null default '',
	channel text not null check (channel in ('web', 'phone', 'fax', 'post', 'mail', 'desk')),
	person_id uuid,
	entered_by uuid,
	-- for the receipt page of people without an account; only a hash is kept
	secret_hash text not null,
	made_at timestamptz not null,
	-- moved up from the waiting list; to be told
	moved_up_at timestamptz,
	cancelled_at timestamptz,
	primary key (operator_id, id),
	unique (operator_id, secret_hash),
	foreign key (operator_id, session_id) references sessions,
	foreign key (operator_id, organisation_id) references organisations,
	foreign key (operator_id, person_id) references people,
	check ((state = 'cancelled') = (cancelled_at is not null))
);
create index signups_session on signups (operator_id, session_id, state, made_at, id);
create unique index signups_person on signups (operator_id, session_id, person_id) where person_id is not null and state <> 'cancelled';
call belongs_to_operator('signups');

-- 出席: persons with an account, from a sign-up or walk-in; a row without a name counts several people of a position.
create table attendances (
	operator_id uuid not null,
	id uuid not null,
	session_id uuid not null,
	person_id uuid,
	signup_id uuid,
	name text not null default '',
	organisation_id uuid,
	organisation_name text not null default '',
	actor_group text not null,
	people integer not null default 1 check (people between 1 and 500),
	way text not null default 'hall',
	-- tells the same person again at another session (実人数); '' when nobody is named
	who_key text not null default '',
	added_by uuid,
	added_at timestamptz not null,
	primary key (operator_id, id),
	foreign key (operator_id, session_id) references sessions,
	foreign key (operator_id, person_id) references people,
	foreign key (operator_id, signup_id) references signups,
	foreign key (operator_id, organisation_id) references organisations,
	check (people = 1 or who_key = '')
);
create index attendances_session on attendances (operator_id, session_id);
create unique index attendances_person on attendances (operator_id, session_id, person_id) where person_id is not null;
create unique index attendances_signup on attendances (operator_id, session_id, signup_id) where signup_id is not null;
call belongs_to_operator('attendances');

-- 事例検討: who may come, and who has promised to keep what is said.
create table session_invitations (
	operator_id uuid not null,
	session_id uuid not null,
	person_id uuid not null,
	invited_by uuid,
	invited_at timestamptz not null,
	pledged_at timestamptz,
	primary key (operator_id, session_id, person_id),
	foreign key (operator_id, session_id) references sessions,
	foreign key (operator_id, person_id) references people
);
create index session_invitations_person on session_invitations (operator_id, person_id);
call belongs_to_operator('session_invitations');

-- 訂正・補足: what is said after the report was approved; the report itself stays as it was.
create table annotations (
	operator_id uuid not null,
	id uuid not null,
	session_id uuid not null,
	text text not null check (length(text) between 1 and 2000),
	made_by uuid,
	made_at timestamptz not null,
	primary key (operator_id, id),
	foreign key (operator_id, session_id) references sessions
);
create index annotations_session on annotations (operator_id, session_id, made_at);
call belongs_to_operator('annotations');
revoke update, delete on annotations from otagaisama_app;
