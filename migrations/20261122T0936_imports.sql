-- A list that was uploaded and is being looked at; nothing of it is in the directory yet.
create table import_drafts (
	operator_id uuid not null references operators,
	id uuid not null,
	kind text not null check (kind in ('organisations', 'places')),
	file_name text not null,
	sha256 text not null,
	content bytea not null check (length(content) <= 5242880),
	made_by uuid,
	made_at timestamptz not null,
	primary key (operator_id, id)
);
create index import_drafts_age on import_drafts (operator_id, made_at);
call belongs_to_operator('import_drafts');
