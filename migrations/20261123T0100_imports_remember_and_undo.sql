-- An upload remembers what somebody set right by hand: sheet, row of headings, field of each column.
alter table import_drafts
	add column choices jsonb not null default '{}',
	drop constraint import_drafts_kind_check,
	add constraint import_drafts_kind_check check (kind in ('organisations', 'places', 'people'));

-- How a list with these headings was read when somebody confirmed it; the next one like it is read the same way.
create table import_mappings (
	operator_id uuid not null references operators,
	kind text not null check (kind in ('organisations', 'places', 'people')),
	headings_sha256 text not null,
	-- the headings as they are compared, in their order
	headings text[] not null,
	-- one field per heading, '' where a column is not read
	fields text[] not null check (cardinality(fields) = cardinality(headings)),
	confirmed_at timestamptz not null,
	primary key (operator_id, kind, headings_sha256)
);
call belongs_to_operator('import_mappings');

-- What an import wrote, so that it can be taken back as a whole. Kept for 30 days.
create table import_rows (
	operator_id uuid not null,
	import_id uuid not null,
	record_id uuid not null,
	-- number of the row in the list
	row integer not null,
	-- the record before the import; null when the import made it
	before jsonb,
	-- fingerprint of the record after the import: another one means that somebody has changed it since
	after_sha256 text not null,
	-- why it stayed when the import was taken back
	kept text check (kept in ('changed', 'used')),
	primary key (operator_id, import_id, record_id),
	foreign key (operator_id, import_id) references imports
);
call belongs_to_operator('import_rows');
