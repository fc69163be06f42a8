-- Printed papers: who asked for which, how far it is, and where the file lies until it expires.
create table papers (
	operator_id uuid not null references operators,
	id uuid not null,
	-- what it is, and of which session, forum, …: the room of that thing answers for both
	kind text not null,
	subject_id uuid not null,
	format text not null check (format in ('pdf', 'docx')),
	locale text not null check (locale in ('ja', 'ja-simple', 'en')),
	-- the parts that were chosen, in the order in which they are printed
	parts text[] not null,
	-- part → how many sheets of it
	copies jsonb not null,
	state text not null check (state in ('waiting', 'making', 'ready', 'failed', 'expired')),
	-- how many parts are put together
	done integer not null default 0,
	-- the key of a text that says why it failed
	problem text,
	-- changes when what is printed changes; a paper for everybody is made once for each
	version text not null,
	-- nobody: a paper for everybody who may see its subject
	asked_by uuid,
	asked_at timestamptz not null,
	begun_at timestamptz,
	made_at timestamptz,
	expires_at timestamptz,
	file_id uuid,
	pages integer,
	-- letters without a shape in the fonts, printed as 〓
	missing integer not null default 0,
	primary key (operator_id, id),
	foreign key (operator_id, asked_by) references people
);
create index papers_subject on papers (operator_id, kind, subject_id, asked_at);
create index papers_expiring on papers (operator_id, expires_at) where state = 'ready';
call belongs_to_operator('papers');

-- The short address that is printed on papers: it leads to the page where they are typed in. It opens nothing by itself.
create table paper_addresses (
	operator_id uuid not null references operators,
	code text not null check (code ~ '^[2-9a-hjkmnp-z]{6}$'),
	subject_kind text not null,
	subject_id uuid not null,
	made_at timestamptz not null,
	primary key (operator_id, code),
	unique (operator_id, subject_kind, subject_id)
);
call belongs_to_operator('paper_addresses');

-- papers in the form of Word are made by the program, never taken from outside (src/lib/server/files.ts)
alter table files drop constraint files_media_type_check;
alter table files add constraint files_media_type_check check (media_type in ('application/pdf', 'image/png', 'image/jpeg',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document'));
