-- What every room stands on: tenants, row-level security, the audit trail, idempotency, files, mail, links.

create extension if not exists pg_trgm;
create extension if not exists btree_gist;

-- The operator named in the transaction; null outside one, so that nothing is visible.
create function current_operator() returns uuid language sql stable parallel safe
	as $$ select nullif(current_setting('app.operator', true), '')::uuid $$;

-- Called once for every table that belongs to a tenant: the second lock behind visibleTo().
create procedure belongs_to_operator(table_name text) language plpgsql as $$
begin
	execute format('alter table %I enable row level security', table_name);
	execute format('alter table %I force row level security', table_name);
	execute format('create policy own_operator on %I to otagaisama_app using (operator_id = (select current_operator())) with check (operator_id = (select current_operator()))', table_name);
	execute format('grant select, insert, update, delete on %I to otagaisama_app', table_name);
end $$;

-- 運営主体: a council, a municipality or a prefecture. The list of operators is public.
create table operators (
	id uuid primary key,
	slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,38}[a-z0-9]$'),
	name text not null,
	name_kana text not null,
	short_name text not null,
	legal_kind text not null check (legal_kind in ('shakyo', 'municipality', 'prefecture')),
	municipality_code text not null,
	telephone text not null,
	consultation_hours text not null default '',
	address text not null default '',
	postal_code text not null default '',
	email text not null default '',
	fax text not null default '',
	welcome text not null default '',
	requires_second_factor boolean not null default true,
	masked_below integer not null default 5 check (masked_below between 1 and 20),
	concerns_needed integer not null default 3 check (concerns_needed between 1 and 20),
	is_demo boolean not null default false,
	created_at timestamptz not null
);
grant select, insert, update on operators to otagaisama_app;

create table audit_trail (
	operator_id uuid not null references operators,
	sequence bigint not null,
	at timestamptz not null,
	actor_kind text not null check (actor_kind in ('anyone', 'person', 'system')),
	person_id uuid,
	act text not null,
	subject_kind text not null,
	subject_id text not null,
	detail jsonb not null,
	previous_hash text not null,
	hash text not null,
	primary key (operator_id, sequence)
);
create index audit_trail_subject on audit_trail (operator_id, subject_kind, subject_id, sequence);
call belongs_to_operator('audit_trail');
revoke update, delete on audit_trail from otagaisama_app;

create table idempotency_keys (
	operator_id uuid not null references operators,
	key text not null check (length(key) between 8 and 80),
	act text not null,
	result jsonb,
	at timestamptz not null,
	primary key (operator_id, key)
);
create index idempotency_keys_at on idempotency_keys (operator_id, at);
call belongs_to_operator('idempotency_keys');

-- Originals (scans, attachments): the content lies in the data folder under the id.
create table files (
	operator_id uuid not null references operators,
	id uuid not null,
	subject_kind text not null,
	subject_id uuid not null,
	name text not null,
	media_type text not null check (media_type in ('application/pdf', 'image/png', 'image/jpeg')),
	bytes integer not null check (bytes > 0),
	sha256 text not null,
	added_by uuid,
	added_at timestamptz not null,
	primary key (operator_id, id)
);
create index files_subject on files (operator_id, subject_kind, subject_id);
call belongs_to_operator('files');

-- Mail that waits or was sent. The body is removed once it was sent.
create table mails (
	operator_id uuid not null references operators,
	id uuid not null,
	to_address text not null,
	subject text not null,
	body text,
	queued_at timestamptz not null,
	sent_at timestamptz,
	failed_attempts integer not null default 0,
	last_failure text,
	primary key (operator_id, id)
);
create index mails_waiting on mails (operator_id, queued_at) where sent_at is null;
call belongs_to_operator('mails');

-- How often something was tried from one place, for forms that anybody may send.
create table attempts (
	operator_id uuid not null references operators,
	what text not null,
	origin_hash text not null,
	at timestamptz not null,
	id uuid not null,
	primary key (operator_id, id)
);
create index attempts_recent on attempts (operator_id, what, origin_hash, at);
call belongs_to_operator('attempts');

-- The thread: every arrow of the loop, walkable both ways, with who and when.
create table links (
	operator_id uuid not null references operators,
	id uuid not null,
	from_kind text not null,
	from_id uuid not null,
	to_kind text not null,
	to_id uuid not null,
	made_by uuid,
	made_at timestamptz not null,
	primary key (operator_id, id),
	unique (operator_id, from_kind, from_id, to_kind, to_id)
);
create index links_back on links (operator_id, to_kind, to_id);
call belongs_to_operator('links');
