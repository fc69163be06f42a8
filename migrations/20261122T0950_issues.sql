-- 地域課題: what several concerns have in common, its history, what is tried, who comments.
create table issues (
	operator_id uuid not null references operators,
	id uuid not null,
	state text not null default 'candidate' check (state in ('candidate', 'shared', 'deliberating', 'inAction', 'resolved', 'handedToPolicy', 'watching', 'dropped', 'reopened')),
	-- the text as it is shown: a copy of the newest version that counts (issue_versions)
	version integer not null check (version >= 1),
	title text not null check (length(title) between 1 and 200),
	title_kana text not null default '',
	sort_key text collate "C" not null,
	description text not null,
	-- 課題の壁: why no single body can solve it alone
	wall text not null default '',
	text_author uuid,
	reviewed_by uuid,
	reviewed_at timestamptz,
	theme text not null,
	-- 制度の狭間
	between_systems boolean not null default false,
	proposed_by uuid,
	proposed_for uuid,
	proposer_voice text check (proposer_voice in ('resident', 'organisation')),
	answer text not null default '',
	answered_by uuid,
	answered_at timestamptz,
	search_text text not null,
	made_by uuid,
	made_at timestamptz not null,
	changed_at timestamptz not null,
	shared_at timestamptz,
	primary key (operator_id, id),
	foreign key (operator_id, proposed_by) references people,
	foreign key (operator_id, proposed_for) references organisations,
	-- whoever checks a text is not who wrote it, and nothing is shown that nobody checked
	check (reviewed_by is null or reviewed_by is distinct from text_author),
	check (state = 'candidate' or reviewed_at is not null),
	check (state not in ('inAction', 'resolved', 'handedToPolicy', 'watching', 'dropped') or wall <> '')
);
create index issues_changed on issues (operator_id, changed_at desc, id);
create index issues_names on issues (operator_id, sort_key, id);
create index issues_search on issues using gin (search_text gin_trgm_ops);
create index issues_proposed on issues (operator_id, proposed_by) where proposed_by is not null;
call belongs_to_operator('issues');
-- an issue is never deleted
revoke delete on issues from otagaisama_app;

create table issue_areas (
	operator_id uuid not null,
	issue_id uuid not null,
	area_id uuid not null,
	primary key (operator_id, issue_id, area_id),
	foreign key (operator_id, issue_id) references issues,
	foreign key (operator_id, area_id) references areas
);
create index issue_areas_area on issue_areas (operator_id, area_id);
call belongs_to_operator('issue_areas');

-- Every text the issue ever had. One that waits was written after the issue was shared and not yet checked.
create table issue_versions (
	operator_id uuid not null,
	issue_id uuid not null,
	number integer not null check (number >= 1),
	title text not null,
	title_kana text not null default '',
	description text not null,
	wall text not null default '',
	state text not null check (state in ('shown', 'waiting', 'returned')),
	why text not null default '',
	written_by uuid,
	written_at timestamptz not null,
	reviewed_by uuid,
	reviewed_at timestamptz,
	primary key (operator_id, issue_id, number),
	foreign key (operator_id, issue_id) references issues,
	check (reviewed_by is null or reviewed_by is distinct from written_by)
);
create unique index issue_versions_waiting on issue_versions (operator_id, issue_id) where state = 'waiting';
call belongs_to_operator('issue_versions');
revoke delete on issue_versions from otagaisama_app;

-- Every change of state: from, to, who, when, why.
create table issue_moves (
	operator_id uuid not null,
	id uuid not null,
	issue_id uuid not null,
	from_state text not null,
	to_state text not null,
	act text not null,
	reason text not null default '',
	-- the forum and its decision, where that stands in for the number of concerns
	decision text not null default '',
	moved_by uuid,
	moved_at timestamptz not null,
	primary key (operator_id, id),
	foreign key (operator_id, issue_id) references issues,
	check (to_state <> 'dropped' or reason <> '')
);
create index issue_moves_issue on issue_moves (operator_id, issue_id, moved_at);
call belongs_to_operator('issue_moves');
revoke update, delete on issue_moves from otagaisama_app;

-- これまでの取り組み: what was tried, by whom, with what result.
create table issue_attempts (
	operator_id uuid not null,
	id uuid not null,
	issue_id uuid not null,
	organisation_id uuid,
	who text not null default '',
	what text not null,
	tried_when text not null default '',
	result text not null default '',
	added_by uuid,
	added_at timestamptz not null,
	removed_by uuid,
	removed_at timestamptz,
	primary key (operator_id, id),
	foreign key (operator_id, issue_id) references issues,
	foreign key (operator_id, organisation_id) references organisations,
	check (organisation_id is not null or who <> '')
);
create index issue_attempts_issue on issue_attempts (operator_id, issue_id) where removed_at is null;
call belongs_to_operator('issue_attempts');

