-- What the program notes about its own care, for the page that shows whether all is well. It belongs to the installation:
-- when the last backup was made, when the worker was last alive. No persons, no paths.
create table care (
	name text primary key check (name in ('backup', 'worker')),
	at timestamptz not null,
	detail jsonb not null default '{}'
);
grant select, insert, update on care to otagaisama_app;

-- When an operator's audit chain was last walked through, and what was found.
create table chain_checks (
	operator_id uuid not null references operators,
	at timestamptz not null,
	rows bigint not null check (rows >= 0),
	-- the first row that does not match; null while the chain is whole
	broken_at bigint,
	primary key (operator_id)
);
call belongs_to_operator('chain_checks');
