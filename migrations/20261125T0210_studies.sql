-- 勉強会: what was learned and is kept; a file, an address in the web or a text.
create table study_materials (
	operator_id uuid not null,
	id uuid not null,
	session_id uuid not null,
	kind text not null check (kind in ('file', 'link', 'text')),
	title text not null check (length(title) between 1 and 200),
	title_kana text not null default '',
	sort_key text collate "C" not null,
	address text not null default '',
	text text not null default '',
	-- who made it, as it is shown
	source text not null default '',
	search_text text not null,
	added_by uuid,
	added_at timestamptz not null,
	primary key (operator_id, id),
	foreign key (operator_id, session_id) references sessions,
	check ((kind = 'link') = (address <> '')),
	check (kind <> 'text' or text <> '')
);
create index study_materials_session on study_materials (operator_id, session_id, added_at);
create index study_materials_names on study_materials (operator_id, sort_key, id);
call belongs_to_operator('study_materials');

-- A question at a 勉強会, asked before, during or after it. What somebody sent in is shown when whoever runs it took it up.
create table study_questions (
	operator_id uuid not null,
	id uuid not null,
	session_id uuid not null,
	phase text not null check (phase in ('before', 'during', 'after')),
	state text not null check (state in ('asked', 'open', 'answered', 'leftOut')),
	text text not null check (length(text) between 1 and 1000),
	asked_by uuid,
	asked_at timestamptz not null,
	answer text not null default '',
	-- who answers, as it is shown
	answerer text not null default '',
	answered_at timestamptz,
	typed_by uuid,
	-- only what is shown can be looked for
	search_text text not null default '',
	primary key (operator_id, id),
	foreign key (operator_id, session_id) references sessions,
	foreign key (operator_id, asked_by) references people,
	check (state <> 'answered' or (answer <> '' and answerer <> '' and answered_at is not null))
);
create index study_questions_session on study_questions (operator_id, session_id, asked_at);
create index study_questions_asker on study_questions (operator_id, asked_by, asked_at desc) where asked_by is not null;
call belongs_to_operator('study_questions');

call feeds_search('study_materials', 'material', 'search_text', 'title', 'added_at', 'text', 'source');
call feeds_search('study_questions', 'question', 'search_text', '', 'asked_at', 'text', 'answer');
