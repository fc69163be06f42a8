-- 課題の根っこ: why an issue is as it is, dug out by people; a hypothesis that is kept in every version it had.
create table cause_trees (
	operator_id uuid not null references operators,
	id uuid not null,
	-- about an issue, or about what a session digs into before there is an issue; or both
	issue_id uuid,
	session_id uuid,
	question text not null check (length(question) between 1 and 2000),
	-- one more with every change; whoever changes holds this row
	revision integer not null default 0 check (revision >= 0),
	-- what everybody reads; those who work on it may be further
	published_revision integer check (published_revision <= revision),
	published_at timestamptz,
	-- the words of what everybody reads
	published_words text not null default '',
	search_text text not null default '',
	-- who changed it last: another person publishes
	changed_by uuid,
	changed_at timestamptz not null,
	made_by uuid,
	made_at timestamptz not null,
	primary key (operator_id, id),
	unique nulls not distinct (operator_id, issue_id, session_id),
	foreign key (operator_id, issue_id) references issues,
	foreign key (operator_id, session_id) references sessions,
	foreign key (operator_id, changed_by) references people,
	foreign key (operator_id, made_by) references people,
	check (issue_id is not null or session_id is not null)
);
create index cause_trees_session on cause_trees (operator_id, session_id);
call belongs_to_operator('cause_trees');
call feeds_search('cause_trees', 'cause', 'search_text', 'question', 'published_at', 'published_words');

create table causes (
	operator_id uuid not null references operators,
	id uuid not null,
	tree_id uuid not null,
	parent_id uuid,
	-- the order among its neighbours, letter by letter
	place text collate "C" not null check (place ~ '^[0-9a-z]*[1-9a-z]$'),
	text text not null check (length(text) between 1 and 4000),
	reason text not null default '',
	standing text not null check (standing in ('hypothesis', 'checked', 'wrong')),
	-- the revision of the tree in which it was changed last
	revision integer not null check (revision > 0),
	removed_at timestamptz,
	-- where its words were said first; what was said can be taken away there, the words stay here
	origin_kind text check (origin_kind in ('opinion', 'result')),
	origin_id uuid,
	origin_session_id uuid,
	-- the result of the session that it became
	result_id uuid,
	primary key (operator_id, id),
	unique (operator_id, tree_id, id),
	foreign key (operator_id, tree_id) references cause_trees,
	foreign key (operator_id, tree_id, parent_id) references causes (operator_id, tree_id, id),
	foreign key (operator_id, origin_session_id) references sessions,
	check ((origin_kind is null) = (origin_id is null) and (origin_kind is null) = (origin_session_id is null))
);
call belongs_to_operator('causes');
revoke delete on causes from otagaisama_app;

-- A cause never lies below itself, whatever a program asks for.
create function causes_never_circle() returns trigger language plpgsql as $$
begin
	if exists (
		with recursive above (id, parent_id, depth) as (
			select id, parent_id, 0 from causes where operator_id = new.operator_id and id = new.parent_id
			union all
			select c.id, c.parent_id, above.depth + 1 from above join causes c on c.operator_id = new.operator_id and c.id = above.parent_id
			where above.depth < 100
		)
		select from above where id = new.id or depth = 100
	) then
		raise exception 'a cause cannot lie below itself' using errcode = 'check_violation';
	end if;
	return new;
end $$;
create trigger causes_never_circle before insert or update of parent_id on causes
	for each row when (new.parent_id is not null) execute function causes_never_circle();

-- Every change, whole: the tree of any moment can be read again.
create table cause_changes (
	operator_id uuid not null references operators,
	tree_id uuid not null,
	revision integer not null check (revision > 0),
	cause_id uuid not null,
	act text not null check (act in ('add', 'takeOver', 'reword', 'move', 'remove', 'restore')),
	parent_id uuid,
	place text collate "C" not null,
	text text not null,
	reason text not null,
	standing text not null,
	made_by uuid,
	made_at timestamptz not null,
	primary key (operator_id, tree_id, revision),
	foreign key (operator_id, tree_id, cause_id) references causes (operator_id, tree_id, id),
	foreign key (operator_id, made_by) references people
);
call belongs_to_operator('cause_changes');
revoke update, delete on cause_changes from otagaisama_app;

-- What everybody could read, and since when.
create table cause_editions (
	operator_id uuid not null references operators,
	tree_id uuid not null,
	number integer not null check (number > 0),
	revision integer not null,
	published_by uuid,
	published_at timestamptz not null,
	withdrawn_at timestamptz,
	withdrawn_why text not null default '',
	primary key (operator_id, tree_id, number),
	foreign key (operator_id, tree_id) references cause_trees,
	foreign key (operator_id, published_by) references people
);
call belongs_to_operator('cause_editions');
revoke delete on cause_editions from otagaisama_app;