-- すでに取り組んでいる団体: shown once the organisation itself, or the staff on its word, has confirmed it.
create table issue_workers (
	operator_id uuid not null,
	id uuid not null,
	issue_id uuid not null,
	organisation_id uuid not null,
	what text not null,
	named_by uuid,
	named_at timestamptz not null,
	confirmed_by uuid,
	confirmed_at timestamptz,
	-- the representative of the organisation, or the staff after asking it
	confirmed_as text check (confirmed_as in ('organisation', 'office')),
	ended_by uuid,
	ended_at timestamptz,
	primary key (operator_id, id),
	foreign key (operator_id, issue_id) references issues,
	foreign key (operator_id, organisation_id) references organisations,
	check ((confirmed_at is null) = (confirmed_as is null))
);
create unique index issue_workers_once on issue_workers (operator_id, issue_id, organisation_id) where ended_at is null;
call belongs_to_operator('issue_workers');

-- 関係する行政計画: plans of others that say something about the issue (seed 0: おおた 子どもの生活応援プラン).
create table issue_citations (
	operator_id uuid not null,
	id uuid not null,
	issue_id uuid not null,
	name text not null,
	dated text not null default '',
	url text not null default '' check (url = '' or url ~ '^https?://'),
	clause text not null default '',
	added_by uuid,
	added_at timestamptz not null,
	removed_by uuid,
	removed_at timestamptz,
	primary key (operator_id, id),
	foreign key (operator_id, issue_id) references issues
);
create index issue_citations_issue on issue_citations (operator_id, issue_id) where removed_at is null;
call belongs_to_operator('issue_citations');

-- What residents and organisations say to an issue. The author stays inside; the shown name is what they chose.
create table issue_comments (
	operator_id uuid not null,
	id uuid not null,
	issue_id uuid not null,
	person_id uuid not null,
	voice text not null check (voice in ('resident', 'organisation', 'office')),
	organisation_id uuid,
	alias text not null default '' check (length(alias) <= 40),
	body text not null,
	state text not null check (state in ('shown', 'waiting', 'hidden', 'withdrawn')),
	posted_at timestamptz not null,
	edited_at timestamptz,
	hidden_reason text not null default '',
	primary key (operator_id, id),
	foreign key (operator_id, issue_id) references issues,
	foreign key (operator_id, person_id) references people,
	foreign key (operator_id, organisation_id) references organisations,
	check ((voice = 'organisation') = (organisation_id is not null)),
	check (state <> 'hidden' or hidden_reason <> '')
);
create index issue_comments_issue on issue_comments (operator_id, issue_id, posted_at, id);
create index issue_comments_waiting on issue_comments (operator_id, posted_at) where state = 'waiting';
call belongs_to_operator('issue_comments');
revoke delete on issue_comments from otagaisama_app;

create table issue_comment_versions (
	operator_id uuid not null,
	comment_id uuid not null,
	number integer not null check (number >= 1),
	body text not null,
	written_at timestamptz not null,
	primary key (operator_id, comment_id, number),
	foreign key (operator_id, comment_id) references issue_comments
);
call belongs_to_operator('issue_comment_versions');
revoke update, delete on issue_comment_versions from otagaisama_app;

create table issue_comment_reports (
	operator_id uuid not null,
	id uuid not null,
	comment_id uuid not null,
	kind text not null check (kind in ('person', 'hurtful', 'untrue', 'other')),
	words text not null default '',
	reported_by uuid,
	reported_at timestamptz not null,
	handled_by uuid,
	handled_at timestamptz,
	primary key (operator_id, id),
	foreign key (operator_id, comment_id) references issue_comments
);
create index issue_comment_reports_open on issue_comment_reports (operator_id, comment_id) where handled_at is null;
call belongs_to_operator('issue_comment_reports');

-- The moderation log: it is only ever added to.
create table issue_comment_acts (
	operator_id uuid not null,
	id uuid not null,
	comment_id uuid not null,
	act text not null check (act in ('wait', 'show', 'hide', 'keep', 'edit', 'withdraw')),
	reason text not null default '',
	done_by uuid,
	done_at timestamptz not null,
	primary key (operator_id, id),
	foreign key (operator_id, comment_id) references issue_comments
);
create index issue_comment_acts_comment on issue_comment_acts (operator_id, comment_id, done_at);
call belongs_to_operator('issue_comment_acts');
revoke update, delete on issue_comment_acts from otagaisama_app;

-- 組分け by hand: which concerns belong together or apart whatever the wording says.
create table grouping_hints (
	operator_id uuid not null references operators,
	one_id uuid not null,
	other_id uuid not null,
	kind text not null check (kind in ('together', 'apart')),
	made_by uuid,
	made_at timestamptz not null,
	primary key (operator_id, one_id, other_id),
	check (one_id < other_id)
);
create index grouping_hints_other on grouping_hints (operator_id, other_id);
call belongs_to_operator('grouping_hints');
